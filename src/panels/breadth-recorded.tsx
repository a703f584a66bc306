import { useState } from 'react';
import { formatCount } from '../plots/format';
import type { Card, CardView } from '../shared/card';
import { ownTierOf } from '../shared/own-tiers';
import {
  type BreadthMessage,
  breadthMessages,
  breadthViews,
  runIsOfCard,
  writerHashes,
} from '../state/breadth-view';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { BreadthKey } from './breadth-key';
import { messageInText, stepName } from './breadth-names';
import { pairSentences, paperSentence } from './breadth-sentences';
import { BreadthSide, MessageChoice } from './breadth-side';
import { Choice } from './choice';
import { Figure, type FigureTable } from './figure';
import { splitName } from './models-rows';
import { Commands } from './models-source';
import { useDates } from './use-dates';

const RANKS = [1, 2, 3, 4, 5, 6] as const;

/** Whether the run on the page was written by the models that were measured. */
function SameRun({ card }: { card: Card }) {
  const source = useLab((state) => state.run.trace?.source);
  const loading = useLab((state) => state.loading);
  const { breadth, device } = useWords();
  const { recorded } = breadth;
  const { names } = device.own;
  const manifest = loading.kind === 'ready' ? loading.manifest : null;
  const same = source === undefined ? null : runIsOfCard(card, source, manifest);
  if (same === null) return null;
  if (same) return <p className="note">{recorded.same}</p>;
  const named = (hashes: readonly string[]): string => {
    const tier = ownTierOf(hashes);
    return tier === null ? '' : names[tier];
  };
  const run = named(Object.values(source?.models ?? {}));
  return <p className="other-models">{recorded.other(run, named(Object.values(card.models)))}</p>;
}

function useTable(messages: readonly BreadthMessage[]): FigureTable {
  const words = useWords().breadth;
  const { columns } = words.recorded;
  return {
    columns: [
      columns.message,
      columns.step,
      columns.percentile,
      ...RANKS.map((rank) => columns.top(String(rank))),
    ],
    rows: messages.flatMap((message) =>
      [...message.steps, ...message.aligned].flatMap((step) =>
        step.bands.map((shares, index) => [
          messageInText(words, message),
          stepName(words, step.step),
          (100 * index) / (step.bands.length - 1),
          ...shares.map((share) => share.toFixed(3)),
        ]),
      ),
    ),
  };
}

interface SidesProps {
  readonly card: Card;
  readonly view: CardView;
  readonly messages: readonly BreadthMessage[];
}

const find = (messages: readonly BreadthMessage[], wanted: string): BreadthMessage | null =>
  messages.find(({ condition }) => condition === wanted) ?? null;

function RecordedFigure({ card, view, messages }: SidesProps) {
  const words = useWords();
  const { recorded } = words.breadth;
  const dates = useDates();
  const [one, chooseOne] = useState<string | null>('k8');
  const [other, chooseOther] = useState<string | null>('untrained-8');
  const first = find(messages, one ?? '') ?? messages[0];
  const second = other === null ? null : find(messages, other);
  const table = useTable([first, second].filter((message) => message != null));
  if (first === undefined) return null;
  const tasks = Math.max(...messages.flatMap(({ steps }) => steps.map(({ games }) => games)));
  const tier = ownTierOf(Object.values(card.models));
  const tierName = tier === null ? '' : words.device.own.names[tier];
  const command = card.commands.filter((line) => line.includes('measure_breadth'));
  const pair = second === null ? [] : pairSentences(words, first, second);
  return (
    <Figure
      title={recorded.title}
      definition="breadthTasks"
      subtitle={recorded.subtitle(
        formatCount(tasks),
        words.rail.views[view],
        splitName(words.models, first.split),
      )}
      sentence={words.language.sentences([...pair, paperSentence(words)])}
      source={
        <div className="source">
          <p>{recorded.sources(tierName, dates(card.dates), writerHashes(card))}</p>
          {command.length > 0 && <Commands commands={command} />}
        </div>
      }
      table={table}
    >
      <BreadthKey />
      <div className="breadth-sides">
        <section aria-label={messageInText(words.breadth, first)}>
          <MessageChoice
            legend={recorded.first}
            messages={messages}
            chosen={first}
            optional={false}
            onChoose={chooseOne}
          />
          <BreadthSide message={first} />
        </section>
        <section
          aria-label={second === null ? recorded.second : messageInText(words.breadth, second)}
        >
          <MessageChoice
            legend={recorded.second}
            messages={messages}
            chosen={second}
            optional
            onChoose={chooseOther}
          />
          {second !== null && <BreadthSide message={second} />}
        </section>
      </div>
      <p className="note">{recorded.crossTask}</p>
      <SameRun card={card} />
    </Figure>
  );
}

/** Bands over many tasks, from the tier's card; two messages beside each other. */
export function BreadthRecorded({ card }: { card: Card }) {
  const { breadth, rail } = useWords();
  const { recorded } = breadth;
  const views = breadthViews(card);
  const [chosen, choose] = useState<CardView | null>(null);
  const view = chosen ?? views[0];
  if (view === undefined) {
    return (
      <section className="figure" aria-label={recorded.title}>
        <h3>{recorded.title}</h3>
        <p className="empty">{recorded.none}</p>
      </section>
    );
  }
  return (
    <>
      {views.length > 1 && (
        <Choice
          legend={recorded.view}
          options={views.map((value) => ({ value, label: rail.views[value] }))}
          value={view}
          onChange={choose}
        />
      )}
      <RecordedFigure key={view} card={card} view={view} messages={breadthMessages(card, view)} />
    </>
  );
}
