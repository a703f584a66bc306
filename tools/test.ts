/**
 * npm test: every check of the project, stage by stage. `npm test -- --only unit,types` runs some of
 * them, `npm test -- --list` names them. All stages run, whatever failed before; the exit code is 0
 * only where none failed.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { findOrInstallChromium, HOW_TO_GET_CHROMIUM } from './chromium';
import { findPython, PYTHON_PARTS, type PythonPart, preparePython } from './python-environment';

type Outcome = 'passed' | 'failed' | 'skipped';

interface Stage {
  readonly name: string;
  readonly what: string;
  readonly run: () => Outcome | Promise<Outcome>;
}

function command(name: string, ...commandArguments: string[]): Outcome {
  const { status, error } = spawnSync(name, commandArguments, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) console.error(error.message);
  return status === 0 ? 'passed' : 'failed';
}

function inChromium(...commandArguments: [string, ...string[]]): Outcome {
  const path = findOrInstallChromium();
  if (path === null) {
    console.error(HOW_TO_GET_CHROMIUM);
    return 'failed';
  }
  process.env.CHROMIUM_PATH = path;
  return command('npx', ...commandArguments);
}

/** `run` with the Python that has what `part` asks for. */
async function withPython(part: PythonPart, run: (python: string) => Outcome): Promise<Outcome> {
  const python = findPython();
  if (python === null) {
    console.log(
      'Skipped: there is no Python 3.11 (looked at $PYTHON, python3.11, python3, python).',
    );
    return 'skipped';
  }
  try {
    return run(await preparePython(python, part));
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    return 'failed';
  }
}

const pytest = (part: PythonPart): Promise<Outcome> =>
  withPython(part, (python) => command(python, '-m', 'pytest', '-q', PYTHON_PARTS[part].tests));

/** Models in SmolLM2's and Qwen2.5's shapes are made with PyTorch, and held against it in Node and in Chromium. */
const bases = (): Promise<Outcome> =>
  withPython('models', (python) => {
    if (command(python, 'models/tests/bigger.py', '.cache/bigger-tier') === 'failed')
      return 'failed';
    // Both run, whatever the first said.
    const outcomes = [
      command('npx', 'vitest', 'run', '--project', 'node', 'tests/parity/bigger-tier.test.ts'),
      inChromium('vitest', 'run', '--project', 'browser', 'tests/browser/bigger-tier.test.ts'),
    ];
    return outcomes.includes('failed') ? 'failed' : 'passed';
  });

const STAGES: readonly Stage[] = [
  {
    name: 'lint',
    what: 'format, lint, import directions',
    run: () => command('npm', 'run', '-s', 'lint'),
  },
  {
    name: 'types',
    what: 'page, worker, Node, tests',
    run: () => command('npm', 'run', '-s', 'typecheck'),
  },
  {
    name: 'unit',
    what: 'unit, property and parity tests in Node',
    run: () => command('npx', 'vitest', 'run', '--project', 'node'),
  },
  { name: 'build', what: 'the static page', run: () => command('npm', 'run', '-s', 'build') },
  {
    name: 'browser',
    what: 'parts in real Chromium, WebGPU and WASM',
    run: () => inChromium('vitest', 'run', '--project', 'browser'),
  },
  {
    name: 'e2e',
    what: 'the built page in real Chromium, end to end',
    run: () => inChromium('playwright', 'test'),
  },
  { name: 'game', what: 'against the real ALFWorld engine (Python)', run: () => pytest('game') },
  { name: 'models', what: 'training, export (Python)', run: () => pytest('models') },
  { name: 'bases', what: 'shapes of published models on the page’s runtime (Python)', run: bases },
];

function chosenStages(): readonly Stage[] {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
  });
  if (values.list) {
    for (const { name, what } of STAGES) console.log(`${name.padEnd(8)} ${what}`);
    process.exit(0);
  }
  if (values.only === undefined) return STAGES;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = STAGES.map((stage) => stage.name).join(', ');
    console.error(`There is no stage ${unknown.join(', ')}. There are: ${known}.`);
    process.exit(2);
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}

const summary: string[] = [];
let failed = false;
for (const { name, what, run } of chosenStages()) {
  console.log(`\n━━ ${name}: ${what}`);
  const start = performance.now();
  const outcome = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${outcome.padEnd(8)} ${name.padEnd(8)} ${seconds.padStart(7)} s`);
  if (outcome === 'failed') failed = true;
}
console.log(`\n━━ summary\n${summary.join('\n')}`);
process.exit(failed ? 1 : 0);
