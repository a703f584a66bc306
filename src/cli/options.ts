import { parseArgs } from 'node:util';
import { LabError } from '../shared/errors';

/** A bad argument: one sentence that says what is accepted. The command ends with exit code 2. */
export function badArgument(message: string): LabError {
  return new LabError('bad-argument', message);
}

/** Node's code of a system error, such as ENOENT; 'unknown' for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/**
 * The options of a command line such as `--games 200 --json`; those in `flags` take no value. Throws
 * a LabError 'bad-argument' for what is not among `names` and `flags`, and for what is given twice.
 */
export function readOptions<Name extends string, Flag extends string>(
  args: readonly string[],
  names: readonly Name[],
  flags: readonly Flag[],
): { values: Partial<Record<Name, string>>; flags: ReadonlySet<Flag> } {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const values: Partial<Record<Name, string>> = {};
  const given = new Set<Flag>();
  for (const token of tokens) {
    if (token.kind !== 'option') {
      const what = token.kind === 'positional' ? token.value : '--';
      throw badArgument(
        `“${what}” is not an option. Options start with --, such as --${names[0]}.`,
      );
    }
    const name = names.find((one) => one === token.name);
    const flag = flags.find((one) => one === token.name);
    if (name !== undefined) {
      if (values[name] !== undefined) {
        throw badArgument(`--${name} is given twice. Leave one out.`);
      }
      if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))) {
        throw badArgument(`--${name} needs a value.`);
      }
      values[name] = token.value;
    } else if (flag !== undefined && token.value === undefined) {
      if (given.has(flag)) throw badArgument(`--${flag} is given twice. Leave one out.`);
      given.add(flag);
    } else {
      const known = [...names, ...flags].map((one) => `--${one}`).join(', ');
      throw badArgument(`There is no option ${token.rawName}. The options are ${known}.`);
    }
  }
  return { values, flags: given };
}

/** One of the choices; `unbuilt` ones are refused by name. */
export function readChoice<T extends string>(
  option: string,
  given: string,
  choices: readonly T[],
  unbuilt: readonly string[] = [],
): T {
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  const accepted = `--${option} accepts ${choices.join(', ')}`;
  if (unbuilt.includes(given)) throw badArgument(`${given} is not built yet: ${accepted}.`);
  throw badArgument(`${accepted}, not “${given}”.`);
}

export function readWholeNumber(
  option: string,
  given: string,
  least: number,
  most = 2 ** 31 - 1,
): number {
  const value = Number(given);
  if (!/^\d{1,10}$/.test(given) || value < least || value > most) {
    throw badArgument(
      `--${option} accepts a whole number from ${least} to ${most}, not “${given}”.`,
    );
  }
  return value;
}

/** A number above `above` (or from it on, where `inclusive`) up to `most`. */
export function readNumber(
  option: string,
  given: string,
  range: { readonly from: number; readonly inclusive: boolean; readonly to: number },
): number {
  const value = Number(given);
  const { from, inclusive, to } = range;
  const within = (inclusive ? value >= from : value > from) && value <= to;
  if (!/^\d*\.?\d+$/.test(given) || !within) {
    const least = inclusive ? `from ${from}` : `above ${from}`;
    throw badArgument(`--${option} accepts a number ${least} to ${to}, not “${given}”.`);
  }
  return value;
}
