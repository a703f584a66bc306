import { useState } from 'react';
import {
  changeGame,
  DEFAULT_GAME,
  DEFAULT_PARTS,
  type GameName,
  gameProblem,
  readGame,
  rollSeed,
  seedProblem,
  tasksOf,
  tidyGame,
} from '../state/game-choice';
import { useLibrary, useLibraryActions } from '../state/game-library-context';
import { sentenceOf } from '../state/game-library-import';
import { readGamePath } from '../state/game-library-path';
import { gameParts, gameTitle, shortPath } from '../state/game-library-words';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import type { Said } from '../state/said';
import { download } from './download';
import { GameDifficulty } from './game-difficulty';
import { Select, TextField } from './game-fields';
import { Icon } from './icons';

function GameParts({ name }: { name: GameName }) {
  const { changeSettings } = useActions();
  const { gamePicker: words } = useWords();
  const change = (part: Partial<GameName>): void =>
    changeSettings({ game: changeGame(name, part) });
  const tasks = Object.fromEntries(tasksOf(name.room).map((task) => [task, words.tasks[task]]));
  return (
    <>
      <div className="field-pair">
        <Select
          label={words.split}
          names={words.splits}
          value={name.split}
          onChange={(split) => change({ split })}
        />
        <Select
          label={words.room}
          names={words.rooms}
          value={name.room}
          onChange={(room) => change({ room })}
        />
      </div>
      <div className="field-pair">
        <Select
          label={words.task}
          names={tasks as Record<typeof name.task, string>}
          value={name.task}
          onChange={(task) => change({ task })}
        />
        <TextField
          label={words.seed}
          numeric
          value={String(name.seed)}
          check={(text) => seedProblem(text, words)}
          tidy={(text) => String(Number(text))}
          onCommit={(text) => change({ seed: Number(text) })}
        >
          <button
            type="button"
            className="button is-square"
            title={words.roll}
            aria-label={words.roll}
            onClick={() => change({ seed: rollSeed(Math.random()) })}
          >
            <Icon name="dice" />
          </button>
        </TextField>
      </div>
    </>
  );
}

function GeneratedGame({ game }: { game: string }) {
  const words = useWords();
  const { changeSettings } = useActions();
  const reading = readGame(game);
  // A link may carry a name that is none: the parts then start from the page's own game.
  const parts = reading.kind === 'game' ? reading.name : DEFAULT_PARTS;
  return (
    <>
      <GameParts name={parts} />
      <GameDifficulty name={parts} onChange={(changed) => changeSettings({ game: changed })} />
      <TextField
        label={words.gamePicker.name}
        value={game}
        check={(text) => gameProblem(text, words.errors)}
        tidy={tidyGame}
        onCommit={(text) => changeSettings({ game: text })}
      />
    </>
  );
}

interface FileGameProps {
  readonly game: string;
  readonly title: string;
  readonly agent: string | null;
}

/** What is played came from a file: which one, and the way back. */
function FileGame({ game, title, agent }: FileGameProps) {
  const words = useWords();
  const kept = useLibrary((state) => state.held.get(game));
  const { changeSettings } = useActions();
  const path = kept === undefined ? null : readGamePath(kept.path);
  return (
    <div className="file-game">
      <strong>{path === null ? title : gameTitle(path, kept?.task)}</strong>
      {path?.task != null && <p>{gameParts(words, path).join(' · ')}</p>}
      {agent !== null && <p>{words.gamePicker.playedBy(agent)}</p>}
      {path !== null && (
        <p className="note" title={path.path}>
          {words.gamePicker.fileBefore}
          <span className="mono">{shortPath(path)}</span>
          {words.gamePicker.fileAfter}
        </p>
      )}
      <button type="button" className="link" onClick={() => changeSettings({ game: DEFAULT_GAME })}>
        {words.gamePicker.back}
      </button>
    </div>
  );
}

function GameFiles({ game }: { game: string }) {
  const words = useWords();
  const { show } = useLibraryActions();
  const kept = useLibrary((state) => state.held.get(game));
  const notices = useLibrary((state) => state.notices);
  const shown = useLibrary((state) => state.shown);
  const [problem, setProblem] = useState<{ said: Said } | null>(null);
  const [note, setNote] = useState<{ game: string; said: Said } | null>(null);
  const save = async (): Promise<void> => {
    try {
      const { saveGame } = await import('../state/game-library-export');
      const saved = saveGame(game, kept);
      download(saved.fileName, saved.bytes);
      setNote(saved.note === null ? null : { game, said: saved.note });
      setProblem(null);
    } catch (thrown) {
      setProblem({ said: sentenceOf(thrown) });
    }
  };
  return (
    <>
      <div className="game-files">
        <button type="button" className="button" onClick={show}>
          {words.gamePicker.openFiles}
        </button>
        <button type="button" className="button" onClick={() => void save()}>
          {words.gamePicker.save}
        </button>
      </div>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem.said(words)}
        </p>
      )}
      {note?.game === game && (
        <p className="note" role="status">
          {note.said(words)}
        </p>
      )}
      {!shown &&
        notices
          .map((said) => said(words))
          .map((notice) => (
            <p key={notice} className="note" role="status">
              {notice}
            </p>
          ))}
    </>
  );
}

/** Which game is played: a generated one by its parts or its whole name, or one from a file. */
export function GamePicker() {
  const game = useLab((state) => state.settings.game);
  const reading = readGame(game);
  return (
    <div className="fields">
      {reading.kind === 'file' ? (
        <FileGame game={game} title={reading.title} agent={reading.agent} />
      ) : (
        <GeneratedGame game={game} />
      )}
      <GameFiles game={game} />
    </div>
  );
}
