import { type KeyboardEvent, Suspense, useId, useRef } from 'react';
import { useActions, useLab } from '../state/lab-context';
import { INSPECTOR_TABS, type InspectorTab } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { lazyPart } from './part-boundary';

// The page opens on the message: it is asked for at once, beside what the page is drawn with. The other
// tabs come when they are looked at.
let messageTab: Promise<typeof import('./message-tab')> | null = import('./message-tab');
// It is waited for below, or asked for again.
messageTab.catch(() => {});
const MessageTab = lazyPart(async () => {
  const asked = messageTab ?? import('./message-tab');
  messageTab = null;
  return (await asked).MessageTab;
});
const MindTab = lazyPart(async () => (await import('./mind-tab')).MindTab);
const BreadthTab = lazyPart(async () => (await import('./breadth-tab')).BreadthTab);
const LatencyTab = lazyPart(async () => (await import('./latency-tab')).LatencyTab);
const SurgeryTab = lazyPart(async () => (await import('./surgery-tab')).SurgeryTab);
const BatchTab = lazyPart(async () => (await import('./batch-tab')).BatchTab);
const TrainingTab = lazyPart(async () => (await import('./training-tab')).TrainingTab);
const ModelsTab = lazyPart(async () => (await import('./models-tab')).ModelsTab);
const DeviceTab = lazyPart(async () => (await import('./device-tab')).DeviceTab);

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
          <Panel key={tab} />
        </Suspense>
      </div>
    </section>
  );
}
