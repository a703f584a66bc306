import { useEffect, useId, useRef } from 'react';
import { useWords } from '../state/language-context';

export interface ShortcutsSheetProps {
  readonly open: boolean;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly onClose: () => void;
}

/** The keys, and the switch that turns them off. */
export function ShortcutsSheet({ open, on, onSwitch, onClose }: ShortcutsSheetProps) {
  const { shortcuts: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    return () => dialog.current?.close();
  }, [open]);
  const { keys } = words;
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[words.space], keys.run],
    [['.'], keys.step],
    [['←', '→'], keys.back],
    [['Home', 'End'], keys.ends],
    [['1', '2', '3', '4'], keys.lane],
    [['[', ']'], keys.tab],
    [['t'], keys.theme],
    [['?'], keys.help],
  ];
  return (
    <dialog className="shortcuts" ref={dialog} aria-labelledby={title} onClose={onClose}>
      <div className="shortcuts-head">
        <h2 id={title}>{words.title}</h2>
        <button type="button" className="button" onClick={onClose}>
          {words.done}
        </button>
      </div>
      <table>
        <thead className="visually-hidden">
          <tr>
            <th>{words.key}</th>
            <th>{words.does}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([names, meaning]) => (
            <tr key={meaning}>
              <td>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="shortcuts-switch">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.target.checked)} />
        {words.use}
      </label>
      <p className="note">{words.note}</p>
    </dialog>
  );
}
