/** Models that fail where a test wants. */
import type { DecoderModel, DecoderSequence, Models } from '../../src/lab/models';

/** What a call is for: a decoder's several positions at once, one, one of the latent loop, the adapter. */
export type CallKind = 'prefill' | 'decode' | 'latent' | 'adapter';

/** The same models; `onCall` hears of each call before it is made, and may throw. */
export function faulty(models: Models, onCall: (kind: CallKind) => void): Models {
  const wrapped = (sequence: DecoderSequence, one: CallKind, dim: number): DecoderSequence => {
    const kindOf = ({ length }: Float32Array): CallKind => (length === dim ? one : 'prefill');
    return {
      get length() {
        return sequence.length;
      },
      append: async (embeds, asked) => {
        onCall(kindOf(embeds));
        return sequence.append(embeds, asked);
      },
      appendNext: async (asked) => {
        onCall(one);
        return sequence.appendNext(asked);
      },
      explore: async (embeds, parents) => {
        onCall(kindOf(embeds));
        return sequence.explore(embeds, parents);
      },
      fork: () => wrapped(sequence.fork(), one, dim),
      rewind: (length) => sequence.rewind(length),
      dispose: () => sequence.dispose(),
    };
  };
  const decoder = <T extends DecoderModel>(model: T, one: CallKind): T =>
    new Proxy(model, {
      get: (target, name) => {
        if (name === 'start') return () => wrapped(target.start(), one, target.dim);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return {
    manifest: models.manifest,
    senderTokenizer: models.senderTokenizer,
    actorTokenizer: models.actorTokenizer,
    sender: decoder(models.sender, 'decode'),
    compressedSender: decoder(models.compressedSender, 'latent'),
    actor: decoder(models.actor, 'decode'),
    adapter: {
      adapt: async (latents, steps) => {
        onCall('adapter');
        return models.adapter.adapt(latents, steps);
      },
    },
    corpus: (view) => models.corpus(view),
  };
}

/** What a call on a lost device is answered with, and what onnxruntime throws. */
export const lostCall = (): Error => new DOMException('The device was lost.', 'AbortError');
export const runtimeError = (): Error => new Error('failed to call OrtRun(). ERROR_CODE: 1');
