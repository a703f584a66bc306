import type { batchTexts as english } from '../english/batch-texts';
import { batch } from './batch';
import { batchReport } from './batch-report';

export const batchTexts: typeof english = { batch, batchReport };
