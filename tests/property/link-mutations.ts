/** Texts changed as an attacker, a messenger or a torn copy changes them; the seed decides all. */
import type { Rng } from '../../src/shared/rng';

const HOSTILE = [
  '__proto__',
  'constructor',
  '&lane=latent',
  '~cov-noise(',
  '~words(',
  ')',
  '!',
  '%',
  '%00',
  '%F0%9F',
  '\uD800',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '-1',
  '1e999',
  'NaN',
  '0x10',
  '9'.repeat(40),
  'A'.repeat(3000),
  '~'.repeat(500),
  '('.repeat(500),
  '0-2047.'.repeat(300),
  '&lane=none'.repeat(50),
  '../../',
  '\u0000',
  '\u202E',
  '=',
  '&',
  '#',
];

const place = (rng: Rng, text: string): number => rng.integer(text.length + 1);

function mutatedOnce(text: string, rng: Rng): string {
  const at = place(rng, text);
  switch (rng.integer(7)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + rng.integer(8));
    case 2:
      return text.slice(0, at) + rng.pick(HOSTILE) + text.slice(at);
    case 3:
      return text.slice(0, at) + String.fromCharCode(rng.integer(0x250)) + text.slice(at + 1);
    case 4: {
      const from = place(rng, text);
      return text.slice(0, at) + text.slice(from, from + rng.integer(60)) + text.slice(at);
    }
    case 5: {
      const parts = text.split('&');
      return [...parts.slice(rng.integer(parts.length)), ...parts].join('&');
    }
    default:
      return text.replace(/\d+/, () => rng.pick(HOSTILE));
  }
}

export function mutated(text: string, rng: Rng): string {
  let changed = text;
  for (let times = 1 + rng.integer(6); times > 0; times--) changed = mutatedOnce(changed, rng);
  return changed;
}
