/**
 * What a tier computes here, as JSON for the tests in Python (models/tests/test_convert.py):
 *
 *     tsx tests/parity/tier-answers.ts TIER QUESTIONS.json
 *
 * Questions: `text` for the tokenizer, `tokens` for every decoder, `latents` (`[steps][dim]`) for the adapter.
 */
import { readFileSync } from 'node:fs';
import type { DecoderModel } from '../../src/lab/models';
import { loadNodeModels } from '../../src/runtime/node/node-models';

const [tier = '', questionsFile = ''] = process.argv.slice(2);
const { text, tokens, latents } = JSON.parse(readFileSync(questionsFile, 'utf8')) as {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly latents: readonly (readonly number[])[];
};
const models = await loadNodeModels(tier);

/** The outputs after the tokens but for the last one, and after that. */
async function answer(model: DecoderModel): Promise<Record<string, number[]>[]> {
  const sequence = model.start();
  const parts = [tokens.slice(0, -1), tokens.slice(-1)];
  const answers: Record<string, number[]>[] = [];
  for (const part of parts) {
    const { logits, hidden, nextEmbeds } = await sequence.append(model.embed(part));
    answers.push({
      logits: [...logits],
      hidden_states: [...hidden],
      next_embeds: [...(nextEmbeds ?? [])],
    });
  }
  sequence.dispose();
  return answers;
}

const adapted = await models.adapter.adapt(Float32Array.from(latents.flat()), latents.length);
const encoded = models.senderTokenizer.encode(text);
console.log(
  JSON.stringify({
    sender: await answer(models.sender),
    'sender-compressed': await answer(models.compressedSender),
    actor: await answer(models.actor),
    adapter: [...adapted],
    encoded,
    decoded: models.senderTokenizer.decode(encoded),
  }),
);
await models.release();
