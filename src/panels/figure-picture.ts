/**
 * A figure as a picture that stands alone: its plots where they stand on the page, with the colours
 * and the type that they have there, between its title and its source.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** Presentation attributes of SVG: what the page's style sheets decide becomes part of the picture. */
const STYLES = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
  'display',
  'clip-path',
  'stop-color',
  'stop-opacity',
  'color',
] as const;

/** What every element has where nothing was decided. */
const INITIAL: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  opacity: '1',
  'font-style': 'normal',
  'letter-spacing': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'paint-order': 'normal',
  visibility: 'visible',
  'clip-path': 'none',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
};

/** Inherited, so that their initial value may be a change. */
const INHERITED = new Set([
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'font-style',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
]);

const DRAWN = 'svg, canvas, h4, .plot-caption';
const NOT_DRAWN = 'button, label, fieldset, figcaption, .figure-foot, [hidden], table';

const MARGIN = 24;
const LINE = 20;

export interface PictureWords {
  readonly title: string;
  readonly subtitle: string;
  readonly sentence: string;
  /** What made the figures, and when. */
  readonly source: string;
}

/** Copies the computed style of every element of `from` onto the same element of `to`. */
export function inlineStyles(from: Element, to: Element, outer?: CSSStyleDeclaration): void {
  const style = getComputedStyle(from);
  const inherited = outer ?? null;
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    const same = INHERITED.has(name) || name.startsWith('font') || name === 'color';
    const before = same && inherited !== null ? inherited.getPropertyValue(name) : INITIAL[name];
    if (value !== '' && value !== before) to.setAttribute(name, value);
    else if (to.hasAttribute(name) && value !== '') to.setAttribute(name, value);
  }
  to.removeAttribute('class');
  to.removeAttribute('style');
  for (const [index, child] of [...from.children].entries()) {
    const copy = to.children[index];
    if (copy !== undefined) inlineStyles(child, copy, style);
  }
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** The parts of a figure that are drawn. */
export function drawnParts(figure: Element): Element[] {
  return [...figure.querySelectorAll(DRAWN)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const inside = element.parentElement?.closest('svg');
    return (
      width > 0 &&
      height > 0 &&
      !element.matches('.icon') &&
      element.closest(NOT_DRAWN) === null &&
      (inside === null || inside === undefined)
    );
  });
}

/** A figure has something to draw: not a table alone. */
export const hasPicture = (figure: Element): boolean =>
  drawnParts(figure).some((element) => element.matches('svg:not(.glyph), canvas'));

interface Writing {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly family: string;
}

/** Breaks a text into lines that are no wider than `width` px. */
function lines(text: string, width: number, { size, weight, family }: Writing): string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null || text === '') return text === '' ? [] : [text];
  context.font = `${weight} ${size}px ${family}`;
  const broken: string[] = [];
  let line = '';
  // Chinese has no spaces to break at.
  for (const word of text.split(/(?<=\s)|(?<=[\u3000-\u9FFF\uFF00-\uFFEF])/u)) {
    if (line !== '' && context.measureText(line + word).width > width) {
      broken.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...broken, line.trimEnd()];
}

/** Writes lines from `y` on; returns where the next may begin. */
function write(picture: SVGElement, text: string, y: number, width: number, how: Writing): number {
  let at = y;
  for (const line of lines(text, width, how)) {
    const element = make('text', {
      x: MARGIN,
      y: at + how.size,
      fill: how.colour,
      'font-family': how.family,
      'font-size': how.size,
      'font-weight': how.weight,
    });
    element.textContent = line;
    picture.append(element);
    at += Math.max(LINE, how.size * 1.4);
  }
  return at;
}

function copyOf(element: Element, x: number, y: number): SVGElement {
  const { width, height } = element.getBoundingClientRect();
  if (element instanceof HTMLCanvasElement) {
    return make('image', { x, y, width, height, href: element.toDataURL('image/png') });
  }
  if (element instanceof SVGSVGElement) {
    const copy = element.cloneNode(true) as SVGSVGElement;
    inlineStyles(element, copy);
    for (const [name, value] of Object.entries({ x, y, width, height })) {
      copy.setAttribute(name, String(value));
    }
    copy.setAttribute('overflow', 'visible');
    return copy;
  }
  const style = getComputedStyle(element);
  const text = make('text', {
    x,
    y: y + height / 2,
    fill: style.color,
    'dominant-baseline': 'central',
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
  });
  text.textContent = element.textContent;
  // The channel's mark before a heading is an SVG of its own.
  const mark = element.querySelector('svg')?.getBoundingClientRect();
  if (mark !== undefined) text.setAttribute('x', String(x + mark.width + 8));
  return text;
}

/** The figure as the text of an SVG file, in the colours that the page has now. */
export function figureSvg(figure: Element, words: PictureWords): string {
  const style = getComputedStyle(figure);
  const family = style.fontFamily;
  const ink = style.color;
  const subtitle = figure.querySelector('figcaption p');
  const muted = subtitle === null ? ink : getComputedStyle(subtitle).color;
  const parts = drawnParts(figure);
  const boxes = parts.map((element) => element.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const inner = Math.max(320, right - left);
  const picture = make('svg', { xmlns: SVG, role: 'img' });
  const title = make('title', {});
  title.textContent = words.title;
  const description = make('desc', {});
  description.textContent = [words.subtitle, words.sentence, words.source]
    .filter((text) => text !== '')
    .join(' — ');
  const ground = make('rect', { width: '100%', height: '100%', fill: style.backgroundColor });
  picture.append(title, description, ground);
  let y = MARGIN;
  y = write(picture, words.title, y, inner, { size: 16, weight: 600, colour: ink, family });
  y = write(picture, words.subtitle, y, inner, { size: 13, weight: 400, colour: muted, family });
  y += 12;
  for (const [index, element] of parts.entries()) {
    const box = boxes[index];
    if (box !== undefined)
      picture.append(copyOf(element, MARGIN + box.left - left, y + box.top - top));
  }
  y += bottom - top + 16;
  y = write(picture, words.sentence, y, inner, { size: 14, weight: 500, colour: ink, family }) + 6;
  y = write(picture, words.source, y, inner, { size: 11, weight: 400, colour: muted, family });
  const [width, height] = [Math.ceil(inner + 2 * MARGIN), Math.ceil(y + MARGIN - 8)];
  for (const [name, value] of Object.entries({
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  })) {
    picture.setAttribute(name, String(value));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

/** An SVG drawn at `scale` pixels a unit, as a PNG file. Rejects where the browser cannot. */
export async function pngOf(svg: string, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('The canvas made no picture.');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
