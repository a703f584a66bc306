import { useId } from 'react';
import type { LaneTrace } from '../lab/trace';
import { useLab } from '../state/lab-context';
import { canOpen } from '../state/lab-data';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { isBusy } from '../state/run-store';
import { useShare, useShareActions } from '../state/share-context';
import { changedModels } from '../state/shared-run-view';
import { rescueFocus } from './focus';
import { LoadTierOfRun } from './load-tier';
import { named } from './named';
import { SharedRunLanes } from './shared-run-lanes';

const NO_MODELS: Readonly<Record<string, string>> = {};
const NO_LANES: readonly LaneTrace[] = [];
/** So many lanes are compared in a row; more would leave no room for the transcripts. */
const BESIDE = 3;

/** `2026-11-25 22:21 UTC` */
const readableDate = (date: string): string =>
  `${date.slice(0, 16).replace('T', ' ')}${date.endsWith('Z') ? ' UTC' : ''}`;

/** A run that somebody else made: where it is from, and how it compares with the same run made here. */
export function SharedRunPanel() {
  const { share, models: about, lanes: laneWords } = useWords();
  const words = share.shared;
  const roleName = (role: string): string => named(about.source.roles, role);
  const title = useId();
  const shared = useShare((state) => state.shared);
  const rerun = useShare((state) => state.rerun);
  const waits = useShare((state) => state.waitsForFile !== null);
  const { runHere, showAgain, dismissShared } = useShareActions();
  const ready = useLab(canOpen);
  const busy = useLab(({ run }) => isBusy(run.phase));
  const finished = useLab(({ run }) => run.phase === 'finished');
  const here = useLab(({ loading }) => (loading.kind === 'ready' ? loading.models : NO_MODELS));
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  if (shared === null) return waits ? <p className="status">{words.waiting}</p> : null;
  const { source, settings } = shared.trace;
  const changed = changedModels(source.models, here);
  const models = Object.entries(source.models).map(
    ([role, hash]) => `${roleName(role)} ${hash.slice(0, 8)}`,
  );
  const names = laneNames(settings.lanes, laneWords);
  return (
    <section className="shared-run" aria-labelledby={title}>
      <header>
        <h2 id={title}>{words.title}</h2>
        <p>
          {words.source(readableDate(source.date), source.backend)}
          {models.length > 0 && (
            <>
              {' · '}
              {words.models} <span className="mono">{models.join(', ')}</span>
            </>
          )}
        </p>
      </header>
      {shared.agrees === false && <p className="shared-warning">{words.disagrees}</p>}
      {changed.length > 0 && (
        <p className="shared-warning">{words.otherModels(changed.map(roleName).join(', '))}</p>
      )}
      {rerun && (
        <SharedRunLanes
          there={shared.trace.lanes}
          here={lanes}
          names={names}
          folded={names.length > BESIDE}
        />
      )}
      <div className="shared-buttons">
        <LoadTierOfRun source={source} />
        {(!rerun || finished) && (
          <button
            type="button"
            className="button"
            aria-disabled={!ready || busy}
            onClick={() => {
              if (ready && !busy) runHere();
            }}
          >
            {rerun ? words.runAgain : words.runHere}
          </button>
        )}
        {!ready && <span className="note">{words.notReady}</span>}
        {rerun && (
          <button type="button" className="button" onClick={showAgain}>
            {words.showAgain}
          </button>
        )}
        <button
          type="button"
          className="link"
          onClick={() => {
            dismissShared();
            requestAnimationFrame(rescueFocus);
          }}
        >
          {words.forget}
        </button>
      </div>
    </section>
  );
}
