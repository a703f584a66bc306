import { scaleLinear } from 'd3-scale';
import type { Channel } from '../lab/settings';
import type { Outcome } from '../lab/trace';
import { CHANNEL_PATHS } from './channel-glyph';
import { type HouseLayout, type HouseTile, LABEL_SIZE } from './house-layout';
import { before, INWARD, middleOf, onFloor, type Point, wayBetween } from './house-path';
import { type MapObject, type MapPlace, MapTile, ObjectMark } from './house-tile';
import { textWidth } from './house-words';

export interface HouseMapProps {
  readonly layout: HouseLayout;
  /** Pixels on the screen for one of the layout's. */
  readonly scale: number;
  readonly channel: Channel;
  readonly places: readonly MapPlace[];
  /** Names of places in the order they were visited; null is the middle of the room. */
  readonly path: readonly (string | null)[];
  /** The object in the agent's hand. */
  readonly carried: MapObject | null;
  /** Marked in every lane. */
  readonly pointed: string | null;
  readonly outcome: Outcome;
}

/** So many of the latest ways stand out from the older ones. */
const RECENT = 6;

const strength = scaleLinear([0, RECENT], [1, 0.28]).clamp(true);
const thickness = scaleLinear([0, RECENT], [2.5, 1.25]).clamp(true);

type Stop = HouseTile | null;

/** Older ways first, so that the latest lies on top. */
function Path({ stops, layout }: { stops: readonly Stop[]; layout: HouseLayout }) {
  return (
    <g className="map-path">
      {stops.slice(1).map((to, index) => {
        const age = stops.length - 2 - index;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a way is its place in the path
            key={index}
            d={wayBetween(stops[index] ?? null, to, layout)}
            opacity={strength(age)}
            strokeWidth={thickness(age)}
          />
        );
      })}
    </g>
  );
}

const CHECK = 'M-3.5 0.5 L-1 3 L3.75 -2.75';
const CROSS = 'M-3 -3 L3 3 M3 -3 L-3 3';

function Agent({ at, channel, outcome }: { at: Point; channel: Channel; outcome: Outcome }) {
  return (
    <g className="map-agent" style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}>
      <circle r={8} />
      {outcome === 'running' ? (
        <path d={CHANNEL_PATHS[channel]} transform="translate(-4.8,-4.8) scale(0.6)" />
      ) : (
        <path d={outcome === 'won' ? CHECK : CROSS} />
      )}
    </g>
  );
}

interface CarriedProps {
  readonly object: MapObject;
  readonly at: Point;
  readonly here: Stop;
  readonly layout: HouseLayout;
}

/** Towards the room; with islands along the aisle, which has room for one line. */
function carriedSide(at: Point, here: Stop, layout: HouseLayout): Point {
  if (layout.aisles.length > 0) return [at[0] < middleOf(layout)[0] ? 1 : -1, 0];
  return here === null ? [0, 1] : INWARD[here.wall];
}

/** What the agent carries, written beside it on the side of the room. */
function Carried({ object, at, here, layout }: CarriedProps) {
  const mark = 10;
  const half = (textWidth(object.name, LABEL_SIZE) + mark) / 2;
  const [dx, dy] = carriedSide(at, here, layout);
  const [x, y] = onFloor([at[0] + dx * (half + 12), at[1] + dy * 19], layout, half + 2);
  return (
    <g transform={`translate(${x - half},${y})`}>
      <text className="map-carried" x={mark} dy="0.35em">
        {object.name}
      </text>
      <g transform={`translate(${mark / 2 - 2},0)`}>
        <ObjectMark mark={object} size={9} />
      </g>
    </g>
  );
}

/** The house from above: where the agent is, its way so far, and what it has seen. */
export function HouseMap(props: HouseMapProps) {
  const { layout, scale, channel, places, path, carried, pointed, outcome } = props;
  const tiles = new Map(layout.tiles.map((tile) => [tile.name, tile]));
  const stops: Stop[] = path.map((name) => tiles.get(name ?? '') ?? null);
  const here = stops.at(-1) ?? null;
  const at = here === null ? middleOf(layout) : before(here);
  const marked = pointed === null ? undefined : tiles.get(pointed);
  const wanted = new Set(places.filter((place) => place.wanted).map(({ type }) => type));
  return (
    <svg
      className="house-map"
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      data-channel={channel}
      aria-hidden="true"
    >
      <rect
        className="map-floor"
        y={layout.floor.y0}
        width={layout.width}
        height={layout.floor.y1 - layout.floor.y0}
      />
      <Path stops={stops} layout={layout} />
      {places.map((place) => {
        const tile = tiles.get(place.name);
        return tile && <MapTile key={place.name} tile={tile} place={place} />;
      })}
      {layout.labels.map(({ key, type, text, x, y }) => (
        <text
          key={key}
          className="map-label"
          data-wanted={wanted.has(type)}
          x={x}
          y={y}
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
      {places.map(({ name, here: isHere }) => {
        const tile = isHere && tiles.get(name);
        return tile && <Outline key={name} tile={tile} className="map-here" />;
      })}
      {marked && <Outline tile={marked} className="map-pointed" />}
      <Agent at={at} channel={channel} outcome={outcome} />
      {carried !== null && <Carried object={carried} at={at} here={here} layout={layout} />}
    </svg>
  );
}

function Outline({ tile, className }: { tile: HouseTile; className: string }) {
  const { x, y, width, height } = tile;
  return <rect className={className} x={x} y={y} width={width} height={height} rx={3} />;
}
