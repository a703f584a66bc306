import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Expert } from '../../src/alfworld/expert';
import { Game } from '../../src/alfworld/game';
import { designOf } from '../../src/alfworld/goal-design';
import { classOf, numberOf } from '../../src/alfworld/names';
import type { Problem } from '../../src/alfworld/problem';
import { Run } from '../../src/lab/lanes';
import { OpenedGame } from '../../src/lab/opened-game';
import { SENDER_VIEWS, tellSender } from '../../src/lab/sender-views';
import { HubTokenizer } from '../../src/runtime/tokenizer';
import { FakeModels } from './fake-models';
import { oddGameFile } from './odd-game';
import { message, NEVER, outcomes } from './scripted-runs';

const FILE = { name: 'file/odd/0123456789abcdef', text: oddGameFile(), agent: null };
const OPENED = new OpenedGame(FILE.name, FILE);
const DESIGN = {
  task: 'pick_heat_then_place_in_recep',
  object: 'wugglesprocket',
  destination: 'SinkBasin',
  lamp: null,
} as const;

/** Whether a player who is told these places wins. */
function wins(problem: Problem, told: ReadonlyMap<string, readonly string[]>): boolean {
  const game = new Game(problem);
  game.reset();
  const expert = new Expert(game, DESIGN, told);
  for (let step = 0; step < 60; step++) {
    const command = expert.next();
    if (command === null) return false;
    if (game.step(command).won) return true;
  }
  return false;
}

describe('an imported game with names that nobody has seen', () => {
  const { problem } = OPENED;

  it('has its task read from its goal', () => {
    expect(designOf(problem.goal)).toEqual(DESIGN);
    const numbers = new Game(problem).receptacles
      .filter(({ name }) => classOf(name) === 'zorbcase')
      .map(({ name }) => numberOf(name));
    expect(Math.max(...numbers)).toBeGreaterThan(20);
  });

  it('is told with three reports where the sender is unsure, and is won by going by them', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const { targets, sightings } = tellSender(new Game(problem), DESIGN, 'uncertain', seed);
      expect(targets).toHaveLength(1);
      for (const { object, candidates } of targets) {
        expect(object).toMatch(/^wugglesprocket \d+$/);
        expect(new Set(candidates).size).toBe(3);
        expect(wins(problem, new Map([[object, candidates]]))).toBe(true);
      }
      const reported = sightings.filter(({ object }) => classOf(object) === 'wugglesprocket');
      expect(reported.map(({ reliability }) => reliability).sort()).toEqual([
        'likely',
        'maybe',
        'perhaps',
      ]);
    }
  });

  it.each(['tests/models/mini', 'public/models/tiny'])(
    'is spelled by the tokenizer of %s',
    (tier) => {
      const tokenizer = new HubTokenizer(
        readFileSync(`${tier}/tokenizer.json`),
        readFileSync(`${tier}/tokenizer_config.json`),
      );
      const intro = new Game(problem).reset().observation;
      for (const text of [
        intro,
        ...SENDER_VIEWS.map((view) => OPENED.senderPrompt(FILE.name, view)),
      ]) {
        const tokens = tokenizer.encode(text);
        expect(tokenizer.decode(tokens)).toBe(text);
        expect(Math.max(...tokens)).toBeLessThan(100_000);
      }
      const strange = 'Zörb-case_9 21 in 🦆 case 4294967296.';
      expect(tokenizer.decode(tokenizer.encode(strange))).toBe(strange);
    },
  );

  it.each(SENDER_VIEWS)('is played with every kind of message in the %s view', async (view) => {
    const lanes = [
      message(),
      message({ channel: 'text' }),
      message({ compression: 'trained', k: 4 }),
      message({ channel: 'text', perturbation: { kind: 'cross-task', seed: 1 } }),
    ];
    const models = new FakeModels({ thought: (prompt) => prompt, maxThoughtTokens: 10_000 });
    const run = new Run(models, { game: FILE.name, stepBudget: 2, view, lanes }, { file: FILE });
    while (!run.finished) await run.advance(NEVER);
    expect(outcomes(run)).toEqual(['lost 2', 'lost 2', 'lost 2', 'lost 2']);
  });
});

describe('odd games of the uncertain view', () => {
  /** A house of so many tables; the first one has a mug on it, which is to be put on the last. */
  function tables(count: number): Problem {
    const names = Array.from({ length: count }, (_, index) => `table_bar_${index}`);
    const isLast = (index: number): boolean => index === count - 1;
    return {
      ...OPENED.problem,
      objects: [
        { id: 'agent1', type: 'agent' },
        ...names.map((id) => ({ id, type: 'receptacle' })),
        ...names.map((_, index) => ({ id: `loc_bar_${index}`, type: 'location' })),
        { id: 'mug_bar_1', type: 'object' },
      ],
      facts: [
        ['atlocation', 'agent1', 'loc_bar_0'],
        ...names.flatMap((id, index): [string, ...string[]][] => [
          ['receptacletype', id, isLast(index) ? 'goaltype' : 'tabletype'],
          ['receptacleatlocation', id, `loc_bar_${index}`],
        ]),
        ['objecttype', 'mug_bar_1', 'mugtype'],
        ['inreceptacle', 'mug_bar_1', 'table_bar_0'],
        ['pickupable', 'mug_bar_1'],
      ],
    };
  }

  it('have fewer reports where there are fewer places', () => {
    const design = {
      task: 'pick_and_place_simple',
      object: 'Mug',
      destination: 'Goal',
      lamp: null,
    };
    for (const count of [1, 2, 3, 4]) {
      const game = new Game(tables(count));
      const { targets, sightings } = tellSender(game, design as never, 'uncertain', 'x');
      const places = targets[0]?.candidates ?? [];
      expect(new Set(places).size).toBe(Math.min(3, count));
      expect(places).toContain(targets[0]?.place);
      expect(sightings).toHaveLength(places.length);
      for (const { reliability } of sightings) expect(reliability).toMatch(/likely|maybe|perhaps/);
    }
  });
});
