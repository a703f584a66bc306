import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import { useActions, useLab } from '../state/lab-context';
import type { Place } from '../state/run-view';

function stateOf({ current, visited, opened }: Place): string {
  if (current) return opened ? 'here, opened' : 'here';
  if (opened) return 'visited, opened';
  return visited ? 'visited' : 'not visited';
}

function caption(places: readonly Place[], pointed: string | null): string {
  const shown = places.find((place) => place.name === pointed);
  if (shown !== undefined) return `${shown.name} · ${stateOf(shown)}`;
  const visited = places.filter((place) => place.visited).length;
  const here = places.find((place) => place.current)?.name ?? 'middle of the room';
  return `${here} · ${visited} of ${places.length} places visited`;
}

const MOST_COLUMNS = 12;

/** Columns that fill the last row best. */
function columnsFor(places: number): number {
  return Math.ceil(places / Math.max(1, Math.ceil(places / MOST_COLUMNS)));
}

/** The house as one cell a receptacle; arrow keys walk the cells once one has the focus. */
export function HouseStrip({ places, lane }: { places: readonly Place[]; lane: string }) {
  const pointed = useLab((state) => state.pointedPlace);
  const { pointAt } = useActions();
  const [focused, setFocused] = useState(0);
  const walk = (event: KeyboardEvent<HTMLUListElement>): void => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = Math.min(places.length - 1, Math.max(0, focused + move));
    setFocused(next);
    (event.currentTarget.children[next]?.firstElementChild as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="house">
      <ul
        className="house-cells"
        aria-label={`Places, ${lane}`}
        style={{ '--columns': columnsFor(places.length) } as CSSProperties}
        onKeyDown={walk}
      >
        {places.map((place, index) => (
          <li key={place.name}>
            <button
              type="button"
              className="house-cell"
              tabIndex={index === Math.min(focused, places.length - 1) ? 0 : -1}
              aria-label={`${place.name}, ${stateOf(place)}`}
              data-current={place.current}
              data-visited={place.visited}
              data-opened={place.opened}
              data-pointed={place.name === pointed}
              onPointerEnter={() => pointAt(place.name)}
              onPointerLeave={() => pointAt(null)}
              onFocus={() => {
                setFocused(index);
                pointAt(place.name);
              }}
              onBlur={() => pointAt(null)}
            />
          </li>
        ))}
      </ul>
      <p className="house-caption">
        {places.length === 0
          ? 'The places appear when the game is open.'
          : caption(places, pointed)}
      </p>
    </div>
  );
}
