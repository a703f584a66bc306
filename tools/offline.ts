/** Builds the service worker, once everything else is built: it knows all files of the page. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const WORKER = 'service-worker.js';

/**
 * Not of the page: the models and the runtime, which the page's worker keeps by itself, and what only
 * other sites ask for.
 */
const LEFT_OUT = [
  /\.(?:onnx|bin|wasm)$/,
  /^models\/[^/]+\/(?:manifest|tokenizer|tokenizer_config)\.json$/,
  /^social-preview\.png$/,
  new RegExp(`^${WORKER}$`),
];

export interface BuiltFile {
  readonly path: string;
  readonly hash: string;
}

/** The files of a built page that are kept for use without a network, by path. */
export function pageFiles(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: file.slice(folder.length + 1).replaceAll('\\', '/') }))
    .filter(({ path }) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .map(({ file, path }) => ({ path, hash: hashOf(readFileSync(file)) }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

const hashOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

export function offline(): Plugin {
  let folder = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      folder = resolve(root, outDir);
    },
    closeBundle: async () => {
      const files = pageFiles(folder);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          PAGE_FILES: JSON.stringify(files),
          PAGE_VERSION: JSON.stringify(hashOf(JSON.stringify(files)).slice(0, 16)),
        },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: 'es2023',
          rolldownOptions: {
            input: resolve(import.meta.dirname, '../src/offline/service-worker.ts'),
            output: { format: 'iife', entryFileNames: WORKER },
          },
        },
      });
    },
  };
}
