import type { TaskDesign } from '../alfworld/generator';
import { classOf } from '../alfworld/names';
import type { Reliability, Sighting, Told } from './sender-views';

/** What a chain of thought says about where things are, against what its sender was told. */
export interface ThoughtCheck {
  /**
   * It says what its view asks for, and nothing else of the objects of the task:
   * - scout: the places of enough of them;
   * - uncertain: one of the reported places for each;
   * - hedging: all reported places of each, every one with its reliability;
   * - planner: what to look for and what for, and no single object.
   */
  readonly correct: boolean;
  /** Objects of the task, the lamp included, with the places that it names for them. */
  readonly named: readonly Sighting[];
  /**
   * For each target which of its candidates is named, 0 for the most reliable; null where none is,
   * or several.
   */
  readonly ranks: readonly (number | null)[];
}

const FACT = /\b([a-z]+ \d+)(?: [a-z]+){0,4} (?:in|at) ([a-z]+ \d+)/g;
const FETCH = /\bto ([a-z]+ \d+)\b[^.]*? and (?:take|pick up|grab|get|lift|fetch) ([a-z]+ \d+)/g;
const HEDGE =
  /\b([a-z]+ \d+)(?: [a-z]+){0,2} likely in ([a-z]+ \d+), (?:[a-z]+ )?maybe in ([a-z]+ \d+), (?:[a-z]+ )?perhaps in ([a-z]+ \d+)/g;

/** Sentences with their full stops. */
function sentencesOf(text: string): string[] {
  return text.match(/[^.]+\.?/g)?.map((sentence) => sentence.trim()) ?? [];
}

function placements(text: string): Sighting[] {
  return sentencesOf(text).flatMap((sentence) => [
    ...[...sentence.matchAll(FACT)].map(([, object = '', place = '']) => ({ object, place })),
    ...[...sentence.matchAll(FETCH)].map(([, place = '', object = '']) => ({ object, place })),
    ...[...sentence.matchAll(HEDGE)].flatMap(([, object = '', ...places]) =>
      HEDGED.map((reliability, rank) => ({ object, place: places[rank] ?? '', reliability })),
    ),
  ]);
}

/** The words of `HEDGE`, in its order. */
const HEDGED: readonly Reliability[] = ['likely', 'maybe', 'perhaps'];

/** Holds a chain of thought against what its sender was told. */
export function checkThought(text: string, design: TaskDesign, told: Told): ThoughtCheck {
  const wanted = [design.object, ...(design.lamp ? [design.lamp] : [])].map((name) =>
    name.toLowerCase(),
  );
  const named = placements(text).filter(({ object }) => wanted.includes(classOf(object)));
  const placesOf = (object: string): string[] => [
    ...new Set(named.filter((sighting) => sighting.object === object).map(({ place }) => place)),
  ];
  const ranks = told.targets.map(({ object, candidates }) => {
    const [place, ...others] = placesOf(object);
    const rank = candidates.indexOf(place ?? '');
    return rank < 0 || others.length > 0 ? null : rank;
  });
  if (told.view === 'planner') return { correct: isPlan(text, design, wanted), named, ranks };
  const distinct = (className: string): number =>
    new Set(named.map(({ object }) => object).filter((object) => classOf(object) === className))
      .size;
  const needed = design.task === 'pick_two_obj_and_place' ? 2 : 1;
  const enough = wanted.every(
    (className, index) => distinct(className) >= (index === 0 ? needed : 1),
  );
  const placesRight = told.targets.every(({ object, candidates }, index) => {
    if (told.view === 'uncertain') return ranks[index] !== null;
    return told.view === 'scout' || candidates.every((place) => reports(named, object, place));
  });
  return { correct: enough && placesRight && named.every(isTold(told)), named, ranks };
}

/** Whether the sender was told so, and as reliably where the thought says how reliably. */
function isTold({ sightings }: Told): (named: Sighting) => boolean {
  return ({ object, place, reliability }) =>
    sightings.some(
      (sighting) =>
        sighting.object === object &&
        sighting.place === place &&
        (reliability === undefined || sighting.reliability === reliability),
    );
}

/** Whether this place is named as one of several. */
function reports(named: readonly Sighting[], object: string, place: string): boolean {
  return named.some(
    (sighting) =>
      sighting.object === object && sighting.place === place && sighting.reliability !== undefined,
  );
}

/** Whether it says what to look for and where that goes, and pretends to know no single object. */
function isPlan(text: string, design: TaskDesign, wanted: readonly string[]): boolean {
  const destination = design.destination ? [design.destination.toLowerCase()] : [];
  const says = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);
  const counts = (word: string): boolean => new RegExp(`\\b${word} \\d`).test(text);
  return [...wanted, ...destination].every(says) && !wanted.some(counts);
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
