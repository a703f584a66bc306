import { softmax } from '../shared/softmax';
import type { DecoderSequence, Models } from './models';
import type { CommandProbability } from './trace';
import { append, type Work } from './work';

/** Commands by their tokens; what several begin with alike stands once. */
interface Branch {
  /** Commands that end here. */
  readonly ends: string[];
  readonly next: Map<number, Branch>;
}

const emptyBranch = (): Branch => ({ ends: [], next: new Map() });

export interface ScoreOptions {
  /**
   * Branches that the actor enters with less than this probability are not gone into: their commands
   * count as 0. Absent: every command is computed.
   */
  readonly negligible?: number;
}

/**
 * The exact probability, at temperature 1, that the actor writes each command, most probable first:
 * of all its tokens and then of `<obs>`, as `Actor.writeCommand` ends a command. A command of
 * `maxCommandTokens` tokens ends without `<obs>`; a longer one cannot be written: 0. The sum is at
 * most 1, what is missing being everything else that the actor might write.
 *
 * It is the probability of the tokens that the tokenizer makes of the command. Other tokens may spell
 * the same text (the actor was never trained on those); they count to everything else.
 *
 * `sequence` has just read the context up to `<act>`, where `logits` `[vocabulary]` stand. The walk
 * goes through the tree of the commands' tokens depth first, so that each shared beginning is computed
 * once, and leaves the sequence as it was, unless it is aborted.
 */
export async function scoreCommands(
  models: Models,
  sequence: DecoderSequence,
  logits: Float32Array,
  commands: readonly string[],
  work: Work,
  { negligible = 0 }: ScoreOptions = {},
): Promise<CommandProbability[]> {
  const { actor, manifest, tokenizer } = models;
  const { maxCommandTokens, specialTokens } = manifest;
  const root = emptyBranch();
  for (const command of commands) grow(root, tokenizer.encode(command), command);
  const scored: CommandProbability[] = [];
  const record = ({ ends }: Branch, probability: number): void => {
    for (const command of ends) scored.push({ command, probability });
  };

  const walk = async (
    branch: Branch,
    depth: number,
    reached: number,
    logits: Float32Array,
  ): Promise<void> => {
    const probabilities = softmax(logits);
    const chance = (token: number): number => reached * (probabilities[token] ?? 0);
    record(branch, chance(specialTokens.obs));
    const { length } = sequence;
    for (const [token, child] of branch.next) {
      const probability = chance(token);
      if (depth + 1 === maxCommandTokens) {
        record(child, probability);
        for (const longer of child.next.values()) recordAll(longer, record);
      } else if (probability < negligible) {
        recordAll(child, record);
      } else {
        const output = await append(sequence, actor.embed([token]), work);
        await walk(child, depth + 1, probability, output.logits);
        sequence.rewind(length);
      }
    }
  };
  await walk(root, 0, 1, logits);
  return scored.sort((one, other) => other.probability - one.probability);
}

function grow(root: Branch, tokens: readonly number[], command: string): void {
  let branch = root;
  for (const token of tokens) {
    const next = branch.next.get(token) ?? emptyBranch();
    branch.next.set(token, next);
    branch = next;
  }
  branch.ends.push(command);
}

/** The commands of a whole branch count as 0. */
function recordAll(branch: Branch, record: (branch: Branch, probability: number) => void): void {
  record(branch, 0);
  for (const child of branch.next.values()) recordAll(child, record);
}
