import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** What each room may import: every line of it is tried below, and so is everything it leaves out. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  alfworld: ['shared'],
  interlat: ['shared'],
  lab: ['alfworld', 'interlat', 'shared'],
  runtime: ['lab', 'interlat', 'shared', 'client/protocol'],
  client: ['shared', 'type lab'],
  plots: ['shared', 'type lab', 'type interlat'],
  words: [],
  state: ['words', 'lab', 'alfworld', 'client', 'client/protocol', 'shared'],
  panels: ['words', 'state', 'plots', 'shared', 'type lab'],
  app: [
    'shared',
    'alfworld',
    'interlat',
    'lab',
    'runtime',
    'client',
    'client/protocol',
    'plots',
    'words',
    'state',
    'panels',
  ],
  cli: ['words', 'lab', 'alfworld', 'interlat', 'runtime', 'shared'],
  offline: [],
};
const ROOMS = Object.keys(MAY_IMPORT);
const OUTSIDE = ['tools', 'tests'];
const MODEL_PACKAGES = ['onnxruntime-web/webgpu', '@huggingface/transformers'];
const PAGE_PACKAGES = ['react', 'd3-scale', 'zustand', 'node:fs'];
const PURE_ROOMS = ['shared', 'words', 'alfworld', 'interlat', 'lab'];

const STATEMENTS: Readonly<Record<string, (source: string) => string>> = {
  import: (source) => `import { thing } from '${source}';\nthing();\n`,
  'import for its effects': (source) => `import '${source}';\n`,
  'dynamic import': (source) => `await import('${source}');\n`,
  're-export': (source) => `export { thing } from '${source}';\n`,
  'type import': (source) =>
    `import type { Thing } from '${source}';\nexport const x: Thing = 1;\n`,
  'type re-export': (source) => `export type { Thing } from '${source}';\n`,
};

let folder = '';
const refused = new Set<string>();
const cases: { file: string; room: string; how: string; source: string; allowed: boolean }[] = [];

function addCases(
  room: string,
  from: string,
  source: string,
  allowedAs: (type: boolean) => boolean,
) {
  for (const [how, statement] of Object.entries(STATEMENTS)) {
    const file = `src/${room}/case-${cases.length}.ts`;
    cases.push({ file, room, how, source: from, allowed: allowedAs(how.startsWith('type')) });
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), statement(source));
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-directions-'));
  for (const [room, mayImport] of Object.entries(MAY_IMPORT)) {
    for (const other of [...ROOMS, 'client/protocol']) {
      if (other === room || (room === 'client' && other === 'client/protocol')) continue;
      const source = other.includes('/') ? `../${other}` : `../${other}/some-file`;
      const asType = mayImport.includes(`type ${other}`);
      addCases(room, other, source, (type) => mayImport.includes(other) || (asType && type));
      addCases(
        `${room}/deeper`,
        other,
        `../${source}`,
        (type) => mayImport.includes(other) || (asType && type),
      );
    }
    for (const other of OUTSIDE) addCases(room, other, `../../${other}/some-file`, () => false);
    for (const name of MODEL_PACKAGES) addCases(room, name, name, () => room === 'runtime');
    for (const name of PAGE_PACKAGES) addCases(room, name, name, () => !PURE_ROOMS.includes(room));
    addCases(room, 'valibot', 'valibot', () => true);
  }
  const { plugins } = JSON.parse(readFileSync('biome.json', 'utf8')) as { plugins: string[] };
  const configuration = {
    root: true,
    plugins: plugins.map((path) => resolve(path)),
    linter: { rules: { preset: 'none' } },
    formatter: { enabled: false },
    assist: { enabled: false },
  };
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration));
  const biome = resolve('node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', `--max-diagnostics=none`], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; severity: string; location: { path: string } }[];
  };
  for (const { category, severity, location } of report.diagnostics) {
    if (category === 'plugin' && severity === 'error') refused.add(location.path);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter on imports between rooms', () => {
  test.each(ROOMS)('%s', (room) => {
    const ofRoom = cases.filter((one) => one.room === room || one.room === `${room}/deeper`);
    const judged = ofRoom.map(({ file, how, source }) => ({
      case: `${how} of ${source} in ${file}`,
      allowed: ![...refused].some((path) => path.endsWith(file)),
    }));
    const expected = ofRoom.map(({ file, how, source, allowed }) => ({
      case: `${how} of ${source} in ${file}`,
      allowed,
    }));
    expect(judged).toEqual(expected);
  });
});
