import { type KeyboardEvent, useId, useRef } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { INSPECTOR_TABS, type InspectorTab } from '../state/lab-store';
import { useWords } from '../state/language-context';
import { BreadthTab } from './breadth-tab';
import { LatencyTab } from './latency-tab';
import { MessageTab } from './message-tab';
import { MindTab } from './mind-tab';
import { ModelsTab } from './models-tab';
import { SurgeryTab } from './surgery-tab';
import { TrainingTab } from './training-tab';

/** Their names are in the words: `inspector.tabs`. */
const PANELS: Readonly<Record<InspectorTab, () => React.ReactNode>> = {
  message: MessageTab,
  mind: MindTab,
  breadth: BreadthTab,
  latency: LatencyTab,
  surgery: SurgeryTab,
  training: TrainingTab,
  models: ModelsTab,
};

/** One tab a question. */
export function Inspector() {
  const tab = useLab((state) => state.tab);
  const { selectTab } = useActions();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { inspector: words } = useWords();
  const Panel = PANELS[tab];
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
    <section className="inspector" aria-label={words.label}>
      <div className="tabs" role="tablist" aria-label={words.label} ref={list}>
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
            {words.tabs[name]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        <Panel />
      </div>
    </section>
  );
}
