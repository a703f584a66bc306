/** What the panels show of a trace at a step. Step 0 is before the first command. */
import type { GeneratedToken, LaneTrace } from '../lab/trace';

/**
 * The step that all agents have reached: the slowest of those still playing, or, where none plays,
 * the last step of the longest lane. A person is not waited for.
 */
export function clockStep(lanes: readonly LaneTrace[]): number {
  const running = lanes.filter(
    (lane) => lane.outcome === 'running' && lane.settings.channel !== 'human',
  );
  if (running.length > 0) return Math.min(...running.map((lane) => lane.steps.length));
  return lanes.reduce((longest, lane) => Math.max(longest, lane.steps.length), 0);
}

/** At `step`, this lane wrote another command than lanes whose game was the same until then. */
export interface Parting {
  readonly lane: number;
  /** From 1. */
  readonly step: number;
  /** The lanes it parts from. */
  readonly from: readonly number[];
}

interface Branch {
  readonly command: string;
  readonly lanes: readonly number[];
}

function branchesAt(
  lanes: readonly LaneTrace[],
  group: readonly number[],
  index: number,
): Branch[] {
  const branches = new Map<string, number[]>();
  for (const lane of group) {
    const command = lanes[lane]?.steps[index]?.command;
    if (command === undefined) continue;
    branches.set(command, [...(branches.get(command) ?? []), lane]);
  }
  return [...branches].map(([command, members]) => ({ command, lanes: members }));
}

/**
 * Where the lanes part in the first `steps` steps. Of a group that splits, every lane outside the
 * largest branch is named; where no branch is largest, all are.
 */
export function partings(lanes: readonly LaneTrace[], steps: number): Parting[] {
  const found: Parting[] = [];
  let groups: (readonly number[])[] = [lanes.map((_, lane) => lane)];
  for (let index = 0; index < steps; index++) {
    const next: (readonly number[])[] = [];
    for (const group of groups) {
      const branches = branchesAt(lanes, group, index);
      const size = Math.max(0, ...branches.map((branch) => branch.lanes.length));
      const largest = branches.filter((branch) => branch.lanes.length === size);
      for (const branch of branches) {
        next.push(branch.lanes);
        if (branches.length < 2 || (largest.length === 1 && branch === largest[0])) continue;
        const from = branches.filter((other) => other !== branch).flatMap((other) => other.lanes);
        for (const lane of branch.lanes) found.push({ lane, step: index + 1, from });
      }
    }
    groups = next;
  }
  return found;
}

/**
 * The token of a step that is worth a look, the same in all lanes: the first at which their commands
 * differ, else the one that a lane was least certain of. `commands` holds each lane's tokens.
 */
export function decidingToken(commands: readonly (readonly GeneratedToken[])[]): number {
  const longest = Math.max(0, ...commands.map((tokens) => tokens.length));
  let deciding = 0;
  let largest = 0;
  for (let index = 0; index < longest; index++) {
    const written = commands.flatMap((tokens) => tokens[index] ?? []);
    if (new Set(written.map(({ token }) => token)).size > 1) return index;
    const entropy = Math.max(...written.map((token) => token.entropy));
    if (entropy > largest) {
      largest = entropy;
      deciding = index;
    }
  }
  return deciding;
}

/** The task as a headline: `Put a hot potato in sinkbasin.` */
export function taskSentence(task: string): string {
  const sentence = task.replace(/^Your task is to: /, '').trim();
  if (sentence === '') return '';
  const closed = sentence.endsWith('.') ? sentence : `${sentence}.`;
  return closed.charAt(0).toUpperCase() + closed.slice(1);
}
