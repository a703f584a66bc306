/** The paragraph that says how a batch was made, from its settings and source alone. */
import { TASK_TYPES } from '../alfworld/domain';
import { FEWEST_FOR_NON_INFERIORITY } from '../shared/paired';
import { conditionId } from './batch-condition';
import { type BatchPart, baselineOf, MARGIN } from './batch-figures';
import type { BatchFile } from './batch-file';
import { inFlight } from './batch-machine';
import { messageName, splitName, taskName } from './batch-names';
import { hasPart } from './batch-report';
import { plannedCount } from './batch-settings';
import type { ReportWords } from './batch-words';
import { SENDER_VIEWS, type SenderView } from './sender-views';

/** What a report says besides the results. */
export interface ReportChoice {
  /** An address of the settings. */
  readonly link?: string | null;
  /** The message that others are compared with, by its id; see `baselineOf`. */
  readonly baseline?: string | null;
}

/** `2026-11-26 13:38` of an ISO date. */
const minute = (date: string): string => date.slice(0, 16).replace('T', ' ');

/** `“No message” (channels and perturbations)`, each once. */
function baselineTexts(
  batch: BatchFile,
  views: readonly SenderView[],
  chosen: string | null,
  words: ReportWords,
): { texts: string[]; compressed: boolean } {
  const { conditions } = batch.settings;
  const texts = new Set<string>();
  let compressed = false;
  for (const part of ['channels', 'compression'] satisfies BatchPart[]) {
    for (const view of views.filter((one) => hasPart(batch, one, part))) {
      const id = baselineOf(batch, view, part, chosen);
      const found = conditions.find((one) => conditionId(one) === id);
      if (!found) continue;
      if (part === 'compression') compressed = true;
      const name = messageName(found.message, words.conditions);
      texts.add(words.methods.against(name, words.methods.parts[part]));
    }
  }
  return { texts: [...texts], compressed };
}

export function methodsParagraph(
  batch: BatchFile,
  words: ReportWords,
  { link = null, baseline = null }: ReportChoice = {},
): string {
  const { settings, source, dates, lines } = batch;
  const { games, stepBudget, sampling, conditions } = settings;
  const { methods: said, compare } = words;
  const planned = plannedCount(settings) * conditions.length;
  const views = SENDER_VIEWS.filter((view) => conditions.some((one) => one.view === view));
  const seeds = new Set(
    conditions.flatMap(({ message: { perturbation } }) =>
      perturbation.kind === 'none' ? [] : [`${perturbation.seed}`],
    ),
  );
  const roles: Readonly<Record<string, string>> = compare.roles;
  const hashes = Object.entries(source.models).map(
    ([role, hash]) => `${roles[role] ?? role} ${hash.slice(0, 8)}`,
  );
  const versions = Object.entries(source.versions).map(([name, version]) => `${name} ${version}`);
  const { concurrency, workers } = inFlight(source);
  const { texts: against, compressed } = baselineTexts(batch, views, baseline, words);
  const machines = (source.machines ?? []).map(({ host, processor, cores, commit }) =>
    said.machine(host, processor, cores === null ? null : `${cores}`, commit),
  );
  return [
    games.kind === 'files'
      ? said.gamesOfFiles(`${games.names.length}`)
      : said.games(
          `${games.games}`,
          games.splits.map((split) => splitName(split, words)),
          games.taskTypes.length === TASK_TYPES.length
            ? said.allTasks
            : said.list(games.taskTypes.map((task) => taskName(task, words))),
          `${games.firstSeed}`,
        ),
    said.sameGames(`${conditions.length}`, `${stepBudget}`),
    said.views(views.map((view) => words.views[view])),
    sampling
      ? said.sampled(`${sampling.temperature}`, `${sampling.topP}`, `${sampling.seed}`)
      : said.greedy,
    said.messages,
    ...(conditions.some(({ message }) => message.compression === 'trained')
      ? [said.compressed]
      : []),
    ...(seeds.size > 0 ? [said.perturbed([...seeds])] : []),
    ...(settings.breadth === true ? [said.breadth] : []),
    said.statistics,
    ...(against.length === 0 ? [] : [said.baselines(against)]),
    ...(compressed
      ? [said.margin((100 * MARGIN).toFixed(0), `${FEWEST_FOR_NON_INFERIORITY}`)]
      : []),
    said.steps(`${stepBudget}`),
    said.models(source.tier, said.list(hashes)),
    said.backend(
      source.backend,
      said.list(versions),
      said.inFlight(`${concurrency}`, `${workers}`),
    ),
    ...(machines.length === 0 ? [] : [said.machines(machines)]),
    said.dates(minute(dates.first), minute(dates.last)),
    ...(lines.length < planned ? [said.partial(`${lines.length}`, `${planned}`)] : []),
    ...(link === null ? [] : [said.link(link)]),
  ].join('');
}
