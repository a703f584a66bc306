import { type RefCallback, useCallback, useState } from 'react';

/**
 * The width of an element in whole pixels, kept up to date; 0 before the first layout. The element may
 * come later than the component, or be another one later.
 */
export function useWidth<T extends HTMLElement>(): [RefCallback<T>, number] {
  const [width, setWidth] = useState(0);
  const watch = useCallback((observed: T | null) => {
    if (observed === null) return;
    const measure = (): void => setWidth(Math.floor(observed.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [watch, width];
}
