import type { AdapterModel, DecoderModel, DecoderOutput } from '../lab/models';
import { base64ToFloat32 } from '../shared/base64';
import { type Choice, choiceOf } from '../shared/choice';
import { LabError } from '../shared/errors';
import type { Manifest } from '../shared/manifest';

type Golden = Manifest['golden'][string];

/** What a choice on the device may differ by from the same in double precision: a probability's logarithm, nats. */
const CHOICE_TOLERANCE = 1e-3;

const ASKED = ['logits', 'hidden', 'nextEmbeds', 'choice'] as const;

/** Single steps after the prefill: the manifest's golden output has one row for each of these and one before. */
const STEPS = 2;

/**
 * Runs a decoder on the manifest's stored input and compares with the stored output: the prefill's last
 * position and two steps, each `logits` and, from a compressed sender, `next_embeds` behind them; and the
 * device's choices with those of the logits. Returns the last output. Throws a LabError 'self-test-failed'
 * where a number is off by more than the tolerance, or a token another.
 */
export async function testDecoder(
  name: string,
  model: DecoderModel,
  golden: Golden,
): Promise<DecoderOutput> {
  const input = base64ToFloat32(golden.inputEmbeds);
  const prefill = (golden.rows - STEPS) * model.dim;
  const sequence = model.start();
  try {
    let last = await sequence.append(input.slice(0, prefill), ASKED);
    const outputs = [last];
    for (let start = prefill; start < input.length; start += model.dim) {
      last = await sequence.append(input.slice(start, start + model.dim), ASKED);
      outputs.push(last);
    }
    compare(name, outputs.flatMap(answer), golden);
    for (const { logits, choice } of outputs) compareChoice(name, choice, choiceOf(logits));
    return last;
  } finally {
    sequence.dispose();
  }
}

function answer({ logits, nextEmbeds }: DecoderOutput): Float32Array[] {
  return nextEmbeds === null ? [logits] : [logits, nextEmbeds];
}

/** The same for the adapter. */
export async function testAdapter(model: AdapterModel, golden: Golden): Promise<void> {
  const output = await model.adapt(base64ToFloat32(golden.inputEmbeds), golden.rows);
  compare('adapter', [output], golden);
}

function compare(name: string, parts: readonly Float32Array[], golden: Golden): void {
  const expected = base64ToFloat32(golden.output);
  let place = 0;
  let worst = 0;
  for (const part of parts) {
    for (const value of part) {
      // NaN stays NaN through `Math.max`, and no tolerance is at least NaN.
      worst = Math.max(worst, Math.abs(value - (expected[place++] ?? Number.NaN)));
    }
  }
  if (place !== expected.length || !(worst <= golden.tolerance)) throw failed(name, worst);
}

function compareChoice(name: string, found: Choice, expected: Choice): void {
  const off = Math.abs(found.spread - expected.spread);
  const worst = Math.max(off, Math.abs(found.entropy - expected.entropy));
  const same = found.tokens.join() === expected.tokens.join();
  // NaN is no less than the tolerance either.
  if (!same || !(worst <= CHOICE_TOLERANCE)) throw failed(name, worst);
}

function failed(name: string, worst: number): LabError {
  const message = `The ${name} computes wrong numbers on this device (off by ${worst.toPrecision(2)})`;
  return new LabError('self-test-failed', `${message}. Choose another device.`);
}
