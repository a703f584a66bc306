import { useEffect, useId, useState } from 'react';
import type { MessageSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import {
  canHold,
  hasWords,
  textPlace,
  withEdits,
  withSenderGame,
  withWords,
} from '../state/surgery';
import { viewOf } from '../state/view-choice';
import { ActButton, SurgeryPart } from './surgery-parts';
import { GameField } from './surgery-whole';

export interface SurgerySenderProps {
  readonly lane: number;
  readonly settings: MessageSettings;
  readonly onChange: (settings: MessageSettings) => void;
}

/** The sender writes for one game, the actor plays another. */
export function SurgeryHouse({ lane, settings, onChange }: SurgerySenderProps) {
  const { house: words } = useWords().surgery;
  const played = useLab((state) => state.settings.game);
  const lanes = useLab((state) => state.settings.lanes);
  const { changeSettings } = useActions();
  const { senderGame } = settings;
  const holds = canHold(played);
  const playIn = (game: string): void => {
    const held = senderGame ?? played;
    const next = withSenderGame(settings, held);
    changeSettings({ game, lanes: lanes.map((old, index) => (index === lane ? next : old)) });
  };
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      {senderGame !== undefined && (
        <p className="surgery-held">
          {words.holding(senderGame)} {senderGame === played && words.same}
        </p>
      )}
      {!holds && senderGame === undefined && <p className="note">{words.file}</p>}
      {(holds || senderGame !== undefined) && (
        <GameField label={words.play} game={played} onCommit={playIn} />
      )}
      <div className="surgery-actions">
        {senderGame === undefined ? (
          <ActButton disabled={!holds} onPress={() => onChange(withSenderGame(settings, played))}>
            {words.hold}
          </ActButton>
        ) : (
          <ActButton onPress={() => onChange(withSenderGame(settings, null))}>
            {words.release}
          </ActButton>
        )}
      </div>
    </SurgeryPart>
  );
}

/** The chain of thought by hand: sent as words, or read by the sender and sent as its states. */
export function SurgeryWords({
  settings,
  onChange,
  text,
}: SurgerySenderProps & {
  /** What the sender wrote or was made to write; null before it has. */
  readonly text: string | null;
}) {
  const { words } = useWords().surgery;
  const run = useLab((state) => state.settings);
  const { changeLane, changeSettings } = useActions();
  const [draft, setDraft] = useState(settings.words ?? text ?? '');
  const area = useId();
  const written = settings.words ?? text;
  useEffect(() => {
    if (written !== null) setDraft(written);
  }, [written]);
  if (!hasWords(settings)) {
    return (
      <SurgeryPart title={words.title} subtitle={words.subtitle}>
        <p className="empty">{words.loop}</p>
      </SurgeryPart>
    );
  }
  if (written === null && draft === '') {
    return (
      <SurgeryPart title={words.title} subtitle={words.subtitle}>
        <p className="empty">{words.waiting}</p>
      </SurgeryPart>
    );
  }
  const place = textPlace(run, MOST_LANES);
  const own = draft.trim();
  const sendText = (): void => {
    if (place === 'new') {
      const lane = withWords(fullMessage('text'), own);
      changeSettings({ lanes: [...run.lanes, lane] });
    } else if (place !== null) {
      const lane = run.lanes[place];
      if (lane !== undefined) changeLane(place, withWords(lane, own));
    }
  };
  const reset = (): void => {
    const lanes = run.lanes.map((lane) =>
      lane.words === undefined ? lane : withWords(lane, null),
    );
    setDraft(text ?? '');
    if (lanes.some((lane, index) => lane !== run.lanes[index])) changeSettings({ lanes });
  };
  const sent = run.lanes.some((lane) => lane.words !== undefined);
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      <label className="field-name" htmlFor={area}>
        {words.label}
      </label>
      <textarea
        id={area}
        className="mono surgery-words"
        rows={8}
        spellCheck={false}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <p className="note">
        {settings.words !== undefined && `${words.active} `}
        {place === null ? words.noRoom : words.note}
      </p>
      <div className="surgery-actions">
        <ActButton
          disabled={own === '' || own === settings.words}
          onPress={() => onChange(withWords(settings, own))}
        >
          {words.asLatents}
        </ActButton>
        <ActButton disabled={own === '' || place === null} onPress={sendText}>
          {words.asText}
        </ActButton>
        <ActButton disabled={!sent && draft === (text ?? '')} onPress={reset}>
          {words.reset}
        </ActButton>
      </div>
    </SurgeryPart>
  );
}

/** One click: a certain sender's states before the named places, or everywhere else. */
export function SurgerySwap({ settings, onChange }: SurgerySenderProps) {
  const { swap: words } = useWords().surgery;
  const view = useLab((state) => viewOf(state.settings));
  const { changeSettings } = useActions();
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
      {unsure && full && (
        <div className="surgery-actions">
          {(['places', 'rest'] as const).map((where) => (
            <ActButton key={where} pressed={at === where} onPress={() => use(where)}>
              {words[where]}
            </ActButton>
          ))}
          <ActButton disabled={at === null} onPress={() => use(null)}>
            {words.off}
          </ActButton>
        </div>
      )}
    </SurgeryPart>
  );
}
