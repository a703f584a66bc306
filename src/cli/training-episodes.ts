import { parseArgs } from 'node:util';
import { SPLITS, splitGame } from '../alfworld/game-name';
import { trainingEpisode } from '../lab/training-episodes';
import { LabError } from '../shared/errors';

const USAGE = `games episodes --split ${SPLITS.join('|')} --count N [--start S]`;

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new LabError('bad-argument', `--${option} “${text}” is not a whole number. ${USAGE}`);
  }
  return Number(text);
}

/** Prints training episodes of a split as JSON lines: seeds `start` to `start + count - 1`. */
export async function runEpisodes(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      split: { type: 'string', default: 'train' },
      count: { type: 'string', default: '1' },
      start: { type: 'string', default: '0' },
    },
  });
  const split = SPLITS.find((name) => name === values.split);
  if (!split) {
    throw new LabError('bad-argument', `--split “${values.split}” does not exist. ${USAGE}`);
  }
  const start = wholeNumber('start', values.start);
  const count = wholeNumber('count', values.count);
  for (let seed = start; seed < start + count; seed++) {
    const line = `${JSON.stringify(trainingEpisode(splitGame(split, seed)))}\n`;
    if (!process.stdout.write(line)) {
      await new Promise((resume) => process.stdout.once('drain', resume));
    }
  }
}
