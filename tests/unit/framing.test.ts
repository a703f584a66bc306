import { describe, expect, test } from 'vitest';
import { playToEnd } from '../../src/lab/episode';
import {
  closingTokens,
  commandEnd,
  commandOf,
  commandTokens,
  introTokens,
  loopContext,
  observationTokens,
  thoughtContext,
  thoughtEnd,
  toActorTokens,
} from '../../src/lab/framing';
import type { Tokenizer } from '../../src/lab/models';
import type { Manifest } from '../../src/shared/manifest';
import { FakeModels, fakeTokenizer } from './fake-models';

/** Another tokenizer of the same characters: its numbers are shifted, and "|" is one token of its own. */
const SHIFT = 1000;
const other: Tokenizer = {
  encode: (text) => fakeTokenizer.encode(text).map((token) => token + SHIFT),
  decode: (tokens) => fakeTokenizer.decode(tokens.map((token) => token - SHIFT)),
  label: (token) => fakeTokenizer.label(token - SHIFT),
};
const { manifest } = new FakeModels();
const ACTOR = { bos: 11, eos: 12, bop: 13, eop: 14, act: 15, obs: 16 };
const TEMPLATES: Manifest['templates'] = {
  sender: { before: 'U:', after: 'A:', end: '|' },
  'sender-compressed': { before: 'plan:', after: '' },
  actor: {
    before: 'S',
    message: 'M',
    after: 'A:',
    end: '|',
    observation: { before: 'O:', after: 'A:' },
    command: 'Action:',
  },
};
const plain = {
  manifest: { ...manifest, actorTokens: ACTOR },
  senderTokenizer: fakeTokenizer,
  actorTokenizer: other,
};
const chat = { ...plain, manifest: { ...plain.manifest, templates: TEMPLATES } };
const sent = (text: string): number[] => fakeTokenizer.encode(text);
const acted = (text: string): number[] => other.encode(text);

describe('what stands around the texts', () => {
  test('without a template: special tokens, each agent’s own', () => {
    expect(thoughtContext(plain, 'p')).toEqual([1, ...sent('p'), 3]);
    expect(thoughtEnd(plain)).toBe(4);
    expect(loopContext(plain, 'p')).toEqual([1, ...sent('p')]);
    expect(introTokens(plain, 'i')).toEqual([11, ...acted('i'), 13]);
    expect(closingTokens(plain)).toEqual([14, 15]);
    expect(commandEnd(plain)).toBe(16);
    expect(observationTokens(plain, 'o')).toEqual([16, ...acted('o'), 15]);
    expect(commandOf(plain, acted(' go '))).toBe(' go ');
    expect(commandTokens(plain, 'go')).toEqual(acted('go'));
  });

  test('one tokenizer and no tokens of the actor: as manifests were before', () => {
    const shared = { ...plain, manifest, actorTokenizer: fakeTokenizer };
    expect(introTokens(shared, 'i')).toEqual([1, ...sent('i'), 3]);
    expect(toActorTokens(shared, [1, 2, 3])).toEqual([1, 2, 3]);
  });

  test('with a template: its texts, and the message between <bop> and <eop>', () => {
    expect(thoughtContext(chat, 'p')).toEqual(sent('U:pA:'));
    expect([thoughtEnd(chat)]).toEqual(sent('|'));
    expect(loopContext(chat, 'p')).toEqual(sent('plan:p'));
    expect(introTokens(chat, 'i')).toEqual([...acted('SiM'), 13]);
    expect(closingTokens(chat)).toEqual([14, ...acted('A:')]);
    expect(observationTokens(chat, 'o')).toEqual(acted('|O:oA:'));
  });

  test('a command is what follows its mark, to the end of the line', () => {
    const of = (text: string): string => commandOf(chat, acted(text));
    expect(of('Thought: the mug.\nAction: go to desk 1\nThought: more')).toBe('go to desk 1');
    expect(of('Action:\n look ')).toBe('look');
    expect(of(' look\n')).toBe('look');
    expect(of('')).toBe('');
    expect(commandTokens(chat, 'look')).toEqual(acted('Action: look'));
  });

  test('words go from one tokenizer to the other as text', () => {
    expect(toActorTokens(plain, sent('mug 1'))).toEqual(acted('mug 1'));
    expect(toActorTokens(plain, [1, ...sent('mug')])).toEqual(acted('mug'));
  });

  test('an end of several tokens is no end', () => {
    const templates = { ...TEMPLATES, sender: { before: '', after: '', end: '||' } };
    expect(() => thoughtEnd({ ...chat, manifest: { ...manifest, templates } })).toThrow(
      'one token',
    );
  });
});

test('a run with an actor that has a tokenizer of its own names its commands as one that shares it', async () => {
  // The same characters under the same numbers: another object is another tokenizer.
  class Two extends FakeModels {
    override readonly actorTokenizer: Tokenizer = { ...fakeTokenizer };
  }
  const script = { thought: () => 'go north', command: () => 'look' };
  const lanes = (['text', 'latent'] as const).map((channel) => ({
    channel,
    compression: 'full' as const,
    k: 8,
    ratio: 1,
    perturbation: { kind: 'none' as const },
    ...(channel === 'latent' ? { edits: [{ kind: 'splice' as const, ratio: 0.5 }] } : {}),
  }));
  const game = 'g1/dev/kitchen/pick_heat_then_place_in_recep/1/standard';
  const play = async (models: FakeModels) => {
    const run = await playToEnd(
      models,
      { game, stepBudget: 2, lanes },
      new AbortController().signal,
    );
    const trace = run.trace({ kind: 'live', backend: 'test', models: {}, date: '' });
    run.dispose();
    return trace.lanes.map(({ message, steps }) => ({
      positions: message?.positions,
      bytes: message?.bytes,
      tail: message?.tail,
      commands: steps.map(({ command }) => command),
    }));
  };
  const two = await play(new Two(script));
  expect(two).toEqual(await play(new FakeModels(script)));
  expect(two[0]?.positions).toBe('go north'.length);
  expect(two[1]?.tail).toEqual(fakeTokenizer.encode('orth'));
});
