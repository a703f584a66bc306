import { type ReactNode, useEffect } from 'react';
import { formatTokens } from '../plots/format';
import type { Ablations, Card, Curves } from '../shared/card';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import type { Measured } from '../state/measurements';
import { useMeasurements } from '../state/measurements-context';
import type { TrainingStage } from '../state/training-story';
import { MeasuredPart } from './measured-part';
import { AblationFigure } from './training-ablations';
import { LogFigures, SuccessCurves } from './training-curves';
import {
  senderSentence,
  type Told,
  tellGain,
  tellUse,
  textActorSentence,
  viewsOf,
} from './training-sentences';

const OTHERS_LOADED = { kind: 'off' } as const;

/** The loading of the tier that the measurements are of; of another tier nothing is told here. */
const useMeasuredTier = () =>
  useLab(({ loading, modelsUrl, ownModelsUrl }) =>
    modelsUrl === ownModelsUrl ? loading : OTHERS_LOADED,
  );

/** Tokens of a stage's log, or of the loaded models' provenance; null where neither is there. */
function useTokens(name: TrainingStage, curves: Curves | null): number | null {
  const loading = useMeasuredTier();
  const logged = curves?.stages[name]?.log.at(-1)?.tokens;
  if (logged !== undefined) return logged;
  return loading.kind === 'ready' ? (loading.manifest.provenance?.tokens[name] ?? null) : null;
}

/** Tokens of later phases of a stage (`actor, second phase`), which have no curves. */
function useLaterTokens(name: TrainingStage): number {
  const loading = useMeasuredTier();
  const tokens = loading.kind === 'ready' ? (loading.manifest.provenance?.tokens ?? {}) : {};
  return Object.entries(tokens)
    .filter(([stage]) => stage.startsWith(`${name}, `))
    .reduce((sum, [, count]) => sum + count, 0);
}

interface StageProps {
  readonly name: TrainingStage;
  readonly curves: Curves | null;
  /** What the stage did; empty where nothing of it was kept. */
  readonly found: string;
  readonly children?: ReactNode;
}

function Stage({ name, curves, found, children }: StageProps) {
  const words = useWords().training;
  const tokens = useTokens(name, curves);
  const later = useLaterTokens(name);
  return (
    <li className="stage">
      <div className="stage-text">
        <h3>
          {words.stages[name]}
          <span className="stage-tokens">
            {tokens === null ? words.tokensAwaited : words.tokens(formatTokens(tokens))}
          </span>
        </h3>
        <p className="stage-what">{words.what[name]}</p>
        <p>{found === '' ? words.found.none : found}</p>
        {later > 0 && <p>{words.later(formatTokens(later))}</p>}
      </div>
      {children !== undefined && <div className="figures">{children}</div>}
    </li>
  );
}

/** The ablations of a stage, wherever the file has any. */
function AblationPart({ of, ablations }: { of: string; ablations: Measured<Ablations> }) {
  const words = useWords().training;
  return (
    <div className="stage-wide">
      <MeasuredPart title={words.ablations.title} file="ablations.json" measured={ablations}>
        {(data) => {
          const runs = data.filter(({ stage }) => stage === of);
          return runs.length === 0 ? (
            <section className="figure" aria-label={words.ablations.title}>
              <h3>{words.ablations.title}</h3>
              <p className="empty">{words.ablations.none}</p>
            </section>
          ) : (
            <AblationFigure stage={of} runs={runs} />
          );
        }}
      </MeasuredPart>
    </div>
  );
}

interface StoryProps {
  readonly curves: Curves;
  readonly card: Card | null;
  readonly ablations: Measured<Ablations>;
}

function Story({ curves, card, ablations }: StoryProps) {
  const { training: words, language } = useWords();
  const sentencesOf = (told: readonly Told[]): string =>
    language.sentences(told.map(({ sentence }) => sentence));
  const { actor, sender_compressed: compressed } = curves.stages;
  const uses = actor === undefined ? [] : viewsOf(actor).map((view) => tellUse(words, actor, view));
  const gains =
    compressed === undefined
      ? []
      : viewsOf(compressed).map((view) => tellGain(words, compressed, view));
  return (
    <ol className="stages">
      <Stage name="base" curves={curves} found={words.found.base} />
      <Stage name="sender" curves={curves} found={senderSentence(words, card)} />
      <Stage name="actor_text" curves={curves} found={textActorSentence(words, actor)} />
      <Stage name="actor" curves={curves} found={sentencesOf(uses)}>
        {actor !== undefined && (
          <>
            {uses.map(({ view, moment }) => (
              <SuccessCurves key={view} {...{ curves, view, moment }} stage={actor} />
            ))}
            <LogFigures curves={curves} stage={actor} />
          </>
        )}
        <AblationPart of="actor" ablations={ablations} />
      </Stage>
      <Stage name="sender_compressed" curves={curves} found={sentencesOf(gains)}>
        {compressed !== undefined && (
          <>
            {gains.map(({ view, moment }) => (
              <SuccessCurves key={view} {...{ curves, view, moment }} stage={compressed} />
            ))}
            <LogFigures curves={curves} stage={compressed} />
          </>
        )}
        <AblationPart of="compressed" ablations={ablations} />
      </Stage>
    </ol>
  );
}

/** The training, told in the order of its stages. */
export function TrainingTab() {
  const { card, ablations, curves, load } = useMeasurements((state) => state);
  const words = useWords().training;
  useEffect(load, [load]);
  return (
    <div className="story-tab">
      <h2>{words.question}</h2>
      <p className="story-lead">{words.lead}</p>
      <MeasuredPart title={words.question} file="curves.json" measured={curves}>
        {(data) => (
          <Story
            curves={data}
            card={card.kind === 'present' ? card.data : null}
            ablations={ablations}
          />
        )}
      </MeasuredPart>
    </div>
  );
}
