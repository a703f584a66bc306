import { describeGame, readGame } from '../state/game-choice';
import { useLibrary } from '../state/game-library-context';
import { useLab } from '../state/lab-context';
import { hasAgents, hasPeople } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { taskSentence } from '../state/run-view';
import type { Words } from '../words/words';

/** What the lanes have in common and what not. */
function subtitle(words: Words['headline'], agents: boolean, people: boolean): string {
  if (!agents) return words.alone;
  return people ? words.withPeople : words.agents;
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
  const { headline, gamePicker } = useWords();
  const description = describeGame(readGame(game), gamePicker);
  return (
    <header className="headline">
      <h1>{task || <span className="awaited">{description}</span>}</h1>
      <p>{subtitle(headline, agents, people)}</p>
    </header>
  );
}
