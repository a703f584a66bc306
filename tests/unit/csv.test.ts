import { expect, it } from 'vitest';
import { toCsv } from '../../src/shared/csv';

it('quotes what has commas, quotes or line breaks, and nothing else', () => {
  const rows = [
    ['Latent', 8, 0.5],
    ['“a”, "b"', -1e-7, ' x '],
    ['two\nlines', 0, ''],
  ];
  expect(toCsv(['Lane', 'Positions, read', 'Share'], rows)).toBe(
    'Lane,"Positions, read",Share\r\nLatent,8,0.5\r\n"“a”, ""b""",-1e-7, x \r\n"two\nlines",0,\r\n',
  );
});
