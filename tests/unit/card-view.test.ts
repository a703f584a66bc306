import { describe, expect, it } from 'vitest';
import { pairSentence, rangeSentence, rankSentence } from '../../src/plots/card-sentences';
import { conditionChannel, conditionName, isDisturbed } from '../../src/plots/condition-names';
import { formatP, formatPoints, formatRate, formatTokens } from '../../src/plots/format';
import type { Manifest } from '../../src/shared/manifest';
import { paperFigures } from '../../src/shared/paper';
import {
  commandsOf,
  compareModels,
  findDifference,
  findRow,
  groupRows,
  mainSplit,
  rowsOf,
  shortHashes,
  viewsOf,
} from '../../src/state/card-view';
import { ENGLISH } from '../../src/words/english/english';
import { card } from './card-fixtures';

const { models, conditions } = ENGLISH;
const { sentences } = models;

const row = (condition: string, success20: number, games = 1000) => {
  const found = findRow(card, 'uncertain', 'unseen', condition);
  if (found === null) throw new Error(condition);
  return { ...found, success20, games };
};

const difference = (change: object) => {
  const side = (condition: string) => ({ view: 'uncertain', condition }) as const;
  const found = findDifference(card, 'unseen', side('latent'), side('text'));
  if (found === null) throw new Error('no difference');
  const made = { difference: 0.191, games: 1000, p_holm: 1e-9, ...change };
  return { ...found, ci95: [0.16, 0.222] as [number, number], ...made };
};

describe('sentences', () => {
  const names = ['Latents', 'words'] as const;
  const nameOf = (condition: string) => conditionName(conditions, condition);

  it('say both rates, the paired difference and its test', () => {
    const said = pairSentence(
      sentences,
      names,
      difference({}),
      row('latent', 0.931),
      row('text', 0.74),
    );
    expect(said).toBe(
      'Latents won 93.1%, words 74.0%: +19.1 points [16.0, 22.2] on the same 1,000 games (McNemar, Holm: p < 0.001).',
    );
  });

  it('say no rates that are of other games, and no difference where there may be none', () => {
    const fewer = pairSentence(
      sentences,
      names,
      difference({ games: 500 }),
      row('latent', 0.9),
      row('text', 0.7),
    );
    expect(fewer).toMatch(/^Latents against words: \+19\.1 points .* on the same 500 games/);
    const none = pairSentence(
      sentences,
      names,
      difference({ difference: -0.004, ci95: [-0.015, 0.007] }),
      row('latent', 0.94),
      row('text', 0.944),
    );
    expect(none).toContain('−0.4 points [−1.5, 0.7]');
    expect(none).toMatch(/the interval includes no difference\.$/);
    expect(pairSentence(sentences, names, null, null, null)).toBe('');
  });

  it('say the range of disturbed messages, and success by rank', () => {
    const rows = [row('random-rot-message', 0.32), row('white-noise-1', 0.93)];
    expect(rangeSentence(sentences, nameOf, rows, row('none', 0.55))).toBe(
      'Highest: White noise 1, 93.0%; lowest: RandomRot, message, 32.0%. No message: 55.0%.',
    );
    expect(rangeSentence(sentences, nameOf, rows.slice(1), null)).toBe('');
    const tied = [...rows, row('k8', 0.9301), row('latent', 0.9)];
    expect(rangeSentence(sentences, nameOf, tied, null)).toMatch(
      /^Highest: \S.* and White noise 1 tied, 93\.0%; lowest: RandomRot, message, 32\.0%\.$/,
    );
    // All alike as they are written: there is no highest.
    expect(rangeSentence(sentences, nameOf, tied.slice(1, 3), null)).toBe('');
    expect(rankSentence(sentences, row('latent', 1), row('text', 1))).toMatch(
      /likely \d+\.\d% against .*perhaps/,
    );
    expect(rankSentence(sentences, null, null)).toBe('');
  });
});

