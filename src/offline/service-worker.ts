/// The service worker: the page works without a network after the first visit. A new version waits
/// until a person asks for it. tools/offline.ts builds it, with the list of files.
import { PageCache, type PageFile } from './page-cache';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const PAGE_FILES: readonly PageFile[];
declare const PAGE_VERSION: string;

const page = new PageCache(PAGE_FILES, PAGE_VERSION, new URL(self.registration.scope), {
  caches: self.caches,
  fetch: (request, init) => fetch(request, init),
});

self.addEventListener('install', (event) => event.waitUntil(page.install()));

self.addEventListener('activate', (event) => {
  event.waitUntil(page.tidy().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const answer = page.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});

self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'use-now') void self.skipWaiting();
});
