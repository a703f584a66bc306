import { formatCount, formatPercent } from '../plots/format';
import { StackedBarsPlot, StackedKey } from '../plots/stacked-bars-plot';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { type ContextSize, contextSize } from '../state/message-sizes';
import { Figure, type FigureTable } from './figure';
import { type NamedLane, useNamedLanes } from './use-shown-latent';
import { useWidth } from './use-width';

/** What a context consists of; each of its kind from the whole run. */
const CONTEXT_PARTS = ['intro', 'message', 'commands', 'answers'] as const;

interface Row extends NamedLane {
  readonly size: ContextSize;
}

const isWhole = ({ size }: Row): boolean => size.intro !== null && size.answers !== null;

function useSentence(rows: readonly Row[]): string {
  const { context: say } = useWords().message;
  const [longest] = rows.toSorted((one, other) => other.size.message - one.size.message);
  if (longest === undefined) return '';
  const { name, size } = longest;
  const total = formatCount(size.total);
  const share = formatPercent(size.message / size.total);
  return isWhole(longest) && size.size !== null
    ? say.sentence(name, total, formatCount(size.size), share)
    : say.sentenceShare(name, total, share);
}

function useTable(rows: readonly Row[]): FigureTable | null {
  const { columns } = useWords().message.context;
  if (rows.length === 0) return null;
  return {
    columns: [
      columns.lane,
      columns.thought,
      ...CONTEXT_PARTS.map((part) => columns[part]),
      columns.total,
      columns.size,
    ],
    rows: rows.map((row) => [
      row.name,
      row.size.thought ?? '–',
      ...CONTEXT_PARTS.map((part) => row.size[part] ?? '–'),
      isWhole(row) ? row.size.total : '–',
      row.size.size ?? '–',
    ]),
  };
}

/** What the actor's context holds after the step shown, beside the most that it can hold. */
export function ContextSizes() {
  const { message: words, lanes: about } = useWords();
  const { context: say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const named = useNamedLanes();
  const step = useLab(shownStep);
  const rows = named.flatMap((one): Row[] => {
    const size = contextSize(one.lane, step);
    return size === null ? [] : [{ ...one, size }];
  });
  const people = named.filter(({ lane }) => lane.settings.channel === 'human');
  const most = rows.find(({ size }) => size.size !== null)?.size.size ?? null;
  const totalOf = (row: Row): string => {
    const { total, size } = row.size;
    if (!isWhole(row)) return say.least(formatCount(total));
    return say.total(formatCount(total), size === null ? '' : formatPercent(total / size));
  };
  return (
    <Figure
      title={say.title}
      definition="context"
      subtitle={say.subtitle(formatCount(step))}
      sentence={useSentence(rows)}
      model="actor"
      table={useTable(rows)}
    >
      {rows.length > 0 && (
        <ul className="latency-keys">
          {CONTEXT_PARTS.map((part) => (
            <li key={part}>
              <StackedKey kind="context" part={part} />
              {say.parts[part]}
            </li>
          ))}
        </ul>
      )}
      <div ref={frame}>
        {width > 0 && rows.length > 0 && (
          <StackedBarsPlot
            width={width}
            kind="context"
            parts={CONTEXT_PARTS.map((key) => ({ key, name: say.parts[key] }))}
            format={formatCount}
            disturbedPart="message"
            most={most === null ? null : { value: most, text: say.size(formatCount(most)) }}
            label={rows.map((row) => say.label(row.name, totalOf(row))).join('; ')}
            bars={rows.map((row) => ({
              lane: row.name,
              name: about.channels[row.lane.settings.channel],
              detail: row.detail,
              channel: row.lane.settings.channel,
              disturbed: isPerturbed(row.lane.settings),
              values: CONTEXT_PARTS.map((part) => row.size[part]),
              total: totalOf(row),
            }))}
          />
        )}
      </div>
      {rows.length === 0 && people.length === 0 && <p className="empty">{say.waiting}</p>}
      {!rows.every(isWhole) && <p className="empty">{say.missing}</p>}
      {people.length > 0 && (
        <p className="empty">{say.person(people.map(({ name }) => name).join(', '))}</p>
      )}
    </Figure>
  );
}
