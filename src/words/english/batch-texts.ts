import { batch } from './batch';
import { batchReport } from './batch-report';

/** What the Batch tab says: fetched when it is first looked at. */
export const batchTexts = { batch, batchReport };
