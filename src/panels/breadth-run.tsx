import { max, median } from 'd3-array';
import { useId, useMemo, useState } from 'react';
import type { LaneTrace, Trace } from '../lab/trace';
import { type BreadthPoint, BreadthStepsPlot } from '../plots/breadth-steps-plot';
import { formatNats } from '../plots/format';
import { breadthOfLane, type LaneBreadth, type MessageStep } from '../state/breadth-view';
import { type CommitmentStep, commitmentSteps } from '../state/commitment';
import { useLab } from '../state/lab-context';
import { isPerturbed, laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { tokenTexts } from '../state/latent-view';
import { formatShare } from './breadth-sentences';
import { Figure, type FigureTable } from './figure';
import { useDates } from './use-dates';
import { useSetting } from './use-shown-latent';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];
const RANKS = [1, 2, 3, 4, 5, 6] as const;

/** One decimal; above 100 none. */
const formatOpen = (effective: number): string => effective.toFixed(effective >= 100 ? 0 : 1);

const medianOpen = (steps: readonly MessageStep[]): number =>
  median(steps, ({ effective }) => effective) ?? 1;

/** Where the words commit to a place: of the message as it was sent, and as it was written. */
interface Commitments {
  readonly sent: readonly CommitmentStep[];
  readonly written: readonly CommitmentStep[];
}

function useCommitments(lane: LaneTrace, { sent, written }: LaneBreadth): Commitments {
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const setting = useSetting();
  return useMemo(() => {
    const { message } = lane;
    if (message === null) return { sent: [], written: [] };
    const texts = tokenTexts(lanes);
    const found = commitmentSteps(message, setting, texts);
    const all = message.chainOfThought?.tokens.map((_, token) => token) ?? [];
    // A full message has a row a token before it is changed; else rows are only told where none moved.
    const before =
      written?.length === all.length
        ? commitmentSteps({ ...message, tokenOfStep: all }, setting, texts)
        : written?.length === sent.length
          ? found
          : [];
    return { sent: found, written: before };
  }, [lane, lanes, setting, sent, written]);
}

/** What the message says: where its words commit to a place, else where it is most open. */
function useSentence({ sent, written }: LaneBreadth, [first]: readonly CommitmentStep[]): string {
  const { run } = useWords().breadth;
  const committed = first && sent[first.step];
  const named = sent.filter((step) => step.named);
  const [widest] = (named.length > 0 ? named : sent).toSorted(
    (one, other) => other.effective - one.effective,
  );
  if (widest === undefined) return '';
  const all = formatOpen(medianOpen(sent));
  const open = formatOpen(widest.effective);
  const place = String((committed ?? widest).step);
  const said =
    committed !== undefined
      ? run.openCommitted(place, first?.place ?? '', formatOpen(committed.effective), all)
      : named.length > 0
        ? run.openNamed(place, widest.word ?? '', open, String(named.length), all)
        : run.openStep(place, widest.top, open, all);
  return written === null ? said : `${said} ${run.change(all, formatOpen(medianOpen(written)))}`;
}

function useTable({ sent, written }: LaneBreadth): FigureTable {
  const { run } = useWords().breadth;
  const { columns } = run;
  const sides = [{ name: run.sent, steps: sent }];
  if (written !== null) sides.push({ name: run.written, steps: written });
  return {
    columns: [
      columns.message,
      columns.step,
      columns.word,
      columns.likeliest,
      ...RANKS.map((rank) => columns.top(String(rank))),
      columns.entropy,
      columns.open,
    ],
    rows: sides.flatMap(({ name, steps }) =>
      steps.map((step) => [
        name,
        step.step,
        step.word ?? '',
        step.top,
        ...step.cumulative.map((share) => share.toFixed(3)),
        step.entropy.toFixed(3),
        step.effective.toFixed(2),
      ]),
    ),
  };
}

interface SideProps {
  readonly name: string;
  readonly steps: readonly MessageStep[];
  readonly commitments: readonly CommitmentStep[];
  readonly highest: number;
  readonly disturbed: boolean;
}

function Side({ name, steps, commitments, highest, disturbed }: SideProps) {
  const { run } = useWords().breadth;
  const [frame, width] = useWidth<HTMLDivElement>();
  const points = steps.map((step): BreadthPoint => {
    const committed = commitments.find((one) => one.step === step.step - 1);
    const word = committed?.place ?? step.word ?? step.top;
    return {
      step: step.step,
      cumulative: step.cumulative,
      effective: step.effective,
      named: step.named,
      committed: committed !== undefined,
      word,
      label: run.point(
        String(step.step),
        word,
        formatShare(step.cumulative[0] ?? 0),
        formatNats(step.entropy),
        formatOpen(step.effective),
      ),
    };
  });
  return (
    <div ref={frame}>
      {width > 0 && (
        <BreadthStepsPlot
          width={width}
          points={points}
          highest={highest}
          format={formatOpen}
          names={{ hypotheses: run.hypotheses, shares: run.shares, axis: run.axis }}
          disturbed={disturbed}
          label={run.plot(name, String(steps.length), formatOpen(medianOpen(steps)))}
        />
      )}
    </div>
  );
}

