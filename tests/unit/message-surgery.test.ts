import { describe, expect, it } from 'vitest';
import { formatGameName, parseGameName, splitGame } from '../../src/alfworld/game-name';
import { Run } from '../../src/lab/lanes';
import { OpenedGame, sameTypePartner, senderPrompt } from '../../src/lab/opened-game';
import type { MessageSettings } from '../../src/lab/settings';
import type { LaneTrace, MessageTrace } from '../../src/lab/trace';
import { float32ToBase64 } from '../../src/shared/base64';
import { type Corpus, parseCorpus } from '../../src/shared/corpus';
import {
  type ActorView,
  DIM,
  DURATION,
  FakeModels,
  type FakeScript,
  fakeTokenizer,
} from './fake-models';
import { GAME, laneTraces, message, NEVER, settings } from './scripted-runs';

const OTHER = formatGameName(splitGame('unseen', 41));

async function communicate(
  lanes: readonly MessageSettings[],
  script: FakeScript = {},
  view: 'scout' | 'uncertain' = 'scout',
): Promise<{ models: FakeModels; lanes: readonly LaneTrace[]; views: ActorView[] }> {
  const views: ActorView[] = [];
  const command = (actor: ActorView): string => {
    views.push(actor);
    return '';
  };
  const models = new FakeModels({ thought: () => 'abcdef', command, ...script });
  const run = new Run(models, { ...settings(lanes, 1), view }, { now: () => models.clock });
  await run.advance(NEVER);
  run.dispose();
  expect(models.alive).toBe(0);
  return { models, lanes: laneTraces(run), views };
}

const messageOf = (lane: LaneTrace | undefined): MessageTrace => lane?.message as MessageTrace;
/** For each row of the message the token that it emitted. */
const texts = (trace: MessageTrace | null | undefined): string[] | undefined =>
  trace?.tokenOfStep?.map((place) =>
    place === null ? '-' : fakeTokenizer.decode([trace.chainOfThought?.tokens[place] ?? 0]),
  );
const lensOf = (trace: MessageTrace): string[] | undefined =>
  trace.lens?.map(({ top }) => top[0]?.text ?? '');

/** A corpus of four numbers a row: mean 0, unit covariance. */
function corpusOf(view: string): Corpus {
  const triangle = [1, 0, 0, 0, 1, 0, 0, 1, 0, 1];
  const statistics = {
    messages: 300,
    rows: 600,
    mean: float32ToBase64(new Float32Array(DIM)),
    covariance: float32ToBase64(Float32Array.from(triangle)),
  };
  return parseCorpus(
    JSON.stringify({
      format: 1,
      view,
      models: {},
      date: '2026-01-01',
      thoughts: statistics,
      k8: null,
      map: {
        components: float32ToBase64(new Float32Array(2 * DIM)),
        explained: [0, 0],
        messages: [],
      },
    }),
  );
}

