/** Where a thought commits, and what a certain sender is told, as models/interlat_models/thought_text.py says. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { certainSightings, findCommitments } from '../../src/lab/commitments';
import { OpenedGame } from '../../src/lab/opened-game';
import { senderPromptText } from '../../src/lab/sender-views';

const FixtureSchema = v.array(
  v.object({
    game: v.string(),
    tokens: v.array(v.string()),
    commitments: v.array(
      v.object({ target: v.number(), rank: v.number(), positions: v.array(v.number()) }),
    ),
    prompt: v.string(),
  }),
);

const path = new URL('fixtures/commitments.json', import.meta.url);
const games = v.parse(FixtureSchema, JSON.parse(readFileSync(path, 'utf8')));

describe.each(games)('$game', ({ game, tokens, commitments, prompt }) => {
  const { task, told } = new OpenedGame(game).brief(game, 'uncertain');
  const tokenizer = {
    encode: () => [],
    decode: (ids: readonly number[]) => ids.map((id) => tokens[id]).join(''),
    label: (id: number) => tokens[id] ?? '',
  };
  const thought = tokens.map((_, id) => id);

  it('commits where Python finds it', () => {
    expect(findCommitments(thought, tokenizer, told)).toEqual(commitments);
  });

  it('has the certain prompt of Python', () => {
    const sightings = certainSightings(told, commitments);
    expect(senderPromptText(task, { ...told, sightings })).toBe(prompt);
  });
});

describe('a thought', () => {
  // A token a character.
  const tokenizer = {
    encode: () => [],
    decode: (ids: readonly number[]) => String.fromCharCode(...ids),
    label: (id: number) => String.fromCharCode(id),
  };
  const targets = [
    { object: 'mug 1', place: 'shelf 2', candidates: ['shelf 1', 'shelf 2', 'desk 1'] },
    { object: 'mug 2', place: 'desk 1', candidates: ['desk 1', 'shelf 1', 'bed 1'] },
  ];
  const find = (text: string) =>
    findCommitments(
      [...text].map((letter) => letter.charCodeAt(0)),
      tokenizer,
      { targets },
    );

  it('commits with all tokens of the name, in the place said of this target', () => {
    const text = 'mug 2 in shelf 1, mug 1 in shelf 12 or shelf 1';
    const [one, two] = find(text);
    expect(two).toEqual({ target: 1, rank: 1, positions: [9, 10, 11, 12, 13, 14, 15] });
    expect(one).toEqual({ target: 0, rank: 0, positions: [39, 40, 41, 42, 43, 44, 45] });
  });

  it('takes the first mention where no target is named before, and none where there is none', () => {
    expect(find('shelf 2, then bed 1')).toMatchObject([
      { rank: 1, positions: [0, 1, 2, 3, 4, 5, 6] },
      { rank: 2 },
    ]);
    expect(find('go to fridge 1')).toEqual([null, null]);
  });
});
