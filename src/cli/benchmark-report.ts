import { type GameSpeed, median } from './engine-speed';
import { HOW_TO_GET_THE_REAL_ENGINE } from './real-engine-speed';

/** One engine over several games. Seconds and bytes. */
export interface EngineFigures {
  /** Of all games' commands together. */
  readonly stepsPerSecond: number;
  readonly stepsPerCpuSecond: number;
  readonly medianLoad: number;
  /** Of a fresh process, the slowest a user meets. */
  readonly firstLoad: number;
  readonly medianReset: number;
  /** Per loaded game; null where it was not measured. */
  readonly memory: number | null;
  /** Of the whole process at its largest. */
  readonly peak: number;
}

export interface BenchmarkReport {
  readonly date: string;
  readonly node: string;
  /** Commands per game. */
  readonly steps: number;
  /** Of the machine, over 1, 5 and 15 minutes. */
  readonly loadAverage: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly sets: readonly {
    readonly what: string;
    readonly games: number;
    readonly ours: EngineFigures;
    /** Null where the real engine is not installed. */
    readonly real: (EngineFigures & { readonly versions: Readonly<Record<string, string>> }) | null;
  }[];
}

/** Speeds of several games with equally many commands as one engine's. */
export function summarize(
  speeds: readonly GameSpeed[],
): Pick<EngineFigures, 'stepsPerSecond' | 'stepsPerCpuSecond' | 'medianLoad' | 'medianReset'> {
  const rate = (seconds: readonly number[]) =>
    seconds.length / seconds.reduce((sum, value) => sum + value, 0);
  return {
    stepsPerSecond: rate(speeds.map(({ step }) => step)),
    stepsPerCpuSecond: rate(speeds.map(({ cpuStep }) => cpuStep)),
    medianLoad: median(speeds.map(({ load }) => load)),
    medianReset: median(speeds.map(({ reset }) => reset)),
  };
}

type Row = readonly [
  label: string,
  key: keyof EngineFigures,
  unit: string,
  scale: number,
  better: 'more' | 'less',
];

const ROWS: readonly Row[] = [
  ['steps per second', 'stepsPerSecond', '', 1, 'more'],
  ['steps per second of processor time', 'stepsPerCpuSecond', '', 1, 'more'],
  ['load, median', 'medianLoad', ' ms', 1e3, 'less'],
  ['load, first of a process', 'firstLoad', ' ms', 1e3, 'less'],
  ['reset, median', 'medianReset', ' ms', 1e3, 'less'],
  ['memory per loaded game', 'memory', ' MB', 1e-6, 'less'],
  ['process at its largest', 'peak', ' MB', 1e-6, 'less'],
];

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** The report as people read it. */
export function reportLines({ date, node, steps, loadAverage, sets }: BenchmarkReport): string[] {
  const loads = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(' ');
  const lines = [
    `${date}, Node ${node}, one thread; the machine's load average before ${loads(loadAverage.before)}, after ${loads(loadAverage.after)}`,
  ];
  for (const { what, games, ours, real } of sets) {
    lines.push(
      '',
      `${games} ${what}, ${steps} commands each, admissible commands listed every step`,
    );
    lines.push(row('', 'this engine', real ? 'real engine' : '', real ? 'ratio' : ''));
    for (const [label, key, unit, scale, better] of ROWS) {
      const [mine, theirs] = [ours[key], real?.[key] ?? null];
      const shown = (value: number | null) =>
        value === null ? '' : `${three.format(value * scale)}${unit}`;
      lines.push(row(label, shown(mine), shown(theirs), ratio(mine, theirs, better)));
    }
    if (real) {
      const versions = Object.entries(real.versions).map(([name, version]) => `${name} ${version}`);
      lines.push(`real engine: ${versions.join(', ')}`);
    } else {
      lines.push(HOW_TO_GET_THE_REAL_ENGINE);
    }
  }
  return lines;
}

/** How many times better ours is, or an empty text. */
function ratio(ours: number | null, real: number | null, better: 'more' | 'less'): string {
  if (ours === null || real === null) return '';
  return `${three.format(better === 'more' ? ours / real : real / ours)}×`;
}

function row(label: string, ...cells: readonly string[]): string {
  return `${label.padEnd(36)}${cells.map((cell) => cell.padStart(13)).join('')}`.trimEnd();
}
