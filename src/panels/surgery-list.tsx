import { type ReactNode, useId, useRef } from 'react';
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
  readonly outcome: ReactNode;
}

function ListButton(props: {
  label: string;
  sign: '↑' | '↓';
  /** Why it cannot be moved that way; null where it can. */
  why: string | null;
  onPress: () => void;
}) {
  const { label, sign, why, onPress } = props;
  return (
    <button
      type="button"
      className="button is-square is-plain"
      title={why ?? label}
      aria-label={label}
      aria-description={why ?? undefined}
      aria-disabled={why !== null}
      onClick={() => {
        if (why === null) onPress();
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** What was done to the message, in order. */
export function SurgeryList({ settings, onChange, outcome }: SurgeryListProps) {
  const { list: words } = useWords().surgery;
  const { edits = [], words: written, senderGame } = settings;
  const before = settingsBefore(settings);
  const none = countEdits(settings) === 0;
  const nothing = useId();
  const undo = useRef<HTMLButtonElement>(null);
  // The button that takes an operation away goes with it.
  const takeAway = (changed: MessageSettings): void => {
    onChange(changed);
    undo.current?.focus();
  };
  return (
    <SurgeryPart title={words.title} subtitle={words.subtitle}>
      {none && (
        <p className="empty" id={nothing}>
          {words.none}
        </p>
      )}
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
                  why={place === 0 ? words.first : null}
                  onPress={() => move(-1)}
                />
                <ListButton
                  label={words.later(name)}
                  sign="↓"
                  why={place === edits.length - 1 ? words.last : null}
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
        <ActButton
          ref={undo}
          why={before === null ? words.nothingBefore : null}
          onPress={() => before && onChange(before)}
        >
          {words.undo}
        </ActButton>
        <ActButton whyId={none ? nothing : null} onPress={() => onChange(withoutEdits(settings))}>
          {words.clear}
        </ActButton>
      </div>
      {outcome}
    </SurgeryPart>
  );
}
