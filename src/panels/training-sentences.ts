/** One sentence a stage, made from recorded figures. */
import { formatCount, formatMean, formatPercent, formatTokens } from '../plots/format';
import { CARD_VIEWS, type Card, type CurveStage } from '../shared/card';
import { bySplit } from '../state/card-view';
import { firstGain, firstUse, type Moment, successAt } from '../state/training-story';
import type { Words } from '../words/words';
import { messageName } from './training-names';

type TrainingWords = Words['training'];

/** What the sender writes after its training, from the tier's card; empty where that has nothing. */
export function senderSentence({ found }: TrainingWords, card: Card | null): string {
  const thoughts = card?.thoughts.toSorted(bySplit) ?? [];
  const view = CARD_VIEWS.find((one) => thoughts.some((thought) => thought.view === one));
  const written = thoughts.find((thought) => thought.view === view);
  const unsure = card?.calibration.toSorted(bySplit).find((one) => one.view === view);
  if (view === undefined || written?.tokens == null || unsure === undefined) return '';
  const reports = Object.entries(unsure.probability).flatMap(([word, mean]) =>
    mean === null ? [] : [found.report(word, formatPercent(mean))],
  );
  return found.sender(view, formatMean(written.tokens), reports.join(', '));
}

/** How the actor plays as its training on latents begins: what the training on words left. */
export function textActorSentence({ found }: TrainingWords, actor: CurveStage | undefined): string {
  if (actor === undefined) return '';
  const view = viewsOf(actor)[0];
  if (view === undefined) return '';
  const [text, none, latent] = (['text', 'none', 'latent'] as const).map((message) =>
    successAt(actor.success, message === 'none' ? null : view, message, 'first'),
  );
  // Only what was measured before the first step is of the stage before.
  if (text?.step !== 0 || none?.step !== 0 || latent?.step !== 0) return '';
  return found.actor_text(
    String(text.won),
    String(none.won),
    String(latent.won),
    String(text.games),
    view,
  );
}

export function viewsOf({ success }: CurveStage): string[] {
  return CARD_VIEWS.filter((view) =>
    success.some((line) => line.view === view && line.message !== 'none'),
  );
}

/** A stage's moment in a view, its name above the line, and what it is in a sentence. */
export interface Told {
  readonly view: string;
  readonly moment: { readonly tokens: number; readonly name: string } | undefined;
  readonly sentence: string;
}

const tokensAndStep = ({ tokens, step }: Moment): [string, string] => [
  formatTokens(tokens),
  formatCount(step),
];

/** From when on the actor uses the full message. */
export function tellUse(words: TrainingWords, stage: CurveStage, view: string): Told {
  const found = firstUse(stage.success, view, 'latent');
  const measured = stage.success.some(({ message }) => message === 'none');
  if (!measured) return { view, moment: undefined, sentence: '' };
  if (found === null) return { view, moment: undefined, sentence: words.found.noUse(view) };
  const { won, games, reference } = found;
  return {
    view,
    moment: { tokens: found.tokens, name: words.moment },
    sentence: words.found.use(
      view,
      ...tokensAndStep(found),
      String(won),
      String(reference.won),
      String(games),
    ),
  };
}

/** The compressed message that a stage is judged by: K = 8 where it was measured. */
function mainMessage({ success }: CurveStage): string | undefined {
  const messages = [...new Set(success.map(({ message }) => message))];
  return messages.includes('k8') ? 'k8' : messages.find((message) => /^k\d+$/.test(message));
}

/** From when on the compressed message carries more than before its training. */
export function tellGain(words: TrainingWords, stage: CurveStage, view: string): Told {
  const message = mainMessage(stage);
  if (message === undefined) return { view, moment: undefined, sentence: '' };
  const name = messageName(words, message);
  const found = firstGain(stage.success, view, message);
  if (found === null) {
    return { view, moment: undefined, sentence: words.found.noGain(view, name) };
  }
  const { won, games, reference } = found;
  return {
    view,
    moment: { tokens: found.tokens, name: words.momentK(name) },
    sentence: words.found.gain(
      view,
      name,
      ...tokensAndStep(found),
      String(won),
      String(reference.won),
      String(games),
    ),
  };
}
