import type { Channel } from '../lab/settings';
import { formatCount, formatRatio } from './format';

export interface MessageSize {
  readonly channel: Channel;
  readonly positions: number;
  readonly bytes: number;
}

/** `8 vectors instead of 168 tokens: 21 times shorter.` Short is said of positions only. */
function lengthSentence(vectors: number, tokens: number): string {
  const long = formatCount(Math.max(vectors, tokens));
  if (vectors === tokens) return `${long} vectors and ${long} tokens: the same length.`;
  const ratio = formatRatio(Math.max(vectors, tokens) / Math.min(vectors, tokens));
  const direction = vectors < tokens ? 'shorter' : 'longer';
  const unit = vectors === 1 ? 'vector' : 'vectors';
  return `${formatCount(vectors)} ${unit} instead of ${formatCount(tokens)} tokens: ${ratio} times ${direction}.`;
}

/** What the sizes say; empty where no latent message stands beside a text message. */
export function messageSizeSentence(sizes: readonly MessageSize[]): string {
  const latent = sizes.find((size) => size.channel === 'latent');
  const text = sizes.find((size) => size.channel === 'text');
  if (latent === undefined || text === undefined) return '';
  if (latent.positions === 0 || text.positions === 0) return '';
  const bytes = `On the wire ${formatCount(latent.bytes)} bytes as float32 vectors against ${formatCount(text.bytes)} as 2-byte tokens.`;
  return `${lengthSentence(latent.positions, text.positions)} ${bytes}`;
}
