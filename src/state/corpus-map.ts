/**
 * The map of other games' messages, `corpus/<view>.json` of a tier: the two directions in which their
 * latents vary most, and where each message lies.
 */
import * as v from 'valibot';
import { base64ToFloat32 } from '../shared/base64';

const Float32Base64 = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return base64ToFloat32(dataset.value);
    } catch {
      addIssue({ message: 'Not base64 of float32 numbers' });
      return NEVER;
    }
  }),
);

/**
 * Until `src/shared/corpus.ts` holds the schema that the worker reads as well: what the map needs of
 * the file. Other entries are passed over.
 */
export const CorpusMapSchema = v.pipe(
  v.object({
    /** sha256 of the model files by role. */
    models: v.record(v.string(), v.string()),
    /** Messages and rows that the directions were fitted on. */
    messages: v.number(),
    rows: v.number(),
    /** `[2, dim]`, of length 1 each. */
    components: Float32Base64,
    /** `[dim]` */
    mean: Float32Base64,
    /** Shares of the variance. */
    explained: v.tuple([v.number(), v.number()]),
    /** A message each: its task type, and the mean of its rows on the map. */
    games: v.array(v.object({ task: v.string(), mean: v.tuple([v.number(), v.number()]) })),
  }),
  v.check(
    ({ components, mean }) => components.length === 2 * mean.length,
    'The components are not 2 × dim numbers',
  ),
);

export type CorpusMap = v.InferOutput<typeof CorpusMapSchema>;
