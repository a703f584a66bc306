/**
 * A game before anyone plays it: what `game.tw-pddl` says and what the generator writes.
 * Ids are lower case, as PDDL is case-insensitive.
 */

/** One ground fact: the predicate's name in lower case, then the ids it holds for. */
export type Fact = readonly [predicate: string, ...args: string[]];

/** A goal condition. Names that start with `?` are variables bound by an enclosing `exists`. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'exists';
      readonly variables: readonly { readonly name: string; readonly type: string }[];
      readonly body: Expression;
    }
  | { readonly kind: 'fact'; readonly predicate: string; readonly args: readonly string[] }
  | { readonly kind: 'equal'; readonly left: string; readonly right: string };

/** What differs between the files that upstream wrote over the years (spec.md, section 6). */
export interface Dialect {
  /** `go to` answers "You arrive at loc N. ", then what is seen there, in place of the receptacle's name. */
  readonly arrivalNamesLocation: boolean;
  /** `put O in/on R` instead of `move O to R`. */
  readonly putInOn: boolean;
  /** The domain has the `help` action, and so the game the command. */
  readonly help: boolean;
  /** A typo in the domain leaves only the held object to examine. */
  readonly examineHeldOnly: boolean;
}

export const CURRENT_DIALECT: Dialect = {
  arrivalNamesLocation: false,
  putInOn: false,
  help: true,
  examineHeldOnly: true,
};

export interface Problem {
  readonly objects: readonly { readonly id: string; readonly type: string }[];
  readonly facts: readonly Fact[];
  readonly goal: Expression;
  /** Where the goal stands in the file that the problem was read from. */
  readonly goalPlace?: { readonly line: number; readonly column: number };
  /** The goal as the engine's intro words it, without "Your task is to: " and the full stop. */
  readonly task: string;
  readonly dialect: Dialect;
  /** Id of the agent who is played, in a house of several. The others stand where they start. */
  readonly agent?: string;
  /** A winning list of commands, where one is known. */
  readonly walkthrough: readonly string[] | null;
}
