import { type KeyboardEvent, lazy, Suspense, useId, useRef } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { INSPECTOR_TABS, type InspectorTab } from '../state/lab-data';
import { useWords } from '../state/language-context';

// The page opens on the message: it is asked for at once, beside what the page is drawn with. The other
// tabs come when they are looked at.
const messageTab = import('./message-tab');
const MessageTab = lazy(async () => ({ default: (await messageTab).MessageTab }));
const MindTab = lazy(async () => ({ default: (await import('./mind-tab')).MindTab }));
const BreadthTab = lazy(async () => ({ default: (await import('./breadth-tab')).BreadthTab }));
const LatencyTab = lazy(async () => ({ default: (await import('./latency-tab')).LatencyTab }));
const SurgeryTab = lazy(async () => ({ default: (await import('./surgery-tab')).SurgeryTab }));
const BatchTab = lazy(async () => ({ default: (await import('./batch-tab')).BatchTab }));
const TrainingTab = lazy(async () => ({ default: (await import('./training-tab')).TrainingTab }));
const ModelsTab = lazy(async () => ({ default: (await import('./models-tab')).ModelsTab }));
const DeviceTab = lazy(async () => ({ default: (await import('./device-tab')).DeviceTab }));

/** Their names are in the words: `inspector.tabs`. */
const PANELS: Readonly<Record<InspectorTab, React.ComponentType>> = {
  message: MessageTab,
  mind: MindTab,
  breadth: BreadthTab,
  latency: LatencyTab,
  surgery: SurgeryTab,
  batch: BatchTab,
  training: TrainingTab,
  models: ModelsTab,
  device: DeviceTab,
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
        <Suspense fallback={<p className="empty tab-waiting">{words.loading}</p>}>
          <Panel />
        </Suspense>
      </div>
    </section>
  );
}
