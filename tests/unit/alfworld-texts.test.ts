import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { offered, played, said, smallHouse, TAKE_APPLE } from './small-house';

describe('names', () => {
  it('count down within a class in ascending id order', () => {
    const { game } = played([]);
    expect(game.receptacles.map(({ name }) => name)).toEqual([
      'cabinet 2',
      'cabinet 1',
      'countertop 1',
      'fridge 1',
      'microwave 1',
      'sidetable 1',
      'sinkbasin 1',
    ]);
  });

  it('do not count ids that no fact mentions', () => {
    const house = smallHouse();
    const objects = [...house.objects, { id: 'mug_bar_0', type: 'object' }];
    expect(new Game({ ...house, objects }).objects.map(({ name }) => name)).toEqual([
      'apple 1',
      'desklamp 1',
      'knife 1',
      'mug 1',
      'spoon 1',
    ]);
  });
});

describe('the intro', () => {
  it('lists the room from where no receptacle is', () => {
    expect(said([])).toBe(
      '-= Welcome to TextWorld, ALFRED! =-\n\n' +
        'You are in the middle of a room. Looking quickly around you, you see a cabinet 2, ' +
        'a cabinet 1, a countertop 1, a fridge 1, a microwave 1, a sidetable 1, and a sinkbasin 1.' +
        '\n\nYour task is to: put some apple on fridge.',
    );
  });

  it('only looks next to a receptacle where the agent starts at one', () => {
    expect(said([], { start: 'loc_bar_3' })).toContain(
      '\n\nYou are facing the fridge 1. Next to it, you see nothing.\n\n',
    );
  });
});

describe('look', () => {
  it('sees nothing from the middle of the room', () => {
    expect(said(['look'])).toBe(
      'You are in the middle of a room. Looking quickly around you, you see nothing.',
    );
  });

  it('faces all receptacles of the location', () => {
    expect(said(['go to countertop 1', 'look'])).toBe(
      'You are facing the cabinet 1, and countertop 1. Next to it, you see nothing.',
    );
  });

  it('sees what was taken from one receptacle and put into another here', () => {
    const moved = [
      'go to cabinet 1',
      'open cabinet 1',
      'take mug 1 from cabinet 1',
      'move mug 1 to countertop 1',
    ];
    expect(said([...moved, 'look'])).toContain('Next to it, you see a mug 1.');
    const back = ['take mug 1 from countertop 1', 'move mug 1 to cabinet 1', 'look'];
    // Now it is the countertop that it was taken from.
    expect(said([...moved, ...back])).toContain('Next to it, you see a mug 1.');
  });

  it('does not see what was put back or carried away', () => {
    expect(said([...TAKE_APPLE, 'look'])).toContain('you see nothing.');
    expect(said([...TAKE_APPLE, 'move apple 1 to countertop 1', 'look'])).toContain(
      'you see nothing.',
    );
  });
});

