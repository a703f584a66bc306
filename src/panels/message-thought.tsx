import { Fragment, type ReactNode } from 'react';
import type { LaneTrace } from '../lab/trace';
import { formatCount, showToken } from '../plots/format';
import { useLab } from '../state/lab-context';
import { isUnmade } from '../state/lane-remedy';
import { useWords } from '../state/language-context';
import { stepsOfTokens } from '../state/latent-view';
import type { LiveLane } from '../state/run-store';
import { FigureDefinition } from './figure-definition';
import { moveBetweenOptions } from './roving';
import { type ShownLatent, useLanes } from './use-shown-latent';

const NO_LIVE: readonly LiveLane[] = [];

interface Pointing {
  /** The latent step pointed at anywhere in the tab. */
  readonly pointed: number | null;
  readonly onPoint: (step: number | null) => void;
}

/** The words as tokens, those with a latent step to be chosen. */
function AlignedTokens({ shown, pointed, onPoint }: Pointing & { shown: ShownLatent }) {
  const { message: words } = useWords();
  const steps = stepsOfTokens(shown.message);
  return (
    <div
      className="thought thought-tokens mono"
      role="listbox"
      aria-label={words.thought.tokens(shown.name)}
      onKeyDown={(event) => moveBetweenOptions(event, shown.select)}
    >
      {shown.spans.map(({ text, token, count }) => {
        const step = count === 1 ? steps.get(token) : undefined;
        if (step === undefined) {
          return (
            <span key={token} role="presentation">
              {text}
            </span>
          );
        }
        // The space before a word is of its token, but is not marked with it.
        const lead = /^\s*/.exec(text)?.[0] ?? '';
        return (
          <Fragment key={token}>
            {lead}
            <span
              role="option"
              data-step={step}
              data-pointed={step === pointed}
              aria-selected={step === shown.step}
              aria-label={words.step(formatCount(step + 1), showToken(text))}
              tabIndex={step === shown.step ? 0 : -1}
              onFocus={() => shown.select(step)}
              onPointerEnter={() => onPoint(step)}
              onPointerLeave={() => onPoint(null)}
            >
              {text.slice(lead.length)}
            </span>
          </Fragment>
        );
      })}
    </div>
  );
}

function alignmentNote(shown: ShownLatent | null, words: ReturnType<typeof useWords>['message']) {
  if (shown === null) return words.thought.noLatents;
  const { name, message } = shown;
  if (message.chainOfThought === null) return words.thought.ofOther(name);
  if (message.tokenOfStep === undefined) return words.thought.unaligned(name);
  const kept = formatCount(stepsOfTokens(message).size);
  const all = formatCount(message.chainOfThought.tokens.length);
  const untold = shown.spans.some(({ count }) => count > 1) ? ` ${words.thought.untold}` : '';
  return words.thought.aligned(name, kept, all) + untold;
}

function isWordless(lane: LaneTrace): boolean {
  const { settings, message } = lane;
  const silent = settings.channel === 'none' || settings.channel === 'human';
  return silent || message !== null || isUnmade(lane);
}

/** What the sender wrote in words, while it writes and after, with the latents of its tokens. */
export function ChainOfThought({ shown, ...pointing }: Pointing & { shown: ShownLatent | null }) {
  const { message: words } = useWords();
  const lanes = useLanes();
  const live = useLab((state) => state.run.live ?? NO_LIVE);
  const own = shown?.message.chainOfThought ?? null;
  const written =
    own ?? lanes.find((lane) => lane.message?.chainOfThought)?.message?.chainOfThought;
  const thinking = live.find((lane) => lane.thinking !== null)?.thinking;
  const text = written?.text ?? thinking?.text;
  const tokens = written?.tokens.length ?? thinking?.tokens ?? 0;
  const count = text?.split(/\s+/).filter((word) => word !== '').length ?? 0;
  let body: ReactNode;
  if (text === undefined) {
    const wordless = lanes.length > 0 && lanes.every(isWordless);
    body = <p className="empty">{wordless ? words.thought.wordless : words.thought.waiting}</p>;
  } else if (shown !== null && own !== null && shown.message.tokenOfStep !== undefined) {
    body = <AlignedTokens shown={shown} {...pointing} />;
  } else {
    body = (
      <blockquote className="thought mono">
        {text.trim()}
        {!written && <span className="caret" aria-hidden="true" />}
      </blockquote>
    );
  }
  return (
    <section
      className="figure figure-wide"
      data-channel="latent"
      aria-labelledby="chain-of-thought"
    >
      <header>
        <div className="figure-title">
          <h3 id="chain-of-thought">{words.thought.title}</h3>
          <FigureDefinition of="thought" title={words.thought.title} />
        </div>
        <p>
          {text === undefined
            ? words.thought.subtitle
            : words.thought.measured(formatCount(tokens), formatCount(count))}
        </p>
      </header>
      {body}
      {written && <p className="empty">{alignmentNote(shown, words)}</p>}
    </section>
  );
}
