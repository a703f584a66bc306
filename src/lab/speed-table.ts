/** A benchmark as rows and as Markdown; the words come from whoever shows it. */
import type { PlacedSpeed } from './speed-report';

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
  readonly dispatches: string;
  readonly submits: string;
  readonly buffers: string;
  readonly bytes: string;
  readonly memory: string;
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
  if (trained) {
    const k = `${trained.steps}`;
    rows.push(
      row('trained', words.trained(k), told(trained.milliseconds, words.milliseconds)),
      row('ratio', words.ratio(k), told(full.milliseconds / trained.milliseconds, words.times)),
    );
  }
  if (gpu) {
    const count = (value: number): string => (Number.isInteger(value) ? `${value}` : digits(value));
    rows.push(
      row('dispatches', words.dispatches, count(gpu.dispatches)),
      row('submits', words.submits, count(gpu.submits)),
      row('buffers', words.buffers, count(gpu.buffersCreated)),
      row('bytes', words.bytes, count(gpu.bytesRead)),
    );
  }
  const { peakMemory } = speed;
  rows.push(row('memory', words.memory, told(peakMemory && peakMemory / 1e6, words.megabytes)));
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