describe('a latent message', () => {
  it('is traced with its tokens and what each step says', async () => {
    const { lanes, models } = await communicate([
      message(),
      message({ compression: 'kept', k: 3 }),
    ]);
    const [full, kept] = lanes.map(messageOf);
    expect(texts(full)).toEqual([...'abcdef']);
    expect(lensOf(full as MessageTrace)).toEqual([...'abcdef']);
    expect(full?.lens?.[0]?.top).toHaveLength(10);
    expect(full?.written).toBeUndefined();
    expect(texts(kept)).toEqual(['b', 'd', 'f']);
    expect(models.started.sender).toBe(1);
  });

  it('of a latent loop is read by the model that wrote it and has no tokens', async () => {
    const { lanes } = await communicate([message({ compression: 'trained', k: 2 })]);
    const trace = messageOf(lanes[0]);
    expect(trace.lens).toHaveLength(2);
    expect(trace).not.toHaveProperty('tokenOfStep');
  });

  it('is edited in order, then perturbed; what was written is kept beside', async () => {
    const { lanes, views } = await communicate([
      message({
        edits: [
          { kind: 'remove', from: 0, to: 2 },
          { kind: 'swap', step: 0, other: 3 },
        ],
      }),
      message({
        edits: [{ kind: 'repeat', step: 0, times: 2 }],
        perturbation: { kind: 'white-noise', strength: 2, seed: 1, steps: [6] },
      }),
    ]);
    const [edited, noisy] = lanes.map(messageOf);
    expect(lensOf(edited as MessageTrace)).toEqual(['f', 'd', 'e', 'c']);
    expect(texts(edited)).toEqual(['f', 'd', 'e', 'c']);
    expect(edited?.written?.lens.map(({ top }) => top[0]?.text)).toEqual([...'abcdef']);
    expect(edited).toMatchObject({ positions: 4, bytes: 4 * DIM * 4 });
    expect(views[0]?.latents).toHaveLength(4);
    const before = noisy?.written?.latents as Float32Array;
    expect(noisy?.latents?.subarray(0, DIM)).toEqual(before.subarray(0, DIM));
    expect(noisy?.latents?.subarray(DIM, 6 * DIM)).toEqual(before.subarray(0, 5 * DIM));
    expect(noisy?.latents?.subarray(6 * DIM)).not.toEqual(before.subarray(5 * DIM));
  });

  it('spliced reaches the actor as latents and then words', async () => {
    const { lanes, views } = await communicate([
      message({ edits: [{ kind: 'splice', ratio: 0.5 }] }),
    ]);
    const trace = messageOf(lanes[0]);
    expect(trace).toMatchObject({ positions: 6, bytes: 3 * DIM * 4 + 3 * 2 });
    expect(trace.tail?.map((token) => fakeTokenizer.decode([token]))).toEqual(['d', 'e', 'f']);
    expect(trace.lens).toHaveLength(3);
    // The fake adapter keeps values; words are rows of kind 1 with the token as value.
    expect(views[0]?.latents.map(({ value }) => value)).toEqual(fakeTokenizer.encode('abcdef'));
  });

  it('of which nothing is left reaches the actor as no positions', async () => {
    const edits = [{ kind: 'remove', from: 0, to: 6 }] as const;
    const perturbation = { kind: 'white-noise', strength: 1, seed: 1 } as const;
    const { lanes, models } = await communicate([message({ edits, perturbation })]);
    expect(messageOf(lanes[0])).toMatchObject({
      positions: 0,
      bytes: 0,
      lens: [],
      tokenOfStep: [],
    });
    expect(models.calls.adapter).toBe(0);
  });

  it('interpolated with amount 0 is the message itself, bit for bit, and asks the sender nothing', async () => {
    const edits = [{ kind: 'interpolate', game: OTHER, amount: 0 }] as const;
    const { lanes, models } = await communicate([message(), message({ edits })]);
    const [plain, mixed] = lanes.map(messageOf);
    expect(mixed).toEqual(plain);
    expect(models.started.sender).toBe(1);
  });

  it('is interpolated with the same compression of another game’s message', async () => {
    const task = (game: string): string => senderPrompt(game, 'scout').slice(18, 24);
    const edits = [{ kind: 'interpolate', game: OTHER, amount: 1 }] as const;
    const thought = (prompt: string): string => prompt.slice(18, 24);
    const { lanes } = await communicate(
      [message({ compression: 'truncated', ratio: 0.5, edits })],
      { thought },
    );
    expect(lensOf(messageOf(lanes[0]))).toEqual([...task(OTHER)].slice(0, 3));
    expect(texts(messageOf(lanes[0]))).toEqual(['-', '-', '-']);
  });

  it('costs the same time however it is edited', async () => {
    const edits = [{ kind: 'interpolate', game: OTHER, amount: 0.5 }] as const;
    const { lanes } = await communicate([message({ edits })]);
    expect(lanes[0]?.communication).toMatchObject({
      senderPrefill: DURATION.senderPrefill,
      adapter: DURATION.adapter,
      generation: 6 * DURATION.senderStep,
    });
  });
});

