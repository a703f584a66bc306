import { describe, expect, it } from 'vitest';
import { agentsOf, MOST_GAME_FILE_BYTES, readGameFile } from '../../src/alfworld/game-file';
import { changed, type GameJson, goal, more, part, refusal, TEXT } from './spoilt-files';

describe('a file that is no game', () => {
  it.each<[string, string, RegExp]>([
    ['empty', '', /^bad-game-file: .*\(game\.tw-pddl, line 1, column 1\): it is empty\.$/],
    ['white space', '\n \t', /column 1\): it is empty\.$/],
    ['cut short', TEXT.slice(0, 5000), /column \d+\): it is not valid JSON/],
    ['not JSON', '{\n  "grammar": x\n}', /line 2, column 14\): it is not valid JSON/],
    ['a list', '\n []', /line 2, column 2\): it is not a JSON object/],
    ['a number', '7', /it is not a JSON object/],
    ['null', 'null', /it is not a JSON object/],
    ['an empty object', ' {}', /line 1, column 2\): the key "grammar" is missing/],
    [
      'a text of the wrong type',
      '{"grammar": 1}',
      /line 1, column 13\): .*"grammar" is not a text/,
    ],
    ['a list for a text', '{\n "a": [{}],\n "grammar": []}', /line 3, column 13\)/],
    [
      'keys of objects',
      '{"__proto__": {"grammar": "x"}, "constructor": 1}',
      /"grammar" is missing/,
    ],
    ['deep JSON', '['.repeat(1_000_000), /line 1, column 65\): it nests too deep/],
    ['deep JSON under a key', `{"grammar": ${'{"a":['.repeat(40)}`, /it nests too deep/],
    ['NULs', '\0\0\0', /line 1, column 1\): it is not text in UTF-8/],
    [
      'UTF-16',
      new TextDecoder().decode(Buffer.from(`\uFEFF${TEXT}`, 'utf16le')),
      /not text in UTF-8/,
    ],
    ['bytes of a picture', new TextDecoder().decode(Uint8Array.of(137, 80, 78, 71, 13)), /UTF-8/],
    ['a spoilt byte', TEXT.replace('Potato', 'Po\uFFFDato'), /line \d+, column \d+\): .*UTF-8/],
    ['a NUL inside', part('pddl_problem', 'Potato', 'Po\0ato'), /"po\\u0000ato_bar|"Po\\u0000ato/],
  ])('%s', (_name, text, message) => {
    const told = refusal(text);
    expect(told).toMatch(message);
    expect(told).toMatch(/^bad-game-file/);
    expect(() => agentsOf(text)).toThrow(told.slice('bad-game-file: '.length));
  });

  it('is refused by its size before it is read', () => {
    // The one refusal without a place: there is none that says more than another.
    const large = `${TEXT}${' '.repeat(MOST_GAME_FILE_BYTES)}`;
    expect(refusal(large)).toMatch(/game\.tw-pddl\): it has 5\.0 MB; files of up to 5 MB are read/);
    const wide = 'é'.repeat(MOST_GAME_FILE_BYTES / 2 + 1);
    expect(refusal(wide)).toMatch(/5\.0 MB/);
    expect(refusal(wide.slice(1))).toMatch(/not valid JSON/);
  });

  it('is read with a byte order mark, CRLF and tabs', () => {
    const crlf = changed((file) => {
      file.grammar = file.grammar.replaceAll('\n', '\r\n');
      file.pddl_domain = file.pddl_domain.replaceAll('\n', '\r\n\t');
      file.pddl_problem = file.pddl_problem.replaceAll('\n', '\r\n').replaceAll(' ', '\t');
    });
    const plain = readGameFile(TEXT);
    expect(readGameFile(`\uFEFF${crlf}`)).toEqual(plain);
    expect(readGameFile(TEXT.replaceAll('\n', '\r\n'))).toEqual(plain);
  });

  it('is told by line and column of the text inside it, and in its spelling', () => {
    const text = part(
      'pddl_problem',
      '(objectType Potato_bar_1',
      '\r\n\t (objectKind Potato_bar_1',
    );
    const { pddl_problem: problem } = JSON.parse(text) as GameJson;
    const before = problem.slice(0, problem.indexOf('objectKind')).split('\n');
    const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    expect(refusal(text)).toContain(
      `(pddl_problem, line ${line}, column ${column}): the domain has no predicate "objectKind".`,
    );
  });
});

