/**
 * Lighthouse on the page as it is served: accessibility and best practices are asserted; performance
 * depends on the machine and is printed.
 */
import { chromium, expect, test } from '@playwright/test';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { findChromium, NO_WEBGPU_FLAGS } from '../../tools/chromium';

const PORT = 4185;
const ASSERTED = ['accessibility', 'best-practices'] as const;
const PRINTED = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
] as const;

for (const [form, config] of [
  ['mobile', undefined],
  ['desktop', desktop],
] as const) {
  test(`Lighthouse, ${form}`, async ({ baseURL }) => {
    const executablePath = findChromium();
    const browser = await chromium.launch({
      args: [...NO_WEBGPU_FLAGS, `--remote-debugging-port=${PORT}`],
      ...(executablePath === null ? {} : { executablePath }),
    });
    try {
      const result = await lighthouse(
        `${baseURL}?device=wasm`,
        {
          port: PORT,
          logLevel: 'error',
          onlyCategories: ['performance', ...ASSERTED],
          disableFullPageScreenshot: true,
        },
        config,
      );
      if (result === undefined) throw new Error('Lighthouse has no result.');
      const { audits, categories, environment, runtimeError } = result.lhr;
      expect(runtimeError).toBeUndefined();
      const percent = (category: string) => Math.round(100 * (categories[category]?.score ?? 0));
      const measured = PRINTED.map((audit) => `${audit} ${audits[audit]?.displayValue}`);
      console.log(
        `Lighthouse ${form}: performance ${percent('performance')}; ${measured.join(', ')}; ` +
          `benchmark index ${environment.benchmarkIndex} (a desktop has about 1,500)`,
      );
      const wrong = ASSERTED.flatMap((category) =>
        (categories[category]?.auditRefs ?? []).flatMap(({ id }) => {
          const audit = audits[id];
          const fails = audit?.scoreDisplayMode === 'binary' && audit.score !== 1;
          return fails ? [`${id}: ${JSON.stringify(audit.details).slice(0, 2000)}`] : [];
        }),
      );
      expect(wrong).toEqual([]);
      for (const category of ASSERTED) expect(percent(category), category).toBe(100);
    } finally {
      await browser.close();
    }
  });
}
