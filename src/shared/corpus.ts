/**
 * `corpus/<view>.json` beside a tier: what the messages of many dev games have in common
 * (models/measure_corpus.py). The worker reads the whole of it, for perturbations of scope `corpus`; the
 * page reads what the map of messages needs. Both readings are made of the same parts.
 */
import * as v from 'valibot';
import { base64ToInt16 } from './base64';
import { Float32Base64, packed } from './base64-schema';
import { LabError } from './errors';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Base64 of little-endian int16, each a thousandth. */
const Thousandths = packed('16-bit numbers', (text) =>
  base64ToInt16(text).map((value) => value / 1000),
);

/** sha256 of the sender's files, by path: statistics of other models mean nothing. */
const Models = v.record(v.string(), v.string());

const MOMENTS = {
  messages: Count,
  /** Steps of all messages together. */
  rows: Count,
  /** `[dim]`. */
  mean: Float32Base64,
};

const Statistics = v.pipe(
  v.strictObject({
    ...MOMENTS,
    /** The upper triangle of the covariance `[dim, dim]`, row by row, diagonal included. */
    covariance: Float32Base64,
  }),
  v.check(
    ({ mean: { length }, covariance }) => covariance.length === (length * (length + 1)) / 2,
    'The covariance does not fit the mean',
  ),
  v.transform(({ covariance, ...rest }) => ({
    ...rest,
    /** `[dim, dim]`, row-major. */
    covariance: fullMatrix(covariance, rest.mean.length),
  })),
);

const Point = v.tuple([v.number(), v.number()]);

/** The two directions in which the rows of full messages differ most. */
const DIRECTIONS = {
  /** `[2, dim]`, of length 1; a row is placed at `components · (row − mean of thoughts)`. */
  components: Float32Base64,
  /** Shares of the whole variance. */
  explained: Point,
};

/** A message on the map. */
const PLACED = {
  game: v.string(),
  taskType: v.string(),
  /** Where the mean of the message's rows stands. */
  mean: Point,
  /** The mean of the message's rows less `thoughts.mean`, `[dim]`; older files have none. */
  vector: v.exactOptional(Thousandths),
};

interface Projected {
  readonly thoughts: { readonly mean: Float32Array };
  readonly map: { readonly components: Float32Array };
}

/** The components are as wide as the rows that they are of. */
const fits = ({ thoughts, map }: Projected): boolean =>
  map.components.length === 2 * thoughts.mean.length;
const NOT_TWO = 'The components are not 2 × dim numbers';

const CorpusSchema = v.pipe(
  v.strictObject({
    format: v.literal(1),
    view: v.string(),
    models: Models,
    date: v.string(),
    /** Of full messages of hidden states. */
    thoughts: Statistics,
    /** Of eight trained latent steps; null where the models were not trained for eight. */
    k8: v.nullable(Statistics),
    map: v.strictObject({
      ...DIRECTIONS,
      /** Older files also have the places of some messages' rows, which nothing reads. */
      messages: v.array(v.object(PLACED)),
    }),
  }),
  v.check((corpus) => fits(corpus), NOT_TWO),
);

export type Corpus = v.InferOutput<typeof CorpusSchema>;
export type CorpusMoments = Corpus['thoughts'];

const SENDER_FILE = /^sender(-wasm)?\.onnx$/;

/** What the map of messages needs of the file: covariances are passed over, not unpacked. */
export const CorpusMapSchema = v.pipe(
  v.object({
    models: Models,
    thoughts: v.object(MOMENTS),
    map: v.object({ ...DIRECTIONS, messages: v.array(v.object(PLACED)) }),
  }),
  v.check((corpus) => fits(corpus), NOT_TWO),
  v.transform(({ models, thoughts, map }) => ({
    models: Object.values(models),
    /** sha256 of the sender's file. */
    sender: Object.entries(models).find(([path]) => SENDER_FILE.test(path))?.[1] ?? '',
    ...thoughts,
    components: map.components,
    explained: map.explained,
    games: map.messages.map(({ game, taskType, mean, vector }) => ({
      game,
      task: taskType,
      mean,
      vector: vector ?? null,
    })),
  })),
);

export type CorpusMap = v.InferOutput<typeof CorpusMapSchema>;

/** The text of a corpus file, checked. Throws a LabError 'corpus-invalid'. */
export function parseCorpus(text: string): Corpus {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  const result = v.safeParse(CorpusSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalid(`${issue.message}, at ${v.getDotPath(issue) ?? 'its top level'}`);
}

function invalid(reason: string): LabError {
  return new LabError(
    'corpus-invalid',
    `The corpus statistics are not what this page understands (${reason}). Choose the message scope, or other models.`,
  );
}

function fullMatrix(triangle: Float32Array, dim: number): Float32Array {
  const matrix = new Float32Array(dim * dim);
  let place = 0;
  for (let row = 0; row < dim; row++) {
    for (let column = row; column < dim; column++) {
      const value = triangle[place++] as number;
      matrix[row * dim + column] = value;
      matrix[column * dim + row] = value;
    }
  }
  return matrix;
}
