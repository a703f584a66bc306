/**
 * A condition's id, made from its settings alone: two conditions that send the same have the same id.
 * The part behind the view is the name that the model card and paper tables use, where they have one:
 * `planner/latent`, `planner/k8`, `uncertain/cov-noise-0.5-message`, `scout/text+cross-task`.
 */
import type { BatchCondition } from './batch-settings';
import {
  COVARIANCE_PERTURBATIONS,
  type Edit,
  type MessageSettings,
  type Perturbation,
} from './settings';

/** What is sent, without what is done to it. */
export function messageBase({ channel, compression, k, ratio }: MessageSettings): string {
  if (channel !== 'latent') return channel;
  switch (compression) {
    case 'full':
      return 'latent';
    case 'trained':
      return `k${k}`;
    case 'truncated':
      return `truncated-${ratio}`;
    default:
      return `${compression}-${k}`;
  }
}

/** The seed that a perturbation has unless its id says another. */
export const PLAIN_SEED = 1;

const COVARIANCE_NAMES = {
  'cov-noise': 'cov-noise',
  'cov-gauss-zero': 'cov-gauss-0mu',
  'cov-gauss-mean': 'cov-gauss-mu',
  'random-rotation': 'random-rot',
} as const;

function perturbationId(perturbation: Perturbation): string {
  if (perturbation.kind === 'none') return '';
  const seed = perturbation.seed === PLAIN_SEED ? '' : `-s${perturbation.seed}`;
  if (!('strength' in perturbation)) {
    return `${perturbation.kind}${seed}`;
  }
  const { strength, steps } = perturbation;
  const places = steps === undefined ? '' : `-at-${steps.join('.')}`;
  if (perturbation.kind === 'white-noise') return `white-noise-${strength}${places}${seed}`;
  const { kind, scope } = perturbation;
  // As in the card: 1.0 for noise that is added, and full replacement goes without saying.
  const shown =
    kind === 'cov-noise'
      ? `-${Number.isInteger(strength) ? `${strength}.0` : strength}`
      : strength === 1
        ? ''
        : `-${strength}`;
  return `${COVARIANCE_NAMES[kind]}${shown}-${scope}${places}${seed}`;
}

const editId = (edit: Edit): string => Object.values(edit).join('-');

/** The id without the view. */
export function messageId(message: MessageSettings): string {
  const base = messageBase(message);
  const changes = [
    perturbationId(message.perturbation),
    ...(message.edits ?? []).map(editId),
  ].filter((text) => text !== '');
  const [only, ...more] = changes;
  const bare = base === 'latent' && only !== undefined && more.length === 0;
  return bare && (message.edits ?? []).length === 0 ? only : [base, ...changes].join('+');
}

export function conditionId({ view, message }: BatchCondition): string {
  return `${view}/${messageId(message)}`;
}

const WITHOUT_PERTURBATION: Perturbation = { kind: 'none' };

/**
 * The message of an id as command lines give it: those of `messageId` without edits, steps and a seed of
 * their own. Null for what is none.
 */
export function messageOfId(id: string): MessageSettings | null {
  const [head = '', ...more] = id.split('+');
  if (more.length > 1) return null;
  const [change] = more;
  const alone = perturbationOfId(head);
  if (alone !== null) {
    return change === undefined ? { ...baseOfId('latent'), perturbation: alone } : null;
  }
  const base = baseOfId(head);
  const perturbation = change === undefined ? WITHOUT_PERTURBATION : perturbationOfId(change);
  const message = base && perturbation ? { ...base, perturbation } : null;
  return message && messageId(message) === id ? message : null;
}

function baseOfId(id: 'latent'): MessageSettings;
function baseOfId(id: string): MessageSettings | null;
function baseOfId(id: string): MessageSettings | null {
  const plain = {
    channel: 'latent',
    compression: 'full',
    k: 8,
    ratio: 0.5,
    perturbation: WITHOUT_PERTURBATION,
  } as const;
  if (id === 'none' || id === 'text') return { ...plain, channel: id };
  if (id === 'latent') return plain;
  const [, kind = '', size = ''] = /^(k|untrained-|kept-|truncated-)([\d.]+)$/.exec(id) ?? [];
  const count = Number(size);
  switch (kind) {
    case 'k':
      return { ...plain, compression: 'trained', k: count };
    case 'untrained-':
      return { ...plain, compression: 'untrained', k: count };
    case 'kept-':
      return { ...plain, compression: 'kept', k: count };
    case 'truncated-':
      return { ...plain, compression: 'truncated', ratio: count };
    default:
      return null;
  }
}

function perturbationOfId(id: string): Perturbation | null {
  const seed = PLAIN_SEED;
  if (id === 'cross-task' || id === 'same-type') return { kind: id, seed };
  const [, white] = /^white-noise-([\d.]+)$/.exec(id) ?? [];
  if (white !== undefined) return { kind: 'white-noise', strength: Number(white), seed };
  const pattern =
    /^(cov-noise|cov-gauss-0mu|cov-gauss-mu|random-rot)(?:-([\d.]+))?-(corpus|message)$/;
  const [, name, strength = '1', scope] = pattern.exec(id) ?? [];
  const kind = COVARIANCE_PERTURBATIONS.find((one) => COVARIANCE_NAMES[one] === name);
  if (kind === undefined || (scope !== 'corpus' && scope !== 'message')) return null;
  return { kind, scope, strength: Number(strength), seed };
}
