/**
 * What stands around the texts that the agents read, in tokens. Without a template in the manifest
 * (README of models/):
 * - the sender reads `<bos>` prompt `<bop>` and writes its thought up to `<eop>`;
 * - the compressed sender reads `<bos>` prompt, then the latent loop begins;
 * - the actor reads `<bos>` intro `<bop>` message `<eop>`, then for each turn `<act>` command `<obs>`
 *   observation.
 */
import type { Models } from './models';

type Framed = Pick<Models, 'manifest' | 'senderTokenizer' | 'actorTokenizer'>;

/** What the sender reads before it thinks. */
export function thoughtContext({ manifest, senderTokenizer }: Framed, prompt: string): number[] {
  const { bos, bop } = manifest.specialTokens;
  const template = manifest.templates?.sender;
  if (!template) return [bos, ...senderTokenizer.encode(prompt), bop];
  return senderTokenizer.encode(`${template.before}${prompt}${template.after}`);
}

/** The token that ends a thought. */
export function thoughtEnd({ manifest, senderTokenizer }: Framed): number {
  const template = manifest.templates?.sender;
  return template ? only(senderTokenizer.encode(template.end)) : manifest.specialTokens.eop;
}

/** What the compressed sender reads before `<lat_bos>`. */
export function loopContext({ manifest, senderTokenizer }: Framed, prompt: string): number[] {
  const template = manifest.templates?.['sender-compressed'];
  if (!template) return [manifest.specialTokens.bos, ...senderTokenizer.encode(prompt)];
  return senderTokenizer.encode(`${template.before}${prompt}${template.after}`);
}

/** What the actor reads before the message: up to `<bop>`. */
export function introTokens({ manifest, actorTokenizer }: Framed, intro: string): number[] {
  const { bos, bop } = manifest.actorTokens ?? manifest.specialTokens;
  const template = manifest.templates?.actor;
  if (!template) return [bos, ...actorTokenizer.encode(intro), bop];
  return [...actorTokenizer.encode(`${template.before}${intro}${template.message}`), bop];
}

/** What the actor reads behind the message, before its first command: from `<eop>` on. */
export function closingTokens({ manifest, actorTokenizer }: Framed): number[] {
  const { eop, act } = manifest.actorTokens ?? manifest.specialTokens;
  const template = manifest.templates?.actor;
  return [eop, ...(template ? actorTokenizer.encode(template.after) : [act])];
}

/** The token that ends a command. */
export function commandEnd({ manifest, actorTokenizer }: Framed): number {
  const template = manifest.templates?.actor;
  if (template) return only(actorTokenizer.encode(template.end));
  return (manifest.actorTokens ?? manifest.specialTokens).obs;
}

/** What the actor reads behind a command before its next one, the token that ends a command included. */
export function observationTokens(models: Framed, observation: string): number[] {
  const { manifest, actorTokenizer } = models;
  const end = commandEnd(models);
  const template = manifest.templates?.actor;
  if (!template) {
    const { act } = manifest.actorTokens ?? manifest.specialTokens;
    return [end, ...actorTokenizer.encode(observation), act];
  }
  const { before, after } = template.observation;
  return [end, ...actorTokenizer.encode(`${before}${observation}${after}`)];
}

/** The command in what the actor wrote. */
export function commandOf(
  { manifest, actorTokenizer }: Framed,
  written: readonly number[],
): string {
  const text = actorTokenizer.decode(written);
  const template = manifest.templates?.actor;
  if (!template) return text;
  const { command: marker = '' } = template;
  const at = text.indexOf(marker);
  if (at < 0) return text.trim();
  const [line = ''] = text
    .slice(at + marker.length)
    .trimStart()
    .split('\n');
  return line.trim();
}

/** The tokens by which the actor would write a command at once, without any thought before it. */
export function commandTokens({ manifest, actorTokenizer }: Framed, command: string): number[] {
  const marker = manifest.templates?.actor?.command;
  return actorTokenizer.encode(marker === undefined ? command : `${marker} ${command}`);
}

/** The sender's words in the actor's tokens: where the tokenizers differ, decoded and encoded anew. */
export function toActorTokens(
  { senderTokenizer, actorTokenizer }: Framed,
  tokens: readonly number[],
): readonly number[] {
  if (actorTokenizer === senderTokenizer) return tokens;
  return actorTokenizer.encode(senderTokenizer.decode(tokens));
}

function only(tokens: readonly number[]): number {
  const [token] = tokens;
  // Loading checks it (runtime/manifest-check.ts).
  if (token === undefined || tokens.length > 1) throw new Error('The end is not one token.');
  return token;
}
