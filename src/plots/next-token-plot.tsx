import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Channel } from '../lab/settings';
import type { TokenProbability } from '../lab/trace';
import { formatProbability, shorten, showToken } from './format';
import { Hatch } from './hatch';

export interface NextTokenPlotProps {
  /** Pixels. */
  readonly width: number;
  readonly channel: Channel;
  /** The message is disturbed: hatched. */
  readonly disturbed?: boolean;
  /** Most probable first. */
  readonly top: readonly TokenProbability[];
  /** The token that was written; null where none was. */
  readonly written: number | null;
  /** How many tokens are shown. */
  readonly shown?: number;
  /** The plot in words. */
  readonly label: string;
}

export const SHOWN_TOKENS = 8;

const ROW = 24;
const BAR = 12;
const MARGIN = { top: 4, right: 56, bottom: 24, left: 112 };
const LABEL_CHARACTERS = 14;

/** Probabilities of the next token, one bar a token, on a scale from 0 to 1. */
export function NextTokenPlot(props: NextTokenPlotProps) {
  const { width, channel, disturbed = false, top, written, shown = SHOWN_TOKENS, label } = props;
  const hatch = useId();
  const x = scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]);
  const plotBottom = MARGIN.top + shown * ROW;
  return (
    <svg
      className="plot"
      width={width}
      height={plotBottom + MARGIN.bottom}
      viewBox={`0 0 ${width} ${plotBottom + MARGIN.bottom}`}
      role="img"
      aria-label={label}
      data-channel={channel}
    >
      {disturbed && <Hatch id={`${hatch}-true`} channel={channel} />}
      {disturbed && <Hatch id={`${hatch}-false`} channel={channel} thin />}
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} transform={`translate(${x(tick)},0)`}>
          <line className="plot-grid" y1={MARGIN.top} y2={plotBottom} />
          <text className="plot-tick" y={plotBottom + 16} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      {top.slice(0, shown).map(({ token, text, probability }, index) => (
        <g
          key={token}
          className={token === written ? 'plot-row is-written' : 'plot-row'}
          transform={`translate(0,${MARGIN.top + index * ROW})`}
        >
          <text className="plot-token" x={MARGIN.left - 8} y={ROW / 2} dy="0.35em" textAnchor="end">
            <title>{showToken(text)}</title>
            {shorten(showToken(text), LABEL_CHARACTERS)}
          </text>
          <rect
            className="plot-bar"
            x={x(0)}
            y={(ROW - BAR) / 2}
            width={x(probability) - x(0)}
            height={BAR}
            style={disturbed ? { fill: `url(#${hatch}-${token === written})` } : undefined}
          />
          <text className="plot-value" x={x(probability) + 6} y={ROW / 2} dy="0.35em">
            {formatProbability(probability)}
          </text>
        </g>
      ))}
      <line className="plot-axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={plotBottom} />
    </svg>
  );
}
