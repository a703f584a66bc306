import { useRef } from 'react';
import type { MessageSettings } from '../lab/settings';
import { countEdits } from '../state/disturbance';
import { useWords } from '../state/language-context';
import {
  moved,
  settingsBefore,
  withEdits,
  withoutEdits,
  withSenderGame,
  withWords,
} from '../state/surgery';
import { CloseButton } from './close-button';
import { ActButton, SurgeryPart } from './surgery-parts';

export interface SurgeryListProps {
  readonly settings: MessageSettings;
  readonly onChange: (settings: MessageSettings) => void;
}

function ListButton(props: {
  label: string;
  sign: '↑' | '↓';
  disabled: boolean;
  onPress: () => void;
}) {
  const { label, sign, disabled, onPress } = props;
  return (
    <button
      type="button"
      className="button is-square is-plain"
      title={label}
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** What was done to the message, in order. */
export function SurgeryList({ settings, onChange }: SurgeryListProps) {
  const { list: words } = useWords().surgery;
  const { edits = [], words: written, senderGame } = settings;
  const before = settingsBefore(settings);
  const none = countEdits(settings) === 0;
  const undo = useRef<HTMLButtonElement>(null);
  // The button that takes an operation away goes with it.
  const takeAway = (changed: MessageSettings): void => {
    onChange(changed);
    undo.current?.focus();
  };
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      {none && <p className="empty">{words.none}</p>}
      {!none && (
        <ol className="surgery-list">
          {senderGame !== undefined && (
            <li>
              <span>{words.senderGame(senderGame)}</span>
              <CloseButton
                label={words.remove(words.senderGame(senderGame))}
                onPress={() => takeAway(withSenderGame(settings, null))}
              />
            </li>
          )}
          {written !== undefined && (
            <li>
              <span>{words.words}</span>
              <CloseButton
                label={words.remove(words.words)}
                onPress={() => takeAway(withWords(settings, null))}
              />
            </li>
          )}
          {edits.map((edit, place) => {
            const name = words.edit(edit);
            const move = (by: -1 | 1): void =>
              onChange(withEdits(settings, moved(edits, place, by)));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an operation is its place in the order
              <li key={place}>
                <span>{name}</span>
                <ListButton
                  label={words.earlier(name)}
                  sign="↑"
                  disabled={place === 0}
                  onPress={() => move(-1)}
                />
                <ListButton
                  label={words.later(name)}
                  sign="↓"
                  disabled={place === edits.length - 1}
                  onPress={() => move(1)}
                />
                <CloseButton
                  label={words.remove(name)}
                  onPress={() => takeAway(withEdits(settings, edits.toSpliced(place, 1)))}
                />
              </li>
            );
          })}
        </ol>
      )}
      <div className="surgery-actions">
        <ActButton ref={undo} disabled={before === null} onPress={() => before && onChange(before)}>
          {words.undo}
        </ActButton>
        <ActButton disabled={none} onPress={() => onChange(withoutEdits(settings))}>
          {words.clear}
        </ActButton>
      </div>
    </SurgeryPart>
  );
}
