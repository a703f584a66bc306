import { formatGameName } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import { GAME_OPTIONS, readGameWishes, readSeeds, wishedGame } from './game-options';
import { type Figures, type ReportRow, type ReportSection, reportOn } from './game-report';
import { readOptions } from './options';

/** Prints how generated games compare with what is known of ALFWorld's: a table, or JSON. */
export async function runReport(args: readonly string[]): Promise<void> {
  const { values, flags } = readOptions(args, ['count', 'seed', ...GAME_OPTIONS], ['json']);
  const { count = '400', seed = '0', ...wished } = values;
  const wishes = readGameWishes(wished);
  const names = readSeeds(seed, count).map((each) => wishedGame(wishes, each));
  const sections = reportOn(names.map(generateGame));
  const [from, to] = [names[0], names.at(-1)].map((name) => (name ? formatGameName(name) : ''));
  const text = flags.has('json')
    ? JSON.stringify({ games: names.length, from, to, sections }, null, 2)
    : [`${names.length} games, ${from} to`, `${to}`, ...sections.map(sectionText)].join('\n');
  process.stdout.write(`${text}\n`);
}

/** A section as plain text of at most 100 columns. A dash stands where nobody counted. */
function sectionText({ title, note, rows }: ReportSection): string {
  const measured = namesIn(rows.map((row) => row.measured));
  const inFacts = namesIn(rows.map((row) => row.fact));
  const known = measured.filter((name) => inFacts.includes(name));
  const roomWidth = widest(rows.map(({ room }) => room)) + 1;
  const whatWidth = widest(rows.map(({ what }) => what));
  const line = (room: string, what: string, groups: readonly string[]): string =>
    [room.padEnd(roomWidth) + what.padEnd(whatWidth), ...groups].join('  ').trimEnd();
  const names = [measured, known, known].map((group) => cells(group, (name) => name));
  const titles = ['games', 'facts', 'difference'].slice(0, known.length === 0 ? 1 : 3);
  return [
    '',
    title,
    note,
    line(
      '',
      '',
      titles.map((text, index) => ` ${text}`.padEnd(names[index]?.length ?? 0)),
    ),
    line('', '', names),
    ...rows.map((row) =>
      line(row.room, row.what, [
        cells(measured, (name) => figureText(name, row.measured[name])),
        cells(known, (name) => figureText(name, row.fact[name])),
        cells(known, (name) => figureText(name, difference(row, name))),
      ]),
    ),
  ].join('\n');
}

function namesIn(figures: readonly Figures[]): string[] {
  return [...new Set(figures.flatMap((one) => Object.keys(one)))];
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

function cells(names: readonly string[], textOf: (name: string) => string): string {
  return names.map((name) => textOf(name).padStart(Math.max(5, name.length + 1))).join('');
}

function difference({ measured, fact }: ReportRow, name: string): number | undefined {
  const [ours, theirs] = [measured[name], fact[name]];
  return ours === undefined || theirs === undefined ? undefined : ours - theirs;
}

/** A share in percent, another number with at most one decimal. */
function figureText(name: string, value: number | undefined): string {
  if (value === undefined) return '–';
  return name === 'share' ? `${Math.round(value * 100)}%` : String(Math.round(value * 10) / 10);
}
