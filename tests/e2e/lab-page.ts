/** The built page as its tests see it: by role, name and text, as a person does. */
import { test as baseTest, type Locator, type Page, expect as plainExpect } from '@playwright/test';

export const LANES = ['Latent', 'CoT text', 'No message'] as const;

/** Loading, and one step on WASM, on a busy machine. */
export const LONG = 280_000;

/** Software WebGPU needs minutes for a game that a GPU plays in seconds; more on a busy machine. */
export const WHOLE_GAME = 900_000;

export const expect = plainExpect.configure({ timeout: 60_000 });

export interface PlayedStep {
  readonly command: string;
  readonly observation: string;
}

export class LabPage {
  constructor(readonly page: Page) {}

  /** `search` such as `?device=wasm`. */
  async open(search = ''): Promise<void> {
    await this.page.goto(`./${search}`);
  }

  /** Models loaded, game set up, nothing played. A recorded run gives way to its game. */
  async ready(): Promise<void> {
    const setUp = this.status('The game is set up.');
    const recorded = this.status('The models are ready: Run plays it live.');
    await expect(setUp.or(recorded)).toBeVisible({ timeout: LONG });
    if (await recorded.isVisible()) {
      // Without a click, which would move the focus.
      await this.button('Restart').dispatchEvent('click');
      await expect(setUp).toBeVisible({ timeout: LONG });
    }
  }

  status(text: string | RegExp): Locator {
    return this.page.getByRole('main').getByText(text);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  lane(name: (typeof LANES)[number]): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** One step in every lane, and wait for it. */
  async step(): Promise<void> {
    await this.button('Step').click();
    await expect(this.lane('No message').getByText('step 1 / 20')).toBeVisible({ timeout: LONG });
  }

  async ended(): Promise<void> {
    for (const name of LANES) {
      await expect(this.lane(name).getByText(/^(won|lost|out of context)$/)).toBeVisible({
        timeout: WHOLE_GAME,
      });
    }
  }

  async intro(name: (typeof LANES)[number]): Promise<string> {
    return this.lane(name).getByRole('option').first().innerText();
  }

  /** What the lane's transcript says, step by step. */
  async steps(name: (typeof LANES)[number]): Promise<PlayedStep[]> {
    const options = this.lane(name).getByRole('option');
    return options.evaluateAll((elements) =>
      elements.slice(1).map((element) => ({
        command: element.querySelector('.command-text')?.textContent ?? '',
        observation: element.querySelector('.observation')?.textContent ?? '',
      })),
    );
  }

  /** Tabs until what has the focus is called `name`. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 120; presses++) {
      await this.page.keyboard.press('Tab');
      const focused = this.page.locator(':focus');
      if ((await focused.count()) === 0) continue;
      const called = await focused.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
      );
      if (called.trim() === name) return;
    }
    throw new Error(`Tab never came to “${name}”.`);
  }
}

/**
 * A test that also fails where the page wrote to the console, threw, or asked another host for
 * anything.
 */
export const test = baseTest.extend<{ lab: LabPage }>({
  lab: async ({ page, baseURL }, use) => {
    const noise: string[] = [];
    const foreign: string[] = [];
    page.on('console', (entry) => {
      // Playwright's own, where playwright.config.ts says so.
      if (entry.text().startsWith('Service Worker registration blocked')) return;
      noise.push(`${entry.type()}: ${entry.text()}`);
    });
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      const own = url.origin === new URL(baseURL ?? '').origin;
      if (!own && !['data:', 'blob:'].includes(url.protocol)) foreign.push(request.url());
    });
    await use(new LabPage(page));
    expect(foreign, 'requests to other hosts').toEqual([]);
    expect(noise, 'console messages').toEqual([]);
  },
});
