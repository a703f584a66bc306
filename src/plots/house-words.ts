/** Names of places in little room. Widths are estimates: the layout must be the same everywhere. */

/** What stays readable of the longer class names. */
const SHORT: Readonly<Record<string, string>> = {
  armchair: 'chair',
  bathtubbasin: 'bathtub',
  coffeemachine: 'coffee',
  coffeetable: 'coffee t.',
  countertop: 'counter',
  diningtable: 'table',
  garbagecan: 'garbage',
  handtowelholder: 'hand towel',
  laundryhamper: 'hamper',
  microwave: 'microw.',
  sidetable: 'side t.',
  sinkbasin: 'sink',
  stoveburner: 'stove',
  toiletpaperhanger: 'paper',
  towelholder: 'towel',
};

const NARROW = new Set('fijlrt. ');
const WIDE = new Set('mw');

/** Of sans-serif text, in the unit of `size`; rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += NARROW.has(letter) ? 0.4 : WIDE.has(letter) ? 0.9 : 0.62;
  return ems * size;
}

/** The longest of the class's full name, its short name and its beginning that is no wider. */
export function fitWord(type: string, width: number, size: number): string {
  const word = [type, SHORT[type] ?? type].find((text) => textWidth(text, size) <= width);
  if (word !== undefined) return word;
  let cut = SHORT[type] ?? type;
  while (cut.length > 1 && textWidth(`${cut}.`, size) > width) cut = cut.slice(0, -1);
  return `${cut}.`;
}

/** The class's short name, where it has one. */
export function shortWord(type: string): string {
  return SHORT[type] ?? type;
}
