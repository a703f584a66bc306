import { useEffect, useRef, useState } from 'react';
import type { GameFile, RunSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { EIGHT_VECTORS, rollRound } from '../state/mind-reading';
import { viewOf } from '../state/view-choice';
import { CloseButton } from './close-button';
import { type Score, ZERO } from './mind-reading-result';
import { MindReadingRound } from './mind-reading-round';
import { Prose } from './prose';

/** What the page showed before the game: it comes back when the game is left. */
interface Before {
  readonly settings: RunSettings;
  readonly file: GameFile | null;
}

function useRounds() {
  const settings = useLab((state) => state.settings);
  const file = useLab((state) => state.file);
  const { changeSettings, openGameFile } = useActions();
  const [before, setBefore] = useState<Before | null>(null);
  const [game, setGame] = useState<string | null>(null);
  const next = (): void => {
    const rolled = rollRound(Math.random);
    if (before === null) setBefore({ settings, file });
    setGame(rolled);
    changeSettings({ game: rolled, view: 'uncertain', stepBudget: 20, lanes: [EIGHT_VECTORS] });
  };
  const leave = (): void => {
    setGame(null);
    setBefore(null);
    if (before === null) return;
    if (before.file !== null) openGameFile(before.file);
    // Settings that name no view are older than the views: the round's must not stay.
    changeSettings({ ...before.settings, view: viewOf(before.settings) });
  };
  return { game, next, leave };
}

/** The game in a window over the page: no transcript is in sight. */
function GameWindow(props: {
  game: string;
  score: Score;
  onScore: (score: Score) => void;
  onNext: () => void;
  onLeave: () => void;
}) {
  const { game, score, onScore, onNext, onLeave } = props;
  const { mindReading: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const own = dialog.current;
    own?.showModal();
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="mind-window"
      aria-labelledby="mind-title"
      onCancel={(event) => {
        event.preventDefault();
        onLeave();
      }}
    >
      <header className="mind-head">
        <h2 id="mind-title">{words.title}</h2>
        <p className="mind-score">{words.score(score.rounds, score.player, score.actor)}</p>
        <CloseButton label={words.leave} onPress={onLeave} />
      </header>
      <MindReadingRound
        key={game}
        game={game}
        score={score}
        onScore={onScore}
        onNext={onNext}
        onLeave={onLeave}
      />
    </dialog>
  );
}

/** Guess from eight vectors where an object is, before the actor goes there. */
export function MindReading() {
  const { mindReading: words } = useWords();
  const [score, setScore] = useState<Score>(ZERO);
  const { game, next, leave } = useRounds();
  const start = useRef<HTMLButtonElement>(null);
  const open = game !== null;
  const opened = useRef(false);
  useEffect(() => {
    // The window has to be gone: until then nothing behind it takes the focus.
    if (opened.current && !open) start.current?.focus();
    opened.current = open;
  }, [open]);
  return (
    <section className="mind-entry" aria-label={words.title}>
      <h2>{words.title}</h2>
      {words.rules.map((text) => (
        <Prose key={text} text={text} />
      ))}
      <p>
        <button ref={start} type="button" className="button" onClick={next}>
          {words.start}
        </button>
      </p>
      {score.rounds > 0 && <p>{words.score(score.rounds, score.player, score.actor)}</p>}
      {game !== null && (
        <GameWindow game={game} score={score} onScore={setScore} onNext={next} onLeave={leave} />
      )}
    </section>
  );
}
