/** A run as a file to keep: `interlat-lab-….interlat.json`, the whole trace, hidden states included. */

import * as v from 'valibot';
import type { Trace } from '../lab/trace';
import { decodeTrace, encodeTrace } from '../lab/trace-codec';
import { LabError } from '../shared/errors';
import { SharedSettingsSchema } from './link/limits';
import { RUN_ENDING } from './link/run-fragment';

/** `interlat-lab-kitchen-7-2026-11-25.interlat.json` */
export function runFileName({ settings, source }: Trace): string {
  const words = settings.game.split('/').slice(1, 5).join('-');
  const plain = words.replace(/[^a-z0-9]+/gi, '-').slice(0, 80);
  return `interlat-lab-${plain}-${source.date.slice(0, 10)}${RUN_ENDING}`;
}

export const writeRunFile = (trace: Trace): string => encodeTrace(trace);

/** The run of a file, as one made elsewhere. Throws a LabError 'bad-trace'. */
export function readRunFile(text: string): Trace {
  const trace = decodeTrace(text);
  const { settings, lanes, source } = trace;
  const fits = v.is(SharedSettingsSchema, settings) && lanes.length === settings.lanes.length;
  if (!fits || lanes.some(({ steps }) => steps.length > settings.stepBudget)) {
    throw new LabError('bad-trace', 'This run is beyond what the page plays.');
  }
  return { ...trace, source: { ...source, kind: 'recorded' } };
}
