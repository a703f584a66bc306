import { env, PreTrainedTokenizer } from '@huggingface/transformers';
import type { Tokenizer } from '../lab/models';

// The files are downloaded and checked with the models': nothing is ever fetched from a hub.
env.allowRemoteModels = false;

/** A Hugging Face tokenizer from its two files. */
export class HubTokenizer implements Tokenizer {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #special: ReadonlySet<number>;

  /** Throws where a file is not JSON or describes no tokenizer. */
  constructor(tokenizerFile: Uint8Array, configFile: Uint8Array) {
    const read = (file: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(file));
    this.#tokenizer = new PreTrainedTokenizer(read(tokenizerFile), read(configFile));
    this.#special = new Set(this.#tokenizer.all_special_ids);
  }

  encode(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false });
  }

  decode(tokens: readonly number[]): string {
    return this.#decode(tokens.filter((token) => !this.#special.has(token)));
  }

  label(token: number): string {
    return this.#decode([token]);
  }

  #decode(tokens: readonly number[]): string {
    if (tokens.length === 0) return '';
    return this.#tokenizer.decode([...tokens], { clean_up_tokenization_spaces: false });
  }
}
