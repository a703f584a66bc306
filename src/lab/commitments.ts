import type { Tokenizer } from './models';
import { RELIABILITIES, type Sighting, type Told } from './sender-views';

/** Where a chain of thought first names one of the places that a target may be at. */
export interface Commitment {
  /** Its number among the targets. */
  readonly target: number;
  /** Of the place among the target's candidates: 0 is the most reliable. */
  readonly rank: number;
  /** Tokens of the place's name: row t of the full message is the state that emits token t. */
  readonly positions: readonly number[];
}

const NAME = /[a-z]+ \d+/g;

interface Mention {
  readonly name: string;
  /** Characters of the text, the end not included. */
  readonly from: number;
  readonly to: number;
}

/**
 * For each target its commitment, null where no candidate is named: `commitments` in
 * models/interlat_models/thought_text.py. The last target named before the place must be this one, so
 * that a place that two targets share is not mistaken; where no target is named before its place, the
 * first mention counts.
 */
export function findCommitments(
  tokens: readonly number[],
  tokenizer: Tokenizer,
  { targets }: Pick<Told, 'targets'>,
): (Commitment | null)[] {
  const text = tokenizer.decode(tokens);
  const mentions = [...text.matchAll(NAME)].map(
    ({ 0: name, index }): Mention => ({ name, from: index, to: index + name.length }),
  );
  const objects = targets.map(({ object }) => object);
  return targets.map(({ object, candidates }, target) => {
    let about: string | null = null;
    const strict: Mention[] = [];
    for (const mention of mentions) {
      if (objects.includes(mention.name)) about = mention.name;
      else if (about === object && candidates.includes(mention.name)) strict.push(mention);
    }
    const first = strict[0] ?? mentions.find(({ name }) => candidates.includes(name));
    if (!first) return null;
    const rank = candidates.indexOf(first.name);
    return { target, rank, positions: tokensOf(first, tokens, tokenizer) };
  });
}

/** The tokens whose text, without white space before it, touches the mention. */
function tokensOf(
  { from, to }: Mention,
  tokens: readonly number[],
  tokenizer: Tokenizer,
): number[] {
  const positions: number[] = [];
  let end = 0;
  for (let i = 0; i < tokens.length && end < to; i++) {
    const start = end;
    end = tokenizer.decode(tokens.slice(0, i + 1)).length;
    if (end > from && start < to) positions.push(i);
  }
  return positions;
}

/**
 * The sightings with the three reports of each committed target replaced by one plain sighting of the
 * committed place, where that report stood: `certain_sightings` in thought_text.py.
 */
export function certainSightings(
  { sightings, targets }: Told,
  commitments: readonly Commitment[],
): Sighting[] {
  return sightings.flatMap((sighting): Sighting[] => {
    const one = commitments.find(({ target }) => targets[target]?.object === sighting.object);
    if (!one || sighting.reliability === undefined) return [sighting];
    const { object, place, reliability } = sighting;
    return RELIABILITIES[one.rank]?.word === reliability ? [{ object, place }] : [];
  });
}