describe('a grammar that is none', () => {
  it.each<[string, string, RegExp]>([
    [
      'no rules',
      'action look { }',
      /grammar, line 1, column 1\): the action "look" has no template/,
    ],
    ['rules that are no JSON', 'grammar :: """\n{\n  oops\n}\n""";', /grammar, line 3, column 3\)/],
    ['deep rules', `grammar :: """${'['.repeat(99)}""";`, /column \d+\): this rule nests too deep/],
    ['rules in a list', 'grammar :: """ [] """;', /the rules are not a JSON object/],
    ['an open text', 'grammar :: """{}', /a text between two """ is expected here/],
    ['other words', 'verb look {}', /"action" or "grammar" is expected, not "verb"/],
    ['five megabytes of lines', '\n'.repeat(2_400_000), /it has no rule "task" with a text/],
    ['as many comments', '#\n'.repeat(1_000_000), /it has no rule "task" with a text/],
    ['as many quotes', '"'.repeat(2_000_000), /line 1, column 1\): "action" or "grammar"/],
    ['no goal text', '"task" goes', /.*/],
  ])('%s', (_name, grammar, message) => {
    const text = changed((file) => {
      file.grammar = grammar;
    });
    expect(refusal(text)).toMatch(message);
  });

  it.each<[string, string | RegExp, string, RegExp]>([
    [
      'no goal text',
      'Your task is to: ',
      'UNKNOWN',
      /^bad-.*grammar, line \d.*the rule "task" must read/,
    ],
    ['signs of TextWorld', 'find two', 'find; two', /^unplayable-.*its task holds ";"/],
    [
      'another command',
      'move {o} to {r}',
      'drop {o}',
      /^unplayable-.*"putobject" is commanded by "drop/,
    ],
    ['half of the old wording', 'move {o} to', 'put {o} in/on', /^unplayable-.*"PutObject"/],
    [
      'an action without a command',
      'action OpenObject',
      'action Unlock',
      /^bad-.*pddl_domain, line \d.*no action "openobject"/,
    ],
    [
      'an agent for some',
      '"look"',
      '"{a.name}: look"',
      /^unplayable-.*names no agent, unlike "look"/,
    ],
  ])('%s', (_name, from, to, message) => {
    expect(refusal(part('grammar', from, to))).toMatch(message);
  });
});

describe('a domain or problem that is none', () => {
  it.each<[string, string, RegExp]>([
    [
      'a problem for a domain',
      changed((file) => {
        file.pddl_domain = file.pddl_problem;
      }),
      /pddl_domain, line 2, column 9\): a domain is expected/,
    ],
    [
      'another action',
      part('pddl_domain', ':action OpenObject', ':action Unlock'),
      /action "Unlock" is none/,
    ],
    [
      'an action less',
      part('pddl_domain', /\(:action OpenObject[\s\S]*?\n\n/, ''),
      /no action "openobject"/,
    ],
    [
      'an action twice',
      part('pddl_domain', ':action OpenObject', ':action look'),
      /action "look" .* second time/,
    ],
    [
      'a predicate twice',
      part('pddl_domain', '(isClean ', '(isHot '),
      /predicate "isHot" .* second time/,
    ],
    [
      'kinds of types',
      part('pddl_domain', '(:types agent', '(:types mug - thing agent'),
      /"mug" is a kind of "thing"/,
    ],
    ['a text without an end', part('pddl_problem', /\)\s*$/, ''), /this "\(" is never closed/],
    ['a text after the end', part('pddl_problem', /$/, 'more'), /"more" stands after the end/],
    [
      'a bracket too many',
      part('pddl_problem', /^/, '\n )'),
      /line 2, column 2\): a "\)" closes nothing/,
    ],
    [
      'endless nesting',
      part('pddl_problem', /^/, '('.repeat(100_000)),
      /parentheses nest too deep/,
    ],
    ['words without end', more('', '(holds) '.repeat(90_000)), /more than 200000 words/],
    ['nothing', part('pddl_problem', /[\s\S]*/, '; nothing'), /line 1, column 1\): it is empty/],
    [
      'no goal',
      part('pddl_problem', '(:goal', '(:gaol'),
      /line 2, column 1\): it has no ":goal" section/,
    ],
    ['no objects', part('pddl_problem', '(:objects', '(:things'), /it has no ":objects" section/],
    ['no init', part('pddl_problem', '(:init', '(:in'), /it has no ":init" section/],
    [
      'no predicates',
      part('pddl_domain', /\(:predicates[\s\S]*?\n {2}\)/, ''),
      /line 2, column 1\): it has no ":predicates" section/,
    ],
    [
      'two inits',
      part('pddl_problem', '(:objects', '(:init) (:objects'),
      /":init" stands here a second/,
    ],
    ['an object twice', more('agent1 - agent', ''), /"agent1" is declared a second time/],
    ['an unknown type', more('Zoe - robot', ''), /the domain has no type "robot"/],
    ['a type without a name', more('- agent', ''), /the type "agent" belongs to no name/],
    ['an unknown predicate', more('', '(above agent1)'), /the domain has no predicate "above"/],
    ['too few arguments', more('', '(holds agent1)'), /"holds" takes 2 arguments, not 1/],
    ['an undeclared name', more('', '(holdsAny bob)'), /"bob" is declared nowhere/],
    ['a name of any length', more('', `(holdsAny ${'x'.repeat(100_000)})`), /"x{60}…" is declared/],
    ['a fact that is a name', more('', 'fact'), /a fact is expected in parentheses/],
    ['letters PDDL does not know', more('Café - object', ''), /"Café" holds signs/],
    ['names of object prototypes', more('', '(__proto__ constructor)'), /no predicate "__proto__"/],
    [
      'no agent',
      part('pddl_problem', /agent1 - agent\n|\(atLocation agent1 .*\)/g, ''),
      /declares no agent/,
    ],
    [
      'a walkthrough of numbers',
      changed((file) => {
        file.walkthrough = [1];
      }),
      /"walkthrough" is neither null/,
    ],
  ])('%s', (_name, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  it('ends a comment where a line ends, be it by CR alone', () => {
    const bare = changed((file) => {
      file.pddl_problem = `; a comment\n${file.pddl_problem}`.replaceAll('\n', '\r');
      file.pddl_domain = file.pddl_domain.replaceAll('\n', '\r');
      file.grammar = file.grammar.replaceAll('\n', '\r');
    });
    expect(readGameFile(bare)).toMatchObject({ facts: readGameFile(TEXT).facts });
    const spoilt = changed((file) => {
      file.pddl_problem = '; a comment\r\r\n(define\r (domain x))';
    });
    expect(refusal(spoilt)).toMatch(/pddl_problem, line 4, column 3\): "problem"|line 4, column 2/);
  });

  it('is none by its goal', () => {
    expect(refusal(goal('(holds agent1 ?o)'))).toMatch(/"\?o" is bound by no "exists"/);
    expect(refusal(goal('(exists (?o - thing) (and))'))).toMatch(/no type "thing"/);
    expect(refusal(goal('(exists (o - object) (and))'))).toMatch(/"o" is not a variable/);
    expect(refusal(goal('(not)'))).toMatch(/exactly one condition/);
    expect(refusal(goal('(= agent1)'))).toMatch(/compares exactly two/);
    expect(refusal(goal('(and) (and)'))).toMatch(/must hold exactly one condition/);
    expect(refusal(goal(`${'(not '.repeat(80)}(and)${')'.repeat(80)}`))).toMatch(/nest too deep/);
    expect(refusal(goal('(glows agent1)'))).toMatch(/the domain has no predicate "glows"/);
  });
});