describe('examine', () => {
  it('tells a receptacle as going there does', () => {
    expect(said(['go to fridge 1', 'examine fridge 1'])).toBe('The fridge 1 is closed.');
    expect(said(['go to sinkbasin 1', 'examine sinkbasin 1'])).toBe(
      'On the sinkbasin 1, you see nothing.',
    );
  });

  it('offers the held object only, or, without the typo, also what is in sight', () => {
    expect(offered(['go to countertop 1'], 'examine')).toEqual([
      'examine cabinet 1',
      'examine countertop 1',
    ]);
    expect(offered(TAKE_APPLE, 'examine')).toEqual([
      'examine apple 1',
      'examine cabinet 1',
      'examine countertop 1',
    ]);
    const dialect = { examineHeldOnly: false };
    expect(offered(['go to countertop 1'], 'examine', { dialect })).toEqual([
      'examine apple 1',
      'examine cabinet 1',
      'examine countertop 1',
      'examine knife 1',
    ]);
  });

  const apple = (...states: string[]) => ({
    moreFacts: states.map((state) => [state, 'apple_bar_1'] as const),
  });
  it.each([
    [[], "There's nothing special about apple 1."],
    [['isclean'], 'This is a clean apple 1.'],
    [['ishot'], 'This is a hot apple 1.'],
    [['iscool'], 'This is a cold apple 1.'],
    [['issliced'], 'This is a sliced apple 1.'],
    [['isclean', 'ishot'], 'This is a hot and clean apple 1.'],
    [['isclean', 'iscool'], 'This is a cool and clean apple 1.'],
    [['isclean', 'issliced'], 'This is a clean sliced apple 1.'],
    [['ishot', 'issliced'], 'This is a hot sliced apple 1.'],
    [['iscool', 'issliced'], 'This is a cool sliced apple 1.'],
    [['isclean', 'ishot', 'issliced'], 'This is a hot and clean sliced apple 1.'],
    [['isclean', 'iscool', 'issliced'], 'This is a cool and clean sliced apple 1.'],
    [['toggleable', 'istoggled'], 'This apple 1 is on.'],
    [['toggleable'], "There's nothing special about apple 1."],
  ])('words an object that has %j', (states, text) => {
    expect(said([...TAKE_APPLE, 'examine apple 1'], apple(...states))).toBe(text);
  });

  it('lists what is in an object that holds others, whatever its state', () => {
    const taken = [
      'go to cabinet 1',
      'open cabinet 1',
      'take mug 1 from cabinet 1',
      'examine mug 1',
    ];
    const clean = { moreFacts: [['isclean', 'mug_bar_1']] } as const;
    expect(said(taken, clean)).toBe('This is a normal mug 1. In it, you see a spoon 1.');
  });
});

describe('commands as typed', () => {
  it.each([' look', 'look\t', '\u001flook\u00a0', '\nlook\r'])('%j is trimmed', (command) => {
    expect(said([command])).toContain('You are in the middle of a room.');
  });

  it.each([
    'Look',
    'go  to fridge 1',
    'go to fridge',
    '',
    '\ufefflook',
    'go to fridge 1.',
    'help me',
  ])('%j is refused and changes nothing', (command) => {
    const game = new Game(smallHouse());
    const { admissibleCommands } = game.reset();
    const turn = game.step(command);
    expect(turn.observation).toBe('Nothing happens.');
    expect(turn.admissibleCommands).toEqual(admissibleCommands);
  });

  it('are offered sorted by code points', () => {
    const { turn } = played([...TAKE_APPLE, 'open cabinet 1']);
    expect(turn.admissibleCommands).toEqual([...turn.admissibleCommands].sort());
  });

  it('tell what is carried', () => {
    expect(said(['inventory'])).toBe('You are not carrying anything.');
    expect(said([...TAKE_APPLE, 'inventory'])).toBe('You are carrying: a apple 1.');
  });
});

describe('dialects', () => {
  it('have help or not', () => {
    expect(said(['help'])).toMatch(/^Available commands:\n {2}look: [\s\S]*sharp object\n$/);
    expect(offered([], 'help', { dialect: { help: false } })).toEqual([]);
  });

  it('arrive at a location by its name', () => {
    const dialect = { arrivalNamesLocation: true };
    expect(said(['go to fridge 1'], { dialect })).toBe(
      'You arrive at loc 4. The fridge 1 is closed.',
    );
  });

  it('put in or on, sorted after open', () => {
    const dialect = { putInOn: true };
    const { turn } = played(TAKE_APPLE, { dialect });
    expect(turn.admissibleCommands.slice(-2)).toEqual([
      'open cabinet 1',
      'put apple 1 in/on countertop 1',
    ]);
    expect(said([...TAKE_APPLE, 'put apple 1 in/on countertop 1'], { dialect })).toBe(
      'You put the apple 1 in/on the countertop 1.',
    );
  });
});
