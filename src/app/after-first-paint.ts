/** A tab in the background is not painted, ms. */
const LONGEST_WAIT = 3000;

/** Acts once, when something was painted, so that what it loads does not hold that up. */
export function afterFirstPaint(act: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    observer.disconnect();
    clearTimeout(timer);
    act();
  };
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) once();
  });
  const timer = setTimeout(once, LONGEST_WAIT);
  observer.observe({ type: 'paint', buffered: true });
}
