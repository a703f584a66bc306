import { type ReactNode, useEffect, useId, useState } from 'react';
import type { MessageSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { draftOf, hasWords, keepDraft, withWords } from '../state/surgery';
import { textDestination } from '../state/surgery-lanes';
import type { Words } from '../words/words';
import { ActButton, SurgeryPart } from './surgery-parts';

/** Between a key and the count, ms: words are counted when the fingers rest. */
const COUNT_AFTER = 250;

/** How many tokens a text is to the sender; null before it is counted, and without models. */
function useTokens(text: string): { readonly tokens: number; readonly most: number } | null {
  const counted = useLab((state) => state.counted);
  const most = useLab(({ loading }) =>
    loading.kind === 'ready' ? loading.manifest.maxThoughtTokens : null,
  );
  const { countTokens } = useActions();
  const ready = most !== null;
  useEffect(() => {
    if (!ready || text === '') return;
    const timer = setTimeout(() => countTokens(text), COUNT_AFTER);
    return () => clearTimeout(timer);
  }, [text, ready, countTokens]);
  return most === null || counted?.words !== text ? null : { tokens: counted.tokens, most };
}

/** Where the words go as text, told beforehand; null where no lane can give way. */
function textNote(
  lanes: readonly MessageSettings[],
  lane: number,
  { surgery, lanes: about }: Pick<Words, 'surgery' | 'lanes'>,
): string | null {
  const { words } = surgery;
  const to = textDestination(lanes, lane);
  if (to === null) return null;
  const names = laneNames(lanes, about);
  if (to.destination === 'beside') return words.textBeside;
  if (to.destination === 'here') return words.textHere(names[to.lane] ?? '');
  return words.textReplace(names[to.destination] ?? '');
}

export interface SurgeryWordsProps {
  readonly lane: number;
  readonly settings: MessageSettings;
  /** What the sender wrote or was made to write; null before it has. */
  readonly text: string | null;
  readonly onChange: (settings: MessageSettings) => void;
  readonly onText: (words: string) => void;
  /** Takes the words by hand away from every lane. */
  readonly onReset: () => void;
  readonly outcome: ReactNode;
}

/** The chain of thought by hand: sent as words, or read by the sender and sent as its states. */
export function SurgeryWords(props: SurgeryWordsProps) {
  const { lane, settings, text, onChange, onText, onReset, outcome } = props;
  const spoken = useWords();
  const { words } = spoken.surgery;
  const lanes = useLab((state) => state.settings.lanes);
  const error = useLab(
    ({ run }) =>
      run.error ??
      run.trace?.lanes.find((one) => one.settings.words !== undefined && one.failure)?.failure,
  );
  // What a person typed; null shows what is written.
  const [typed, setTyped] = useState<string | null>(() => draftOf(settings));
  const [last, setLast] = useState(text);
  useEffect(() => {
    if (text !== null) setLast(text);
  }, [text]);
  useEffect(() => keepDraft(settings, typed), [settings, typed]);
  // Words that are taken back stay to be written on, also those that a link brought.
  useEffect(() => {
    if (settings.words !== undefined) setTyped((old) => old ?? settings.words ?? null);
  }, [settings.words]);
  const area = useId();
  const [count, sent, problem] = [useId(), useId(), useId()];
  const written = settings.words ?? text ?? last;
  const draft = typed ?? written;
  const own = (draft ?? '').trim();
  const counted = useTokens(own);
  const none = !hasWords(settings) ? words.loop : draft === null ? words.waiting : null;
  if (none !== null) {
    return (
      <SurgeryPart title={words.title} subtitle={words.subtitle}>
        <p className="empty">{none}</p>
      </SurgeryPart>
    );
  }
  const byHand = lanes.flatMap((one) => (one.words === undefined ? [] : [one]));
  const tooLong = counted !== null && counted.tokens > counted.most;
  const failed = error?.code === 'bad-settings' && byHand.length > 0;
  const note = textNote(lanes, lane, spoken);
  const unsendable = tooLong ? problem : null;
  const why = (same: boolean, reason: string): string | null => {
    if (own === '') return words.empty;
    return same ? reason : null;
  };
  const sameText = byHand.some((one) => one.channel === 'text' && one.words === own);
  const unsent = typed !== null && own !== text && !byHand.some((one) => one.words === own);
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
        value={draft ?? ''}
        aria-invalid={tooLong || failed}
        aria-describedby={tooLong || failed ? problem : count}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="note" id={count}>
        {counted !== null && own !== '' && words.count(counted.tokens, counted.most)}
      </p>
      <div role="alert" id={problem}>
        {tooLong && (
          <p className="problem">
            {words.tooLong(counted.tokens, counted.most, counted.tokens - counted.most)}
          </p>
        )}
        {failed && (
          <p className="problem">
            {spoken.errors.told(error.code, error.message)} {words.failed}
          </p>
        )}
      </div>
      {failed && (
        <div className="surgery-actions">
          <ActButton onPress={onReset}>{words.takeBack}</ActButton>
        </div>
      )}
      <p className="note" id={sent}>
        {spoken.language.sentences([
          settings.words !== undefined && !failed && words.active,
          unsent && words.unsent,
          words.note,
          note,
        ])}
      </p>
      <div className="surgery-actions">
        <ActButton
          whyId={unsendable}
          why={why(own === settings.words && !failed, words.sameLatents)}
          onPress={() => onChange(withWords(settings, own))}
        >
          {words.asLatents}
        </ActButton>
        <ActButton
          whyId={unsendable}
          why={note === null ? words.noRoom : why(sameText && !failed, words.sameText)}
          onPress={() => onText(own)}
        >
          {words.asText}
        </ActButton>
        <ActButton
          why={byHand.length === 0 && (typed === null || typed === text) ? words.unchanged : null}
          onPress={() => {
            setTyped(null);
            onReset();
          }}
        >
          {words.reset}
        </ActButton>
      </div>
      {outcome}
    </SurgeryPart>
  );
}
