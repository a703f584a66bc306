/** What a report needs of a language; src/words has it for each one. Figures come as they are written. */
import type { TaskType } from '../alfworld/domain';
import type { Split } from '../alfworld/game-name';
import type { NonInferiority } from '../shared/paired';
import type { MadeWith } from './batch-differences';
import type { BatchPart } from './batch-figures';
import type { BatchOutcome } from './batch-line';
import type { SenderView } from './sender-views';
import type { Perturbation } from './settings';

type Text = string;
type Texts = (values: readonly string[]) => string;
type Text1 = (value: string) => string;
type Text2 = (one: string, other: string) => string;
type Text3 = (first: string, second: string, third: string) => string;
type Text4 = (first: string, second: string, third: string, fourth: string) => string;

export interface ConditionWords {
  readonly none: Text;
  readonly text: Text;
  readonly latent: Text;
  readonly human: Text;
  readonly trained: Text1;
  readonly untrained: Text1;
  readonly kept: Text1;
  readonly truncated: Text1;
  readonly kinds: Readonly<Record<Exclude<Perturbation['kind'], 'none'>, Text>>;
  readonly strength: Text1;
  readonly scopes: Readonly<Record<'corpus' | 'message', Text>>;
  readonly seed: Text1;
  readonly steps: Text1;
  readonly edits: Text1;
  /** `CovNoise, of Trained K = 8`. */
  readonly of: Text2;
  readonly join: Text;
  readonly paper: Readonly<Record<'cot-full' | 'no-cot', Text>>;
}

export interface ReportWords {
  readonly conditions: ConditionWords;
  readonly views: Readonly<Record<SenderView, Text>>;
  readonly splits: Readonly<Record<Split | 'files', Text>>;
  readonly tasks: Readonly<Record<TaskType | 'other', Text>>;
  readonly rooms: Readonly<Record<string, Text>>;
  readonly ranks: readonly Text[];
  readonly columns: {
    readonly condition: Text;
    readonly split: Text;
    readonly games: Text;
    readonly success: Text;
    readonly steps: Text;
    readonly stepsOfWins: Text;
    readonly difference: Text1;
    readonly p: Text;
    readonly losesLess: Text1;
    readonly positions: Text;
    readonly bytes: Text;
    readonly time: Text;
    readonly failed: Text;
    readonly receptacles: Text;
    readonly repeated: Text;
    readonly inadmissible: Text;
    readonly second: Text;
    readonly nearTies: Text;
    readonly paper: Text1;
    readonly paperSeconds: Text1;
    readonly latentStep: Text1;
  };
  readonly losesLess: Readonly<Record<NonInferiority, Text>>;
  readonly tables: {
    readonly channels: Text1;
    readonly compression: Text1;
    readonly exploration: Text1;
    readonly tasks: Text1;
    readonly rooms: Text1;
    readonly ranks: Text1;
    readonly like: Readonly<Record<BatchPart, Text>>;
    readonly sentence: Text1;
    readonly caption: Text2;
    readonly latex: Text;
    readonly subtitle: Text1;
    readonly groupSubtitle: Text1;
    readonly explorationSubtitle: Text;
    readonly breadth: Text1;
    readonly breadthSubtitle: Text;
  };
  readonly notes: {
    readonly complete: Text;
    readonly provisional: Text2;
    readonly failed: Text1;
    readonly planner: Text;
    readonly plannerAlone: Text;
    readonly roomless: Text;
    readonly knowing: Text1;
    readonly paired: Text1;
    readonly nonInferiority: Text2;
    readonly shared: Text2;
    readonly breadth: Text;
  };
  readonly findings: {
    readonly above: Text3;
    readonly below: Text3;
    readonly none: Text3;
    readonly item: Text4;
    readonly many: Text3;
    readonly nothing: Text;
    readonly noBaseline: Text;
    readonly join: Text;
  };
  readonly compare: {
    readonly parts: Readonly<Record<MadeWith, Text>>;
    readonly roles: Readonly<Record<string, Text>>;
    readonly partOf: Text2;
    readonly differs: Text3;
    readonly unknown: Text;
    readonly unlike: Texts;
    readonly same: Text;
    readonly greedy: Text;
    readonly sampled: Text3;
    readonly files: Text1;
    readonly planned: Text4;
    readonly title: Text1;
    readonly subtitle: Text1;
    readonly here: Text;
    readonly there: Text;
    readonly difference: Text;
    readonly steps: Text;
    readonly disagree: Text;
    readonly disagreeing: Text;
    readonly paired: Text1;
    readonly agree: Text2;
    readonly none: Text;
    readonly of: Text2;
    readonly files2: Text2;
    readonly line: Text4;
    readonly outcomes: Readonly<Record<BatchOutcome, Text>>;
  };
  readonly methods: {
    readonly title: Text;
    readonly games: (
      count: string,
      splits: readonly Text[],
      tasks: string,
      first: string,
    ) => string;
    readonly gamesOfFiles: Text1;
    readonly allTasks: Text;
    readonly sameGames: Text2;
    readonly views: Texts;
    readonly greedy: Text;
    readonly sampled: Text3;
    readonly messages: Text;
    readonly compressed: Text;
    readonly perturbed: Texts;
    readonly breadth: Text;
    readonly statistics: Text;
    readonly baselines: Texts;
    readonly against: Text2;
    readonly parts: Readonly<Record<BatchPart, Text>>;
    readonly margin: Text2;
    readonly steps: Text1;
    readonly inFlight: Text2;
    readonly machines: Texts;
    readonly machine: (
      host: string,
      processor: string | null,
      cores: string | null,
      commit: string | null,
    ) => string;
    readonly models: Text2;
    readonly backend: Text3;
    readonly dates: Text2;
    readonly partial: Text2;
    readonly link: Text1;
    readonly list: Texts;
  };
}
