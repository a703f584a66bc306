import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cellPicture, paintHeatMap } from './heat-map-canvas';
import { AXIS, cellAt, type HeatMapLayout, heatMapLayout, ZOOMS } from './heat-map-layout';
import { useCanvasColours, useDensity } from './use-canvas-colours';

export interface LatentHeatMapProps {
  /** Pixels. */
  readonly width: number;
  /** `[steps, dim]` */
  readonly latents: Float32Array;
  readonly dim: number;
  /** The magnitude at both ends of the colour scale. */
  readonly limit: number;
  /** Of the rows. */
  readonly norms: readonly number[];
  /** At the end of the strip of norms. */
  readonly largestNorm: number;
  /** What stands beside the rows, where there is room; empty for a row without a name. */
  readonly names: readonly string[];
  readonly selected: number | null;
  /** The row that is pointed at elsewhere. */
  readonly pointed: number | null;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  readonly onSelect: (step: number) => void;
  readonly onPoint: (step: number | null) => void;
  /** The plot in words. */
  readonly label: string;
  readonly describeStep: (step: number) => string;
  readonly describeCell: (step: number, dimension: number, value: number) => string;
}

interface Cell {
  readonly step: number;
  readonly dimension: number;
}

/** Steps of the selection that a key makes. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
const WHEEL_STEP = 48;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** The zoom `steps` larger, or smaller where negative, as far as there is one. */
export function zoomBy(zoom: number, steps: number): number {
  const place = ZOOMS.indexOf(zoom);
  return ZOOMS[clamp(place + steps, ZOOMS.length - 1)] ?? 1;
}

/** What an element has room for inside its scroll bars, kept up to date. */
function useRoom(element: RefObject<HTMLElement | null>) {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void =>
      setRoom({ width: current.clientWidth, height: current.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/** Turning the wheel with Ctrl, or pinching on a touchpad, changes the zoom. */
function useWheelZoom(
  element: RefObject<HTMLElement | null>,
  zoom: number,
  onZoom: (zoom: number) => void,
): void {
  const turned = useRef(0);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turned.current += event.deltaY;
      if (Math.abs(turned.current) < WHEEL_STEP) return;
      onZoom(zoomBy(zoom, -Math.sign(turned.current)));
      turned.current = 0;
    };
    // React listens passively, and then the page would zoom as well.
    current.addEventListener('wheel', turn, { passive: false });
    return () => current.removeEventListener('wheel', turn);
  }, [element, zoom, onZoom]);
}

/** Keeps the selected row in sight, and what was in the middle there when the zoom changes. */
function useScroll(
  element: RefObject<HTMLElement | null>,
  layout: HeatMapLayout,
  zoom: number,
  selected: number | null,
): void {
  const last = useRef(zoom);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || last.current === zoom) return;
    const times = zoom / last.current;
    last.current = zoom;
    const half = current.clientWidth / 2;
    current.scrollLeft = (current.scrollLeft + half) * times - half;
  }, [element, zoom]);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || selected === null) return;
    const top = selected * layout.row;
    const seen = current.clientHeight - AXIS;
    const inSight =
      top >= current.scrollTop && top + layout.row <= current.scrollTop + Math.max(seen, 0);
    if (!inSight) current.scrollTop = top - (seen - layout.row) / 2;
  }, [element, layout.row, selected]);
}

/** Scrolls sideways as far as it takes to see a column between the names and the norms. */
function showColumn(
  element: HTMLElement,
  { column, gutter, strip }: HeatMapLayout,
  dimension: number,
): void {
  const seen = element.clientWidth - gutter - strip;
  const most = dimension * column;
  const least = (dimension + 1) * column - seen;
  element.scrollLeft = Math.max(Math.min(element.scrollLeft, most), least);
}

/**
 * A latent message: rows are steps, columns dimensions, colour is the value around 0, and a strip of
 * bars shows the norm of every row. It is one control: a slider over the steps.
 */
