import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
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
      setColours({
        scale: SCALE.map((name) => resolve(current, name)),
        ink: resolve(current, '--ink'),
        muted: resolve(current, '--muted'),
        hairline: resolve(current, '--line'),
        mark: resolve(current, '--mark'),
        font: getComputedStyle(current).fontFamily,
      });
    };
    read();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    const theme = new MutationObserver(read);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', read);
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
