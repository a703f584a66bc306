import { violations } from './accessibility';
import { expect, test } from './lab-page';

test('the language can be switched and is remembered', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.button('Language: switch to 简体中文').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(lab.button('运行')).toBeVisible();
  await expect(page.getByRole('heading', { name: '两个模型怎样不用词来交谈' })).toBeVisible();
  await page.reload();
  await expect(lab.button('运行')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await lab.button('语言：切换到 English').click();
  await expect(lab.button('Run')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the tour is walked by keyboard and gives the focus back', async ({ lab }) => {
  const { page } = lab;
  await lab.open('?device=wasm');
  await lab.tabTo('Tour');
  await page.keyboard.press('Enter');
  const tour = page.getByRole('dialog', { name: 'One task, the same in every lane' });
  await expect(tour).toBeFocused();
  await expect(tour.getByText('Stop 1 of 8')).toBeVisible();
  const titles = new Set<string>();
  for (let stop = 1; stop <= 8; stop++) {
    await expect(page.getByText(`Stop ${stop} of 8`)).toBeVisible();
    titles.add(await page.getByRole('dialog').getByRole('heading').innerText());
    await page.keyboard.press('ArrowRight');
  }
  expect(titles.size).toBe(8);
  await expect(page.getByRole('tabpanel', { name: 'Models' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(lab.button('Tour')).toBeFocused();
});

for (const width of [1440, 768, 390]) {
  test(`the article stands on the card, at ${width} px`, async ({ lab }) => {
    const { page } = lab;
    await page.setViewportSize({ width, height: 900 });
    await lab.open('?device=wasm');
    await lab.ready();
    await page
      .getByRole('heading', { name: 'How two models talk without words' })
      .scrollIntoViewIfNeeded();
    const words = page.getByRole('figure', { name: 'What words lead to' });
    await expect(words.getByText(/on the same 1,000 games/)).toBeVisible();
    const term = page.getByRole('button', { name: 'commitment', exact: true });
    await term.click();
    const note = page.getByRole('dialog', { name: 'commitment' });
    await expect(note).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    await expect(term).toBeFocused();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
