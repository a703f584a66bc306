import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { HeatMapColours } from './heat-map-canvas';

const SCALE = ['--heat-0', '--heat-1', '--heat-2', '--heat-3', '--heat-4'];

/** A colour of the style sheet as the browser resolves it here, in the theme shown. */
function resolve(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A canvas knows no style sheet: its colours, read again when the theme changes. */
export function useCanvasColours(element: RefObject<HTMLElement | null>): HeatMapColours | null {
  const [colours, setColours] = useState<HeatMapColours | null>(null);
  useEffect(() => {
    const read = (): void => {
      const { current } = element;
      if (current === null) return;
      const of = (name: string): string => resolve(current, name);
      setColours({
        scale: SCALE.map(of),
        ink: of('--ink'),
        muted: of('--muted'),
        hairline: of('--line'),
        mark: of('--mark'),
        font: getComputedStyle(current).fontFamily,
      });
    };
    // For print the theme is light from now on (src/app/theme.ts), and what is painted then goes to paper.
    const print = (): void => flushSync(read);
    read();
    window.addEventListener('beforeprint', print);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    const theme = new MutationObserver(read);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', read);
      window.removeEventListener('beforeprint', print);
      theme.disconnect();
    };
  }, [element]);
  return colours;
}

/** Device pixels for a CSS pixel, followed from screen to screen and through the browser's zoom. */
export function useDensity(): number {
  const subscribe = useCallback((changed: () => void) => {
    let list: MediaQueryList | null = null;
    const listen = (): void => {
      list?.removeEventListener('change', moved);
      list = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      list.addEventListener('change', moved);
    };
    const moved = (): void => {
      listen();
      changed();
    };
    listen();
    return () => list?.removeEventListener('change', moved);
  }, []);
  return useSyncExternalStore(
    subscribe,
    () => devicePixelRatio,
    () => 1,
  );
}
