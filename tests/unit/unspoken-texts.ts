/** Finds texts for people that stand in a source file instead of in src/words/. */
import { type ESTree, parseSync, Visitor } from 'vite';

export interface UnspokenText {
  readonly line: number;
  readonly text: string;
}

/** Attributes, of elements and of the page's own components, that a person reads or hears. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'caption',
  'hint',
  'label',
  'legend',
  'marksLabel',
  'name',
  'note',
  'placeholder',
  'problem',
  'sentence',
  'subtitle',
  'summary',
  'title',
]);
/** What is `name` to these elements is no text. */
const NAMED_BY_KEY = new Set(['Icon', 'input', 'meta']);

/** The strings that an expression may have as its value: not keys, arguments or conditions. */
function values(node: ESTree.Expression | ESTree.JSXEmptyExpression): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.cooked ?? value.raw);
    case 'ConditionalExpression':
      return [...values(node.consequent), ...values(node.alternate)];
    case 'LogicalExpression':
      return [...values(node.left), ...values(node.right)];
    case 'BinaryExpression':
      if (node.operator !== '+') return [];
      return [...values(node.left), ...values(node.right)];
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return values(node.expression);
    default:
      return [];
  }
}

const nameOf = ({ name }: ESTree.JSXAttribute): string =>
  name.type === 'JSXIdentifier' ? name.name : name.name.name;

const tagOf = ({ name }: ESTree.JSXOpeningElement): string =>
  name.type === 'JSXIdentifier' ? name.name : '';

/** Two words or more, as in a sentence. */
const PROSE = /\p{L}{2,}[,;:.…]? \p{L}{2,}/u;
/** Attributes and styles that have words in a row and are never read. */
const UNREAD = new Set(['className', 'd', 'style', 'rel', 'sandbox', 'allow', 'sizes', 'content']);

/**
 * In a file's JSX every text with letters: between tags, and in the attributes that people read; and
 * anywhere in it every string of two words or more. Faults of the program (`new Error`) are told to
 * no one. Throws where the file cannot be parsed.
 */
export function unspokenTexts(file: string, source: string): UnspokenText[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = new Map<string, UnspokenText>();
  const note = (start: number, text: string): void => {
    const line = source.slice(0, start).split('\n').length;
    const said = text.replace(/\s+/g, ' ').trim();
    if (/\p{L}/u.test(said)) found.set(`${line} ${said}`, { line, text: said });
  };
  let silent = 0;
  const quiet = (on: boolean, is: boolean): void => {
    if (is) silent += on ? 1 : -1;
  };
  const isFault = ({ callee }: ESTree.NewExpression): boolean =>
    callee.type === 'Identifier' && /^(Range|Type)?Error$/.test(callee.name);
  const isUnread = (attribute: ESTree.JSXAttribute): boolean => UNREAD.has(nameOf(attribute));
  const prose = (start: number, text: string): void => {
    if (silent === 0 && PROSE.test(text)) note(start, text);
  };
  new Visitor({
    JSXText: ({ start, value }) => note(start, value),
    JSXElement: ({ children }) => {
      for (const child of children) {
        if (child.type !== 'JSXExpressionContainer') continue;
        for (const text of values(child.expression)) note(child.start, text);
      }
    },
    JSXOpeningElement: (element) => {
      for (const attribute of element.attributes) {
        if (attribute.type !== 'JSXAttribute' || !READ.has(nameOf(attribute))) continue;
        if (nameOf(attribute) === 'name' && NAMED_BY_KEY.has(tagOf(element))) continue;
        const { value, start } = attribute;
        if (value?.type === 'Literal') note(start, String(value.value));
        if (value?.type !== 'JSXExpressionContainer') continue;
        for (const text of values(value.expression)) note(start, text);
      }
    },
    JSXAttribute: (attribute) => quiet(true, isUnread(attribute)),
    'JSXAttribute:exit': (attribute) => quiet(false, isUnread(attribute)),
    NewExpression: (call) => quiet(true, isFault(call)),
    'NewExpression:exit': (call) => quiet(false, isFault(call)),
    Literal: ({ start, value }) => {
      if (typeof value === 'string') prose(start, value);
    },
    TemplateElement: ({ start, value }) => prose(start, value.cooked ?? value.raw),
  }).visit(program);
  return [...found.values()].sort((one, other) => one.line - other.line);
}

/** The codes that a file gives to its errors: `new LabError('code', …)`, `{ code: 'code' }`. */
export function thrownCodes(file: string, source: string): string[] {
  const codes: string[] = [];
  const take = (node: ESTree.Argument | ESTree.Expression | undefined): void => {
    if (node?.type === 'Literal' && typeof node.value === 'string') codes.push(node.value);
  };
  new Visitor({
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'LabError') take(given[0]);
    },
    Property: ({ key, value }) => {
      const isCode = key.type === 'Identifier' && key.name === 'code';
      if (isCode && value.type === 'Literal') take(value);
    },
  }).visit(parseSync(file, source).program);
  return codes;
}
