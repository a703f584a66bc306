import { describeGame, readGame } from '../state/game-choice';
import { useLibrary } from '../state/game-library-context';
import { useLab } from '../state/lab-context';
import { hasAgents, hasPeople } from '../state/lab-store';
import { taskSentence } from '../state/run-view';

/** What the lanes have in common and what not. */
function subtitle(agents: boolean, people: boolean): string {
  if (!agents) return 'You play this game yourself.';
  const difference = 'What reaches the actor is the only difference between the lanes';
  return people ? `${difference} that agents play.` : `${difference}.`;
}

/** The task, and what the page is about. */
export function Headline() {
  const game = useLab((state) => state.settings.game);
  const told = useLab((state) => state.run.trace?.task);
  // A file's task is known before its game is set up.
  const kept = useLibrary((state) => state.held.get(game)?.task);
  const task = taskSentence(told ?? kept ?? '');
  const agents = useLab(hasAgents);
  const people = useLab(hasPeople);
  const description = describeGame(readGame(game));
  return (
    <header className="headline">
      <h1>{task || <span className="awaited">{description}</span>}</h1>
      <p>{subtitle(agents, people)}</p>
    </header>
  );
}
