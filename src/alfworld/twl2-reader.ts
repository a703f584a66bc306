import { badFile, type Position, quoted, START } from './file-faults';
import { parseJson, positionAt, valueOffset } from './json-position';

/** Name of the file's part, for messages. */
export const GRAMMAR = 'grammar';

/** How one action is commanded and answered. */
export interface GrammarAction {
  readonly template: string;
  readonly feedback: string;
  /** Where the action stands; only messages ask. */
  readonly place: () => Position;
}

export interface RuleText {
  readonly text: string;
  /** Where the rule stands; only messages ask. */
  readonly place: () => Position;
}

/** TextWorld's grammar as far as it is needed here. */
export interface Twl2 {
  /** By the action's name in lower case. */
  readonly actions: ReadonlyMap<string, GrammarAction>;
  /** A rule's first alternative. @throws LabError 'bad-game-file' where there is none. */
  readonly ruleText: (name: string) => RuleText;
}

const SPACE_OR_COMMENT = /\s+|#[^\r\n]*/y;
const BLOCK = '"""';
const STRING = '"';
const WORD = /[\w/-]+/y;
const SIGN = /::|[{};]/y;

interface Token {
  readonly text: string;
  /** Where the text starts, after the quotation marks. */
  readonly offset: number;
}

/**
 * Reads the outline of a twl2 text: its actions and the JSON of its rules.
 * @throws LabError 'bad-game-file' with line and column.
 */
export function readTwl2(text: string): Twl2 {
  const reader = new Twl2Reader(text);
  reader.read();
  const { actions, rules } = reader;
  return {
    actions,
    ruleText: (name) => {
      const rule = rules.get(name);
      const first: unknown = Array.isArray(rule?.value) ? rule.value[0] : undefined;
      if (rule && typeof first === 'object' && first !== null && 'rhs' in first) {
        if (typeof first.rhs === 'string') return { text: first.rhs, place: rule.place };
      }
      throw badFile(GRAMMAR, rule?.place() ?? START, `it has no rule ${quoted(name)} with a text.`);
    },
  };
}

class Twl2Reader {
  readonly actions = new Map<string, GrammarAction>();
  readonly rules = new Map<string, { value: unknown; place: () => Position }>();
  private offset = 0;

  constructor(private readonly text: string) {}

  read(): void {
    for (this.skip(); this.offset < this.text.length; this.skip()) {
      const start = this.offset;
      const word = this.take(WORD, '"action" or "grammar"');
      if (word === 'action') this.readAction(start);
      else if (word === 'grammar') this.readRules(this.readValue(BLOCK));
      else throw this.fault(start, `"action" or "grammar" is expected, not ${quoted(word)}.`);
    }
  }

  private readAction(start: number): void {
    const name = this.take(WORD, 'the name of an action');
    this.take(SIGN, '"{"', '{');
    const texts = new Map<string, string>();
    for (this.skip(); this.text[this.offset] !== '}'; this.skip()) {
      const key = this.take(WORD, 'a part of the action or "}"');
      if (key === 'template' || key === 'feedback') {
        texts.set(key, this.readValue(STRING).text);
      } else if (key === 'grammar') {
        // Upstream's loader drops lines that start with # here, and only here.
        const { text, offset } = this.readValue(BLOCK);
        const rules = text.replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
        this.readRules({ text: rules, offset });
      } else if (key === 'pddl') {
        this.readValue(BLOCK);
      } else {
        throw this.fault(this.offset - key.length, `an action has no part ${quoted(key)}.`);
      }
    }
    this.take(SIGN, '"}"', '}');
    const template = texts.get('template');
    const feedback = texts.get('feedback');
    if (template === undefined || feedback === undefined) {
      const missing = template === undefined ? 'template' : 'feedback';
      throw this.fault(start, `the action ${quoted(name)} has no ${missing}.`);
    }
    const place = () => positionAt(this.text, start);
    this.actions.set(name.toLowerCase(), { template, feedback, place });
  }

  private readRules({ text, offset }: Token): void {
    const parsed = parseJson(text);
    if (!parsed.ok) throw this.fault(offset + parsed.offset, `this rule ${parsed.problem}.`);
    const { value } = parsed;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.fault(offset, 'the rules are not a JSON object.');
    }
    for (const [name, rule] of Object.entries(value)) {
      const place = () => positionAt(this.text, offset + (valueOffset(text, name) ?? 0));
      this.rules.set(name, { value: rule, place });
    }
  }

  /** The text of `:: "..." ;`, or of the same with a text in three quotation marks. */
  private readValue(quotes: typeof BLOCK | typeof STRING): Token {
    this.take(SIGN, '"::"', '::');
    this.skip();
    const offset = this.offset + quotes.length;
    const end = this.text.startsWith(quotes, this.offset) ? this.text.indexOf(quotes, offset) : -1;
    if (end < 0) throw this.fault(this.offset, `a text between two ${quotes} is expected here.`);
    this.offset = end + quotes.length;
    this.take(SIGN, '";"', ';');
    return { text: this.text.slice(offset, end), offset };
  }

  private take(pattern: RegExp, what: string, exact?: string): string {
    this.skip();
    pattern.lastIndex = this.offset;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined || (exact !== undefined && text !== exact)) {
      throw this.fault(this.offset, `${what} is expected here.`);
    }
    this.offset += text.length;
    return text;
  }

  private skip(): void {
    for (;;) {
      SPACE_OR_COMMENT.lastIndex = this.offset;
      if (!SPACE_OR_COMMENT.test(this.text)) return;
      this.offset = SPACE_OR_COMMENT.lastIndex;
    }
  }

  private fault(offset: number, problem: string) {
    return badFile(GRAMMAR, positionAt(this.text, offset), problem);
  }
}
