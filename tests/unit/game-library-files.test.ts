import { expect, it } from 'vitest';
import { type WalkProgress, walkEntries } from '../../src/state/game-library-files';
import { ENGLISH } from '../../src/words/english/english';
import { drop, entryOf } from './dropped-games';

it('a walk tells how far it is, and which folders it could not enter', async () => {
  const locked = {
    ...entryOf('locked', {}),
    createReader: () => ({
      readEntries: (_: unknown, failed: (error: unknown) => void) =>
        failed(new DOMException('', 'NotReadableError')),
    }),
  };
  const progress: WalkProgress[] = [];
  const { files, failures } = await walkEntries(
    [...drop({ a: { b: { c: 'x' }, d: 'y' } }), locked],
    {
      signal: new AbortController().signal,
      onProgress: (done) => progress.push(done),
    },
  );
  expect(files.map(({ path }) => path).sort()).toEqual(['a/b/c', 'a/d']);
  expect(progress.at(-1)).toEqual({ folders: 3, files: 2 });
  expect(failures.map((said) => said(ENGLISH))).toEqual([
    expect.stringMatching(/may not read “locked”/),
  ]);
});
