import { parseGameName } from '../alfworld/game-name';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';
import { isFileGame } from './file-game-name';
import type { SenderView } from './sender-views';
import type { Edit, MessageSettings, Perturbation } from './settings';

/** Noise that is added may be stronger than the message; what takes its place may not. */
const STRONGEST_NOISE = 4;

/**
 * Throws a LabError where these models, if any, cannot send such a message: 'bad-settings', or
 * 'bad-game-name' for a game that the sender should write for.
 */
export function checkMessageSettings(
  settings: MessageSettings,
  manifest: Manifest | null,
  view?: SenderView,
): void {
  checkCompression(settings, manifest);
  checkSource(settings);
  checkPerturbation(settings);
  const { channel, edits = [] } = settings;
  if (edits.length > 0 && channel !== 'latent') {
    refuse(`Only the latent message can be edited step by step; this lane has ${noun(channel)}.`);
  }
  for (const edit of edits) checkEdit(edit, settings, view);
}

function refuse(message: string): never {
  throw new LabError('bad-settings', message);
}

/** A latent loop writes no words. */
function isLoop({ compression }: MessageSettings): boolean {
  return compression === 'trained' || compression === 'untrained';
}

function checkCompression(
  { channel, compression, k, ratio }: MessageSettings,
  manifest: Manifest | null,
): void {
  if (channel !== 'latent' && compression !== 'full') {
    const detail =
      channel === 'human' ? 'in a human lane there is none' : `${channel} is sent in full`;
    refuse(`Only the latent message can be compressed; ${detail}.`);
  }
  if (manifest && compression === 'trained' && !manifest.compressions.includes(k)) {
    const lengths = manifest.compressions.join(', ');
    refuse(`These models were not trained for ${k} latent steps. Choose one of ${lengths}.`);
  }
  if ((compression === 'untrained' || compression === 'kept') && !(Number.isInteger(k) && k >= 1)) {
    refuse(`${k} latent steps cannot be sent. Choose a whole number from 1.`);
  }
  if (compression === 'truncated' && !isShare(ratio)) {
    refuse(`A share of ${ratio} cannot be sent. Choose a number from 0 to 1.`);
  }
}

/** What the sender writes, and for which game. */
function checkSource(settings: MessageSettings): void {
  const { channel, perturbation, words, senderGame } = settings;
  const silent = channel === 'none' || channel === 'human';
  if (silent && (words !== undefined || senderGame !== undefined)) {
    refuse(`A lane with ${noun(channel)} takes no words and no other game for the sender.`);
  }
  if (words !== undefined && isLoop(settings)) {
    const message = `${settings.compression} latent steps are written without words.`;
    refuse(`${message} Words by hand go in full, kept or truncated.`);
  }
  const other = perturbation.kind === 'cross-task' || perturbation.kind === 'same-type';
  if (other && words !== undefined) {
    refuse(
      'Words by hand are the message: no other game’s can be sent in their place. Choose one.',
    );
  }
  if (other && senderGame !== undefined) {
    refuse('The sender writes for a game that was chosen or for one that is drawn. Choose one.');
  }
  if (senderGame !== undefined) checkGame(senderGame);
}

/** An imported game's file is asked for when the sender is to write for it. */
function checkGame(game: string): void {
  if (!isFileGame(game)) parseGameName(game);
}

function checkPerturbation({ channel, compression, perturbation }: MessageSettings): void {
  if (!isOfLatents(perturbation)) return;
  const { kind, strength, steps = [] } = perturbation;
  if (channel !== 'latent') {
    refuse(`Only latents can be perturbed with ${kind}; this lane has ${noun(channel)}.`);
  }
  const most = kind === 'white-noise' || kind === 'cov-noise' ? STRONGEST_NOISE : 1;
  if (!(strength >= 0 && strength <= most)) {
    refuse(`A strength of ${strength} is none for ${kind}. Choose a number from 0 to ${most}.`);
  }
  if (!steps.every((step) => Number.isInteger(step) && step >= 0)) {
    refuse('The steps to perturb are whole numbers from 0.');
  }
  if (kind !== 'white-noise' && perturbation.scope === 'corpus' && compression === 'untrained') {
    refuse('There are no corpus statistics of untrained latent steps. Choose the message scope.');
  }
}

function noun(channel: MessageSettings['channel']): string {
  if (channel === 'text') return 'words';
  return channel === 'human' ? 'a person' : 'no message';
}

/** A perturbation that changes the numbers of a message. */
export type PerturbationOfLatents = Extract<Perturbation, { readonly strength: number }>;

export function isOfLatents(perturbation: Perturbation): perturbation is PerturbationOfLatents {
  return 'strength' in perturbation;
}

function checkEdit(edit: Edit, settings: MessageSettings, view: SenderView | undefined): void {
  switch (edit.kind) {
    case 'splice':
      if (isLoop(settings)) {
        refuse(`${settings.compression} latent steps have no words that could follow them.`);
      }
      if (!isShare(edit.ratio)) {
        refuse(`A share of ${edit.ratio} cannot be kept. Choose a number from 0 to 1.`);
      }
      return;
    case 'interpolate':
      checkGame(edit.game);
      if (!isShare(edit.amount)) {
        refuse(`An amount of ${edit.amount} cannot be mixed in. Choose a number from 0 to 1.`);
      }
      return;
    case 'certain':
      if (isLoop(settings)) {
        const message = `${settings.compression} latent steps stand for no words.`;
        refuse(`${message} Certain states can only replace those of a chain of thought.`);
      }
      if (view !== undefined && view !== 'uncertain') {
        refuse(`Only the uncertain sender can be told places for certain; the view is ${view}.`);
      }
      return;
    default:
    // Steps are held against the message when it is written.
  }
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}
