import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { readBatchOptions } from '../../src/cli/batch-options';
import { decodeBatch } from '../../src/lab/batch-file';
import { VERSIONS_OF_RESULTS } from '../../src/shared/versions';

const SLOW = 900_000;
const folder = mkdtempSync(join(tmpdir(), 'batch-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function evaluate(line: string) {
  const args = ['--import', 'tsx', 'src/cli/evaluate.ts', ...line.split(' ')];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

/** Without what differs between two runs of the same. */
const timeless = (text: string): string =>
  text
    .replace(/"dates":\{[^}]*\}/, '"dates":{}')
    .replace(/,"machines":\[[^\]]*\]/, '')
    .replace(/"times":\{"communication":(?:null|\{[^}]*\}),"play":[^}]*\}/g, '"times":{}');

const WHAT =
  '--models tests/models/mini --messages none,latent,k2,truncated-0.5,cross-task --views scout --splits dev,seen --games 2 --steps 1 --concurrency 2';

/** With the mini tier on WASM: what it plays is nonsense, but everything is run. */
describe('evaluate batch', () => {
  it(
    'makes the same of shards, of processes and of one run, byte for byte save times',
    () => {
      const one = evaluate(`batch ${WHAT} --out ${at('one.json')}`);
      expect(one.stderr).toMatch(
        /^1\/20 {2}[\d.]+\/min {2}\d+ min left {2}scout\/none {2}g1\/dev\//,
      );
      expect(one.status).toBe(0);
      expect(one.stdout).toContain('### Channels and perturbations, scout view');
      expect(one.stdout).toContain('### Methods');
      const text = readFileSync(at('one.json'), 'utf8');
      const batch = decodeBatch(text);
      expect(batch.lines).toHaveLength(20);
      expect(batch.lines.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(batch.source).toMatchObject({ tier: 'mini', backend: 'wasm', concurrency: 2 });
      expect(existsSync(at('one.json.part'))).toBe(false);

      for (const part of [1, 2]) {
        const shard = evaluate(
          `batch ${WHAT} --shard ${part}/2 --out ${at(`s${part}`)} --format none`,
        );
        expect(shard).toMatchObject({ status: 0, stdout: '' });
      }
      const merged = evaluate(`merge ${at('s2')} ${at('s1')} --out ${at('merged.json')}`);
      expect(merged).toMatchObject({ status: 0, stdout: '', stderr: '' });
      expect(timeless(readFileSync(at('merged.json'), 'utf8'))).toBe(timeless(text));

      const partial = evaluate(`merge ${at('s1')} --out ${at('partial.json')}`);
      expect(partial).toMatchObject({ status: 0, stdout: '' });
      expect(partial.stderr).toBe(
        `Partial: 10 of 20 planned episodes are in ${at('partial.json')}.\n`,
      );
      const again = evaluate(`merge ${at('s1')} ${at('partial.json')} --out ${at('x.json')}`);
      const twice = evaluate(`merge ${at('s1')} ${folder}/./s1 --out ${at('x.json')}`);
      expect(twice).toMatchObject({ status: 2, stdout: '' });
      expect(twice.stderr).toContain('s1 is named twice. Leave one out.');
      expect(again.stderr).toMatch(/^10 episodes are in several parts: taken from the first/);

      const compared = evaluate(`compare ${at('one.json')} ${at('merged.json')}`);
      expect(compared.status).toBe(0);
      expect(compared.stdout).toContain('Nothing differs of what is recorded');
      expect(compared.stdout).toContain('In 10 of 10 rows they agree on every game.');
      const figured = evaluate(`compare ${at('one.json')} ${at('s1')} --format csv`).stdout;
      expect(figured.trimEnd().split('\r\n').length).toBeGreaterThan(5);

      const two = evaluate(`batch ${WHAT} --processes 2 --out ${at('two.json')} --format json`);
      expect(two.stderr).toMatch(/^\[[12]\/2\] 1\/1\d /m);
      expect(two.status).toBe(0);
      expect(timeless(two.stdout)).toBe(timeless(text));
      expect(readFileSync(at('two.json'), 'utf8')).toBe(two.stdout);
      expect(existsSync(`${at('two.json')}.1-of-2`)).toBe(false);
      expect(batch.source.machines).toMatchObject([{ workers: 1, concurrency: 2 }]);
      expect(decodeBatch(two.stdout).source.machines).toMatchObject([{ workers: 2 }]);

      // Settings from a batch, and episodes that another file has.
      const known = evaluate(
        `batch --models tests/models/mini --settings ${at('one.json')} --concurrency 2 --known ${at('one.json')} --out ${at('again.json')} --format csv`,
      );
      expect(known).toMatchObject({ status: 0, stderr: '' });
      expect(known.stdout.trimEnd().split('\r\n')).toHaveLength(21);

      // A journal that ends in the middle of a line: that episode is played again.
      const [first = '', ...rest] = text.trimEnd().split('\n').slice(1, 9);
      const head = JSON.stringify({ ...JSON.parse(text), lines: undefined });
      const rows = [first, ...rest].map((row) => row.replace(/,$/, ''));
      writeFileSync(at('killed.json.part'), `${[head, ...rows].join('\n')}\n{"condition":"sc`);
      const resumed = evaluate(`batch ${WHAT} --out ${at('killed.json')} --format none`);
      expect(resumed.stderr.trimEnd().split('\n')).toHaveLength(12);
      expect(timeless(readFileSync(at('killed.json'), 'utf8'))).toBe(timeless(text));

      const other = evaluate(
        `batch ${WHAT} --steps 3 --out ${at('one.json')}`.replace('--steps 1 ', ''),
      );
      expect(other).toMatchObject({ status: 1, stdout: '' });
      expect(other.stderr).toContain('is of a batch with other settings. Move it away');

      const tables = evaluate(`tables ${at('one.json')} --format latex --language zh`);
      expect(tables.status).toBe(0);
      expect(tables.stdout).toContain('压缩，侦察视角');
      const figures = evaluate(`tables ${at('one.json')} --format csv-tables --baseline k2`);
      expect(figures.stdout).toMatch(/^table,view,condition,/);
      expect(figures.stdout).toContain(',scout/k2,');
      expect(evaluate(`tables ${at('one.json')} --baseline k8`).stderr).toBe(
        '--baseline “k8” was not played: this batch has none, latent, k2, truncated-0.5, cross-task.\n',
      );
    },
    SLOW,
  );

  it(
    'refuses what it cannot do with one sentence',
    () => {
      const bad = evaluate('batch --messages latent');
      expect(bad).toMatchObject({ status: 2, stdout: '' });
      expect(bad.stderr).toBe('--out is needed: the file that keeps the batch.\n');
      expect(evaluate(`tables ${at('none.json')}`).stderr).toContain('cannot be read (ENOENT)');
      expect(evaluate('merge --out x').stderr).toContain('no batch to merge');
      expect(evaluate('compare x').stderr).toBe('compare takes two batches.\n');
      for (const command of ['batch', 'merge', 'tables', 'compare', 'card']) {
        const help = evaluate(`${command} --help`);
        expect(help).toMatchObject({ status: 0, stderr: '' });
        expect(help.stdout).toContain(`npm run -s evaluate -- ${command} `);
      }
      expect(evaluate('tables package.json').stderr).toContain('package.json: This is not a batch');
    },
    SLOW,
  );
});

describe('readBatchOptions', () => {
  const read = (line: string) => readBatchOptions(`--out x ${line}`.trim().split(' '));

  it('reads every option', () => {
    expect(
      read(
        '--preset table-3 --views planner,scout --splits unseen,seen --tasks pick_two_obj_and_place --games 7 --first-seed 3 --steps 50 --temperature 0.7 --breadth --concurrency 4 --processes 2 --shard 2/3 --format latex --language zh --models m --known k',
      ),
    ).toEqual({
      out: 'x',
      asked: {
        views: ['scout', 'planner'],
        messages: 'table-3',
        splits: ['seen', 'unseen'],
        tasks: ['pick_two_obj_and_place'],
        games: 7,
        firstSeed: 3,
        stepBudget: 50,
        sampling: { temperature: 0.7, topP: 1, seed: 1 },
        breadth: true,
      },
      files: null,
      models: 'm',
      concurrency: 4,
      processes: 2,
      shard: { index: 1, of: 3 },
      known: 'k',
      format: 'latex',
      language: 'zh',
    });
  });

  it.each([
    ['--shard 3/2', 'a part such as 2/4, not “3/2”'],
    ['--shard 0/2', 'a part such as 2/4'],
    ['--messages k8,words', 'not “words”'],
    ['--messages latent+white-noise-1', 'not “latent+white-noise-1”'],
    ['--messages k8 --preset table-1', 'leave one out'],
    ['--preset table-2', '--preset accepts table-1, table-3'],
    ['--splits dev,test', '--splits accepts train, dev, seen, unseen, not “test”'],
    ['--settings s --games 3', '--settings says what is played: leave out --games.'],
    ['--files f --splits dev', '--files names the games: leave out --splits.'],
    ['--concurrency 0', 'whole number from 1 to 256'],
    ['--format pdf', '--format accepts'],
  ])('%s is refused', (line, reason) => {
    expect(() => read(line)).toThrow(reason);
    expect(() => read(line)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});

describe('versions of results', () => {
  it('are those of this project', () => {
    expect(VERSIONS_OF_RESULTS.lab).toBe(packageFile.version);
    expect(VERSIONS_OF_RESULTS['onnxruntime-web']).toBe(
      packageFile.dependencies['onnxruntime-web'],
    );
  });
});
