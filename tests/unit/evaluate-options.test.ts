import { describe, expect, it } from 'vitest';
import { readEvaluateOptions } from '../../src/cli/evaluate-options';
import { DEFAULT_VIEW } from '../../src/lab/sender-views';

const read = (line: string) => readEvaluateOptions(line === '' ? [] : line.split(' '));

describe('readEvaluateOptions', () => {
  it('plays 200 dev games with the full latent message by default', () => {
    expect(read('')).toEqual({
      source: { kind: 'split', split: 'dev', start: 0, games: 200 },
      view: DEFAULT_VIEW,
      stepBudget: 20,
      message: {
        channel: 'latent',
        compression: 'full',
        k: 8,
        ratio: 0.5,
        perturbation: { kind: 'none' },
      },
      sampling: null,
      models: 'public/models/tiny',
      concurrency: 1,
      trace: null,
      json: false,
      help: false,
    });
  });

  it('reads every option', () => {
    const options = read(
      '--split dev --games 1 --start 7 --message compressed --k=4 --steps 50 --view uncertain ' +
        '--compression kept --perturb cross-task --perturb-seed 3 --actor free --device wasm ' +
        '--models tests/models/mini --trace out.json --temperature 0.7 --top-p .9 --json ' +
        '--concurrency 32',
    );
    expect(options).toEqual({
      source: { kind: 'split', split: 'dev', start: 7, games: 1 },
      view: 'uncertain',
      stepBudget: 50,
      message: {
        channel: 'latent',
        compression: 'kept',
        k: 4,
        ratio: 0.5,
        perturbation: { kind: 'cross-task', seed: 3 },
      },
      sampling: { temperature: 0.7, topP: 0.9, seed: 1 },
      models: 'tests/models/mini',
      concurrency: 32,
      trace: 'out.json',
      json: true,
      help: false,
    });
  });

  it('plays game files in place of a split', () => {
    expect(read('--files tests/fixtures --trace out.json').source).toEqual({
      kind: 'files',
      files: 'tests/fixtures',
    });
  });

  it.each([
    ['--perturb white-noise', { kind: 'white-noise', strength: 1, seed: 1 }],
    ['--perturb same-type --perturb-seed 4', { kind: 'same-type', seed: 4 }],
    ['--perturb cov-gauss-mean', { kind: 'cov-gauss-mean', scope: 'corpus', strength: 1, seed: 1 }],
    [
      '--perturb random-rotation --scope message --strength 0.5',
      { kind: 'random-rotation', scope: 'message', strength: 0.5, seed: 1 },
    ],
  ])('%s', (line, expected) => {
    expect(read(line).message.perturbation).toEqual(expected);
  });

  it.each([
    ['none', { channel: 'none', compression: 'full' }],
    ['text', { channel: 'text', compression: 'full' }],
    ['compressed', { channel: 'latent', compression: 'trained' }],
  ])('--message %s', (message, expected) => {
    expect(read(`--message ${message} --k 8`).message).toMatchObject(expected);
  });

  it.each([
    ['--view psychic', '--view accepts scout, uncertain, hedging, planner, not “psychic”.'],
    ['--files DIR --games 3', '--files names the games: leave out --split, --start and --games.'],
    ['--files DIR --split dev', '--files names the games'],
    ['--actor admissible', 'admissible is not built yet: --actor accepts free.'],
    ['--device webgpu', 'webgpu is not built yet: --device accepts wasm.'],
    ['--perturb random-rot', '--perturb accepts cross-task, same-type, white-noise, cov-noise'],
    ['--scope corpus', '--scope goes with --perturb.'],
    ['--strength 1', '--strength goes with --perturb.'],
    ['--perturb same-type --strength 1', 'same-type has no strength and no scope'],
    ['--perturb white-noise --scope corpus', 'white-noise has no scope'],
    ['--perturb white-noise --message text', 'white-noise needs latents'],
    ['--perturb cov-noise --strength 5', 'a number from 0 to 4'],
    ['--perturb random-rotation --strength 2', 'a number from 0 to 1'],
    ['--perturb cov-noise --scope own', '--scope accepts corpus, message'],
    ['--split test', '--split accepts train, dev, seen, unseen, not “test”.'],
    ['--message words', '--message accepts none, text, latent, compressed, not “words”.'],
    ['--games 0', '--games accepts a whole number from 1 to 2147483647, not “0”.'],
    ['--games 1.5', 'whole number'],
    ['--start -1', 'whole number from 0'],
    ['--k many', 'whole number'],
    ['--message compressed --compression truncated --ratio 2', 'a number from 0 to 1, not “2”.'],
    ['--ratio 0.5', '--ratio goes with'],
    ['--message latent --compression kept', '--compression goes with --message compressed.'],
    ['--message none --perturb cross-task', '--perturb needs a message'],
    ['--perturb-seed 2', '--perturb-seed goes with'],
    ['--temperature 0', 'a number above 0'],
    ['--games 2 --trace out.json', 'give --games 1 with it'],
    ['--split', '--split needs a value.'],
    ['--split --games 3', '--split needs a value.'],
    ['--colour red', 'There is no option --colour. The options are --split, '],
    ['--json=yes', 'There is no option --json'],
    ['unseen', '“unseen” is not an option.'],
  ])('%s is refused', (line, reason) => {
    expect(() => read(line)).toThrow(reason);
    expect(() => read(line)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});
