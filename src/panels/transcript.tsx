import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { StepTrace } from '../lab/trace';
import { useWords } from '../state/language-context';
import { isInvalid } from '../state/run-store';

export interface TranscriptProps {
  /** The lane's name. */
  readonly lane: string;
  readonly intro: string;
  readonly steps: readonly StepTrace[];
  /** The command so far, while the actor writes it. */
  readonly writing: string | null;
  /** The step shown in all panels; 0 is the intro. */
  readonly shown: number;
  /** The newest is in view as it comes. */
  readonly following: boolean;
  /** Step → the names of the lanes this one parts from there. */
  readonly partings: ReadonlyMap<number, readonly string[]>;
  readonly onSelect: (step: number) => void;
}

function Command({ step, from }: { step: StepTrace; from: readonly string[] | undefined }) {
  const { transcript: words } = useWords();
  const invalid = isInvalid(step);
  return (
    <>
      {from && <span className="parting">{words.partsFrom(from)}</span>}
      <span className="command" data-invalid={invalid}>
        <span className="prompt" aria-hidden="true">
          {invalid ? '×' : '>'}
        </span>
        <span className="command-text">{step.command}</span>
      </span>
      <span className="observation" data-invalid={invalid}>
        {step.observation.trim()}
      </span>
    </>
  );
}

/** Scrolls the list itself; the page stays where it is. */
function scrollTo(list: HTMLElement, option: HTMLElement | null, end: boolean): void {
  if (end) {
    list.scrollTop = list.scrollHeight;
    return;
  }
  if (option === null) return;
  const top = option.offsetTop - list.offsetTop;
  const bottom = top + option.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top - 8;
  else if (bottom > list.scrollTop + list.clientHeight) {
    // Of a step that is taller than the list the beginning is shown.
    list.scrollTop = Math.min(bottom - list.clientHeight + 8, top - 8);
  }
}

/** What the lane's actor, or a person, read and wrote, character for character. */
export function Transcript(props: TranscriptProps) {
  const { lane, intro, steps, writing, shown, following, partings, onSelect } = props;
  const { transcript: words } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const optionId = (step: number): string => `${id}-${step}`;
  const selected = Math.min(shown, steps.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `writing` and the steps change the height
  useEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    const option = list.querySelector<HTMLElement>('[aria-selected="true"]');
    scrollTo(list, option, following && steps.length > 0);
  }, [selected, following, steps.length, writing]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = {
      ArrowDown: shown + 1,
      ArrowUp: shown - 1,
      Home: 0,
      End: Number.POSITIVE_INFINITY,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onSelect(target);
  };

  return (
    <div className="transcript" ref={scroller}>
      <div
        role="listbox"
        aria-label={words.steps(lane)}
        aria-activedescendant={optionId(selected)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div
          role="option"
          id={optionId(0)}
          className="step is-intro"
          aria-selected={selected === 0}
          tabIndex={-1}
          onClick={() => onSelect(0)}
          onKeyDown={onKeyDown}
        >
          {intro}
        </div>
        {steps.map((step, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the run
            key={index}
            role="option"
            id={optionId(index + 1)}
            className="step"
            aria-selected={selected === index + 1}
            tabIndex={-1}
            onClick={() => onSelect(index + 1)}
            onKeyDown={onKeyDown}
          >
            <Command step={step} from={partings.get(index + 1)} />
          </div>
        ))}
      </div>
      {writing !== null && (
        <div className="step is-writing">
          <span className="command">
            <span className="prompt" aria-hidden="true">
              {'>'}
            </span>
            {writing}
            <span className="caret" aria-hidden="true" />
          </span>
        </div>
      )}
    </div>
  );
}
