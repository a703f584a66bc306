import { max } from 'd3-array';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import { line } from 'd3-shape';
import { type Curve, type CurvePoint, roundTokens } from './curve-plot';
import { formatTokens, lettersOf, shorten } from './format';

export interface CurvePanelsPlotProps {
  /** Pixels. */
  readonly width: number;
  /** One a panel. */
  readonly curves: readonly Curve[];
  readonly format: (value: number) => string;
  /** The plot in words. */
  readonly label: string;
}

/** The least that a panel is wide, with its gap. */
const LEAST = 148;
const GAP = 16;
const HEAD = 20;
const HEIGHT = 84;
const FOOT = 30;
const LEFT = 34;
/** Of a character of a title, pixels. */
const CHARACTER = 6.6;

/** A small plot a curve: the same tokens across, values from 0 to its own largest; its end is written. */
export function CurvePanelsPlot({ width, curves, format, label }: CurvePanelsPlotProps) {
  const fitting = Math.max(1, Math.floor((width + GAP) / (LEAST + GAP)));
  // As even rows as that allows.
  const rows = Math.ceil(curves.length / fitting);
  const columns = Math.max(1, Math.ceil(curves.length / Math.max(rows, 1)));
  const panel = (width - GAP * (columns - 1)) / columns;
  const last = max(curves, ({ points }) => max(points, ({ tokens }) => tokens)) ?? 1;
  const x = scaleSqrt([0, Math.max(last, 1)], [LEFT, panel - 4]);
  const ticks = [0, ...new Set([roundTokens(last / 8), last])];
  const height = rows * (HEAD + HEIGHT + FOOT);
  return (
    <svg
      className="plot"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {curves.map(({ name, channel, points }, index) => {
        const end = points.at(-1);
        const y = scaleLinear(
          [0, Math.max(max(points, ({ value }) => value) ?? 0, 1e-9)],
          [HEAD + HEIGHT, HEAD],
        ).nice(2);
        const draw = line<CurvePoint>(
          ({ tokens }) => x(tokens),
          ({ value }) => y(value),
        );
        const written = end === undefined ? '' : format(end.value);
        const room = (panel - 12 - lettersOf(written) * CHARACTER) / CHARACTER;
        const left = (index % columns) * (panel + GAP);
        const top = Math.floor(index / columns) * (HEAD + HEIGHT + FOOT);
        return (
          <g key={name} data-channel={channel} transform={`translate(${left},${top})`}>
            <text className="plot-label" y={11}>
              {shorten(name, Math.floor(room))}
              <title>{name}</title>
            </text>
            <text className="plot-value" x={panel - 4} y={11} textAnchor="end">
              {written}
            </text>
            {y.ticks(2).map((tick) => (
              <g key={tick} transform={`translate(0,${y(tick)})`}>
                <line className="plot-grid" x1={LEFT} x2={panel - 4} />
                <text className="plot-tick" x={LEFT - 6} dy="0.35em" textAnchor="end">
                  {format(tick)}
                </text>
              </g>
            ))}
            <line
              className="plot-axis"
              x1={LEFT}
              x2={panel - 4}
              y1={HEAD + HEIGHT}
              y2={HEAD + HEIGHT}
            />
            {ticks.map((tick) => (
              <text
                key={tick}
                className="plot-tick"
                x={x(tick)}
                y={HEAD + HEIGHT + 16}
                textAnchor={x(tick) > panel - 24 ? 'end' : tick === 0 ? 'start' : 'middle'}
              >
                {formatTokens(tick)}
              </text>
            ))}
            <path className="plot-curve" d={draw(points) ?? ''} />
            {end !== undefined && (
              <circle className="plot-end" cx={x(end.tokens)} cy={y(end.value)} r={3} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
