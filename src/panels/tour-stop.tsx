import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { browserTourMemory, createTour, type Tour, type TourStopName } from '../state/tour';

type Anchors = ReadonlyMap<TourStopName, readonly HTMLElement[]>;

/** The elements that stand for the stops, as the parts of the page bring and take them. */
function createAnchors() {
  return createStore<{ readonly anchors: Anchors }>()(() => ({ anchors: new Map() }));
}

type AnchorStore = ReturnType<typeof createAnchors>;

interface TourParts {
  readonly tour: Tour;
  readonly anchors: AnchorStore;
}

const TourContext = createContext<TourParts | null>(null);

export function TourProvider({ children }: { children: ReactNode }) {
  const [parts] = useState(() => ({
    tour: createTour(browserTourMemory),
    anchors: createAnchors(),
  }));
  return <TourContext value={parts}>{children}</TourContext>;
}

function useParts(): TourParts {
  const parts = useContext(TourContext);
  if (parts === null) throw new Error('TourProvider is missing.');
  return parts;
}

export function useTour(): Tour {
  return useParts().tour;
}

/** The element of each stop that is on the page; of several the one that came last. */
export function useAnchors(): ReadonlyMap<TourStopName, HTMLElement> {
  const all = useStore(useParts().anchors, ({ anchors }) => anchors);
  return useMemo(() => {
    const last = new Map<TourStopName, HTMLElement>();
    for (const [stop, elements] of all) {
      const element = elements.at(-1);
      if (element !== undefined) last.set(stop, element);
    }
    return last;
  }, [all]);
}

function change(
  store: AnchorStore,
  stop: TourStopName,
  edit: (elements: readonly HTMLElement[]) => readonly HTMLElement[],
): void {
  const anchors = new Map(store.getState().anchors);
  anchors.set(stop, edit(anchors.get(stop) ?? []));
  store.setState({ anchors });
}

/**
 * What a stop of the tour points at: it registers its own element, nothing is looked up. Several
 * stops may share an element. Without a TourProvider it only draws its children.
 */
export function TourStop(props: {
  of: TourStopName | readonly TourStopName[];
  children: ReactNode;
  className?: string;
}) {
  const { of, children, className } = props;
  const element = useRef<HTMLDivElement>(null);
  const store = useContext(TourContext)?.anchors;
  const names = typeof of === 'string' ? of : of.join(' ');
  useLayoutEffect(() => {
    const own = element.current;
    if (own === null || store === undefined) return;
    const stops = names.split(' ') as TourStopName[];
    for (const stop of stops) change(store, stop, (elements) => [...elements, own]);
    return () => {
      for (const stop of stops) {
        change(store, stop, (elements) => elements.filter((other) => other !== own));
      }
    };
  }, [store, names]);
  return (
    <div ref={element} className={className}>
      {children}
    </div>
  );
}
