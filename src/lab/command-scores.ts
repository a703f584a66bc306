import { softmax } from '../shared/softmax';
import { commandEnd, commandTokens } from './framing';
import type { DecoderSequence, Models } from './models';
import type { CommandProbability } from './trace';
import { explore, type Work } from './work';

/** Commands by their tokens; what several begin with alike stands once. */
interface Branch {
  /** Commands that end here. */
  readonly ends: string[];
  readonly next: Map<number, Branch>;
  /** The actor does not begin so: nothing of it is decoded. */
  ignored: boolean;
}

const emptyBranch = (): Branch => ({ ends: [], next: new Map(), ignored: false });

export interface ScoreOptions {
  /**
   * Branches that the actor enters with less than this probability count as never written, with all
   * their commands. Absent: every command is computed.
   */
  readonly negligible?: number;
}

/**
 * The exact probability, at temperature 1, that the actor writes each command, most probable first:
 * of all its tokens and then of the one that ends a command (`<obs>`), as `Actor.writeCommand` does. A command of
 * `maxCommandTokens` tokens ends without it; a longer one cannot be written: 0. The sum is at
 * most 1, what is missing being everything else that the actor might write.
 *
 * It is the probability of the tokens that the tokenizer makes of the command. Other tokens may spell
 * the same text (the actor was never trained on those); they count to everything else.
 *
 * `sequence` has just read the context up to `<act>`, where `logits` `[vocabulary]` stand. All commands
 * are one tree of tokens behind it, so that the context and each shared beginning are computed once;
 * the sequence is left as it was.
 */
export async function scoreCommands(
  models: Models,
  sequence: DecoderSequence,
  logits: Float32Array,
  commands: readonly string[],
  work: Work,
  { negligible = 0 }: ScoreOptions = {},
): Promise<CommandProbability[]> {
  const { actor, manifest } = models;
  const { maxCommandTokens } = manifest;
  const end = commandEnd(models);
  const root = emptyBranch();
  for (const command of commands) grow(root, commandTokens(models, command), command);
  const first = softmax(logits);
  // What the actor does not begin needs no decoding.
  for (const [token, child] of root.next) {
    if ((first[token] ?? 0) < negligible) child.ignored = true;
  }
  const tokens: number[] = [];
  const parents: number[] = [];
  const nodes = new Map<Branch, number>();
  /** Gives a node to every branch whose next token is asked for. */
  const place = (branch: Branch, depth: number, parent: number): void => {
    for (const [token, child] of branch.next) {
      if (child.ignored || depth + 1 === maxCommandTokens) continue;
      const node = tokens.push(token) - 1;
      parents.push(parent);
      nodes.set(child, node);
      place(child, depth + 1, node);
    }
  };
  place(root, 0, -1);
  const outputs =
    tokens.length === 0 ? [] : await explore(sequence, actor.embed(tokens), parents, work);

  const scored: CommandProbability[] = [];
  const record = ({ ends }: Branch, probability: number): void => {
    for (const command of ends) scored.push({ command, probability });
  };
  const walk = (
    branch: Branch,
    reached: number,
    probabilities: Float64Array | Float32Array,
  ): void => {
    const chance = (token: number): number => reached * (probabilities[token] ?? 0);
    record(branch, chance(end));
    for (const [token, child] of branch.next) {
      const probability = chance(token);
      const output = outputs[nodes.get(child) ?? -1];
      if (child.ignored || probability < negligible) {
        recordAll(child, record);
      } else if (output) {
        walk(child, probability, softmax(output.logits));
      } else {
        record(child, probability);
        for (const longer of child.next.values()) recordAll(longer, record);
      }
    }
  };
  walk(root, 1, first);
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
