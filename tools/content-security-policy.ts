/**
 * The page's Content-Security-Policy. This file is the one place that holds it: the built page's meta
 * tag (vite.config.ts), our static server and with it the Docker image send what stands here.
 */

const PAGE_DIRECTIVES: readonly (readonly [name: string, value: string])[] = [
  ['default-src', "'self'"],
  ['script-src', "'self' 'wasm-unsafe-eval'"],
  ['worker-src', "'self'"],
  // https: is for model tiers that the user names; the page itself asks no other host for anything.
  ['connect-src', "'self' https:"],
  ['img-src', "'self' data: blob:"],
  ['style-src', "'self'"],
  ['object-src', "'none'"],
  ['base-uri', "'self'"],
  ['form-action', "'none'"],
];

function written(directives: readonly (readonly [string, string])[]): string {
  return directives.map(([name, value]) => `${name} ${value}`).join('; ');
}

/** The policy in the page's meta tag, where `frame-ancestors` is not allowed. */
export const META_POLICY = written(PAGE_DIRECTIVES);

/** The policy that a server sends with every file but the embedded page. */
export const HEADER_POLICY = written([...PAGE_DIRECTIVES, ['frame-ancestors', "'self'"]]);

/**
 * The policy of the page that is a part of another one (`?embed=1`): any page may frame it. It has no
 * account, no secret, and nothing in it that a stolen click could do beyond running a game.
 */
export const EMBED_POLICY = written([...PAGE_DIRECTIVES, ['frame-ancestors', '*']]);

/** The header policy for a request. A server that sends no header, as GitHub Pages, lets all be framed. */
export function headerPolicy(query: string): string {
  return new URLSearchParams(query).get('embed') === '1' ? EMBED_POLICY : HEADER_POLICY;
}
