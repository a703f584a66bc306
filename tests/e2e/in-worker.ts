/** Puts something before the script of the built page's worker, for tests and measurements. */
import type { Page } from '@playwright/test';

/** What compiles a test may name the functions in it by way of this. */
export const NAMING = 'globalThis.__name = (named) => named;';

/** A function of its own, with what it is given, as a script. */
export function called(act: (...given: never[]) => void, ...given: unknown[]): string {
  const values = given.map((one) => JSON.stringify(one)).join(',');
  return `${NAMING}\n(${act.toString()})(${values});`;
}

export async function inWorker(
  page: Page,
  prelude: string,
  options: Parameters<Page['route']>[2] = {},
): Promise<void> {
  await page.route(
    '**/assets/worker-*.js',
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${prelude}\n${await response.text()}` });
    },
    options,
  );
}
