/** A figure saved as a picture, in a real browser: what a style sheet decides is in the file. */
import { afterEach, expect, it } from 'vitest';
import { figureSvg, hasPicture, inlineStyles, pngOf } from '../../src/panels/figure-picture';

const WORDS = {
  title: 'Size & <length>',
  subtitle: 'positions',
  sentence: '8 vectors instead of 168 tokens: 21 times shorter.',
  source: 'Interlat Lab · live · wasm',
};

const STYLE = `
  .figure { background: rgb(1, 2, 3); color: rgb(250, 251, 252); width: 400px; }
  .figure svg { display: block; }
  .bar { --mark: light-dark(rgb(10, 20, 30), rgb(40, 50, 60)); fill: var(--mark); }
  .label { font: 600 13px monospace; fill: currentColor; }
`;

function figure(inside: string): HTMLElement {
  const style = document.createElement('style');
  style.textContent = STYLE;
  const element = document.createElement('figure');
  element.className = 'figure';
  element.innerHTML = `<figcaption><h3>x</h3><p>y</p></figcaption>${inside}<div class="figure-foot"><svg class="icon" width="9" height="9"></svg></div>`;
  document.body.replaceChildren(style, element);
  return element;
}

const PLOT = `<svg width="300" height="40"><g class="row"><rect class="bar" width="200" height="40"></rect>
  <text class="label" x="205" y="25">168</text></g></svg>`;

afterEach(() => document.body.replaceChildren());

const parse = (svg: string): Document => new DOMParser().parseFromString(svg, 'image/svg+xml');

it('stands alone: colours resolved, no class, title and source inside', () => {
  const text = figureSvg(figure(PLOT), WORDS);
  const picture = parse(text);
  expect(picture.querySelector('parsererror')).toBeNull();
  expect(picture.querySelector('title')?.textContent).toBe(WORDS.title);
  expect(picture.querySelector('desc')?.textContent).toContain('21 times shorter');
  expect(picture.querySelector('desc')?.textContent).toContain(WORDS.source);
  const bar = picture.querySelector('svg svg rect');
  expect(bar?.getAttribute('fill')).toMatch(/^rgb\((10, 20, 30|40, 50, 60)\)$/);
  const label = picture.querySelector('svg svg text');
  expect(label?.getAttribute('font-weight')).toBe('600');
  expect(label?.getAttribute('fill')).toBe('rgb(250, 251, 252)');
  expect(text).not.toMatch(/class=|style=|var\(|light-dark/);
  expect(picture.querySelectorAll('svg svg')).toHaveLength(1);
});

it('says nothing twice: what a child inherits is on the parent alone', () => {
  const source = figure(PLOT).querySelector('svg');
  const copy = source?.cloneNode(true) as SVGSVGElement;
  inlineStyles(source as SVGSVGElement, copy);
  expect(copy.querySelector('g')?.hasAttribute('font-family')).toBe(false);
});

it('becomes a PNG of twice the size, with the colours of the page', async () => {
  const svg = figureSvg(figure(PLOT), WORDS);
  const bitmap = await createImageBitmap(await pngOf(svg));
  const width = Number(parse(svg).documentElement.getAttribute('width'));
  expect(bitmap.width).toBe(2 * width);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const ground = context?.getImageData(4, 4, 1, 1).data;
  expect([...(ground ?? [])]).toEqual([1, 2, 3, 255]);
});

it('holds the pixels of a canvas', () => {
  const element = figure(
    '<canvas width="20" height="10" style="width:200px;height:100px"></canvas>',
  );
  expect(hasPicture(element)).toBe(true);
  const image = parse(figureSvg(element, WORDS)).querySelector('image');
  expect(image?.getAttribute('href')).toMatch(/^data:image\/png;base64,/);
  expect(image?.getAttribute('width')).toBe('200');
});

it('has nothing to draw where a figure is a table', () => {
  expect(hasPicture(figure('<table><tbody><tr><td>1</td></tr></tbody></table>'))).toBe(false);
});
