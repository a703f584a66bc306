import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { splitGame } from '../../src/alfworld/game-name';
import { generateGame } from '../../src/alfworld/generator';
import { ROOM_FACTS } from '../../src/alfworld/room-facts';
import { walkthrough } from '../../src/alfworld/walkthrough';
import { type ReportSection, reportOn } from '../../src/cli/game-report';

const GAMES = Array.from({ length: 60 }, (_, seed) =>
  generateGame(splitGame('train', seed, 'realistic', 'g2')),
);
const SECTIONS = reportOn(GAMES);

function section(title: string): ReportSection {
  const found = SECTIONS.find((one) => one.title === title);
  if (!found) throw new Error(`no section ${title}`);
  return found;
}

function row(title: string, room: string, what: string) {
  return section(title).rows.find((one) => one.room === room && one.what === what);
}

/** Beside the program's own way of counting: by hand, from the facts of the games. */
const kitchens = GAMES.filter(({ name }) => name.room === 'kitchen');
const scenes = [...new Map(kitchens.map(({ scene }) => [scene.number, scene])).values()];

describe('the report on generated games', () => {
  it('counts receptacles over scenes, each once, beside the facts', () => {
    const sizes = scenes
      .map(({ places }) => places.filter(({ className }) => className === 'Cabinet').length)
      .sort((left, right) => left - right);
    const { share, low, median, high } = ROOM_FACTS.kitchen.receptacles.Cabinet ?? {};
    expect(scenes.length).toBeLessThan(kitchens.length);
    expect(row('Receptacles of a scene', 'kitchen', 'Cabinet')).toEqual({
      room: 'kitchen',
      what: 'Cabinet',
      measured: {
        share: 1,
        p10: sizes[Math.floor(0.1 * sizes.length)],
        p50: sizes[Math.floor(0.5 * sizes.length)],
        p90: sizes[Math.floor(0.9 * sizes.length)],
      },
      fact: { share, p10: low, p50: median, p90: high },
    });
  });

  it('counts what shares a location and what opens', () => {
    const drawers = scenes.flatMap(({ places }) =>
      places
        .filter(({ className }) => className === 'Drawer')
        .map((drawer) => ({
          shared: places.filter(({ location }) => location === drawer.location).length > 1,
        })),
    );
    expect(row('Receptacles at the location of another', 'kitchen', 'Drawer')).toMatchObject({
      measured: {
        share: drawers.filter(({ shared }) => shared).length / drawers.length,
        of: drawers.length,
      },
      fact: { share: 0.24 },
    });
    const cabinet = row('Receptacles that open', 'all rooms', 'Cabinet');
    expect(cabinet?.fact).toEqual({ share: 0.5 });
    expect(cabinet?.measured.share).toBeGreaterThan(0.3);
    expect(cabinet?.measured.share).toBeLessThan(0.7);
  });

  it('shows the lamps of games that ask for none', () => {
    const living = GAMES.filter(
      ({ name, design }) => name.room === 'livingroom' && design.lamp === null,
    );
    expect(row('Games with an object class', 'livingroom', 'FloorLamp')).toEqual({
      room: 'livingroom',
      what: 'FloorLamp',
      measured: { share: 1, of: living.length },
      fact: { share: 1 },
    });
    expect(row('Games with an object class', 'bedroom', 'DeskLamp')?.fact).toEqual({ share: 0.67 });
    expect(section('Walkthrough length').note).toContain('facts.json has no lengths');
  });

  it('counts objects, where they lie, and walkthroughs', () => {
    const sizes = kitchens
      .map(({ facts }) => facts.filter(([predicate]) => predicate === 'inreceptacle').length)
      .sort((left, right) => left - right);
    expect(row('Objects of a game', 'kitchen', 'objects')?.measured.p50).toBe(
      sizes[Math.floor(sizes.length / 2)],
    );
    const lying = section('Where objects lie').rows.filter(({ room }) => room === 'kitchen');
    const shares = lying.map(({ measured }) => measured.share ?? 0);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    const heat = GAMES.filter(({ name }) => name.task === 'pick_heat_then_place_in_recep');
    const lengths = heat.map((game) => walkthrough(game).length).sort((a, b) => a - b);
    expect(row('Walkthrough length', 'all rooms', 'pick_heat_then_place_in_recep')).toMatchObject({
      measured: { p50: lengths[Math.floor(lengths.length / 2)] },
      fact: {},
    });
  });

  it('counts what belongs: everything in g2, less in the standard games of g1', () => {
    const title = 'Objects where their class belongs';
    for (const { measured } of section(title).rows) expect(measured.share).toBe(1);
    const standard = reportOn(
      Array.from({ length: 60 }, (_, seed) => generateGame(splitGame('train', seed))),
    ).find((one) => one.title === title);
    for (const { measured } of standard?.rows ?? []) expect(measured.share).toBeLessThan(0.9);
  });

  it('is printed in 100 columns, a dash where nobody counted, or as JSON', () => {
    const run = (...more: string[]) =>
      spawnSync(
        process.execPath,
        [
          '--import',
          'tsx',
          'src/cli/games.ts',
          'report',
          '--split',
          'train',
          '--count',
          '60',
          '--difficulty',
          'realistic',
          ...more,
        ],
        { encoding: 'utf8' },
      );
    const { stdout, status } = run();
    expect(status).toBe(0);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/^kitchen {4}Cabinet .*100% .* 4 {4}9 {3}21 /m);
    expect(stdout).toMatch(/^all rooms Drawer .*%.* – +–$/m);
    const json = JSON.parse(run('--json').stdout) as { games: number; sections: unknown };
    expect(json).toEqual({
      games: 60,
      from: expect.stringMatching(/^g2\/train\/.*\/0\/realistic$/),
      to: expect.stringMatching(/^g2\/train\/.*\/59\/realistic$/),
      sections: JSON.parse(JSON.stringify(SECTIONS)),
    });
  });
});