describe('the certain sender', () => {
  const { told } = new OpenedGame(GAME).brief(GAME, 'uncertain');
  const [target] = told.targets;
  const place = target?.candidates[0] ?? '';
  /** Commits where it is uncertain; the state before each letter says how many reports it was told. */
  const thought = `${target?.object} in ${place}.`;

  async function certain(at: 'places' | 'rest') {
    const edits = [{ kind: 'certain', at }] as const;
    const result = await communicate(
      [message(), message({ edits })],
      { thought: () => thought },
      'uncertain',
    );
    const [plain, changed] = result.lanes.map(messageOf);
    const { latents } = changed as MessageTrace;
    // Index, the third number of a fake state, is its position: a shorter prompt shows there.
    const moved = [...thought].map(
      (_, i) => latents?.[i * DIM + 2] !== plain?.latents?.[i * DIM + 2],
    );
    return { ...result, moved, changed };
  }

  it('puts its states before the name of the place alone, or everywhere else', async () => {
    const start = thought.indexOf(place);
    const named = [...thought].map((_, i) => i >= start && i < start + place.length);
    const places = await certain('places');
    expect(places.moved).toEqual(named);
    expect(texts(places.changed)?.join('')).toBe(thought);
    expect((await certain('rest')).moved).toEqual(named.map((one) => !one));
    // One thought, and one reading of the same words.
    expect(places.models.started.sender).toBe(2);
  });

  it('needs words that name a reported place', async () => {
    const edits = [{ kind: 'certain', at: 'places' }] as const;
    const act = communicate([message({ edits })], { thought: () => 'no idea' }, 'uncertain');
    await expect(act).rejects.toThrow(`none of the places reported for ${target?.object}`);
  });
});

describe('words by hand', () => {
  it('are sent as words for nothing, and as the states that would emit them', async () => {
    const { lanes, models, views } = await communicate([
      message({ channel: 'text', words: 'go on' }),
      message({ words: 'go on' }),
      message({ words: 'go on', compression: 'truncated', ratio: 0.4 }),
    ]);
    const [text, latent, first] = lanes.map(messageOf);
    expect(text).toMatchObject({ positions: 5, bytes: 10, latents: null });
    expect(text?.chainOfThought?.text).toBe('go on');
    expect(lanes[0]?.communication).toMatchObject({ senderPrefill: 0, generation: 0 });
    expect(views.map(({ words }) => words)).toEqual(['go on', null, null]);
    expect(latent).toMatchObject({ positions: 5, chainOfThought: { text: 'go on' } });
    expect(texts(latent)?.join('')).toBe('go on');
    // Row t stands where the state before token t stands in a thought.
    const { lanes: thinking } = await communicate([message()], { thought: () => 'go on' });
    expect(latent?.latents?.filter((_, i) => i % DIM === 2)).toEqual(
      messageOf(thinking[0]).latents?.filter((_, i) => i % DIM === 2),
    );
    expect(lanes[1]?.communication?.generation).toBe(4 * DURATION.senderStep);
    expect(first?.positions).toBe(2);
    expect(models.started.sender).toBe(1);
  });

  it.each([
    ['', 'There are no words to send'],
    ['far too long', 'These words are 12 tokens; a message has at most 10. Shorten them.'],
  ])('%j is refused', async (words, reason) => {
    const act = communicate([message({ words })], { maxThoughtTokens: 10 });
    await expect(act).rejects.toThrow(reason);
  });
});

describe('another game', () => {
  it('is written for where the sender is told to', async () => {
    const thought = (prompt: string): string => prompt.slice(18, 30);
    const { lanes } = await communicate([message({ senderGame: OTHER })], { thought });
    const words = senderPrompt(OTHER, 'scout').slice(18, 30);
    expect(messageOf(lanes[0]).chainOfThought?.text).toBe(words);
  });

  it('of the same type is another of its kind, and each of a block is sent once', () => {
    const games = Array.from({ length: 64 }, (_, i) => formatGameName(splitGame('dev', 64 + i)));
    const partners = games.map((game) => sameTypePartner(game, 3));
    partners.forEach((partner, i) => {
      expect(partner).not.toBe(games[i]);
      expect(parseGameName(partner).task).toBe(parseGameName(games[i] as string).task);
    });
    expect(new Set(partners).size).toBe(64);
    expect(games.map((game) => sameTypePartner(game, 4))).not.toEqual(partners);
  });

  it('of the same type is sent as a perturbation', async () => {
    const thought = (prompt: string): string => prompt.slice(18, 40);
    const perturbation = { kind: 'same-type', seed: 2 } as const;
    const { lanes } = await communicate([message({ channel: 'text', perturbation })], { thought });
    const words = senderPrompt(sameTypePartner(GAME, 2), 'scout').slice(18, 40);
    expect(messageOf(lanes[0]).chainOfThought?.text).toBe(words);
  });

  it('that is imported has to be here', async () => {
    const act = communicate([message({ senderGame: 'file/mine/0123456789abcdef' })]);
    await expect(act).rejects.toMatchObject({ code: 'missing-game-file' });
  });
});

