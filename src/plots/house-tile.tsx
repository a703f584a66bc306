import { range } from 'd3-array';
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape';
import { type HouseTile, TILE_TEXT_INSET } from './house-layout';

/** `moved`: the agent put it there, or carries it; `unseen`: really there, not known to the agent. */
export interface MapObject {
  readonly name: string;
  readonly state: 'seen' | 'moved' | 'unseen';
  /** The task speaks of it. */
  readonly wanted: boolean;
}

export interface MapPlace {
  readonly name: string;
  readonly type: string;
  readonly location: number;
  /** The task speaks of it. */
  readonly wanted: boolean;
  readonly door: 'unknown' | 'surface' | 'closed' | 'open';
  /** The agent stands before it. */
  readonly here: boolean;
  readonly visited: boolean;
  readonly searched: boolean;
  readonly objects: readonly MapObject[];
}

/** From mark to mark, largest first. */
const PITCHES = [8.5, 7.5, 6.5, 5.5, 4.5, 3.75, 3];
const TEXT_ROOM = 12;
const DOOR = 3.5;
/** Of an open door, into the room. */
const LEAF = 9;

/** The middles of `count` marks in a box, row by row, as large as they fit. */
function gridIn(count: number, width: number, height: number): { pitch: number; columns: number } {
  for (const pitch of PITCHES) {
    const columns = Math.floor(width / pitch);
    if (columns * Math.floor(height / pitch) >= count) return { pitch, columns };
  }
  const columns = Math.ceil(Math.sqrt((count * width) / height));
  return { pitch: width / columns, columns };
}

/** A dot, or a diamond where the task speaks of it; filled where the agent knows of it. */
export function ObjectMark({ mark, size }: { mark: MapObject; size: number }) {
  const shape = mark.wanted ? symbolDiamond : symbolCircle;
  const area = size ** 2 * 0.4;
  return (
    <>
      <path className="map-object" data-state={mark.state} d={symbol(shape, area)() ?? ''} />
      {mark.state === 'moved' && (
        <path className="map-ring" d={symbol(shape, area * 2.2)() ?? ''} />
      )}
    </>
  );
}

function Marks({ tile, place }: { tile: HouseTile; place: MapPlace }) {
  const side = tile.wall === 'left' || tile.wall === 'right';
  const inset = { x: side ? TILE_TEXT_INSET : 3, top: TEXT_ROOM, bottom: side ? 2 : DOOR + 1.5 };
  const box = {
    width: tile.width - 2 * inset.x,
    height: tile.height - inset.top - inset.bottom,
  };
  const { objects } = place;
  const { pitch, columns } = gridIn(objects.length, box.width, box.height);
  const rows = Math.ceil(objects.length / columns);
  const left = side ? inset.x : (tile.width - Math.min(columns, objects.length) * pitch) / 2;
  const top = tile.wall === 'bottom' ? DOOR + 1.5 : inset.top;
  const free = (box.height - rows * pitch) / 2;
  return (
    <>
      {range(objects.length).map((index) => {
        const mark = objects[index];
        if (mark === undefined) return null;
        const x = left + ((index % columns) + 0.5) * pitch;
        const y = top + free + (Math.floor(index / columns) + 0.5) * pitch;
        return (
          <g key={mark.name} transform={`translate(${x},${y})`}>
            <ObjectMark mark={mark} size={pitch} />
          </g>
        );
      })}
    </>
  );
}

/** A bar along the front; open, it has swung into the room. */
function Door({ tile, open }: { tile: HouseTile; open: boolean }) {
  const { wall, width, height } = tile;
  const side = wall === 'left' || wall === 'right';
  const length = side ? height : width;
  // Along the front from its hinge, x to the other end and y into the room.
  const frame = {
    top: `translate(0,${height})`,
    bottom: `matrix(1,0,0,-1,0,0)`,
    left: `matrix(0,1,1,0,${width},0)`,
    right: `matrix(0,1,-1,0,0,0)`,
  }[wall];
  return (
    <g transform={frame}>
      <rect
        className="map-door"
        x={0}
        y={-DOOR}
        width={length}
        height={DOOR}
        data-open={open}
        style={{ transform: open ? `rotate(90deg) scale(${(LEAF + DOOR) / length}, 0.7)` : 'none' }}
      />
    </g>
  );
}

/** For a key: a door as it stands before the middle of a place. */
export function DoorSample({ open }: { open: boolean }) {
  return <rect className="map-door" data-open={open} {...(open ? OPEN_SAMPLE : CLOSED_SAMPLE)} />;
}

const CLOSED_SAMPLE = { x: -6, y: -1.75, width: 12, height: 3.5 };
const OPEN_SAMPLE = { x: -1.25, y: -6, width: 2.5, height: 12 };

/** For a key: places of one location. */
export function TouchingSample() {
  return (
    <>
      <rect className="map-sample" x={-6} y={-4} width={6} height={8} />
      <rect className="map-sample" width={6} y={-4} height={8} />
    </>
  );
}

/** A place: filled where the agent looked, its door, what lies in it. */
export function MapTile({ tile, place }: { tile: HouseTile; place: MapPlace }) {
  const { wall, x, y, width, height, text } = tile;
  const side = wall === 'left' || wall === 'right';
  return (
    <g
      className="map-tile"
      transform={`translate(${x},${y})`}
      data-visited={place.visited}
      data-searched={place.searched}
      data-wanted={place.wanted}
    >
      <rect className="map-ground" width={width} height={height} rx={3} />
      <text
        className="map-text"
        x={side ? TILE_TEXT_INSET : width / 2}
        y={wall === 'bottom' ? height - 3.5 : 10.5}
        textAnchor={side ? 'start' : 'middle'}
      >
        {text}
      </text>
      {place.door === 'open' || place.door === 'closed' ? (
        <Door tile={tile} open={place.door === 'open'} />
      ) : null}
      <Marks tile={tile} place={place} />
    </g>
  );
}
