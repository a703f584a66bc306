import { parseArgs } from 'node:util';
import { SPLITS, splitGame } from '../alfworld/game-name';
import { SENDER_VIEWS } from '../lab/sender-views';
import { TRAINING_OPTIONS, trainingEpisode, trainingView } from '../lab/training-episodes';
import { LabError } from '../shared/errors';

const USAGE = `games episodes --split ${SPLITS.join('|')} --count N [--start S] [--view ${SENDER_VIEWS.join('|')}]`;

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new LabError('bad-argument', `--${option} “${text}” is not a whole number. ${USAGE}`);
  }
  return Number(text);
}

/**
 * Prints training episodes of a split as JSON lines: seeds `start` to `start + count - 1`, in one view
 * or, without it, in the mixture of views that training uses. Only those of the train split are
 * now and then out of date.
 */
export async function runEpisodes(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      split: { type: 'string', default: 'train' },
      count: { type: 'string', default: '1' },
      start: { type: 'string', default: '0' },
      view: { type: 'string' },
    },
  });
  const split = SPLITS.find((name) => name === values.split);
  if (!split) {
    throw new LabError('bad-argument', `--split “${values.split}” does not exist. ${USAGE}`);
  }
  const view = SENDER_VIEWS.find((name) => name === values.view);
  if (values.view !== undefined && !view) {
    throw new LabError('bad-argument', `--view “${values.view}” does not exist. ${USAGE}`);
  }
  const options = split === 'train' ? TRAINING_OPTIONS : { ...TRAINING_OPTIONS, staleShare: 0 };
  const start = wholeNumber('start', values.start);
  const count = wholeNumber('count', values.count);
  for (let seed = start; seed < start + count; seed++) {
    const name = splitGame(split, seed);
    const episode = trainingEpisode(name, view ?? trainingView(name), options);
    const line = `${JSON.stringify(episode)}\n`;
    if (!process.stdout.write(line)) {
      await new Promise((resume) => process.stdout.once('drain', resume));
    }
  }
}
