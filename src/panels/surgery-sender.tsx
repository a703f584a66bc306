import { type ReactNode, useId } from 'react';
import type { MessageSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { canHold, withEdits, withSenderGame } from '../state/surgery';
import type { Destination } from '../state/surgery-lanes';
import { viewOf } from '../state/view-choice';
import { ActButton, SurgeryPart } from './surgery-parts';
import { useWhereNote } from './surgery-where';
import { GameField } from './surgery-whole';

export interface SurgerySenderProps {
  readonly settings: MessageSettings;
  readonly onChange: (settings: MessageSettings) => void;
  readonly outcome: ReactNode;
}

export interface SurgeryHouseProps extends SurgerySenderProps {
  /** Plays another game, with these settings for the lane. */
  readonly onPlay: (game: string, settings: MessageSettings) => void;
}

/** The sender writes for one game, the actor plays another. */
export function SurgeryHouse({ settings, onChange, onPlay, outcome }: SurgeryHouseProps) {
  const { house: words } = useWords().surgery;
  const played = useLab((state) => state.settings.game);
  const { senderGame } = settings;
  const holds = canHold(played);
  const file = useId();
  const playIn = (game: string): void =>
    onPlay(game, senderGame === undefined ? withSenderGame(settings, played) : settings);
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      {senderGame !== undefined && (
        <p className="surgery-held">
          {words.holding(senderGame)} {senderGame === played && words.same}
        </p>
      )}
      {!holds && senderGame === undefined && (
        <p className="note" id={file}>
          {words.file}
        </p>
      )}
      {(holds || senderGame !== undefined) && (
        <GameField label={words.play} game={played} onCommit={playIn} />
      )}
      <div className="surgery-actions">
        {senderGame === undefined ? (
          <ActButton
            whyId={holds ? null : file}
            onPress={() => onChange(withSenderGame(settings, played))}
          >
            {words.hold}
          </ActButton>
        ) : (
          <ActButton onPress={() => onChange(withSenderGame(settings, null))}>
            {words.release}
          </ActButton>
        )}
      </div>
      {outcome}
    </SurgeryPart>
  );
}

export interface SurgerySwapProps extends SurgerySenderProps {
  /** Its place, from 0. */
  readonly lane: number;
  readonly destination: Destination;
}

/** One click: a certain sender's states before the named places, or everywhere else. */
export function SurgerySwap({ lane, settings, destination, onChange, outcome }: SurgerySwapProps) {
  const { swap: words } = useWords().surgery;
  const view = useLab((state) => viewOf(state.settings));
  const { changeSettings } = useActions();
  const where = useWhereNote(lane, destination);
  const { edits = [], compression } = settings;
  const active = edits.find((edit) => edit.kind === 'certain');
  const at = active?.kind === 'certain' ? active.at : null;
  const others = edits.filter((edit) => edit.kind !== 'certain');
  const use = (chosen: 'places' | 'rest' | null): void => {
    // First of all: the swap needs the steps as the sender wrote them.
    const swap = chosen === null ? [] : [{ kind: 'certain', at: chosen } as const];
    onChange(withEdits(settings, [...swap, ...others]));
  };
  const unsure = view === 'uncertain';
  const full = compression === 'full';
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      <p>{words.note}</p>
      {!unsure && (
        <>
          <p className="note">{words.view}</p>
          <div className="surgery-actions">
            <ActButton onPress={() => changeSettings({ view: 'uncertain' })}>
              {words.toView}
            </ActButton>
          </div>
        </>
      )}
      {unsure && !full && <p className="note">{words.full}</p>}
      {unsure && full && outcome === null && <p className="note">{where}</p>}
      {unsure && full && (
        <div className="surgery-actions">
          {(['places', 'rest'] as const).map((where) => (
            <ActButton key={where} pressed={at === where} onPress={() => use(where)}>
              {words[where]}
            </ActButton>
          ))}
          <ActButton why={at === null ? words.none : null} onPress={() => use(null)}>
            {words.off}
          </ActButton>
        </div>
      )}
      {outcome}
    </SurgeryPart>
  );
}
