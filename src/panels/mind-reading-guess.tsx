import { useId } from 'react';
import type { LatentStep } from '../lab/trace';
import { useWords } from '../state/language-context';
import { MOST_GUESSES, placesInLens } from '../state/mind-reading';

interface PlacesProps {
  readonly label: string;
  readonly places: readonly string[];
  readonly guesses: readonly string[];
  readonly locked: boolean;
  /** The element that says why no more can be chosen. */
  readonly why: string;
  readonly onChoose: (place: string) => void;
}

function Places({ label, places, guesses, locked, why, onChoose }: PlacesProps) {
  return (
    <fieldset className="mind-places">
      <legend className="visually-hidden">{label}</legend>
      {places.map((place) => {
        const rank = guesses.indexOf(place) + 1;
        const full = rank === 0 && guesses.length >= MOST_GUESSES;
        return (
          <button
            key={place}
            type="button"
            className="button mono"
            aria-pressed={rank > 0}
            aria-disabled={locked || full}
            aria-describedby={locked || full ? why : undefined}
            onClick={() => {
              if (!locked && !full) onChoose(place);
            }}
          >
            {rank > 0 && <span className="mind-rank">{rank}</span>}
            {place}
          </button>
        );
      })}
    </fieldset>
  );
}

export interface GuessProps {
  readonly lens: readonly LatentStep[];
  readonly places: readonly string[];
  /** First guess first. */
  readonly guesses: readonly string[];
  /** The actor plays: nothing can be changed any more. */
  readonly playing: boolean;
  readonly step: number;
  readonly onChoose: (place: string) => void;
  readonly onPlay: () => void;
}

/** Up to three places in order: those the lens names, or any of the house. */
export function MindReadingGuess(props: GuessProps) {
  const { lens, places, guesses, playing, step, onChoose, onPlay } = props;
  const { mindReading: words } = useWords();
  const named = placesInLens(lens, places);
  const others = places.filter((place) => !named.includes(place));
  const ready = guesses.length > 0 && !playing;
  const why = useId();
  const shared = { guesses, locked: playing, why, onChoose };
  return (
    <section aria-label={words.guess}>
      <h3 className="mind-heading">{words.guess}</h3>
      <p className="note">{words.guessNote(MOST_GUESSES)}</p>
      {named.length === 0 ? (
        <p className="empty">{words.noneNamed}</p>
      ) : (
        <Places label={words.named} places={named} {...shared} />
      )}
      <details open={named.length === 0}>
        <summary>{words.others(others.length)}</summary>
        <Places label={words.others(others.length)} places={others} {...shared} />
      </details>
      <p className="mind-foot">
        <button
          type="button"
          className="button is-filled"
          aria-disabled={!ready}
          aria-describedby={ready ? undefined : why}
          onClick={() => {
            if (ready) onPlay();
          }}
        >
          {words.play}
        </button>
        <span role="status" id={why}>
          {playing ? words.playing(step) : words.chosen(guesses.length, MOST_GUESSES)}
        </span>
      </p>
    </section>
  );
}
