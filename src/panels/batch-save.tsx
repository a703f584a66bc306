import type { BatchFile } from '../lab/batch-file';
import {
  BATCH_FORMATS,
  type BatchFormat,
  batchAs,
  EXTENSIONS,
  methodsOf,
} from '../state/batch-tables';
import { writeBatchLink } from '../state/link/batch-link';
import { useBatchWords } from '../state/use-batch-words';
import { download } from './download';

const TYPES: Readonly<Record<BatchFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  csvTables: 'text/csv',
  markdown: 'text/markdown',
  latex: 'application/x-tex',
  settings: 'application/json',
};

/** The page's address with the batch's settings; null where no link carries them. */
function addressOf({ settings }: BatchFile): string | null {
  const link = writeBatchLink(settings);
  return link === null ? null : new URL(link, window.location.href.split(/[?#]/)[0]).href;
}

/** Files of a batch with the chosen baseline (a message's id; null: the usual ones), the paragraph on methods, and the command that plays it without a browser. */
export function BatchSave({ batch, baseline }: { batch: BatchFile; baseline: string | null }) {
  const { batch: all, batchReport } = useBatchWords();
  const words = all.save;
  const link = addressOf(batch);
  const day = batch.dates.last.slice(0, 10);
  const save = (format: BatchFormat): void => {
    const name = `interlat-lab-batch-${day}.${EXTENSIONS[format]}`;
    download(name, batchAs(format, batch, batchReport, { link, baseline }), TYPES[format]);
  };
  // The address is long: files carry it, and the form copies it.
  const methods = methodsOf(batch, batchReport, { baseline });
  const files = batch.settings.games.kind === 'files' ? ' --files FOLDER' : '';
  const command = `npm run -s evaluate -- batch --settings interlat-lab-batch-${day}.settings.json${files} --processes 2 --out batch.json`;
  return (
    <section className="batch-save" aria-label={words.title}>
      <h3>{words.title}</h3>
      <div className="batch-actions">
        {BATCH_FORMATS.map((format) => (
          <button key={format} type="button" className="button" onClick={() => save(format)}>
            {words[format]}
          </button>
        ))}
      </div>
      <h4>{words.methods}</h4>
      <p className="batch-methods">{methods}</p>
      <p className="note">{words.command}</p>
      <pre className="batch-command">{command}</pre>
    </section>
  );
}
