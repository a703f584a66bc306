import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import {
  line,
  type SymbolType,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import { useId } from 'react';
import { lettersOf } from './format';
import { Hatch } from './hatch';
import { middleOf, type Point } from './pca-projection';

export interface PcaGroup {
  readonly key: string;
  readonly name: string;
  readonly points: readonly Point[];
}

export interface PcaMark {
  /** No two are called the same. */
  readonly name: string;
  readonly point: Point;
  readonly disturbed: boolean;
}

/** The other games' messages, this run's as well, or also the rows of one. */
export const PCA_REACHES = ['games', 'messages', 'rows'] as const;
export type PcaReach = (typeof PCA_REACHES)[number];

export interface PcaMapProps {
  /** Pixels. */
  readonly width: number;
  /** Messages of other games, by task type. */
  readonly groups: readonly PcaGroup[];
  /** Messages of this run. */
  readonly marks: readonly PcaMark[];
  /** Rows of one message, in their order: drawn where the map reaches as far. */
  readonly path: readonly Point[];
  /** Of the path. */
  readonly selected: number | null;
  /** How far the map reaches: a message of this run that lies beyond is drawn at the edge. */
  readonly reach: PcaReach;
  readonly axes: readonly [x: string, y: string];
  /** The plot in words. */
  readonly label: string;
}

const HEIGHT = 360;
const MARGIN = 24;
const LINE = 16;
/** From the frame to what lies beyond it. */
const EDGE = 14;
const SHAPES: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolWye,
  symbolStar,
];
/** Of a character of a label, pixels. */
const CHARACTER = 6.5;

interface Label {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly group: number | null;
}

/** Moves labels down where they would lie on those before them, which come first. */
export function separate(labels: readonly Label[]): Label[] {
  const placed: Label[] = [];
  for (const label of labels) {
    let { y } = label;
    const half = (text: string): number => (lettersOf(text) * CHARACTER) / 2;
    for (let tries = 0; tries < labels.length; tries++) {
      const other = placed.find(
        (one) =>
          Math.abs(one.y - y) < LINE &&
          Math.abs(one.x - label.x) < half(one.text) + half(label.text) + 4,
      );
      if (other === undefined) break;
      y = other.y + LINE;
    }
    placed.push({ ...label, y });
  }
  return placed;
}

/** Messages as points on the two main directions; a unit is as long on both axes. */
export function PcaMap(props: PcaMapProps) {
  const { width, groups, marks, path, selected, reach, axes, label } = props;
  const rows = reach === 'rows' ? path : [];
  const id = useId();
  const all = [
    ...groups.flatMap((group) => group.points),
    ...(reach === 'games' ? [] : marks.map((mark) => mark.point)),
    ...rows,
  ];
  const [left = -1, right = 1] = extent(all, ([x]) => x);
  const [low = -1, high = 1] = extent(all, ([, y]) => y);
  const inner = { width: width - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
  const scale = Math.min(
    inner.width / Math.max(right - left, 1e-6),
    inner.height / Math.max(high - low, 1e-6),
  );
  const x = scaleLinear(
    [(left + right) / 2, (left + right) / 2 + 1],
    [width / 2, width / 2 + scale],
  );
  const y = scaleLinear([(low + high) / 2, (low + high) / 2 + 1], [HEIGHT / 2, HEIGHT / 2 - scale]);
  const at = ([px, py]: Point): string => `translate(${x(px)},${y(py)})`;
  const draw = line<Point>(
    ([px]) => x(px),
    ([, py]) => y(py),
  );
  const placed = marks.map((mark) => {
    const wanted: Point = [x(mark.point[0]), y(mark.point[1])];
    const inside: Point = [
      Math.min(Math.max(wanted[0], EDGE), width - EDGE),
      Math.min(Math.max(wanted[1], EDGE), HEIGHT - EDGE),
    ];
    const beyond = Math.hypot(wanted[0] - inside[0], wanted[1] - inside[1]) > 1;
    const angle = (Math.atan2(wanted[1] - inside[1], wanted[0] - inside[0]) * 180) / Math.PI;
    return { ...mark, inside, beyond, angle };
  });
  const within = (centre: number, text: string): number => {
    const half = (lettersOf(text) * CHARACTER) / 2;
    return Math.min(Math.max(centre, half + 4), width - half - 4);
  };
  const labels = separate([
    ...placed.map(({ name, inside }) => ({
      key: `mark ${name}`,
      text: name,
      x: within(inside[0], name),
      y: inside[1] < 2 * EDGE ? inside[1] + 18 : inside[1] - 16,
      className: 'pca-name plot-over',
      group: null,
    })),
    // Among the rows the messages are one spot: its parts have no names.
    ...(reach === 'rows' ? [] : groups).flatMap(({ key, name, points }, group) => {
      const middle = middleOf(points);
      if (middle === null) return [];
      const centre = within(x(middle[0]), name);
      const className = 'pca-group-name plot-over';
      return [{ key, text: name, x: centre, y: y(middle[1]), className, group }];
    }),
  ]);
  const chosen = selected === null ? undefined : rows[selected];
  return (
    <svg
      className="plot pca-map"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <clipPath id={`${id}-frame`}>
          <rect width={width} height={HEIGHT} />
        </clipPath>
        <Hatch id={`${id}-hatch`} />
      </defs>
      <line className="plot-grid" x2={width} y1={y(0)} y2={y(0)} />
      <line className="plot-grid" y2={HEIGHT} x1={x(0)} x2={x(0)} />
      <text className="plot-tick" x={width - 4} y={HEIGHT - 6} textAnchor="end">
        {axes[0]} →
      </text>
      <text className="plot-tick" x={4} y={12}>
        ↑ {axes[1]}
      </text>
      <g clipPath={`url(#${id}-frame)`}>
        {groups.map(({ key, points }, group) => {
          const shape = symbol(SHAPES[group % SHAPES.length], 34)() ?? '';
          return (
            <g key={key} className="pca-group" data-group={group % SHAPES.length}>
              {points.map((point, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the file
                <path key={index} transform={at(point)} d={shape} />
              ))}
            </g>
          );
        })}
        {rows.length > 1 && <path className="pca-path" d={draw(rows) ?? ''} />}
        {rows.map((point, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the message
          <circle key={step} className="pca-row" transform={at(point)} r={1.75} />
        ))}
        {chosen !== undefined && <circle className="pca-chosen" transform={at(chosen)} r={5} />}
        {placed.map(({ name, inside, disturbed, beyond, angle }) => {
          const style = disturbed ? { fill: `url(#${id}-hatch)` } : undefined;
          const place = `translate(${inside[0]},${inside[1]})`;
          return beyond ? (
            <path
              key={name}
              className="pca-mark is-beyond"
              transform={`${place} rotate(${angle})`}
              d="M10 0L-6 -7.5V7.5Z"
              style={style}
            />
          ) : (
            <circle key={name} className="pca-mark" transform={place} r={7} style={style} />
          );
        })}
      </g>
      {labels.map(({ key, text, className, group, ...place }) => (
        <text
          key={key}
          className={className}
          data-group={group ?? undefined}
          x={place.x}
          y={place.y}
          textAnchor="middle"
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

/** The shape of a group, as in the map: 12 × 12. */
export function PcaShape({ group }: { group: number }) {
  return (
    <svg className="pca-shape" viewBox="-6 -6 12 12" aria-hidden="true">
      <path
        data-group={group % SHAPES.length}
        d={symbol(SHAPES[group % SHAPES.length], 48)() ?? ''}
      />
    </svg>
  );
}