describe('scope corpus', () => {
  const gauss = { kind: 'cov-gauss-mean', scope: 'corpus', strength: 1, seed: 1 } as const;

  it('takes the statistics of the view', async () => {
    const asked: string[] = [];
    const corpus = (view: string): Corpus => {
      asked.push(view);
      return corpusOf(view);
    };
    const lane = message({ perturbation: gauss });
    const { lanes } = await communicate([lane, lane], { corpus });
    expect(asked).toEqual(['scout']);
    const { latents, written } = messageOf(lanes[0]);
    expect(latents).not.toEqual(written?.latents);
    expect(messageOf(lanes[1]).latents).toEqual(latents);
    // Normal numbers of mean 0 in place of states whose first number is 2.
    expect(Math.max(...(latents ?? []).map(Math.abs))).toBeLessThan(6);
  });

  it('says where there are none', async () => {
    const act = communicate([message({ perturbation: gauss })]);
    await expect(act).rejects.toMatchObject({ code: 'corpus-missing' });
    const trained = message({ compression: 'trained', k: 2, perturbation: gauss });
    await expect(communicate([trained], { corpus: corpusOf })).rejects.toThrow(
      'trained latent steps',
    );
  });
});

describe('settings that make no sense', () => {
  const noise = { kind: 'white-noise', strength: 1, seed: 1 } as const;
  const noisy = { kind: 'cov-noise', scope: 'corpus', strength: 1, seed: 1 } as const;
  it.each<[Partial<MessageSettings>, string]>([
    [{ channel: 'text', edits: [{ kind: 'swap', step: 0, other: 1 }] }, 'this lane has words'],
    [{ channel: 'none', edits: [{ kind: 'swap', step: 0, other: 1 }] }, 'has no message'],
    [{ channel: 'text', perturbation: noise }, 'Only latents can be perturbed with white-noise'],
    [{ perturbation: { ...noise, strength: 4.1 } }, 'from 0 to 4'],
    [{ perturbation: { ...noise, strength: Number.NaN } }, 'A strength of NaN'],
    [{ perturbation: { ...noisy, kind: 'random-rotation', strength: 1.1 } }, 'from 0 to 1'],
    [{ perturbation: { ...noise, steps: [-1] } }, 'whole numbers from 0'],
    [{ compression: 'untrained', perturbation: noisy }, 'Choose the message scope'],
    [{ channel: 'none', words: 'a' }, 'no message takes no words'],
    [{ channel: 'human', senderGame: GAME }, 'a person takes no words'],
    [{ compression: 'trained', words: 'a' }, 'in full, kept or truncated'],
    [{ words: 'a', perturbation: { kind: 'cross-task', seed: 1 } }, 'Choose one'],
    [{ senderGame: GAME, perturbation: { kind: 'same-type', seed: 1 } }, 'Choose one'],
    [{ senderGame: 'g1/nowhere' }, 'is not a game name'],
    [{ edits: [{ kind: 'interpolate', game: 'x', amount: 0.5 }] }, 'is not a game name'],
    [{ edits: [{ kind: 'interpolate', game: GAME, amount: 2 }] }, 'from 0 to 1'],
    [{ edits: [{ kind: 'splice', ratio: -1 }] }, 'A share of -1'],
    [{ compression: 'trained', edits: [{ kind: 'splice', ratio: 1 }] }, 'no words'],
    [{ compression: 'untrained', edits: [{ kind: 'certain', at: 'rest' }] }, 'stand for no words'],
    [{ edits: [{ kind: 'certain', at: 'rest' }] }, 'the view is scout'],
  ])('%j is refused', (change, reason) => {
    const act = () => new Run(new FakeModels(), { ...settings([message(change)]), view: 'scout' });
    expect(act).toThrow(reason);
  });

  it('name a step that the message does not have', async () => {
    const edits = [{ kind: 'zero', from: 4, to: 8 }] as const;
    await expect(communicate([message({ edits })])).rejects.toMatchObject({
      code: 'bad-settings',
      message: 'The message has 6 steps: there is no step 8. Choose an earlier one.',
    });
  });
});
