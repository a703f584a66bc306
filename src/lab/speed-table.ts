/** A benchmark as rows and as Markdown; the words come from whoever shows it. */
import type { EpisodeSpeed, GpuCounts, PlacedSpeed, SpeedBounds } from './speed-report';

export interface SpeedWords {
  readonly what: string;
  readonly value: string;
  readonly groups: Readonly<Record<SpeedGroup['key'], string>>;
  readonly unknown: string;
  readonly load: string;
  readonly firstToken: (positions: string) => string;
  readonly prefill: (positions: string) => string;
  /** `least` and `most` of some rounds behind the middle one. */
  readonly range: (middle: string, least: string, most: string) => string;
  readonly decode: (batch: string) => string;
  readonly latentSteps: string;
  readonly adapter: (steps: string) => string;
  readonly full: (tokens: string) => string;
  readonly trained: (k: string) => string;
  readonly ratio: (k: string) => string;
  readonly generation: (k: string) => string;
  readonly noGeneration: string;
  /** What an episode's message is called; `k` of a trained one. */
  readonly messages: {
    readonly text: string;
    readonly latent: string;
    readonly trained: (k: string) => string;
  };
  readonly episodes: (message: string) => string;
  readonly noEpisodes: string;
  readonly tooSlow: string;
  readonly perMinute: (value: string, steps: string) => string;
  readonly communication: (message: string) => string;
  readonly endToEnd: (message: string) => string;
  readonly dispatches: string;
  readonly submits: string;
  readonly buffers: string;
  readonly bytes: string;
  readonly memory: Readonly<Record<'process' | 'wasm' | 'gpu' | 'page', string>>;
  readonly boundMemory: (megabytes: string) => string;
  readonly boundProducts: (batch: string) => string;
  readonly boundDispatches: (count: string) => string;
  readonly reached: (bound: string, percent: string) => string;
  readonly milliseconds: (value: string) => string;
  readonly perSecond: (value: string) => string;
  readonly megabytes: (value: string) => string;
  readonly times: (value: string) => string;
}

export interface SpeedRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Rows that belong together, in the order of the table. */
export const GROUPS = ['speed', 'messages', 'episodes', 'gpu', 'memory', 'bounds'] as const;
export interface SpeedGroup {
  readonly key: (typeof GROUPS)[number];
  readonly title: string;
  /** At least one. */
  readonly rows: readonly SpeedRow[];
}

/** What was measured, a row each; what was not, where it could be told elsewhere, says so. */
export function speedGroups(speed: PlacedSpeed, words: SpeedWords): SpeedGroup[] {
  const rows: Record<SpeedGroup['key'], SpeedRow[]> = {
    speed: deviceRows(speed, words),
    messages: messageRows(speed, words),
    episodes: episodeRows(speed, words),
    gpu: speed.gpu ? gpuRows(speed.gpu, words) : [],
    memory: memoryRows(speed, words),
    bounds: speed.bounds ? boundRows(speed, speed.bounds, words) : [],
  };
  return GROUPS.filter((key) => rows[key].length > 0).map((key) => ({
    key,
    title: words.groups[key],
    rows: rows[key],
  }));
}

/** All rows, one group after the other. */
export function speedRows(speed: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  return speedGroups(speed, words).flatMap(({ rows }) => rows);
}

const count = (value: number): string => (Number.isInteger(value) ? `${value}` : digits(value));

const row = (key: string, label: string, value: string): SpeedRow => ({ key, label, value });

function deviceRows(speed: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  const { adapter, firstToken, prefill, latentSteps } = speed;
  const load = speed.load === null ? words.unknown : words.milliseconds(digits(speed.load));
  const latent = latentSteps === null ? words.unknown : words.perSecond(digits(latentSteps));
  return [
    row('load', words.load, load),
    row(
      'first-token',
      words.firstToken(`${firstToken.positions}`),
      words.milliseconds(digits(firstToken.milliseconds)),
    ),
    row(
      'prefill',
      words.prefill(`${prefill.positions}`),
      words.perSecond(digits(prefill.perSecond)),
    ),
    ...speed.decode.map(({ batch, perSecond, least, most }) =>
      row(
        `decode-${batch}`,
        words.decode(`${batch}`),
        words.range(words.perSecond(digits(perSecond)), digits(least), digits(most)),
      ),
    ),
    row('latent', words.latentSteps, latent),
    row(
      'adapter',
      words.adapter(`${adapter.steps}`),
      words.milliseconds(digits(adapter.milliseconds)),
    ),
  ];
}

