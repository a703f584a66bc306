import type { LatentStep } from '../lab/trace';
import {
  formatCount,
  formatHypotheses,
  formatNats,
  formatProbability,
  showToken,
} from '../plots/format';
import { NextTokenPlot } from '../plots/next-token-plot';
import { useWords } from '../state/language-context';
import { writtenStep } from '../state/latent-view';
import { Figure } from './figure';
import { moveBetweenOptions } from './roving';
import type { ShownLatent } from './use-shown-latent';
import { useWidth } from './use-width';

const SHOWN = 10;

function emittedToken({ message }: ShownLatent, step: number): number | null {
  const place = message.tokenOfStep?.[step] ?? null;
  return place === null ? null : (message.chainOfThought?.tokens[place] ?? null);
}

const sameLens = (one: LatentStep, other: LatentStep): boolean =>
  one.entropy === other.entropy &&
  one.top.every(
    ({ token, probability }, rank) =>
      token === other.top[rank]?.token && probability === other.top[rank]?.probability,
  );

function Distribution(props: { name: string; of: LatentStep; written: number | null }) {
  const { name, of, written } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const top = of.top.slice(0, SHOWN);
  const label = top
    .map(({ text, probability }) => `${showToken(text)} ${formatProbability(probability)}`)
    .join('; ');
  return (
    <section data-channel="latent">
      {name !== '' && <h4>{name}</h4>}
      <div ref={frame}>
        {width > 0 && (
          <NextTokenPlot
            width={width}
            channel="latent"
            top={top}
            written={written}
            shown={SHOWN}
            label={label}
          />
        )}
      </div>
    </section>
  );
}

/** What the chosen step says through the LM head, as written and as sent. */
export function MessageLens({ shown }: { shown: ShownLatent }) {
  const { message: words, language } = useWords();
  const { lens: say } = words;
  const { message, step, emitted, rows } = shown;
  const sent = message.lens?.[step];
  const name = words.step(formatCount(step + 1), emitted[step] ?? '');
  const title = say.title(name);
  if (sent === undefined) {
    return (
      <Figure title={title} definition="lens" subtitle={say.subtitle} table={null}>
        <p className="empty">{message.noLens === 'untied' ? say.untied : say.missing}</p>
      </Figure>
    );
  }
  const origin = writtenStep(message, step);
  const before = origin === null ? undefined : message.written?.lens[origin];
  const changed = before !== undefined && !sameLens(before, sent);
  const token = emittedToken(shown, step);
  const found = sent.top.find((one) => one.token === token);
  const parts = [
    say.sentence(name, formatNats(sent.entropy), formatHypotheses(sent.entropy)),
    token === null
      ? ''
      : found === undefined
        ? say.emittedBelow(emitted[step] ?? '')
        : say.emitted(showToken(found.text), formatProbability(found.probability)),
    changed ? say.changed(formatNats(before.entropy), formatHypotheses(before.entropy)) : '',
    message.written !== undefined && origin === null ? say.lost : '',
  ];
  const { compared } = say;
  const sides = changed
    ? [
        { name: compared.written, of: before },
        { name: compared.sent, of: sent },
      ]
    : [{ name: '', of: sent }];
  const { columns } = words;
  return (
    <Figure
      title={title}
      definition="lens"
      subtitle={say.subtitle}
      sentence={language.sentences(parts)}
      model="sender"
      table={{
        columns: [
          ...(changed ? [compared.column] : []),
          columns.rank,
          columns.top,
          columns.probability,
        ],
        rows: sides.flatMap(({ name: side, of }) =>
          of.top
            .slice(0, SHOWN)
            .map(({ text, probability }, rank) => [
              ...(changed ? [side] : []),
              rank + 1,
              showToken(text),
              formatProbability(probability),
            ]),
        ),
      }}
    >
      <StepSlider value={step} rows={rows} shown={shown} />
      <div className="lens-sides">
        {sides.map(({ name: side, of }) => (
          <Distribution key={side} name={side} of={of} written={token} />
        ))}
      </div>
    </Figure>
  );
}

/** The way through the steps beside the bars themselves. */
function StepSlider(props: { value: number; rows: number; shown: ShownLatent }) {
  const { value, rows, shown } = props;
  const { message: words } = useWords();
  if (rows === 1) return null;
  return (
    <input
      type="range"
      className="lens-step"
      min={1}
      max={rows}
      value={value + 1}
      aria-label={words.columns.step}
      aria-valuetext={words.step(formatCount(value + 1), shown.emitted[value] ?? '')}
      onChange={(event) => shown.select(Number(event.target.value) - 1)}
    />
  );
}

interface OverviewProps {
  readonly shown: ShownLatent;
  readonly pointed: number | null;
  readonly onPoint: (step: number | null) => void;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
};

/** The most likely token of every step, to choose from. */
export function MessageOverview({ shown, pointed, onPoint }: OverviewProps) {
  const { message: words } = useWords();
  const { overview: say, columns } = words;
  const { lens = [] } = shown.message;
  if (lens.length === 0) return null;
  const tops = lens.map(({ top }) => top[0]);
  const shares = tops.map((top) => top?.probability ?? 0);
  const open = shares.filter((share) => share < 0.5).length;
  return (
    <Figure
      title={say.title}
      definition="overview"
      subtitle={say.subtitle}
      sentence={say.sentence(
        formatCount(lens.length),
        formatCount(open),
        formatProbability(median(shares)),
      )}
      model="sender"
      table={{
        columns: [
          columns.step,
          columns.top,
          columns.probability,
          columns.entropy,
          columns.hypotheses,
        ],
        rows: lens.map(({ entropy }, step) => [
          step + 1,
          showToken(tops[step]?.text ?? ''),
          formatProbability(shares[step] ?? 0),
          formatNats(entropy),
          formatHypotheses(entropy),
        ]),
      }}
    >
      <div
        className="overview"
        role="listbox"
        aria-label={say.list(shown.name)}
        aria-orientation="horizontal"
        data-channel="latent"
        data-few={lens.length <= 16}
        onKeyDown={(event) => moveBetweenOptions(event, shown.select)}
      >
        {tops.map((top, step) => {
          const share = formatProbability(shares[step] ?? 0);
          const token = showToken(top?.text ?? '');
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              key={step}
              role="option"
              className="overview-step"
              data-step={step}
              data-pointed={step === pointed}
              aria-selected={step === shown.step}
              tabIndex={step === shown.step ? 0 : -1}
              onFocus={() => shown.select(step)}
              onPointerEnter={() => onPoint(step)}
              onPointerLeave={() => onPoint(null)}
            >
              <span className="overview-number">{step + 1}</span>
              <span className="overview-token mono">{token}</span>
              <span className="overview-share">{share}</span>
              <span className="overview-bar" style={{ width: `${100 * (shares[step] ?? 0)}%` }} />
            </div>
          );
        })}
      </div>
    </Figure>
  );
}
