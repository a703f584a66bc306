/** Numbers and choices as links write them: read strictly, null where they are not that. */
import { LIMITS } from './limits';

/** As `String` writes it: digits, a point, an exponent of very small numbers. */
const NUMBER = /^\d{1,24}(\.\d{1,24})?(e-\d{1,3})?$/;

export function readNumber(text: string, least: number, most: number): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

export function readWhole(text: string, least: number, most: number): number | null {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

export function readChoice<T extends string>(text: string, choices: readonly T[]): T | null {
  return choices.find((choice) => choice === text) ?? null;
}

/** What no steps at all are written as. */
const NO_STEPS = 'none';

/** `3.7-12.40`: steps in their order, three or more that follow each other as a range. */
export function writeSteps(steps: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  while (at < steps.length) {
    const first = steps[at] ?? 0;
    let end = at + 1;
    while (end < steps.length && steps[end] === first + end - at) end += 1;
    if (end - at < 3) end = at + 1;
    parts.push(end - at === 1 ? `${first}` : `${first}-${first + end - at - 1}`);
    at = end;
  }
  return parts.join('.') || NO_STEPS;
}

/** The inverse of `writeSteps`; null where there are too many, or where it is none. */
export function readSteps(text: string): readonly number[] | null {
  if (text === NO_STEPS) return [];
  const most = LIMITS.latentSteps;
  const steps: number[] = [];
  for (const part of text.split('.', most + 1)) {
    const range = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (range === null) return null;
    const first = Number(range[1]);
    const last = range[2] === undefined ? first : Number(range[2]);
    if (last < first || last >= most || steps.length + last - first + 1 > most) return null;
    for (let step = first; step <= last; step++) steps.push(step);
  }
  return steps;
}
