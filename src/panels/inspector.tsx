import { type KeyboardEvent, useId, useRef } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { INSPECTOR_TABS, type InspectorTab } from '../state/lab-store';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';
import { BreadthTab } from './breadth-tab';
import { LatencyTab } from './latency-tab';
import { MessageTab } from './message-tab';
import { MindTab } from './mind-tab';
import { ModelsTab } from './models-tab';
import { SurgeryTab } from './surgery-tab';
import { TrainingTab } from './training-tab';

interface Tab {
  readonly name: string | ((words: Words) => string);
  readonly Panel: () => React.ReactNode;
}

const TABS: Readonly<Record<InspectorTab, Tab>> = {
  message: { name: 'Message', Panel: MessageTab },
  mind: { name: (words) => words.mind.tab, Panel: MindTab },
  breadth: { name: (words) => words.breadth.tab, Panel: BreadthTab },
  latency: { name: (words) => words.latency.tab, Panel: LatencyTab },
  surgery: { name: (words) => words.surgery.tab, Panel: SurgeryTab },
  training: { name: (words) => words.training.tab, Panel: TrainingTab },
  models: { name: 'Models', Panel: ModelsTab },
};

/** One tab a question. */
export function Inspector() {
  const tab = useLab((state) => state.tab);
  const { selectTab } = useActions();
  const words = useWords();
  const nameOf = ({ name }: Tab): string => (typeof name === 'string' ? name : name(words));
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { Panel } = TABS[tab];
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const count = INSPECTOR_TABS.length;
    const index = (INSPECTOR_TABS.indexOf(tab) + move + count) % count;
    selectTab(INSPECTOR_TABS[index] ?? tab);
    (list.current?.children[index] as HTMLElement | undefined)?.focus();
  };
  return (
    <section className="inspector" aria-label="Inspector">
      <div className="tabs" role="tablist" aria-label="Inspector" ref={list}>
        {INSPECTOR_TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => selectTab(name)}
            onKeyDown={onKeyDown}
          >
            {nameOf(TABS[name])}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        <Panel />
      </div>
    </section>
  );
}
