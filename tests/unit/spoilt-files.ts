import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { readGameFile } from '../../src/alfworld/game-file';
import { LabError } from '../../src/shared/errors';
import { checkRefusal } from '../mutations/outcome';

export interface GameJson {
  pddl_domain: string;
  grammar: string;
  pddl_problem: string;
  walkthrough: unknown;
}

/** A sound file, to be spoilt. */
export const TEXT = readFileSync('tests/fixtures/forms/current/game.tw-pddl', 'utf8');

export function changed(change: (file: GameJson) => void): string {
  const file = JSON.parse(TEXT) as GameJson;
  change(file);
  return JSON.stringify(file);
}

/** A change of one part, which must change something. */
export function part(
  key: 'pddl_domain' | 'grammar' | 'pddl_problem',
  from: string | RegExp,
  to: string,
): string {
  return changed((file) => {
    const text = file[key].replace(from, () => to);
    if (text === file[key]) throw new Error(`${key} has no ${from}.`);
    file[key] = text;
  });
}

/** The problem with another goal. */
export function goal(condition: string): string {
  return part('pddl_problem', /\(:goal [\s\S]*/, `(:goal ${condition}))`);
}

/** The problem with more declarations and facts. */
export function more(objects: string, facts: string): string {
  return changed((file) => {
    file.pddl_problem = file.pddl_problem
      .replace('(:objects', `(:objects ${objects} `)
      .replace('(:init', `(:init ${facts} `);
  });
}

export function repeated(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(' ');
}

/** Longer than any refusal takes on a busy machine, far shorter than a hang. */
const MOST_MILLISECONDS = 5000;

/** The code and the one sentence with which a text is refused, soon. */
export function refusal(text: string): string {
  const start = performance.now();
  try {
    new Game(readGameFile(text));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
    checkRefusal(error.message);
    return `${error.code}: ${error.message}`;
  }
  throw new Error('The text was not refused.');
}
