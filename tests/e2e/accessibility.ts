import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations: all } = await axe.analyze();
  return all.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** What axe finds wrong on the page, or within a part of it: rule and place. */
export function violations(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(TAGS);
  return found(within === undefined ? axe : axe.include(within));
}

/** What breaks these rules alone: much quicker than all of them. */
export function violationsOf(
  page: Page,
  rules: readonly string[],
  within?: string,
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withRules([...rules]);
  return found(within === undefined ? axe : axe.include(within));
}

/** Until no colour is on its way: a contrast measured in between is nobody's. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}

/** What axe finds wrong in light, and the contrasts it finds wrong in dark. */
export async function violationsInBothThemes(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page);
  const light = await violations(page, within);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  const dark = await violationsOf(page, ['color-contrast'], within);
  return [...light, ...dark.map((violation) => `dark, ${violation}`)];
}