/** `live · wasm · 25 Nov 2026 · sender-compressed 1a2b3c4d` */
function useSource(source: Trace['source'], { settings }: LaneTrace): string {
  const dates = useDates();
  const { breadth, models } = useWords();
  const { kinds } = breadth.run;
  const role = settings.compression === 'trained' ? 'sender-compressed' : 'sender';
  const hash = source.models[role] ?? source.models.sender;
  return [
    kinds[source.kind],
    source.backend,
    dates([source.date]),
    hash && `${models.source.roles[role in source.models ? role : 'sender']} ${hash.slice(0, 8)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

interface LaneFigureProps {
  readonly lane: LaneTrace;
  readonly name: string;
  readonly breadth: LaneBreadth;
  readonly source: Trace['source'];
  readonly choice: React.ReactNode;
}

function LaneFigure({ lane, name, breadth, source, choice }: LaneFigureProps) {
  const { run } = useWords().breadth;
  const { sent, written } = breadth;
  const highest = max([...sent, ...(written ?? [])], ({ effective }) => effective) ?? 1;
  const disturbed = isPerturbed(lane.settings);
  const marked = sent.some((step) => step.named);
  const commitments = useCommitments(lane, breadth);
  return (
    <Figure
      title={run.title}
      definition="breadthRun"
      subtitle={run.subtitle}
      sentence={useSentence(breadth, commitments.sent)}
      source={<p className="source">{useSource(source, lane)}</p>}
      table={useTable(breadth)}
    >
      {choice}
      <div className="breadth-run">
        {written !== null && <h4>{run.sent}</h4>}
        <Side
          name={name}
          steps={sent}
          commitments={commitments.sent}
          highest={highest}
          disturbed={disturbed}
        />
        {written !== null && (
          <>
            <h4>{run.written}</h4>
            <Side
              name={run.written}
              steps={written}
              commitments={commitments.written}
              highest={highest}
              disturbed={false}
            />
          </>
        )}
      </div>
      {marked && (
        <p className="note">
          {run.marks}
          {commitments.sent.length > 0 && ` ${run.commitments}`}
        </p>
      )}
    </Figure>
  );
}

/** The same shares along the steps of the message of a lane of this run. */
export function BreadthRun() {
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const source = useLab((state) => state.run.trace?.source);
  const { breadth, lanes: about, message } = useWords();
  const { run } = breadth;
  const select = useId();
  const [chosen, choose] = useState<number | null>(null);
  const named = useMemo(() => {
    const names = laneNames(
      lanes.map(({ settings }) => settings),
      about,
    );
    return lanes.map((lane, index) => ({
      lane,
      index,
      name: names[index] ?? '',
      found: breadthOfLane(lane),
    }));
  }, [lanes, about]);
  const latent = named.filter(({ found }) => found.kind !== 'wordless');
  const shown =
    latent.find(({ index }) => index === chosen) ??
    latent.find(({ found }) => found.kind === 'measured') ??
    latent[0];
  const choice = latent.length > 1 && shown !== undefined && (
    <div className="field breadth-lane">
      <label className="field-name" htmlFor={select}>
        {run.lane}
      </label>
      <select
        id={select}
        value={shown.index}
        onChange={(event) => choose(Number(event.target.value))}
      >
        {latent.map(({ index, name }) => (
          <option key={index} value={index}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
  if (shown?.found.kind === 'measured' && source !== undefined) {
    const { lane, name, found } = shown;
    return (
      <LaneFigure lane={lane} name={name} breadth={found.breadth} source={source} choice={choice} />
    );
  }
  const kind = shown?.found.kind;
  const why =
    kind === 'unread' || kind === 'unmade'
      ? kind
      : kind === 'awaited' || lanes.length === 0
        ? 'awaited'
        : 'wordless';
  return (
    <section className="figure" aria-label={run.title}>
      <header>
        <h3>{run.title}</h3>
        <p>{run.subtitle}</p>
      </header>
      {choice}
      <p className="empty">
        {shown?.lane.message?.noLens === 'untied' ? message.lens.untied : run[why]}
      </p>
    </section>
  );
}
