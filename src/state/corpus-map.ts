/**
 * The map of other games' messages, from `corpus/<view>.json` of a tier: the two directions in which
 * the rows of full messages vary most, and where the messages lie.
 */
import * as v from 'valibot';
import { Float32Base64 } from '../shared/base64-schema';

/**
 * What the map needs of the file; other entries are passed over. The worker reads the whole of it,
 * covariances and all (src/shared/corpus.ts).
 */
export const CorpusMapSchema = v.pipe(
  v.object({
    /** sha256 of the sender's files, by path. */
    models: v.record(v.string(), v.string()),
    /** Of full messages: how many, their rows, and the rows' mean `[dim]`. */
    thoughts: v.object({ messages: v.number(), rows: v.number(), mean: Float32Base64 }),
    map: v.object({
      /** `[2, dim]`, of length 1 each. */
      components: Float32Base64,
      /** Shares of the variance of the rows. */
      explained: v.tuple([v.number(), v.number()]),
      /** Each with the mean of its rows on the map. */
      messages: v.array(
        v.object({ taskType: v.string(), mean: v.tuple([v.number(), v.number()]) }),
      ),
    }),
  }),
  v.check(
    ({ thoughts, map }) => map.components.length === 2 * thoughts.mean.length,
    'The components are not 2 × dim numbers',
  ),
  v.transform(({ models, thoughts, map }) => ({
    models: Object.values(models),
    messages: thoughts.messages,
    rows: thoughts.rows,
    mean: thoughts.mean,
    components: map.components,
    explained: map.explained,
    games: map.messages.map(({ taskType, mean }) => ({ task: taskType, mean })),
  })),
);

export type CorpusMap = v.InferOutput<typeof CorpusMapSchema>;
