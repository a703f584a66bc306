import { useState } from 'react';
import type { BatchSettings, SplitsAsked } from '../lab/batch-settings';
import { formatCount } from '../plots/format';
import { plannedCountOf, SPLIT_CHOICES, TASK_CHOICES } from '../state/batch-choices';
import { useBatch, useBatchActions } from '../state/batch-context';
import { isPlaying, MOST_WORKERS } from '../state/batch-data';
import { missingGames } from '../state/batch-games';
import { useLab } from '../state/lab-context';
import { writeBatchLink } from '../state/link/batch-link';
import { useBatchWords } from '../state/use-batch-words';
import { AskFirst } from './ask-first';
import { BatchConditions } from './batch-conditions';
import { BatchFileInput } from './batch-file-input';
import { ImportedGames } from './batch-games';
import { Choice } from './choice';
import { isWholeNumber } from './disturbance-controls';
import { TextField } from './game-fields';

interface ChecksProps<T extends string> {
  readonly legend: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly notes?: Readonly<Record<T, string>>;
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Several of a few, as native checkboxes. */
function Checks<T extends string>({
  legend,
  options,
  names,
  notes,
  chosen,
  onChange,
}: ChecksProps<T>) {
  return (
    <fieldset className="batch-checks">
      <legend className="field-name">{legend}</legend>
      {options.map((option) => (
        <label key={option} title={notes?.[option]}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) =>
              onChange(
                options.filter((one) => (one === option ? target.checked : chosen.includes(one))),
              )
            }
          />
          {names[option]}
        </label>
      ))}
    </fieldset>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly problem: string;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, least, most, problem, onChange }: NumberProps) {
  return (
    <TextField
      label={label}
      numeric
      value={`${value}`}
      check={(text) => (isWholeNumber(text, least, most) ? null : problem)}
      tidy={(text) => `${Number(text)}`}
      onCommit={(text) => onChange(Number(text))}
    />
  );
}

function Games({ games, change }: { games: SplitsAsked; change: (games: SplitsAsked) => void }) {
  const { batch, batchReport } = useBatchWords();
  const words = batch.form;
  return (
    <>
      <Checks
        legend={words.splits}
        options={SPLIT_CHOICES}
        names={batchReport.splits}
        notes={words.splitNotes}
        chosen={games.splits}
        onChange={(splits) => change({ ...games, splits })}
      />
      <Checks
        legend={words.tasks}
        options={TASK_CHOICES}
        names={batchReport.tasks}
        chosen={games.taskTypes}
        onChange={(taskTypes) => change({ ...games, taskTypes })}
      />
      <NumberField
        label={words.games}
        value={games.games}
        least={1}
        most={100_000}
        problem={words.gamesProblem}
        onChange={(count) => change({ ...games, games: count })}
      />
      <NumberField
        label={words.firstSeed}
        value={games.firstSeed}
        least={0}
        most={999_999_999}
        problem={words.seedProblem}
        onChange={(firstSeed) => change({ ...games, firstSeed })}
      />
    </>
  );
}

/** Copies the settings' address; where that is refused it is put into the address bar. */
function CopyLink({ settings }: { settings: BatchSettings }) {
  const words = useBatchWords().batch.form;
  const [said, say] = useState('');
  const link = writeBatchLink(settings);
  const copy = async (): Promise<void> => {
    if (link === null) {
      say(words.noLink);
      return;
    }
    const address = new URL(link, window.location.href.split('#')[0]).href;
    try {
      await navigator.clipboard.writeText(address);
      say(words.copied);
    } catch {
      window.location.hash = link;
      say(words.notCopied);
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        {words.copyLink}
      </button>
      <span className="note" role="status">
        {said}
      </span>
    </>
  );
}

function Start({ settings }: { settings: BatchSettings }) {
  const words = useBatchWords().batch;
  const phase = useBatch((state) => state.phase);
  const ready = useLab((state) => state.loading.kind === 'ready');
  // Of an opened file nothing is lost: what this browser keeps waits behind it.
  const lost = useBatch(({ batch, openedFrom, aside }) =>
    openedFrom === null ? (batch?.lines.length ?? 0) : (aside?.batch.lines.length ?? 0),
  );
  const { start, openFile } = useBatchActions();
  const games = plannedCountOf(settings);
  const missing = useBatch((state) => missingGames(settings, state.games).length);
  const conditions = settings.conditions.length;
  const busy = isPlaying(phase);
  const can = ready && !busy && games > 0 && conditions > 0 && missing === 0;
  return (
    <div id="batch-start" className="batch-start">
      <p>
        {words.form.total(
          formatCount(games),
          formatCount(conditions),
          formatCount(games * conditions),
        )}
      </p>
      <div className="batch-actions">
        <AskFirst
          className={phase === 'paused' ? 'button' : 'button is-strong'}
          disabled={!can}
          label={phase === 'none' ? words.form.start : words.form.startNew}
          question={lost === 0 ? null : words.progress.forgets(formatCount(lost))}
          yes={words.form.startAndForget}
          no={words.progress.keep}
          onDo={start}
        />
        <BatchFileInput label={words.form.open} disabled={busy} onFile={openFile} />
        <CopyLink settings={settings} />
      </div>
      {!ready && <p className="note">{words.form.waiting}</p>}
    </div>
  );
}

const SOURCES = ['splits', 'files'] as const;

/** What the next batch plays. */
export function BatchForm() {
  const { batch, errors } = useBatchWords();
  const words = batch.form;
  const form = useBatch((state) => state.form);
  const concurrency = useBatch((state) => state.concurrency);
  const error = useBatch((state) => state.error);
  const workers = useBatch((state) => state.workers);
  const { change, changeConcurrency, changeWorkers, chooseSource, dismissError, measureBreadth } =
    useBatchActions();
  const { dismiss } = batch.progress;
  const { games } = form;
  return (
    <section className="batch-form" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Choice
        legend={words.source}
        options={SOURCES.map((value) => ({ value, label: words.sources[value] }))}
        value={games.kind}
        onChange={chooseSource}
      />
      {games.kind === 'files' && <ImportedGames names={games.names} />}
      <div className="batch-fields">
        {games.kind === 'splits' && (
          <Games games={games} change={(changed) => change({ games: changed })} />
        )}
        <NumberField
          label={words.budget}
          value={form.stepBudget}
          least={1}
          most={50}
          problem={words.budgetProblem}
          onChange={(stepBudget) => change({ stepBudget })}
        />
        <NumberField
          label={words.concurrency}
          value={concurrency}
          least={1}
          most={64}
          problem={words.concurrencyProblem}
          onChange={changeConcurrency}
        />
        <NumberField
          label={words.workers}
          value={workers}
          least={1}
          most={MOST_WORKERS}
          problem={words.workersProblem}
          onChange={changeWorkers}
        />
      </div>
      <p className="note">
        {words.concurrencyNote} {words.workersNote}
      </p>
      <label className="batch-option">
        <input
          type="checkbox"
          checked={form.breadth === true}
          onChange={({ target }) => measureBreadth(target.checked)}
        />
        <span>
          {words.breadth} <span className="note">{words.breadthNote}</span>
        </span>
      </label>
      <BatchConditions
        conditions={form.conditions}
        onChange={(conditions) => change({ conditions })}
      />
      <Start settings={form} />
      {error !== null && (
        <p className="problem batch-error" role="alert">
          {errors.told(error.code, error.message)}{' '}
          <button type="button" className="link" onClick={dismissError}>
            {dismiss}
          </button>
        </p>
      )}
    </section>
  );
}
