/** What a finger, a keyboard and a screen reader meet on the page. */
import type { Page } from '@playwright/test';

/** The smallest target, CSS pixels (WCAG 2.5.8). */
const LEAST = 24;

/**
 * Targets in sight that are smaller than 24 by 24 CSS pixels, but for words in a sentence: their size
 * and what they are called. A radio button or checkbox is as large as its label.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const selector =
      'a[href], button, input, select, textarea, summary, [role=tab], [role=slider], [role=option][tabindex]';
    /** Whether it stands in a line of other words. */
    const isInSentence = (target: Element): boolean => {
      const { display } = getComputedStyle(target);
      if (!display.startsWith('inline')) return false;
      const words = target.parentElement?.textContent?.trim() ?? '';
      return words.length > (target.textContent?.trim() ?? '').length;
    };
    const inSight = (target: Element): boolean =>
      target.checkVisibility({ visibilityProperty: true }) &&
      target.closest('.visually-hidden, .skip, [inert]') === null;
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((target) => {
      if (!inSight(target) || isInSentence(target)) return [];
      const own = target.getBoundingClientRect();
      const label = target.closest('label')?.getBoundingClientRect() ?? own;
      const width = Math.max(own.width, label.width);
      const height = Math.max(own.height, label.height);
      if (width === 0 || (width >= least && height >= least)) return [];
      const name = target.getAttribute('aria-label') ?? target.textContent ?? '';
      const kind = `${target.tagName.toLowerCase()}.${target.className}`;
      return [`${kind} “${name.trim().slice(0, 40)}” ${width.toFixed(1)} × ${height.toFixed(1)}`];
    });
  }, LEAST - 0.5);
}

export interface Stop {
  readonly role: string;
  readonly name: string;
  /** Pixels from the document's top. */
  readonly top: number;
  /** Nothing of it can be seen (WCAG 2.4.11). */
  readonly covered: boolean;
  readonly outlined: boolean;
}

/** Presses Tab through the whole page from its start: what has the focus, in order. */
export async function focusStops(page: Page, most: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  while (stops.length < most) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const label = element.closest('label');
      // Of what lies in the window, as it may be much taller.
      const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
      const width = Math.min(window.innerWidth, box.right) - left;
      const height = Math.min(window.innerHeight, box.bottom) - top;
      const shares = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98];
      const seen = shares.some((down) =>
        shares.some((along) => {
          const [x, y] = [left + along * width, top + down * height];
          const over = document.elementFromPoint(x, y);
          return over !== null && (element.contains(over) || label?.contains(over) === true);
        }),
      );
      const labelled = (element as HTMLInputElement).labels?.[0]?.textContent;
      const by = element.getAttribute('aria-labelledby');
      const outline = (one: Element | null): boolean =>
        one !== null && getComputedStyle(one).outlineStyle !== 'none';
      return {
        role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
        name: (
          element.getAttribute('aria-label') ??
          (by === null ? null : document.getElementById(by)?.textContent) ??
          labelled ??
          element.textContent ??
          ''
        ).trim(),
        top: Math.round(box.top + window.scrollY),
        covered: !seen,
        outlined: outline(element) || outline(element.nextElementSibling),
      };
    });
    if (stop === null) return stops;
    stops.push(stop);
  }
  return stops;
}

/** Plots that are drawn in a figure which offers no table; an empty figure has none to offer. */
export function plotsWithoutTable(page: Page, within: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const figures = [...document.querySelectorAll(`${selector} figure`)];
    return figures.flatMap((figure) => {
      const drawn = figure.querySelector('svg.plot, svg[role=img], canvas') !== null;
      const way = figure.querySelector('.figure-ways > button, table') !== null;
      return drawn && !way ? [figure.querySelector('h3, h4')?.textContent ?? '(no title)'] : [];
    });
  }, within);
}
