import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Package {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readPackage(path: string): Package {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Package;
}

/** Every installed copy of a package, however deep it is nested. */
function copiesOf(name: string, folder = 'node_modules'): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('@')) return copiesOf(name, path);
      const nested = join(path, 'node_modules');
      const own = entry.name === name ? [path] : [];
      const hasNested = readdirSync(path).includes('node_modules');
      return hasNested ? [...own, ...copiesOf(name, nested)] : own;
    });
}

test('one copy of onnxruntime-web is installed, the one transformers.js asks for', () => {
  expect(copiesOf('onnxruntime-web')).toEqual([join('node_modules', 'onnxruntime-web')]);
  const asked = readPackage('node_modules/@huggingface/transformers').dependencies;
  const ours = readPackage('.').dependencies;
  expect(ours?.['onnxruntime-web']).toBe(asked?.['onnxruntime-web']);
  expect(readPackage('node_modules/onnxruntime-web').version).toBe(ours?.['onnxruntime-web']);
});