describe('a card', () => {
  it('has its views in the page’s order and speaks of unseen scenes', () => {
    expect(viewsOf(card)).toEqual(['uncertain', 'scout', 'planner', 'hedging']);
    expect(mainSplit(card, 'planner')).toBe('unseen');
    expect(mainSplit({ ...card, rows: [] }, 'planner')).toBeNull();
  });

  it('shows every condition, each with its splits together, unseen first', () => {
    const rows = rowsOf(card, 'uncertain');
    const groups = groupRows([...rows, { ...row('none', 0.5), condition: 'script-search' }]);
    expect(groups.map(({ key }) => key)).toEqual([
      'kinds',
      'lengths',
      'others',
      'perturbed',
      'swaps',
    ]);
    const trained = groups[1]?.conditions.flatMap(([first]) => first?.condition ?? []) ?? [];
    const ks = trained.flatMap((name) => /^k(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    expect(ks.length).toBeGreaterThan(2);
    expect(ks).toEqual(ks.toSorted((one, other) => other - one));
    const shown = groups.flatMap(({ conditions }) => conditions.map(([first]) => first?.condition));
    expect(new Set(shown)).toEqual(new Set([...rows.map((one) => one.condition), 'script-search']));
    for (const splits of groups.flatMap(({ conditions }) => conditions)) {
      expect(splits[0]?.split).toBe('unseen');
    }
  });

  it('takes a difference from the claims where one is there', () => {
    expect(difference({}).family).toBe('claims-unseen');
  });

  it('names the commands that measured its rows', () => {
    const [command, ...others] = commandsOf(card, rowsOf(card, 'hedging'));
    expect(others).toEqual([]);
    expect(command).toContain('unseen.hedging.jsonl');
  });
});

describe('model hashes', () => {
  const files = Object.entries(card.models).map(([path, sha256]) => ({ path, sha256 }));
  const manifest = { files } as unknown as Manifest;

  it('are compared file by file', () => {
    expect(compareModels(card.models, null)).toEqual({ kind: 'not-loaded' });
    expect(compareModels(card.models, manifest)).toEqual({ kind: 'same', files: files.length });
    const other = { ...card.models, 'actor-wasm.onnx': '0'.repeat(64), 'actor.pt': '1'.repeat(64) };
    expect(compareModels(other, manifest)).toEqual({
      kind: 'other',
      files: ['actor-wasm.onnx', 'actor.pt'],
      of: files.length + 1,
    });
    expect(compareModels({}, manifest)).toMatchObject({ kind: 'other' });
    const renamed = files.map((file) => ({ ...file, path: file.path.replace('-wasm', '') }));
    expect(renamed).not.toEqual(files);
    expect(compareModels(card.models, { files: renamed } as unknown as Manifest)).toMatchObject({
      kind: 'same',
    });
  });

  it('are shown by their first eight characters, of the models themselves', () => {
    expect(
      shortHashes(
        { 'actor-embed.bin': 'a'.repeat(64), 'actor-wasm.onnx': 'b'.repeat(64) },
        models.source.roles,
      ),
    ).toBe('actor bbbbbbbb');
    const checkpoints = { 'sender.pt': '1'.repeat(64), 'sender_compressed.pt': '2'.repeat(64) };
    expect(shortHashes(checkpoints, models.source.roles)).toBe('sender 11111111');
  });
});

describe('conditions', () => {
  it('are named, coloured and shaped', () => {
    const shown = (name: string) => [
      conditionName(conditions, name),
      conditionChannel(name),
      isDisturbed(name),
    ];
    expect(shown('k16')).toEqual(['Trained K = 16', 'latent', false]);
    expect(shown('truncated-0.75')).toEqual(['First 75%', 'latent', false]);
    expect(shown('cross-task-text')).toEqual(['Text of another task', 'text', true]);
    expect(shown('k8-cov-noise-0.5-corpus')).toEqual(['K = 8, noise 0.5, corpus', 'latent', true]);
    expect(shown('thought-own')).toEqual(['The actor’s own CoT', 'none', false]);
    expect(shown('script-search')).toEqual(['script-search', 'none', false]);
  });

  it('stand beside the paper where it has them', () => {
    expect(paperFigures('latent')?.[0]).toEqual({ seen: 70.48, unseen: 65.42 });
    expect(paperFigures('truncated-0.5')?.[1]).toEqual({ seen: null, unseen: null });
    expect(paperFigures('same-type')).toBeNull();
  });
});

it('figures are written with a sign, an interval, a unit', () => {
  expect(formatPoints(0.1914)).toBe('+19.1');
  for (const none of [0, 0.0004, -0.0004]) expect(formatPoints(none)).toBe('0.0');
  expect(formatRate(0.931, [0.914, 0.945])).toBe('93.1 [91.4, 94.5]');
  expect(formatRate(null, null)).toBe('');
  expect([formatP(2e-46), formatP(0.0213)]).toEqual(['<0.001', '0.021']);
  expect([0, 250_000, 1_200_000, 3e6].map(formatTokens)).toEqual(['0', '250k', '1.2M', '3M']);
});
