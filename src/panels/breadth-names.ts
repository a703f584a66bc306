/** What messages and steps of the card's breadth are called. */
import type { BreadthKind, BreadthMessage } from '../state/breadth-view';
import type { Words } from '../words/words';

type BreadthWords = Words['breadth'];

export function kindName(words: BreadthWords, kind: BreadthKind): string {
  return kind.way === 'full' ? words.full : words[kind.way](String(kind.k));
}

/** `its own statistics`: what a perturbation's numbers are of. */
function scopeName(words: BreadthWords, scope: string | undefined): string {
  const { scopes } = words.perturbations;
  return scope === 'message' || scope === 'corpus' ? scopes[scope] : (scope ?? '');
}

/** `CovNoise 0.5 (its own statistics)`; one that is not known keeps the card's name. */
export function perturbationName(words: BreadthWords, perturbation: string): string {
  const { none, whiteNoise, covNoise, covGaussMean, covGaussZero, rotation } = words.perturbations;
  if (perturbation === '') return none;
  const [, white] = /^white-noise-([\d.]+)$/.exec(perturbation) ?? [];
  if (white !== undefined) return whiteNoise(white);
  const [, strength, noiseScope] = /^cov-noise-([\d.]+)-(\w+)$/.exec(perturbation) ?? [];
  if (strength !== undefined) return covNoise(strength, scopeName(words, noiseScope));
  const [, mean, gaussScope] = /^cov-gauss-(0mu|mu)-(\w+)$/.exec(perturbation) ?? [];
  if (mean !== undefined) {
    return (mean === 'mu' ? covGaussMean : covGaussZero)(scopeName(words, gaussScope));
  }
  const [, rotationScope] = /^random-rot-(\w+)$/.exec(perturbation) ?? [];
  return rotationScope === undefined ? perturbation : rotation(scopeName(words, rotationScope));
}

/** The message at the beginning of a sentence. */
export function messageName(words: BreadthWords, { kind, perturbation }: BreadthMessage): string {
  const plain = kindName(words, kind);
  return perturbation === ''
    ? plain
    : words.perturbed(plain, perturbationName(words, perturbation));
}

/** The message as a sentence calls it: `trained K = 8, CovNoise 0.5 (its own statistics)`. */
export function messageInText(words: BreadthWords, message: BreadthMessage): string {
  const { kind, perturbation } = message;
  const { inText } = words;
  const plain = kind.way === 'full' ? inText.full : inText[kind.way](String(kind.k));
  return perturbation === ''
    ? plain
    : words.perturbed(plain, perturbationName(words, perturbation));
}

export function stepName({ steps }: BreadthWords, step: string): string {
  if (
    step === 'name' ||
    step === 'commitment-1' ||
    step === 'commitment' ||
    step === 'commitment+1'
  )
    return steps[step];
  return steps.numbered(step);
}
