import type { TaskDesign } from '../alfworld/generator';
import { classOf } from '../alfworld/names';
import type { Sighting } from './sender-views';

/** What a chain of thought says about where things are, against what is so. */
export interface ThoughtCheck {
  /** It names enough objects of the task, with their true places, and says nothing false of them. */
  readonly correct: boolean;
  /** Objects of the task, the lamp included, with the places that it names for them. */
  readonly named: readonly Sighting[];
}

const FACT = /\b([a-z]+ \d+)(?: [a-z]+){0,4} (?:in|at) ([a-z]+ \d+)/g;
const FETCH = /\bto ([a-z]+ \d+)\b[^.]*? and (?:take|pick up|grab|get|lift|fetch) ([a-z]+ \d+)/g;

/** Sentences with their full stops. */
function sentencesOf(text: string): string[] {
  return text.match(/[^.]+\.?/g)?.map((sentence) => sentence.trim()) ?? [];
}

function placements(text: string): Sighting[] {
  return sentencesOf(text).flatMap((sentence) => [
    ...[...sentence.matchAll(FACT)].map(([, object = '', place = '']) => ({ object, place })),
    ...[...sentence.matchAll(FETCH)].map(([, place = '', object = '']) => ({ object, place })),
  ]);
}

/** Holds a chain of thought against the truth. */
export function checkThought(
  text: string,
  design: TaskDesign,
  truth: readonly Sighting[],
): ThoughtCheck {
  const wanted = [design.object, ...(design.lamp ? [design.lamp] : [])].map((name) =>
    name.toLowerCase(),
  );
  const named = placements(text).filter(({ object }) => wanted.includes(classOf(object)));
  const isTrue = (sighting: Sighting): boolean =>
    truth.some(({ object, place }) => object === sighting.object && place === sighting.place);
  const distinct = (className: string): number =>
    new Set(named.map(({ object }) => object).filter((object) => classOf(object) === className))
      .size;
  const needed = design.task === 'pick_two_obj_and_place' ? 2 : 1;
  const enough = wanted.every(
    (className, index) => distinct(className) >= (index === 0 ? needed : 1),
  );
  return { correct: enough && named.every(isTrue), named };
}

/**
 * The chain of thought with every sentence left out that names where an object of the task is. What
 * remains still tells the goal, the tool and the destination.
 */
export function withoutPlaces(text: string, named: readonly Sighting[]): string {
  const places = new Set(named.map(({ place }) => place));
  const keep = (sentence: string): boolean =>
    ![...sentence.matchAll(/[a-z]+ \d+/g)].some(([name]) => places.has(name));
  return sentencesOf(text).filter(keep).join(' ');
}
