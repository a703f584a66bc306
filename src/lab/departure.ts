/** Where a run made here departs from the same run made elsewhere. */
import type { GeneratedToken, LaneTrace } from './trace';

export type Comparison =
  /** A person's lane: there is nothing to repeat. */
  | { readonly kind: 'human' }
  /** The same in all the steps that both have so far. */
  | { readonly kind: 'same'; readonly steps: number; readonly complete: boolean }
  /** Another command, or one of them played on where the other had ended. */
  | {
      readonly kind: 'departs';
      /** From 1. */
      readonly step: number;
      /** null where that lane has no such step. */
      readonly there: string | null;
      readonly here: string | null;
      /** The first token that differs, with its distributions; null where there is none. */
      readonly token: { readonly there: GeneratedToken; readonly here: GeneratedToken } | null;
    };

const ended = ({ outcome }: LaneTrace): boolean => outcome !== 'running';

function firstToken(
  there: readonly GeneratedToken[],
  here: readonly GeneratedToken[],
): Extract<Comparison, { kind: 'departs' }>['token'] {
  for (const [index, one] of there.entries()) {
    const other = here[index];
    if (other === undefined) return null;
    // Other models may number their tokens otherwise: what is written counts.
    if (one.text !== other.text) return { there: one, here: other };
  }
  return null;
}

/** Compares a lane made `there` with the same lane as it has been made `here` so far. */
export function compareLanes(there: LaneTrace, here: LaneTrace): Comparison {
  if (here.settings.channel === 'human') return { kind: 'human' };
  const longest = Math.max(there.steps.length, here.steps.length);
  for (let index = 0; index < longest; index++) {
    const [one, other] = [there.steps[index], here.steps[index]];
    const step = index + 1;
    if (one === undefined || other === undefined) {
      // The lane without this step may only be unfinished.
      const short = one === undefined ? there : here;
      if (!ended(short)) return { kind: 'same', steps: index, complete: false };
      const commands = { there: one?.command ?? null, here: other?.command ?? null };
      return { kind: 'departs', step, ...commands, token: null };
    }
    if (one.command !== other.command) {
      const token = firstToken(one.tokens, other.tokens);
      return { kind: 'departs', step, there: one.command, here: other.command, token };
    }
  }
  return { kind: 'same', steps: longest, complete: ended(there) && ended(here) };
}

/** Of the roles that both name, those whose files differ. A hash may be cut short. */
export function differentModels(
  there: Readonly<Record<string, string>>,
  here: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(there).filter((role) => {
    const [one, other] = [there[role] ?? '', Object.hasOwn(here, role) ? here[role] : undefined];
    if (other === undefined || one === '') return false;
    return !(one.startsWith(other) || other.startsWith(one));
  });
}
