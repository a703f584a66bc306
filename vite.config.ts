import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { META_POLICY } from './tools/content-security-policy.ts';
import { offline } from './tools/offline.ts';

/** The built page carries its policy; the development page cannot, as Vite's reloading is inline. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: META_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Links to this page show a picture. Crawlers want its full address: the deploy workflow gives PAGE_URL. */
function socialPreview(): Plugin {
  const address = process.env.PAGE_URL ?? './';
  const picture = `${address.replace(/\/?$/, '/')}social-preview.png`;
  const metas: readonly (readonly [kind: 'property' | 'name', key: string, content: string])[] = [
    ['property', 'og:image', picture],
    ['property', 'og:image:width', '1280'],
    ['property', 'og:image:height', '640'],
    ['property', 'og:image:alt', 'Three lanes that play one game: latent, text, no message.'],
    ['name', 'twitter:card', 'summary_large_image'],
  ];
  return {
    name: 'social-preview',
    apply: 'build',
    transformIndexHtml: () =>
      metas.map(([kind, key, content]) => ({ tag: 'meta', attrs: { [kind]: key, content } })),
  };
}

/** Results say which code made them. Null outside a git checkout. */
function commitHere(): string | null {
  try {
    const said = execFileSync('git', ['describe', '--always', '--dirty'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.trim() || null;
  } catch {
    return null;
  }
}

const runtimeBinary = readFileSync(
  new URL(
    './node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm',
    import.meta.url,
  ),
);

export default defineConfig({
  define: {
    LAB_COMMIT: JSON.stringify(commitHere()),
    RUNTIME_BYTES: runtimeBinary.length,
    RUNTIME_SHA256: JSON.stringify(createHash('sha256').update(runtimeBinary).digest('hex')),
  },
  // Relative URLs: the build works under any path.
  base: './',
  plugins: [react(), contentSecurityPolicy(), socialPreview(), offline()],
  worker: { format: 'es' },
  // The worker's packages, named here so that the development server need not reload to find them.
  optimizeDeps: {
    include: ['onnxruntime-web/webgpu', 'onnxruntime-web/jspi', '@huggingface/transformers'],
  },
  build: {
    target: 'es2023',
    // A file stays a file: the policy allows no data: URL but for pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
