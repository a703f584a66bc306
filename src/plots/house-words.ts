/** Names of places in little room. Widths are estimates: the layout must be the same everywhere. */

/** What stays readable of the longer class names. */
const SHORT: Readonly<Record<string, string>> = {
  armchair: 'chair',
  bathtubbasin: 'bathtub',
  coffeemachine: 'coffee m.',
  coffeetable: 'coffee t.',
  countertop: 'counter',
  diningtable: 'dining t.',
  garbagecan: 'garbage c.',
  handtowelholder: 'hand towel',
  laundryhamper: 'hamper',
  microwave: 'microw.',
  sidetable: 'side t.',
  sinkbasin: 'sink',
  stoveburner: 'stove',
  toiletpaperhanger: 'paper h.',
  towelholder: 'towel h.',
};

/** Of those whose beginnings are alike, for still less room. */
const SHORTEST: Readonly<Record<string, string>> = {
  coffeemachine: 'cof.m.',
  coffeetable: 'cof.t.',
  handtowelholder: 'h.tow.',
  towelholder: 'tow.h.',
};

const NARROW = new Set('fijlrt. ');
const WIDE = new Set('mw');

/** Of sans-serif text, in the unit of `size`; rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += NARROW.has(letter) ? 0.4 : WIDE.has(letter) ? 0.9 : 0.62;
  return ems * size;
}

/** The longest of the class's full name, its short names and its beginning that is no wider. */
export function fitWord(type: string, width: number, size: number): string {
  const words = [type, SHORT[type] ?? type, SHORTEST[type] ?? type];
  const word = words.find((text) => textWidth(text, size) <= width);
  if (word !== undefined) return word;
  let cut = SHORT[type] ?? type;
  while (cut.length > 1 && textWidth(`${cut}.`, size) > width) cut = cut.slice(0, -1);
  return `${cut}.`;
}

/** The class's short name, where it has one. */
export function shortWord(type: string): string {
  return SHORT[type] ?? type;
}
