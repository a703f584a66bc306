import { describeGame, readGame } from '../state/game-choice';
import { useLab } from '../state/lab-context';
import { taskSentence } from '../state/run-view';

/** The task, and what the page is about. */
export function Headline() {
  const game = useLab((state) => state.settings.game);
  const task = useLab((state) => taskSentence(state.run.trace?.task ?? ''));
  const reading = readGame(game);
  const description = reading.kind === 'game' ? describeGame(reading.name) : 'Choose a game';
  return (
    <header className="headline">
      <h1>{task || <span className="awaited">{description}</span>}</h1>
      <p>What reaches the actor is the only difference between the lanes.</p>
    </header>
  );
}
