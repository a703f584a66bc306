import { type KeyboardEvent, useId, useRef } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { INSPECTOR_TABS, type InspectorTab } from '../state/lab-store';
import { BreadthTab } from './breadth-tab';
import { MessageTab } from './message-tab';
import { ModelsTab } from './models-tab';
import { NextTokenTab } from './next-token-tab';
import { TrainingTab } from './training-tab';

const TABS: Readonly<Record<InspectorTab, { name: string; Panel: () => React.ReactNode }>> = {
  message: { name: 'Message', Panel: MessageTab },
  'next-token': { name: 'Actor’s next token', Panel: NextTokenTab },
  breadth: { name: 'Information breadth', Panel: BreadthTab },
  training: { name: 'Training', Panel: TrainingTab },
  models: { name: 'Models', Panel: ModelsTab },
};

/** One tab a question. */
export function Inspector() {
  const tab = useLab((state) => state.tab);
  const { selectTab } = useActions();
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
            {TABS[name].name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        <Panel />
      </div>
    </section>
  );
}
