import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { shorten } from './format';
import { Hatch } from './hatch';

export interface Strip {
  readonly key: string;
  readonly name: string;
  /** Its colour, as in the map of messages; null: of the channel. */
  readonly group: number | null;
  /** Drawn in bold: what the others are compared with. */
  readonly own: boolean;
  /** One is drawn as a dot, several as a strip of lines. */
  readonly values: readonly number[];
  /** Their median: marked. */
  readonly middle: number;
  /** The middle as written at the end of the row. */
  readonly text: string;
  readonly disturbed: boolean;
}

export interface StripPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly strips: readonly Strip[];
  readonly axis: string;
  /** The plot in words. */
  readonly label: string;
}

const NARROW = 480;
const ROW = 26;
const NAME = 18;
const LEFT = 176;
const RIGHT = 44;
/** Characters that fit left of the strips. */
const LETTERS = 25;

/** Values as thin lines, a row a group, with its median; single values as dots. */
export function StripPlot({ width, strips, axis, label }: StripPlotProps) {
  const id = useId();
  const narrow = width < NARROW;
  const height = narrow ? ROW + NAME : ROW;
  const top = 4;
  const bottom = top + strips.length * height;
  const most = max(strips, ({ values }) => max(values)) ?? 1;
  const x = scaleLinear([0, most], [narrow ? 4 : LEFT, width - RIGHT]).nice(4);
  return (
    <svg
      className="plot strip-plot"
      width={width}
      height={bottom + 36}
      viewBox={`0 0 ${width} ${bottom + 36}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      {x.ticks(narrow ? 4 : 6).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={top} y2={bottom} />
          <text className="plot-tick" y={bottom + 14} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      <text className="plot-tick" x={width - RIGHT} y={bottom + 30} textAnchor="end">
        {axis} →
      </text>
      {strips.map(({ key, name, group, own, values, middle, text, disturbed }, row) => {
        const y = top + row * height;
        const centre = y + (narrow ? NAME : 0) + ROW / 2;
        const hatched = disturbed ? { fill: `url(#${id}-hatch)` } : undefined;
        return (
          <g key={key} data-group={group ?? undefined} className="strip" data-own={own}>
            <text
              className="plot-label plot-over"
              y={narrow ? y + NAME - 4 : centre}
              dy={narrow ? 0 : '0.35em'}
            >
              {narrow ? name : shorten(name, LETTERS)}
              <title>{name}</title>
            </text>
            {group === null ? (
              <circle className="pca-mark" cx={x(middle)} cy={centre} r={6} style={hatched} />
            ) : (
              <>
                {values.map((value, index) => (
                  <line
                    // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place in the order
                    key={index}
                    className="strip-value"
                    x1={x(value)}
                    x2={x(value)}
                    y1={centre - 6}
                    y2={centre + 6}
                  />
                ))}
                <line
                  className="strip-middle"
                  x1={x(middle)}
                  x2={x(middle)}
                  y1={centre - 10}
                  y2={centre + 10}
                />
              </>
            )}
            <text className="plot-value" x={width} y={centre} dy="0.35em" textAnchor="end">
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
