import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useActions } from '../state/lab-context';
import type { InspectorTab } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { TOUR_STOPS, type TourStopName } from '../state/tour';
import { CloseButton } from './close-button';
import { Icon } from './icons';
import { useAnchors, useTour } from './tour-stop';
import { useMediaQuery } from './use-media-query';

/** Below this width the tour is a sheet at the bottom, as in styles/tour.css. */
const WIDE = '(min-width: 64em)';
const CALM = '(prefers-reduced-motion: reduce)';

/** What a stop shows in the inspector. */
const TABS: Partial<Record<TourStopName, InspectorTab>> = {
  message: 'message',
  actor: 'mind',
  measured: 'models',
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the element is in the window, as long as it is shown. */
function useBox(element: HTMLElement | undefined): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    if (element === undefined) return setBox(null);
    const measure = (): void => {
      const { left, top, width, height } = element.getBoundingClientRect();
      setBox({ left, top, width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    window.addEventListener('scroll', measure, { capture: true, passive: true });
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [element]);
  return box;
}

const GAP = 16;
const MARGIN = 8;

/** Beside the stop where there is room, else under or over it, else in the lower right corner. */
function besideStop(box: Box, panel: HTMLElement | null): { left: number; top: number } {
  const { innerWidth, innerHeight } = window;
  const width = panel?.offsetWidth ?? 0;
  const height = panel?.offsetHeight ?? 0;
  const within = (value: number, most: number): number =>
    Math.max(MARGIN, Math.min(value, most - MARGIN));
  const left = within(box.left, innerWidth - width);
  const top = within(box.top, innerHeight - height);
  if (box.left + box.width + GAP + width < innerWidth) {
    return { left: box.left + box.width + GAP, top };
  }
  if (box.top + box.height + GAP + height < innerHeight) {
    return { left, top: box.top + box.height + GAP };
  }
  if (box.top - GAP - height > 56) return { left, top: box.top - GAP - height };
  return { left: innerWidth - width - GAP, top: innerHeight - height - GAP };
}

/** Starts the tour; marked until it was seen once. */
export function TourButton({ button }: { button: RefObject<HTMLButtonElement | null> }) {
  const { tour: words } = useWords();
  const tour = useTour();
  const open = useStore(tour, ({ at }) => at !== null);
  const seen = useStore(tour, (state) => state.seen);
  return (
    <button
      ref={button}
      type="button"
      className="button is-plain tour-button"
      title={words.note}
      aria-label={words.start}
      aria-expanded={open}
      data-new={!seen}
      onClick={() => (open ? tour.getState().close() : tour.getState().start())}
    >
      <Icon name="tour" />
      <span className="button-label">{words.start}</span>
    </button>
  );
}

function Panel({ at, onClose }: { at: TourStopName; onClose: () => void }) {
  const { tour: words } = useWords();
  const tour = useTour();
  const anchors = useAnchors();
  const { selectTab } = useActions();
  const panel = useRef<HTMLElement>(null);
  const heading = useId();
  const wide = useMediaQuery(WIDE);
  const calm = useMediaQuery(CALM);
  const element = anchors.get(at);
  const box = useBox(element);
  const there = TOUR_STOPS.filter((stop) => anchors.has(stop));
  const number = there.indexOf(at) + 1;
  const { title, text } = words.stops[at];

  useEffect(() => {
    const tab = TABS[at];
    if (tab !== undefined) selectTab(tab);
  }, [at, selectTab]);
  useEffect(() => {
    element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }, [element, calm]);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const move = (by: 1 | -1): void => tour.getState().move(by, (stop) => anchors.has(stop));
  // Also where the focus has gone to what the tour shows; a dialog above it closes alone.
  useEffect(() => {
    const onEscape = (event: globalThis.KeyboardEvent): void => {
      const above = document.querySelector('dialog:modal, [popover]:popover-open') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !above) onClose();
    };
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') move(1);
    else if (event.key === 'ArrowLeft') move(-1);
    else return;
    event.preventDefault();
  };
  const last = number === there.length;
  return (
    <>
      {box !== null && <div className="tour-ring" style={{ ...box }} aria-hidden="true" />}
      <section
        ref={panel}
        className="tour"
        role="dialog"
        aria-modal={false}
        aria-labelledby={heading}
        tabIndex={-1}
        data-side={box !== null && box.top > window.innerHeight / 2 ? 'top' : 'bottom'}
        style={wide && box !== null ? besideStop(box, panel.current) : undefined}
        onKeyDown={onKeyDown}
      >
        <div aria-live="polite" aria-atomic="true">
          <p className="tour-count">{words.count(number, there.length)}</p>
          <h2 id={heading}>{title}</h2>
          <p>{text}</p>
        </div>
        <div className="tour-foot">
          <button
            type="button"
            className="button"
            aria-disabled={number === 1}
            onClick={() => move(-1)}
          >
            {words.previous}
          </button>
          <button type="button" className="button" onClick={() => (last ? onClose() : move(1))}>
            {last ? words.finish : words.next}
          </button>
          <CloseButton className="tour-close" label={words.close} onPress={onClose} />
        </div>
      </section>
    </>
  );
}

/** Eight stops beside the page's own parts; the page stays usable. `opener` has the focus after. */
export function TourPanel({ opener }: { opener: RefObject<HTMLButtonElement | null> }) {
  const tour = useTour();
  const at = useStore(tour, (state) => state.at);
  if (at === null) return null;
  const close = (): void => {
    tour.getState().close();
    opener.current?.focus();
  };
  return <Panel at={at} onClose={close} />;
}
