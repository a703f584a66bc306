import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { toCsv } from '../shared/csv';
import { useWords } from '../state/language-context';
import { download } from './download';
import type { FigureTable } from './figure';
import { figureSvg, hasPicture, type PictureWords, pngOf } from './figure-picture';

export interface SaveMenuProps {
  readonly figure: RefObject<HTMLElement | null>;
  readonly title: string;
  readonly subtitle: string;
  readonly sentence: string;
  readonly table: FigureTable | null;
}

/** `interlat-lab-size-of-the-message` */
function fileName(title: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `interlat-lab-${plain.replace(/^-|-$/g, '').slice(0, 60)}`;
}

type Format = 'svg' | 'png' | 'csv';

/** Saves a figure as it is drawn now, or its table. */
export function SaveMenu({ figure, title, subtitle, sentence, table }: SaveMenuProps) {
  const words = useWords().share.save;
  const [formats, setFormats] = useState<readonly Format[] | null>(null);
  const [failed, setFailed] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (formats !== null) menu.current?.querySelector('button')?.focus();
  }, [formats]);
  const close = (): void => {
    setFormats(null);
    opener.current?.focus();
  };
  const open = (): void => {
    const drawn = figure.current !== null && hasPicture(figure.current);
    setFailed(false);
    setFormats([...(drawn ? (['svg', 'png'] as const) : []), ...(table ? (['csv'] as const) : [])]);
  };
  const save = async (format: Format): Promise<void> => {
    const element = figure.current;
    const name = `${fileName(title)}.${format}`;
    close();
    if (format === 'csv') {
      if (table !== null) download(name, toCsv(table.columns, table.rows), 'text/csv');
      return;
    }
    if (element === null) return;
    const source = element.querySelector('.source')?.textContent ?? '';
    const day = new Date().toISOString().slice(0, 10);
    const about: PictureWords = {
      title,
      subtitle,
      sentence,
      // A source that says when it was measured is enough.
      source: ['Interlat Lab', source, /\d{4}-\d{2}-\d{2}/.test(source) ? '' : day]
        .filter((part) => part !== '')
        .join(' · '),
    };
    try {
      const svg = figureSvg(element, about);
      if (format === 'svg') download(name, svg, 'image/svg+xml');
      else download(name, await pngOf(svg));
    } catch {
      setFailed(true);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <span className="save-menu">
      <button
        ref={opener}
        type="button"
        className="link"
        aria-expanded={formats !== null}
        onClick={() => (formats === null ? open() : close())}
      >
        {words.button}
      </button>
      {formats !== null && (
        <fieldset
          ref={menu}
          className="save-formats"
          onKeyDown={onKeyDown}
          onBlur={(event) => {
            const next = event.relatedTarget;
            const stays = event.currentTarget.contains(next) || next === opener.current;
            if (!stays) setFormats(null);
          }}
        >
          <legend className="visually-hidden">{words.menu(title)}</legend>
          {formats.map((format) => (
            <button key={format} type="button" className="link" onClick={() => void save(format)}>
              {words[format]}
            </button>
          ))}
        </fieldset>
      )}
      {failed && <span role="alert">{words.failed}</span>}
    </span>
  );
}
