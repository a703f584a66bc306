/** Which messages a card has the information breadth of, and what can be said of them. */
import { type LaneBreadth, laneBreadth } from '../lab/message-breadth';
import type { LaneTrace, Trace } from '../lab/trace';
import type { Card, CardView } from '../shared/card';
import { CARD_VIEWS } from '../shared/card';
import type { Manifest } from '../shared/manifest';
import { bySplit, compareModels } from './card-view';

export type BreadthStep = NonNullable<Card['breadth']>[number];
export type { LaneBreadth, MessageStep } from '../lab/message-breadth';

/** How a message was made, apart from what disturbed it. */
export type BreadthKind =
  | { readonly way: 'full' }
  | { readonly way: 'trained' | 'untrained'; readonly k: number };

export interface BreadthMessage {
  readonly kind: BreadthKind;
  /** Of the kind, as the card calls it: `latent`, `k8`. */
  readonly base: string;
  /** As the card calls it, `cov-noise-0.5-message`; empty where nothing disturbs the message. */
  readonly perturbation: string;
  /** As the card calls the two together. */
  readonly condition: string;
  readonly split: string;
  /** Latent steps 1 to 6. */
  readonly steps: readonly BreadthStep[];
  /** Steps of the full message where its CoT names something. */
  readonly aligned: readonly BreadthStep[];
}

const KIND = /^(?:(latent)|k(\d+)|untrained-(\d+))(?:-(.+))?$/;

function readCondition(
  condition: string,
): Pick<BreadthMessage, 'kind' | 'base' | 'perturbation'> | null {
  const found = KIND.exec(condition);
  if (found === null) {
    // A perturbation alone is one of the full message.
    const disturbed = /^(white-noise|cov-noise|cov-gauss|random-rot)-/.test(condition);
    return disturbed ? { kind: { way: 'full' }, base: 'latent', perturbation: condition } : null;
  }
  const [, full, trained, untrained, perturbation = ''] = found;
  if (full !== undefined) return { kind: { way: 'full' }, base: 'latent', perturbation };
  return trained !== undefined
    ? { kind: { way: 'trained', k: Number(trained) }, base: `k${trained}`, perturbation }
    : {
        kind: { way: 'untrained', k: Number(untrained) },
        base: `untrained-${untrained}`,
        perturbation,
      };
}

export function breadthViews({ breadth = [] }: Card): CardView[] {
  return CARD_VIEWS.filter((view) => breadth.some((step) => step.view === view));
}

/** The messages of a view, those of its first split, kinds in the order full, trained, untrained. */
export function breadthMessages({ breadth = [] }: Card, view: CardView): BreadthMessage[] {
  const of = breadth.filter((step) => step.view === view);
  const split = of.toSorted(bySplit)[0]?.split;
  const here = of.filter((step) => step.split === split);
  const order = ['full', 'trained', 'untrained'];
  return [...new Set(here.map(({ message }) => message))]
    .flatMap((condition): BreadthMessage[] => {
      const read = readCondition(condition);
      if (read === null || split === undefined) return [];
      const steps = here.filter(({ message }) => message === condition);
      const numbered = ({ step }: BreadthStep): boolean => /^\d+$/.test(step);
      return [
        {
          ...read,
          condition,
          split,
          steps: steps
            .filter(numbered)
            .toSorted((one, other) => Number(one.step) - Number(other.step)),
          aligned: steps.filter((step) => !numbered(step)),
        },
      ];
    })
    .toSorted((one, other) => order.indexOf(one.kind.way) - order.indexOf(other.kind.way));
}

/** From this median share on a step is said to hold one word alone. */
const CERTAIN = 0.995;

/** The steps of which half of the tasks give one word all there is, to two decimals. */
export function certainSteps(steps: readonly BreadthStep[]): string[] {
  return steps
    .filter(({ top_share_median }) => top_share_median >= CERTAIN)
    .map(({ step }) => step);
}

/** The numbered steps at which the first message is the broader of two: its median top share is smaller. */
export function broaderSteps(first: BreadthMessage, second: BreadthMessage): string[] {
  return first.steps
    .filter(({ step, top_share_median }) => {
      const other = second.steps.find((one) => one.step === step);
      return other !== undefined && top_share_median < other.top_share_median;
    })
    .map(({ step }) => step);
}

export type BreadthLane =
  | { readonly kind: 'measured'; readonly breadth: LaneBreadth }
  /** Its message is not written yet. */
  | { readonly kind: 'awaited' }
  /** The lane failed before it. */
  | { readonly kind: 'unmade' }
  /** The trace kept no logit lens. */
  | { readonly kind: 'unread' }
  /** Nothing latent is sent. */
  | { readonly kind: 'wordless' };

export function breadthOfLane(lane: LaneTrace): BreadthLane {
  if (lane.settings.channel !== 'latent') return { kind: 'wordless' };
  if (lane.message === null) return { kind: lane.outcome === 'failed' ? 'unmade' : 'awaited' };
  const breadth = laneBreadth(lane);
  return breadth === null || breadth.sent.length === 0
    ? { kind: 'unread' }
    : { kind: 'measured', breadth };
}

/**
 * Whether the run's message was written by the models that the card was measured on; null where that
 * cannot be told: without models, or by files of another device than the measured ones that are not
 * those of the loaded tier.
 */
export function runIsOfCard(
  card: Card,
  { models, backend }: Trace['source'],
  manifest: Manifest | null,
): boolean | null {
  const measured = new Set(Object.values(card.models));
  const writers = ['sender', 'sender-compressed'].flatMap((role) => models[role] ?? []);
  if (writers.length === 0) return null;
  if (writers.every((hash) => measured.has(hash))) return true;
  const loaded = new Set(manifest?.files.map(({ sha256 }) => sha256));
  if (writers.every((hash) => loaded.has(hash))) {
    return compareModels(card.models, manifest).kind === 'same';
  }
  return backend === 'webgpu' ? null : false;
}

/** First 8 characters of the sha256 of the models that write latent steps, as they were measured. */
export function writerHashes({ models }: Card): string {
  return Object.entries(models)
    .filter(([path]) => path.startsWith('sender') && path.endsWith('.onnx'))
    .map(([path, hash]) => `${path} ${hash.slice(0, 8)}`)
    .join(', ');
}
