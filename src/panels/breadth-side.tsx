import { useId } from 'react';
import { BreadthBandsPlot } from '../plots/breadth-bands-plot';
import { formatMean } from '../plots/format';
import { PAPER_TOP_SHARE } from '../shared/paper-breadth';
import type { BreadthMessage, BreadthStep } from '../state/breadth-view';
import { useWords } from '../state/language-context';
import { kindName, messageInText, perturbationName, stepName } from './breadth-names';
import { formatShare, messageSentences } from './breadth-sentences';
import { useWidth } from './use-width';

interface MessageChoiceProps {
  readonly legend: string;
  readonly messages: readonly BreadthMessage[];
  readonly chosen: BreadthMessage | null;
  /** The kind may be none. */
  readonly optional: boolean;
  readonly onChoose: (condition: string | null) => void;
}

/** How the message was made, and what disturbs it. */
export function MessageChoice(props: MessageChoiceProps) {
  const { legend, messages, chosen, optional, onChoose } = props;
  const words = useWords().breadth;
  const kind = useId();
  const perturbation = useId();
  const bases = [...new Map(messages.map((message) => [message.base, message])).values()];
  const same = messages.filter(({ base }) => base === chosen?.base);
  const alone = same.length < 2;
  const why = useId();
  const chooseKind = (base: string): void => {
    const of = messages.filter((message) => message.base === base);
    const kept = of.find((message) => message.perturbation === chosen?.perturbation);
    const plain = of.find((message) => message.perturbation === '');
    onChoose((kept ?? plain ?? of[0])?.condition ?? null);
  };
  return (
    <div className="breadth-choice">
      <div className="field">
        <label className="field-name" htmlFor={kind}>
          {legend}
        </label>
        <select
          id={kind}
          value={chosen?.base ?? ''}
          onChange={(event) => chooseKind(event.target.value)}
        >
          {optional && <option value="">{words.recorded.nothing}</option>}
          {bases.map((message) => (
            <option key={message.base} value={message.base}>
              {kindName(words, message.kind)}
            </option>
          ))}
        </select>
      </div>
      {chosen !== null && (
        <div className="field">
          <label className="field-name" htmlFor={perturbation}>
            {words.recorded.disturbed}
          </label>
          <select
            id={perturbation}
            value={chosen.condition}
            aria-disabled={alone}
            aria-describedby={alone ? why : undefined}
            onChange={(event) => onChoose(event.target.value)}
          >
            {same
              .toSorted(
                (one, other) => Number(one.perturbation !== '') - Number(other.perturbation !== ''),
              )
              .map(({ condition, perturbation: of }) => (
                <option key={condition} value={condition}>
                  {perturbationName(words, of)}
                </option>
              ))}
          </select>
          {alone && (
            <small className="button-why" id={why}>
              {words.recorded.undisturbedOnly}
            </small>
          )}
        </div>
      )}
    </div>
  );
}

/** Pixels a small multiple takes at least. */
const LEAST = 136;
const GAP = 16;

function Multiples({ message, steps }: { message: BreadthMessage; steps: readonly BreadthStep[] }) {
  const words = useWords().breadth;
  const [frame, width] = useWidth<HTMLDivElement>();
  const columns = Math.max(2, Math.min(3, Math.floor((width + GAP) / (LEAST + GAP))));
  const cell = Math.floor((width - (columns - 1) * GAP) / columns);
  const { way } = message.kind;
  const paper = way !== 'full' && message.perturbation === '' ? PAPER_TOP_SHARE[way] : undefined;
  return (
    <div
      ref={frame}
      className="breadth-steps"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {width > 0 &&
        steps.map((step) => {
          const name = stepName(words, step.step);
          const open = formatMean(step.effective.median);
          return (
            <BreadthBandsPlot
              key={step.step}
              width={cell}
              name={name}
              detail={`eᴴ ${open}`}
              bands={step.bands}
              median={step.top_share_median}
              medianText={formatShare(step.top_share_median)}
              {...(paper === undefined ? {} : { paper })}
              disturbed={message.perturbation !== ''}
              label={words.recorded.plot(
                name,
                messageInText(words, message),
                formatShare(step.top_share_median),
                open,
              )}
            />
          );
        })}
    </div>
  );
}

/** The steps of one message as small multiples, and what they say. */
export function BreadthSide({ message }: { message: BreadthMessage }) {
  const words = useWords();
  const { recorded, stepsNote } = words.breadth;
  return (
    <>
      <Multiples message={message} steps={message.steps} />
      {message.aligned.length > 0 && (
        <>
          <h5>{recorded.aligned}</h5>
          <Multiples message={message} steps={message.aligned} />
          <p className="note">{stepsNote}</p>
        </>
      )}
      <p className="sentence">{words.language.sentences(messageSentences(words, message))}</p>
    </>
  );
}
