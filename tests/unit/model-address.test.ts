import { describe, expect, it } from 'vitest';
import { readModelAddress, shortAddress } from '../../src/shared/model-address';

describe('an address of models', () => {
  it.each([
    ['owner/name', 'https://huggingface.co/owner/name/resolve/main/'],
    [' owner/na.me@v1.2 ', 'https://huggingface.co/owner/na.me/resolve/v1.2/'],
    ['owner/name@refs/pr/1', 'https://huggingface.co/owner/name/resolve/refs%2Fpr%2F1/'],
    ['https://example.org/tiny', 'https://example.org/tiny/'],
    ['https://example.org/tiny/manifest.json?x=1#y', 'https://example.org/tiny/'],
    ['http://localhost:8000/', 'http://localhost:8000/'],
  ])('%s is %s', (text, url) => {
    expect(readModelAddress(text)).toBe(url);
  });

  it.each(['', 'name', 'http://example.org/', 'ftp://example.org/', '../models/tiny', 'a/b/c'])(
    '%j is refused',
    (text) => {
      expect(() => readModelAddress(text)).toThrow('is no address of models');
    },
  );

  it.each([
    ['https://huggingface.co/owner/name/resolve/main/', 'owner/name@main'],
    ['https://example.org/tiny/', 'example.org/tiny'],
    ['folder:mine', 'mine'],
  ])('%s is shown as %s', (address, shown) => {
    expect(shortAddress(address)).toBe(shown);
  });
});