export function LatentHeatMap(props: LatentHeatMapProps) {
  const { width, latents, dim, limit, norms, largestNorm, names, selected, pointed } = props;
  const { zoom, onZoom, onSelect, onPoint, label, describeStep, describeCell } = props;
  const steps = norms.length;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useCanvasColours(frame);
  const density = useDensity();
  const room = useRoom(frame);
  const [cell, setCell] = useState<Cell | null>(null);
  const layout = useMemo(() => heatMapLayout(width, steps, dim, zoom), [width, steps, dim, zoom]);
  const cells = useMemo(
    () => colours && cellPicture(latents, dim, limit, colours.scale),
    [latents, dim, limit, colours],
  );
  const paint = useCallback((): void => {
    const scrolled = frame.current;
    const context = canvas.current?.getContext('2d');
    if (!context || scrolled === null || cells === null || colours === null) return;
    const { scrollLeft: scrollX, scrollTop: scrollY } = scrolled;
    const picture = { dim, norms, largestNorm, names, selected, pointed };
    paintHeatMap(context, cells, picture, colours, { layout, ...room, scrollX, scrollY, density });
  }, [cells, colours, dim, norms, largestNorm, names, selected, pointed, layout, room, density]);
  useScroll(frame, layout, zoom, selected);
  useWheelZoom(frame, zoom, onZoom);
  useLayoutEffect(paint, [paint]);

  const find = (event: PointerEvent): Cell | null => {
    const scrolled = frame.current;
    if (scrolled === null) return null;
    const box = scrolled.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const step = Math.floor((y + scrolled.scrollTop) / layout.row);
    // Beside the cells, at a name or a norm, the row alone counts.
    if (x < layout.gutter || x >= room.width - layout.strip || y >= room.height - AXIS) {
      return step >= 0 && step < steps && y < room.height - AXIS ? { step, dimension: -1 } : null;
    }
    return cellAt(layout, x - layout.gutter + scrolled.scrollLeft, y + scrolled.scrollTop);
  };
  const point = (event: PointerEvent): void => {
    const found = find(event);
    setCell(found);
    if (found?.step !== cell?.step) onPoint(found?.step ?? null);
  };
  const leave = (): void => {
    setCell(null);
    onPoint(null);
  };
  const press = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const zoomed = { '+': 1, '=': 1, '-': -1, '0': -ZOOMS.length }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move !== undefined) {
      const step = clamp((selected ?? 0) + move, steps - 1);
      onSelect(step);
      if (cell !== null) setCell({ step, dimension: cell.dimension });
    } else if (aside !== undefined) {
      const scrolled = frame.current;
      const first = Math.ceil((scrolled?.scrollLeft ?? 0) / layout.column);
      const from = cell === null || cell.dimension < 0 ? first - aside : cell.dimension;
      const dimension = clamp(from + aside, dim - 1);
      setCell({ step: selected ?? 0, dimension });
      if (scrolled !== null) showColumn(scrolled, layout, dimension);
    } else if (zoomed !== undefined) onZoom(zoomBy(zoom, zoomed));
    else if (event.key === 'Escape') setCell(null);
    else return;
    event.preventDefault();
  };

  const read = (one: Cell): string =>
    one.dimension < 0
      ? describeStep(one.step)
      : describeCell(one.step, one.dimension, latents[one.step * dim + one.dimension] ?? 0);
  const height = layout.viewHeight + AXIS + (zoom > 1 ? 12 : 0);
  return (
    <div className="heat-map" style={{ height }}>
      <div
        ref={frame}
        className="heat-scroll"
        style={{ width, height }}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={steps}
        aria-valuenow={(selected ?? 0) + 1}
        aria-valuetext={cell === null ? describeStep(selected ?? 0) : read(cell)}
        onScroll={paint}
        onKeyDown={press}
        onPointerMove={point}
        onPointerLeave={leave}
        onClick={(event) => {
          const found = find(event as unknown as PointerEvent);
          if (found === null) return;
          setCell(found);
          onSelect(found.step);
        }}
      >
        <div
          style={{
            width: layout.gutter + layout.cellsWidth + layout.strip,
            height: layout.cellsHeight + AXIS,
          }}
        >
          <canvas
            ref={canvas}
            width={Math.round(room.width * density)}
            height={Math.round(room.height * density)}
            style={{ width: room.width, height: room.height }}
          />
        </div>
      </div>
      {cell !== null && <Tooltip layout={layout} cell={cell} frame={frame} text={read(cell)} />}
    </div>
  );
}

interface TooltipProps {
  readonly layout: HeatMapLayout;
  readonly cell: Cell;
  readonly frame: RefObject<HTMLElement | null>;
  readonly text: string;
}

/** Beside the cell, on the side where there is more room. */
function Tooltip({ layout, cell, frame, text }: TooltipProps) {
  const { scrollLeft = 0, scrollTop = 0, clientWidth = 0 } = frame.current ?? {};
  const { gutter, column, row } = layout;
  const x = gutter + Math.max(cell.dimension + 0.5, 0) * column - scrollLeft;
  const y = cell.step * row - scrollTop;
  const side = x > clientWidth / 2 ? { right: `calc(100% - ${x - 12}px)` } : { left: x + 12 };
  return (
    <p className="heat-tip" aria-hidden="true" style={{ ...side, top: Math.max(y - 12, 0) }}>
      {text}
    </p>
  );
}
