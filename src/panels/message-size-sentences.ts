/** What the sizes of messages say, in three figures that are not mixed up (design.md, section 6). */
import { formatCount, formatRatio } from '../plots/format';
import type { MessageSize } from '../state/message-sizes';
import type { Words } from '../words/words';

type Say = Words['message'];

export interface SizeSentences {
  readonly positions: string;
  readonly bytes: string;
  readonly capacity: string;
}

const NOTHING: SizeSentences = { positions: '', bytes: '', capacity: '' };

/** `8 vectors`, `168 tokens`, `84 vectors + 84 tokens`. */
export function describeSize({ vectors, tokens }: MessageSize, say: Say): string {
  const parts = [
    vectors > 0 ? say.vectors(formatCount(vectors)) : '',
    tokens > 0 ? say.tokens(formatCount(tokens)) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? say.size.nothing : parts.join(' + ');
}

function positionsSentence(one: MessageSize, other: MessageSize | null, say: Say): string {
  const what = describeSize(one, say);
  if (other === null) return say.size.alone(what);
  const rest = describeSize(other, say);
  const { positions: a } = one;
  const { positions: b } = other;
  if (a === b) return say.size.same(what, rest);
  return a < b
    ? say.size.short(what, rest, formatRatio(b / a))
    : say.size.long(what, rest, formatRatio(a / b));
}

function describeBytes({ vectors, tokens, bytes, bitsPerNumber }: MessageSize, say: Say): string {
  const ofTokens = 2 * tokens;
  const parts = [
    vectors > 0 ? say.size.vectorBytes(formatCount(bytes - ofTokens), `${bitsPerNumber}`) : '',
    tokens > 0 ? say.size.tokenBytes(formatCount(ofTokens)) : '',
  ];
  return parts.filter((part) => part !== '').join(' + ');
}

function bytesSentence(one: MessageSize, other: MessageSize | null, say: Say): string {
  const what = describeBytes(one, say);
  if (other === null) return `${what}.`;
  const { bytes: a } = one;
  const { bytes: b } = other;
  const against = say.size.wire(what, describeBytes(other, say));
  if (a === b) return `${against}: ${say.size.sameBytes}`;
  const compared =
    a > b ? say.size.moreBytes(formatRatio(a / b)) : say.size.fewerBytes(formatRatio(b / a));
  return `${against}: ${compared}`;
}

function roomSentence(size: MessageSize, vocabulary: number | null, say: Say): string {
  const { vectors, tokens, dim, bitsPerNumber } = size;
  const ofVectors = vectors * dim * bitsPerNumber;
  const parts = [
    vectors === 0
      ? ''
      : say.size.room({
          vectors: formatCount(vectors),
          numbers: formatCount(dim),
          bitsEach: `${bitsPerNumber}`,
          bits: formatCount(ofVectors),
        }),
    tokens === 0 || size.bits === null || vocabulary === null
      ? ''
      : say.size.wordRoom(
          formatCount(tokens),
          formatCount(vocabulary),
          formatCount(Math.round(size.bits - ofVectors)),
        ),
  ];
  return say.together(parts.filter((part) => part !== ''));
}

/**
 * A sentence each of the shortest latent message, beside the text message where there is one, else
 * beside the longest latent message that is longer. Only its positions are called short.
 */
export function sizeSentences(
  sizes: readonly MessageSize[],
  vocabulary: number | null,
  say: Say,
): SizeSentences {
  const sent = sizes.filter(({ positions }) => positions > 0);
  const latent = sent
    .filter(({ channel }) => channel === 'latent')
    .toSorted((one, other) => one.positions - other.positions);
  const text = sent.find(({ channel }) => channel === 'text');
  const one = latent[0] ?? text;
  if (one === undefined) return NOTHING;
  const longest = latent.at(-1);
  const longer = longest !== undefined && longest.positions > one.positions ? longest : null;
  const other = one === text ? null : (text ?? longer);
  return {
    positions: positionsSentence(one, other, say),
    bytes: bytesSentence(one, other, say),
    capacity: say.together(
      [one, other]
        .flatMap((size) => (size === null ? [] : roomSentence(size, vocabulary, say)))
        .filter((part) => part !== ''),
    ),
  };
}
