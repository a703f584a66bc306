import { type CSSProperties, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { showToken } from '../plots/format';
import { useWords } from '../state/language-context';
import type { MessageStep } from '../state/surgery';
import { besideVertically } from './roving';

/** Chosen steps, from 0, `to` not included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export interface StepStripProps {
  readonly lane: string;
  readonly steps: readonly MessageStep[];
  /** Leave-one-out importance of each step, nats; empty before it is measured. */
  readonly importance: readonly number[];
  readonly chosen: StepRange;
  readonly onChoose: (range: StepRange) => void;
}

/** How far the step's mark is filled, from its foot: 0 to 1. */
function weightStyle(weight: number): CSSProperties & { readonly '--weight': string } {
  return { '--weight': `${Math.round(weight * 100)}%` };
}

/** The latent steps of a message in their order, each with its token. One stretch of them is chosen. */
export function StepStrip({ lane, steps, importance, chosen, onChoose }: StepStripProps) {
  const { surgery } = useWords();
  const { steps: words } = surgery;
  const list = useRef<HTMLDivElement>(null);
  // Where a stretch was begun, and where it ends: what the arrow keys move.
  const [ends, setEnds] = useState({ anchor: chosen.from, active: chosen.from });
  const held = ends.active >= chosen.from && ends.active < chosen.to;
  const active = held ? ends.active : chosen.from;
  const most = Math.max(0, ...importance);
  const choose = (to: number, extend: boolean): void => {
    const anchor = extend ? (held ? ends.anchor : chosen.from) : to;
    setEnds({ anchor, active: to });
    onChoose({ from: Math.min(anchor, to), to: Math.max(anchor, to) + 1 });
  };
  const options = (): HTMLElement[] =>
    [...(list.current?.children ?? [])].filter((one) => one instanceof HTMLElement);
  const boxes = (): DOMRect[] => options().map((one) => one.getBoundingClientRect());
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => number>> = {
      ArrowLeft: () => active - 1,
      ArrowRight: () => active + 1,
      ArrowUp: () => besideVertically(boxes(), active, false),
      ArrowDown: () => besideVertically(boxes(), active, true),
      Home: () => 0,
      End: () => steps.length - 1,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const to = Math.min(steps.length - 1, Math.max(0, move()));
    choose(to, event.shiftKey);
    options()[to]?.focus();
  };
  const onClick = (event: MouseEvent, step: number): void => choose(step, event.shiftKey);
  return (
    <div
      className="step-strip mono"
      role="listbox"
      aria-multiselectable="true"
      aria-label={words.label(lane)}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {steps.map(({ text, emitted }, step) => {
        const token = text === null ? '·' : showToken(text);
        const weight = most > 0 ? (importance[step] ?? 0) / most : 0;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the message
            key={step}
            role="option"
            aria-selected={step >= chosen.from && step < chosen.to}
            aria-label={words.step(String(step + 1), token)}
            tabIndex={step === active ? 0 : -1}
            title={words.step(String(step + 1), token)}
            data-emitted={emitted}
            style={weightStyle(weight)}
            onClick={(event) => onClick(event, step)}
          >
            {token}
          </span>
        );
      })}
    </div>
  );
}
