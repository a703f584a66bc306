/** Changes by hand to a lane's message, and the way back. */
import { lensTexts } from '../lab/lens-texts';
import type { Edit, MessageSettings } from '../lab/settings';
import type { MessageTrace } from '../lab/trace';
import { changeGame, DEFAULT_GAME, DEFAULT_PARTS, readGame, rollSeed } from './game-choice';

/** What a lane's settings were before a change by hand. They live as long as the settings do. */
const before = new WeakMap<MessageSettings, MessageSettings>();

/** The changed settings, from which `settingsBefore` leads back. */
export function changedByHand(old: MessageSettings, next: MessageSettings): MessageSettings {
  const changed = { ...next };
  before.set(changed, old);
  return changed;
}

export function settingsBefore(settings: MessageSettings): MessageSettings | null {
  return before.get(settings) ?? null;
}

export function withEdits(settings: MessageSettings, edits: readonly Edit[]): MessageSettings {
  const { edits: _, ...rest } = settings;
  return changedByHand(settings, edits.length === 0 ? rest : { ...rest, edits });
}

export function withWords(settings: MessageSettings, words: string | null): MessageSettings {
  const { words: _, ...rest } = settings;
  return changedByHand(settings, words === null ? rest : { ...rest, words });
}

export function withSenderGame(settings: MessageSettings, game: string | null): MessageSettings {
  const { senderGame: _, ...rest } = settings;
  return changedByHand(settings, game === null ? rest : { ...rest, senderGame: game });
}

/** One change less of every kind: nothing by hand. */
export function withoutEdits(settings: MessageSettings): MessageSettings {
  const { edits: _edits, words: _words, senderGame: _game, ...rest } = settings;
  return changedByHand(settings, rest);
}

/** The list with the item at `place` moved by one; the list itself where there is no room. */
export function moved<T>(items: readonly T[], place: number, by: -1 | 1): readonly T[] {
  const [item, other] = [items[place], items[place + by]];
  if (item === undefined || other === undefined) return items;
  return items.map((old, index) => (index === place ? other : index === place + by ? item : old));
}

/** Whether the message is made of the states of a CoT: only then it has words to work with. */
export function hasWords({ channel, compression }: MessageSettings): boolean {
  return channel === 'text' || (compression !== 'trained' && compression !== 'untrained');
}

/** Whether the sender can write for this game later: a game from a file is not kept in settings. */
export function canHold(game: string): boolean {
  return readGame(game).kind === 'game';
}

/** Another game with the same parts and another seed. `random` is in [0, 1). */
export function anotherGame(game: string, random: number): string {
  const reading = readGame(game);
  const parts = reading.kind === 'game' ? reading.name : DEFAULT_PARTS;
  const rolled = changeGame(parts, { seed: rollSeed(random) });
  return rolled === game ? DEFAULT_GAME : rolled;
}

export interface MessageStep {
  /** The token's text, as the tokenizer has it; null where the trace does not tell. */
  readonly text: string | null;
  /** The step emitted that token; else it is the one that the logit lens finds likeliest. */
  readonly emitted: boolean;
}

/** The steps of a message as it was sent, each with its token; empty without latents. */
export function messageSteps(message: MessageTrace | null): readonly MessageStep[] {
  if (!message?.latents || message.dim === 0) return [];
  const { latents, dim, lens = [], tokenOfStep, chainOfThought } = message;
  const texts = lensTexts(message);
  return Array.from({ length: latents.length / dim }, (_, step) => {
    const place = tokenOfStep?.[step];
    const token = place == null ? undefined : chainOfThought?.tokens[place];
    const text = token === undefined ? undefined : texts.get(token);
    if (text !== undefined) return { text, emitted: true };
    return { text: lens[step]?.top[0]?.text ?? null, emitted: false };
  });
}

/** The lanes that surgery works on. */
export function latentPlaces(lanes: readonly MessageSettings[]): number[] {
  return lanes.flatMap(({ channel }, lane) => (channel === 'latent' ? [lane] : []));
}

/** Words that a person types for a lane and has not sent: they live as long as its settings do. */
const drafts = new WeakMap<MessageSettings, string>();

export function keepDraft(settings: MessageSettings, draft: string | null): void {
  if (draft === null) drafts.delete(settings);
  else drafts.set(settings, draft);
}

/** What was typed for this lane; null where nothing was. */
export function draftOf(settings: MessageSettings): string | null {
  return drafts.get(settings) ?? null;
}
