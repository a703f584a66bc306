import type { LatentStep } from '../lab/trace';
import { formatNats, formatProbability, showToken } from '../plots/format';
import { useWords } from '../state/language-context';
import { Definition } from './definition';

const SHOWN = 5;

export interface LensProps {
  readonly lens: readonly LatentStep[];
  readonly places: readonly string[];
  /** Marked where they stand in the lens. */
  readonly guesses: readonly string[];
}

/** Each vector as the words it would go on to, with their probabilities as bars. */
export function MindReadingLens({ lens, places, guesses }: LensProps) {
  const { mindReading: words } = useWords();
  const known = new Set(places);
  return (
    <section aria-label={words.lens}>
      <h3 className="mind-heading">
        {words.lens} <Definition of="lens" />
      </h3>
      <ol className="mind-lens">
        {lens.map(({ top, entropy }, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the message
          <li key={step}>
            <p className="mind-step">
              {words.step(step + 1)}
              <span>{words.entropy(formatNats(entropy))}</span>
            </p>
            <ol>
              {top.slice(0, SHOWN).map(({ token, text, probability }) => {
                const place = text.trim();
                return (
                  <li
                    key={token}
                    className="mind-token"
                    data-place={known.has(place)}
                    data-guessed={guesses.includes(place)}
                  >
                    <span className="mind-bar" style={{ width: `${100 * probability}%` }} />
                    <span className="mono">{place || showToken(text)}</span>
                    <span>{formatProbability(probability)}</span>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  );
}
