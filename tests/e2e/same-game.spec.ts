/** One unseen game to its end on the built page: the same as in Node, on WebGPU and on WASM. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '../../src/lab/trace';
import { decodeTrace } from '../../src/lab/trace-codec';
import { formatCount, formatProbability, showToken } from '../../src/plots/format';
import { expect, LANES, LONG, test, WHOLE_GAME } from './lab-page';

const GAME = 'g1/unseen/kitchen/pick_heat_then_place_in_recep/21/standard';
const VIEW = 'uncertain';

let reference: Trace;

test.beforeAll(() => {
  test.setTimeout(LONG);
  const file = join(mkdtempSync(join(tmpdir(), 'interlat-')), 'trace.json');
  const program = ['tsx', 'src/cli/trace.ts', '--game', GAME, '--view', VIEW, '--out', file];
  execFileSync('npx', program, { stdio: 'inherit', shell: process.platform === 'win32' });
  reference = decodeTrace(readFileSync(file, 'utf8'));
});

for (const device of ['webgpu', 'wasm'] as const) {
  test(`three lanes on ${device} play as they do in Node`, async ({ lab }) => {
    test.setTimeout(WHOLE_GAME + 2 * LONG);
    await lab.open(`?device=${device}&game=${GAME}&view=${VIEW}`);
    await lab.ready();
    const badge = device === 'webgpu' ? /^WebGPU · .+ · software$/ : /^WASM · /;
    await expect(lab.page.getByRole('button', { name: badge })).toBeVisible();
    await lab.button('Run').click();
    await lab.ended();
    for (const [index, name] of LANES.entries()) {
      const lane = reference.lanes[index];
      expect(await lab.intro(name)).toBe(reference.intro);
      expect(await lab.steps(name)).toEqual(
        lane?.steps.map(({ command, observation }) => ({
          command,
          observation: observation.trim(),
        })),
      );
      const steps = `step ${lane?.steps.length} / ${reference.settings.stepBudget}`;
      await expect(lab.lane(name).getByText(steps)).toBeVisible();
      await expect(lab.lane(name).getByText(lane?.outcome ?? '', { exact: true })).toBeVisible();
    }
  });
}

test('the figures are those of the trace', async ({ lab }) => {
  await lab.open(`?device=wasm&game=${GAME}&view=${VIEW}`);
  await lab.ready();
  await lab.button('Run').click();
  await lab.ended();

  const positions = lab.page.getByRole('figure', { name: 'Positions' });
  await positions.getByRole('button', { name: 'Show as table' }).click();
  const sizes = positions.getByRole('table').getByRole('row');
  for (const [index, name] of LANES.entries()) {
    const message = reference.lanes[index]?.message;
    const figures = [message?.positions ?? 0, message?.bytes ?? 0].map(formatCount);
    await expect(sizes.nth(index + 1)).toContainText([name, ...figures].join(''));
  }
  const thought = reference.lanes[0]?.message?.chainOfThought;
  await expect(lab.page.getByText(`${thought?.tokens.length} tokens,`)).toBeVisible();
  const words = lab.page.getByRole('listbox', { name: /^Tokens of the CoT/ });
  await expect(words).toHaveText(thought?.text.trim() ?? '');

  // The first token of the first command: its most probable alternative and its probability.
  await lab.page.getByRole('tab', { name: 'Actor’s mind' }).click();
  await lab.page.getByRole('slider', { name: 'Step shown' }).fill('1');
  await lab.page
    .getByRole('region', { name: 'Next token, Latent' })
    .getByRole('radio')
    .first()
    .check();
  const tokens = lab.page.getByRole('figure', { name: 'Next token, step 1' });
  await tokens.getByRole('button', { name: 'Show as table' }).click();
  const first = reference.lanes[0]?.steps[0]?.tokens[0]?.top[0];
  const row = tokens.getByRole('table').getByRole('row').nth(1);
  const { text = 'missing', probability = 2 } = first ?? {};
  await expect(row).toHaveText(`Latent1${showToken(text)}${formatProbability(probability)}`);
});
