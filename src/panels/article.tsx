import { conditionName } from '../plots/condition-names';
import type { Card, CardView } from '../shared/card';
import { PAPER_MODELS, paperFigures } from '../shared/paper';
import { useWords } from '../state/language-context';
import { SendEight, SendOther } from './article-actions';
import { HouseFigure, WordsFigure } from './article-game';
import { CandidatesFigure, ChoiceFigure, PositionsFigure } from './article-latents';
import { CardFigure, differenceSentence, Section } from './article-parts';
import { Figure } from './figure';

type Pair = readonly [view: CardView, condition: string];
type Name =
  | 'text'
  | 'words'
  | 'hedging'
  | 'latent'
  | 'k8'
  | 'none'
  | 'commitment'
  | 'rest'
  | 'cross';

/** Sentences of paired differences, those that were measured. */
function useDifferences() {
  const { article: words, language } = useWords();
  return (card: Card, pairs: readonly (readonly [Pair, Name, Pair, Name])[]): string =>
    language.sentences(
      pairs.map(([first, firstName, second, secondName]) =>
        differenceSentence(
          words,
          card,
          { view: first[0], condition: first[1], name: words.names[firstName] },
          { view: second[0], condition: second[1], name: words.names[secondName] },
        ),
      ),
    );
}

const UNSURE = 'uncertain';
const LATENT: Pair = [UNSURE, 'latent'];
const TEXT: Pair = [UNSURE, 'text'];
const EIGHT: Pair = [UNSURE, 'k8'];
const NONE: Pair = [UNSURE, 'none'];

const PAPER_ROWS = ['none', 'text', 'latent', 'k8', 'cross-task'];

/** The paper's own table, named as the paper's. */
function PaperTable() {
  const { article: words, conditions } = useWords();
  const show = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  return (
    <Figure
      title={words.limits.paper}
      definition="paperTable"
      subtitle={words.limits.paperSubtitle}
      source={<p className="source">{words.paperLabel}</p>}
      table={null}
      shown={{
        columns: [words.limits.paperColumns.message, ...PAPER_MODELS],
        rows: PAPER_ROWS.map((condition) => [
          conditionName(conditions, condition),
          ...(paperFigures(condition) ?? []).map(
            ({ seen, unseen }) => `${show(seen)} / ${show(unseen)}`,
          ),
        ]),
      }}
    />
  );
}

/** What is said, what is sent, why eight vectors can do, and what is not shown. */
export function Article() {
  const { article: words } = useWords();
  const differences = useDifferences();
  const { task, state, eight, breaks, limits } = words;
  return (
    <div className="article-body">
      <Section title={task.title} paragraphs={task.paragraphs}>
        <HouseFigure />
      </Section>
      <Section title={words.words.title} paragraphs={words.words.paragraphs}>
        <WordsFigure />
        <CardFigure
          title={words.words.card}
          rows={[NONE, TEXT, [UNSURE, 'script-named'], LATENT]}
          sentence={(card) => differences(card, [[LATENT, 'latent', TEXT, 'text']])}
        />
      </Section>
      <Section title={state.title} paragraphs={state.paragraphs}>
        <CandidatesFigure />
        <CardFigure
          title={state.card}
          rows={[LATENT, [UNSURE, 'commitment-certain'], [UNSURE, 'rest-certain'], TEXT]}
          sentence={(card) =>
            differences(card, [
              [[UNSURE, 'commitment-certain'], 'commitment', LATENT, 'latent'],
              [[UNSURE, 'rest-certain'], 'rest', LATENT, 'latent'],
            ])
          }
        />
      </Section>
      <Section title={eight.title} paragraphs={eight.paragraphs} actions={<SendEight />}>
        <PositionsFigure />
        <CardFigure
          title={eight.card}
          rows={[
            LATENT,
            EIGHT,
            [UNSURE, 'k4'],
            [UNSURE, 'k2'],
            [UNSURE, 'k1'],
            [UNSURE, 'kept-8'],
            [UNSURE, 'untrained-8'],
          ]}
          sentence={(card) => differences(card, [[EIGHT, 'k8', LATENT, 'latent']])}
        />
      </Section>
      <Section title={breaks.title} paragraphs={breaks.paragraphs} actions={<SendOther />}>
        <ChoiceFigure />
        <CardFigure
          title={breaks.card}
          rows={[
            LATENT,
            [UNSURE, 'white-noise-1'],
            [UNSURE, 'cov-noise-1.0-corpus'],
            [UNSURE, 'cov-gauss-mu-corpus'],
            [UNSURE, 'random-rot-corpus'],
            [UNSURE, 'cross-task'],
            NONE,
          ]}
          sentence={(card) => differences(card, [[[UNSURE, 'cross-task'], 'cross', NONE, 'none']])}
        />
      </Section>
      <Section title={limits.title} paragraphs={limits.paragraphs}>
        <CardFigure
          title={limits.planner}
          rows={[
            ['planner', 'none'],
            ['planner', 'text'],
            ['planner', 'latent'],
            ['planner', 'k8'],
          ]}
          sentence={(card) =>
            differences(card, [
              [['planner', 'latent'], 'latent', ['planner', 'text'], 'words'],
              [['planner', 'k8'], 'k8', ['planner', 'text'], 'words'],
            ])
          }
        />
        <CardFigure
          title={limits.hedging}
          rows={[TEXT, ['hedging', 'text', words.hedgingRow], LATENT, EIGHT]}
          sentence={(card) =>
            differences(card, [
              [LATENT, 'latent', ['hedging', 'text'], 'hedging'],
              [EIGHT, 'k8', ['hedging', 'text'], 'hedging'],
            ])
          }
        />
        <PaperTable />
      </Section>
    </div>
  );
}
