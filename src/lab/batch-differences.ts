/** What differs in how two results were made. */
import { conditionId } from './batch-condition';
import type { BatchFile } from './batch-file';
import type { BatchMachine } from './batch-machine';
import type { BatchSettings } from './batch-settings';
import type { ReportWords } from './batch-words';

/** The first two: games were not played alike. */
export const MADE_WITH = [
  'stepBudget',
  'sampling',
  'tier',
  'models',
  'backend',
  'versions',
  'commit',
  'host',
  'processor',
  'inFlight',
  'workers',
  'games',
  'conditions',
] as const;
export type MadeWith = (typeof MADE_WITH)[number];

export interface Difference {
  readonly what: MadeWith;
  /** The model's role, or the name of what has a version. */
  readonly of: string | null;
  /** As it is written; null where it is not recorded. */
  readonly here: string | null;
  readonly there: string | null;
}

/** Whether games were played by other rules: then a difference in outcomes may be of these alone. */
export const isUnlike = ({ what }: Difference): boolean =>
  what === 'stepBudget' || what === 'sampling';

/** All that is recorded and differs, what was not played alike first. */
export function differencesBetween(
  one: BatchFile,
  other: BatchFile,
  words: ReportWords,
): Difference[] {
  const pair = (what: MadeWith, read: (batch: BatchFile) => string | null): Difference[] => {
    const [here, there] = [read(one), read(other)];
    return here === there ? [] : [{ what, of: null, here, there }];
  };
  const machine = (what: MadeWith, read: (machine: BatchMachine) => string | number | null) =>
    pair(what, ({ source: { machines = [] } }) => {
      const known = new Set(machines.map(read).filter((value) => value !== null));
      return known.size === 0 ? null : [...known].join(words.findings.join);
    });
  return [
    ...pair('stepBudget', ({ settings }) => `${settings.stepBudget}`),
    ...pair('sampling', ({ settings: { sampling } }) =>
      sampling === null
        ? words.compare.greedy
        : words.compare.sampled(`${sampling.temperature}`, `${sampling.topP}`, `${sampling.seed}`),
    ),
    ...pair('tier', ({ source }) => source.tier),
    ...record('models', one.source.models, other.source.models, (hash) => hash.slice(0, 8)),
    ...pair('backend', ({ source }) => source.backend),
    ...record('versions', one.source.versions, other.source.versions, (version) => version),
    ...machine('commit', ({ commit }) => commit),
    ...machine('host', ({ host }) => host),
    ...machine('processor', ({ processor }) => processor),
    ...pair('inFlight', ({ source }) => `${source.concurrency}`),
    ...machine('workers', ({ workers }) => workers),
    ...pair('games', ({ settings }) => gamesText(settings, words)),
    ...conditionsDifference(one, other),
  ];
}

/** As counts: only conditions that both have are compared. */
function conditionsDifference(
  { settings }: BatchFile,
  { settings: others }: BatchFile,
): Difference[] {
  const ids = settings.conditions.map(conditionId);
  const theirs = new Set(others.conditions.map(conditionId));
  if (ids.length === theirs.size && ids.every((id) => theirs.has(id))) return [];
  return [{ what: 'conditions', of: null, here: `${ids.length}`, there: `${theirs.size}` }];
}

function record(
  what: MadeWith,
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
  written: (value: string) => string,
): Difference[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((of) => {
    const [here, there] = [one[of], other[of]];
    if (here === there) return [];
    const text = (value: string | undefined) => (value === undefined ? null : written(value));
    return [{ what, of, here: text(here), there: text(there) }];
  });
}

function gamesText({ games }: BatchSettings, words: ReportWords): string {
  if (games.kind === 'files') return words.compare.files(`${games.names.length}`);
  return words.compare.planned(
    words.methods.list(games.splits.map((split) => words.splits[split])),
    `${games.games}`,
    `${games.firstSeed}`,
    `${games.taskTypes.length}`,
  );
}

/** `Step budget: here 20, there 30.` */
export function differenceText({ what, of, here, there }: Difference, words: ReportWords): string {
  const { compare: said } = words;
  const roles: Readonly<Record<string, string>> = said.roles;
  const name = of === null ? said.parts[what] : said.partOf(said.parts[what], roles[of] ?? of);
  return said.differs(name, here ?? said.unknown, there ?? said.unknown);
}

/** In sentences: first whether the games were played alike, then what else differs. */
export function differenceTexts(
  one: BatchFile,
  other: BatchFile,
  words: ReportWords,
): { readonly warning: string | null; readonly rest: readonly string[] } {
  const found = differencesBetween(one, other, words);
  const unlike = found.filter(isUnlike).map((each) => differenceText(each, words));
  const rest = found.filter((each) => !isUnlike(each)).map((each) => differenceText(each, words));
  return {
    warning: unlike.length === 0 ? null : words.compare.unlike(unlike),
    rest: found.length === 0 ? [words.compare.same] : rest,
  };
}
