import { type KeyboardEvent, useRef, useState } from 'react';
import { type Direction, type HouseLayout, nextTile } from '../plots/house-layout';
import type { PlaceView } from '../state/house-view';
import { useWords } from '../state/language-context';
import { placeWords } from './house-words';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export interface HouseTilesProps {
  readonly label: string;
  readonly layout: HouseLayout;
  /** Pixels on the screen for one of the layout's. */
  readonly scale: number;
  readonly places: readonly PlaceView[];
  readonly truth: boolean;
  readonly chosen: string | null;
  readonly onPoint: (place: string | null) => void;
  readonly onChoose: (place: string | null) => void;
}

/** Every tile can be pointed at, pressed, and walked to with the arrow keys. */
export function HouseTiles(props: HouseTilesProps) {
  const { label, layout, scale, places, truth, chosen, onPoint, onChoose } = props;
  const { house: words } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState(0);
  const entry = Math.min(focused, layout.tiles.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onChoose(null);
    const direction = DIRECTIONS[event.key];
    const from = layout.tiles[entry];
    if (direction === undefined || from === undefined) return;
    event.preventDefault();
    const next = layout.tiles.indexOf(nextTile(layout.tiles, from, direction));
    setFocused(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ul className="house-tiles" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {layout.tiles.map((tile, index) => {
        const place = places[index];
        return (
          <li key={tile.name}>
            <button
              type="button"
              style={{
                left: tile.x * scale,
                top: tile.y * scale,
                width: tile.width * scale,
                height: tile.height * scale,
              }}
              tabIndex={index === entry ? 0 : -1}
              aria-label={place ? placeWords(place, truth, words) : tile.name}
              aria-pressed={tile.name === chosen}
              onPointerEnter={() => onPoint(tile.name)}
              onPointerLeave={() => onPoint(null)}
              onFocus={() => {
                setFocused(index);
                onPoint(tile.name);
              }}
              onBlur={() => onPoint(null)}
              onClick={() => onChoose(tile.name === chosen ? null : tile.name)}
            />
          </li>
        );
      })}
    </ul>
  );
}
