import type { Recording } from '../lab/recording';
import type { Trace } from '../lab/trace';
import { useLab } from '../state/lab-context';
import { laneNames } from '../state/lane-settings';
import { useLanguage, useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import { recordingOfTrace } from '../state/recordings';
import type { Words } from '../words/words';

/** Of the same kind of lanes: their rates, over games that nobody chose. */
function ratesOf({ rates }: Recording, { lanes }: Trace, about: Words['lanes']) {
  const names = laneNames(
    lanes.map(({ settings }) => settings),
    about,
  );
  return rates.map(({ rate, ci95: [low, high] }, index) => ({
    lane: names[index] ?? '',
    rate: 100 * rate,
    low: 100 * low,
    high: 100 * high,
  }));
}

/** What a recorded run shows, that it was chosen, and how often it goes so; nothing beside a live one. */
export function RecordingNote() {
  const run = useLab((state) => state.run);
  const { recorded: words, lanes: about, language: speech } = useWords();
  const { language } = useLanguage();
  const { trace } = run;
  if (trace === null || !isRecorded(run)) return null;
  const recording = recordingOfTrace(trace);
  if (recording === null) return null;
  const { title, rule } = words.stories[recording.name];
  const day = new Date(recording.date).toLocaleDateString(language, { dateStyle: 'long' });
  const fits = recording.rates.length === trace.lanes.length;
  const games = fits ? recording.rates[0]?.games : undefined;
  return (
    <aside className="recording-note" aria-label={words.label}>
      <p>
        <strong>{words.titled(title)}</strong> {rule}
      </p>
      <p className="note">
        {speech.sentences([
          words.when(day),
          words.chosen(recording.chosen.searched),
          games !== undefined &&
            words.rates(games, recording.ratesOfTask, ratesOf(recording, trace, about)),
        ])}
      </p>
    </aside>
  );
}
