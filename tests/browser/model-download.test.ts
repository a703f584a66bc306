import { afterEach, expect, test, vi } from 'vitest';
import { type DownloadProgress, ModelFiles, parseManifest } from '../../src/runtime/model-files';
import { httpSource, MINI_URL } from './mini-models';

afterEach(() => {
  vi.restoreAllMocks();
});

const realFetch = globalThis.fetch;

/** Answers for one file in place of the server. */
function answerFor(path: string, answer: (real: Response) => Promise<Response> | Response): void {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const real = await realFetch(input, init);
    return new URL(String(input)).pathname.endsWith(path) ? answer(real) : real;
  });
}

async function miniFiles(): Promise<ModelFiles> {
  const source = httpSource(MINI_URL);
  return new ModelFiles(parseManifest(await source.manifest()), source);
}

async function download(files: ModelFiles): Promise<DownloadProgress[]> {
  const seen: DownloadProgress[] = [];
  await files.load(files.neededFor('wasm'), (progress) => seen.push(progress));
  return seen;
}

test('progress counts bytes, up to the manifest’s sum', async () => {
  const files = await miniFiles();
  const seen = await download(files);
  const total = files.neededFor('wasm').reduce((sum, { bytes }) => sum + bytes, 0);
  expect(seen.at(-1)).toMatchObject({ loaded: total, total });
  const loaded = seen.map((progress) => progress.loaded);
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
});

test('a truncated file is told by name and size; a retry loads it', async () => {
  const files = await miniFiles();
  const bytes = files.manifest.files.find(({ path }) => path === 'actor.onnx')?.bytes;
  answerFor('actor.onnx', async (real) => new Response((await real.arrayBuffer()).slice(0, 1000)));
  await expect(download(files)).rejects.toMatchObject({
    code: 'model-truncated',
    recoverable: true,
    message: `actor.onnx ended after 1000 of ${bytes} bytes. Check the connection and load it again.`,
  });
  vi.restoreAllMocks();
  expect((await download(files)).at(-1)?.file).toBeDefined();
});

test('a connection that breaks off is a truncated file too', async () => {
  answerFor('actor.onnx', (real) => {
    const reader = real.body?.getReader();
    let parts = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = await reader?.read();
        if (parts++ === 0 && part?.value) controller.enqueue(part.value.slice(0, 500));
        else controller.error(new TypeError('network error'));
      },
    });
    return new Response(body);
  });
  const message = expect.stringContaining('actor.onnx ended after 500 of');
  await expect(download(await miniFiles())).rejects.toMatchObject({
    code: 'model-truncated',
    message,
  });
});

test('a file of other bytes is told', async () => {
  answerFor('adapter.onnx', async (real) => {
    const bytes = new Uint8Array(await real.arrayBuffer());
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    return new Response(bytes);
  });
  await expect(download(await miniFiles())).rejects.toMatchObject({ code: 'model-changed' });
});

test.each([
  ['nothing', () => new Response('', { status: 404 })],
  ['a page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
])('a server that answers with %s has no such file', async (_, answer) => {
  answerFor('adapter.onnx', answer);
  await expect(download(await miniFiles())).rejects.toMatchObject({ code: 'model-missing' });
});

test('a server that does not answer is told', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(miniFiles()).rejects.toMatchObject({ code: 'model-unreachable', recoverable: true });
});
