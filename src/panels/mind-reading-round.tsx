import { useEffect, useState } from 'react';
import { formatMegabytes } from '../plots/format';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { MOST_GUESSES } from '../state/mind-reading';
import { isBusy } from '../state/run-store';
import { taskSentence } from '../state/run-view';
import { MindReadingGuess } from './mind-reading-guess';
import { MindReadingLens } from './mind-reading-lens';
import { MindReadingResult, type Score } from './mind-reading-result';

export interface RoundProps {
  readonly game: string;
  readonly score: Score;
  readonly onScore: (score: Score) => void;
  readonly onNext: () => void;
  readonly onLeave: () => void;
}

/** Drives the run of this round: first its message, then, once asked for, the whole game. */
function useRoundRun(game: string, playing: boolean) {
  const run = useLab((state) => state.run);
  const { advance, play } = useActions();
  const trace = run.trace?.settings.game === game ? run.trace : null;
  const lane = trace?.lanes[0];
  const written = lane?.message != null;
  const ended = lane !== undefined && lane.outcome !== 'running';
  const waiting = trace !== null && run.phase === 'waiting';
  useEffect(() => {
    // A message comes with a first step: the actor's move is made, and kept out of sight.
    if (waiting && !written) advance();
    else if (waiting && playing && !ended) play();
  }, [waiting, written, playing, ended, advance, play]);
  return { trace, lane, ended, error: trace === null ? null : run.error, busy: isBusy(run.phase) };
}

/** Why there is nothing to read yet. */
function Progress() {
  const { mindReading: words, errors, statusLine, device } = useWords();
  const loading = useLab((state) => state.loading);
  const { load, chooseDevice } = useActions();
  if (loading.kind === 'failed') {
    return (
      <>
        <p className="problem" role="alert">
          {errors.told(loading.error.code, loading.error.message)}
        </p>
        <p className="mind-foot">
          <button type="button" className="button" onClick={load}>
            {statusLine.tryAgain}
          </button>
        </p>
      </>
    );
  }
  if (loading.kind === 'off') {
    return (
      <>
        <p className="empty">{words.off}</p>
        <p className="mind-foot">
          <button type="button" className="button" onClick={() => chooseDevice('auto')}>
            {device.where.loadModels}
          </button>
        </p>
      </>
    );
  }
  const amount =
    loading.kind === 'loading' && loading.total > 0
      ? words.loading(formatMegabytes(loading.loaded), formatMegabytes(loading.total))
      : words.writing;
  return (
    <p className="empty" role="status">
      {amount}
    </p>
  );
}

/** One game: read the lens, guess, let the actor play, compare. */
export function MindReadingRound(props: RoundProps) {
  const { game, score, onScore, onNext, onLeave } = props;
  const { mindReading: words, errors, message } = useWords();
  const [guesses, setGuesses] = useState<readonly string[]>([]);
  const [playing, setPlaying] = useState(false);
  const { trace, lane, ended, error } = useRoundRun(game, playing);
  const lens = lane?.message?.lens;
  const places = trace?.house.places.map(({ name }) => name) ?? [];
  const told = playing && ended && trace !== null;
  const choose = (place: string): void =>
    setGuesses(
      guesses.includes(place)
        ? guesses.filter((other) => other !== place)
        : [...guesses, place].slice(0, MOST_GUESSES),
    );
  const again = (
    <p className="mind-foot">
      <button type="button" className="button" onClick={onNext}>
        {words.next}
      </button>
      <button type="button" className="button is-plain" onClick={onLeave}>
        {words.leave}
      </button>
    </p>
  );
  if (error !== null) {
    return (
      <div className="mind-body">
        <p className="problem" role="alert">
          {errors.told(error.code, error.message)}
        </p>
        {again}
      </div>
    );
  }
  if (lane?.message == null || trace === null) {
    return (
      <div className="mind-body">
        <Progress />
      </div>
    );
  }
  if (lens === undefined || lens.length === 0) {
    return (
      <div className="mind-body">
        <p className="empty">
          {lane.message.noLens === 'untied' ? message.lens.untied : words.noLens}
        </p>
        {again}
      </div>
    );
  }
  return (
    <div className="mind-body">
      <p className="mind-task">{taskSentence(trace.task)}</p>
      <MindReadingLens lens={lens} places={places} guesses={guesses} />
      {told ? (
        <>
          <MindReadingResult trace={trace} guesses={guesses} score={score} onScore={onScore} />
          {again}
        </>
      ) : (
        <MindReadingGuess
          lens={lens}
          places={places}
          guesses={guesses}
          playing={playing}
          step={lane.steps.length}
          onChoose={choose}
          onPlay={() => setPlaying(true)}
        />
      )}
    </div>
  );
}
