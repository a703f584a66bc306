import type { MessageTrace } from './trace';

/** The texts of the tokens that a message's logit lens names, as sent and as written, by token. */
export function lensTexts({ lens = [], written }: MessageTrace): ReadonlyMap<number, string> {
  const named = [...lens, ...(written?.lens ?? [])].flatMap(({ top }) => top);
  return new Map(named.map(({ token, text }) => [token, text]));
}