/** Each message's time; how many times as long the full one takes, of the longest trained one also as a whole. */
function messageRows({ full, trained }: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  const rows = [
    row('full', words.full(`${full.steps}`), words.milliseconds(digits(full.milliseconds))),
  ];
  for (const one of trained) {
    const k = `${one.steps}`;
    const generation =
      one.generation > 0 && one.steps > 1
        ? words.times(digits(full.generation / one.generation))
        : words.noGeneration;
    rows.push(
      row(`trained-${k}`, words.trained(k), words.milliseconds(digits(one.milliseconds))),
      row(`generation-${k}`, words.generation(k), generation),
    );
  }
  const longest = trained.at(-1);
  if (longest) {
    const ratio = words.times(digits(full.milliseconds / longest.milliseconds));
    rows.push(row('ratio', words.ratio(`${longest.steps}`), ratio));
  }
  return rows;
}

function gpuRows(gpu: GpuCounts, words: SpeedWords): SpeedRow[] {
  return [
    row('dispatches', words.dispatches, count(gpu.dispatches)),
    row('submits', words.submits, count(gpu.submits)),
    row('buffers', words.buffers, count(gpu.buffersCreated)),
    row('bytes', words.bytes, count(gpu.bytesRead)),
  ];
}

/** What can be there at all: a page has no process of its own, WASM no buffers on the GPU. */
function memoryRows({ memory, device }: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  const first = memory.process === null ? [] : (['process'] as const);
  const second = device === 'webgpu' ? (['gpu'] as const) : [];
  const last = memory.process === null ? (['page'] as const) : [];
  return [...first, 'wasm' as const, ...second, ...last].map((kind) => {
    const bytes = memory[kind];
    const value = bytes === null ? words.unknown : words.megabytes(digits(bytes / 1e6));
    return row(`memory-${kind}`, words.memory[kind], value);
  });
}

/** Games a minute, and what a message takes from the sender's prompt until the actor has read it. */
function episodeRows({ episodes }: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  if (episodes === null)
    return [{ key: 'episodes', label: words.noEpisodes, value: words.tooSlow }];
  const text = episodes.find(({ message }) => message === 'text');
  const named = ({ message, k }: EpisodeSpeed): string =>
    message === 'trained' ? words.messages.trained(`${k}`) : words.messages[message];
  const played = episodes.map((one) =>
    row(
      `episodes-${one.message}`,
      words.episodes(named(one)),
      words.perMinute(digits((one.games * 60e3) / one.milliseconds), digits(one.steps / one.games)),
    ),
  );
  const told = episodes.map((one) =>
    row(
      `communication-${one.message}`,
      words.communication(named(one)),
      words.milliseconds(digits(one.communication / one.games)),
    ),
  );
  const others = text ? episodes.filter((one) => one !== text) : [];
  const ratios = others.map((one) =>
    row(
      `end-to-end-${one.message}`,
      words.endToEnd(named(one)),
      words.times(digits((text?.communication ?? Number.NaN) / one.communication)),
    ),
  );
  return [...played, ...told, ...ratios];
}

/** What the device alone allows, and how much of that is reached. */
function boundRows(
  { decode, gpu }: PlacedSpeed,
  { weights, copied, products, dispatch }: SpeedBounds,
  words: SpeedWords,
): SpeedRow[] {
  const measured = (batch: number): number =>
    decode.find((one) => one.batch === batch)?.perSecond ?? Number.NaN;
  const reached = (bound: number, batch: number): string =>
    words.reached(words.perSecond(digits(bound)), digits((100 * measured(batch)) / bound));
  const rows = [
    {
      key: 'bound-memory',
      label: words.boundMemory(digits(weights / 1e6)),
      value: reached(copied / weights, 1),
    },
    ...products.map(({ batch, perSecond }) => ({
      key: `bound-products-${batch}`,
      label: words.boundProducts(`${batch}`),
      value: reached(perSecond, batch),
    })),
  ];
  if (dispatch !== null && gpu) {
    const bound = 1e3 / (gpu.dispatches * dispatch);
    const label = words.boundDispatches(count(gpu.dispatches));
    rows.push({ key: 'bound-dispatches', label, value: reached(bound, 1) });
  }
  return rows;
}

/** A line of what it was measured on, then a table, each group under its title. */
export function speedMarkdown(
  measuredOn: readonly string[],
  groups: readonly SpeedGroup[],
  words: Pick<SpeedWords, 'what' | 'value'>,
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [
    measuredOn.join(' · '),
    '',
    `| ${cell(words.what)} | ${cell(words.value)} |`,
    '|---|---|',
    ...groups.flatMap(({ title, rows }) => [
      `| **${cell(title)}** | |`,
      ...rows.map(({ label, value }) => `| ${cell(label)} | ${cell(value)} |`),
    ]),
    '',
  ].join('\n');
}
