/** A benchmark as rows and as Markdown; the words come from whoever shows it. */
import type { EpisodeSpeed, PlacedSpeed, SpeedBounds } from './speed-report';

export interface SpeedWords {
  readonly what: string;
  readonly value: string;
  readonly unknown: string;
  readonly load: string;
  readonly firstToken: (positions: string) => string;
  readonly prefill: string;
  readonly decode: (batch: string) => string;
  readonly latentSteps: string;
  readonly adapter: (steps: string) => string;
  readonly full: (tokens: string) => string;
  readonly trained: (k: string) => string;
  readonly ratio: (k: string) => string;
  readonly generation: (k: string) => string;
  readonly noGeneration: string;
  /** By the kind of message. */
  readonly episodes: Readonly<Record<EpisodeSpeed['message'], string>>;
  readonly noEpisodes: string;
  readonly tooSlow: string;
  readonly perMinute: (value: string, steps: string) => string;
  readonly communication: Readonly<Record<EpisodeSpeed['message'], string>>;
  readonly endToEnd: Readonly<Record<Exclude<EpisodeSpeed['message'], 'text'>, string>>;
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

/** What was measured, a row each; what was not, where it could be told elsewhere, says so. */
export function speedRows(speed: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  const { gpu, trained, full, adapter } = speed;
  const told = (value: number | null, say: (text: string) => string): string =>
    value === null ? words.unknown : say(digits(value));
  const row = (key: string, label: string, value: string): SpeedRow => ({ key, label, value });
  const rows = [
    row('load', words.load, told(speed.load, words.milliseconds)),
    row(
      'first-token',
      words.firstToken(`${speed.positions}`),
      told(speed.firstToken, words.milliseconds),
    ),
    row('prefill', words.prefill, told(speed.prefill, words.perSecond)),
    ...speed.decode.map(({ batch, perSecond }) =>
      row(`decode-${batch}`, words.decode(`${batch}`), told(perSecond, words.perSecond)),
    ),
    row('latent', words.latentSteps, told(speed.latentSteps, words.perSecond)),
    row(
      'adapter',
      words.adapter(`${adapter.steps}`),
      told(adapter.milliseconds, words.milliseconds),
    ),
    row('full', words.full(`${full.steps}`), told(full.milliseconds, words.milliseconds)),
  ];
  for (const one of trained) {
    const k = `${one.steps}`;
    const generation =
      one.generation > 0 && one.steps > 1
        ? words.times(digits(full.generation / one.generation))
        : words.noGeneration;
    rows.push(
      row(`trained-${k}`, words.trained(k), told(one.milliseconds, words.milliseconds)),
      row(`ratio-${k}`, words.ratio(k), told(full.milliseconds / one.milliseconds, words.times)),
      row(`generation-${k}`, words.generation(k), generation),
    );
  }
  rows.push(...episodeRows(speed, words));
  if (gpu) {
    const count = (value: number): string => (Number.isInteger(value) ? `${value}` : digits(value));
    rows.push(
      row('dispatches', words.dispatches, count(gpu.dispatches)),
      row('submits', words.submits, count(gpu.submits)),
      row('buffers', words.buffers, count(gpu.buffersCreated)),
      row('bytes', words.bytes, count(gpu.bytesRead)),
    );
  }
  const { memory, device } = speed;
  const inNode = memory.process !== null;
  for (const kind of ['process', 'wasm', 'gpu', 'page'] as const) {
    // What cannot be there is not missing.
    if (kind === 'process' ? !inNode : kind === 'page' ? inNode : false) continue;
    if (kind === 'gpu' && device === 'wasm') continue;
    const bytes = memory[kind];
    rows.push(
      row(
        `memory-${kind}`,
        words.memory[kind],
        told(bytes === null ? null : bytes / 1e6, words.megabytes),
      ),
    );
  }
  if (speed.bounds) rows.push(...boundRows(speed, speed.bounds, words));
  return rows;
}

/** Games a minute, and what a message takes from the sender's prompt until the actor has read it. */
function episodeRows({ episodes }: PlacedSpeed, words: SpeedWords): SpeedRow[] {
  if (episodes === null)
    return [{ key: 'episodes', label: words.noEpisodes, value: words.tooSlow }];
  const text = episodes.find(({ message }) => message === 'text');
  const played = episodes.map(({ message, games, steps, milliseconds }) => ({
    key: `episodes-${message}`,
    label: words.episodes[message],
    value: words.perMinute(digits((games * 60e3) / milliseconds), digits(steps / games)),
  }));
  const told = episodes.map(({ message, games, communication }) => ({
    key: `communication-${message}`,
    label: words.communication[message],
    value: words.milliseconds(digits(communication / games)),
  }));
  const ratios = episodes.flatMap(({ message, communication }) =>
    message === 'text' || !text
      ? []
      : [
          {
            key: `end-to-end-${message}`,
            label: words.endToEnd[message],
            value: words.times(digits(text.communication / communication)),
          },
        ],
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
    const label = words.boundDispatches(digits(gpu.dispatches));
    rows.push({ key: 'bound-dispatches', label, value: reached(bound, 1) });
  }
  return rows;
}

/** A line of what it was measured on, then a table. */
export function speedMarkdown(
  measuredOn: readonly string[],
  rows: readonly SpeedRow[],
  words: Pick<SpeedWords, 'what' | 'value'>,
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [
    measuredOn.join(' · '),
    '',
    `| ${cell(words.what)} | ${cell(words.value)} |`,
    '|---|---|',
    ...rows.map(({ label, value }) => `| ${cell(label)} | ${cell(value)} |`),
    '',
  ].join('\n');
}
