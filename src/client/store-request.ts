/** What the page asks beside a load or a run: see `Request`. */
import type { FolderFile } from './protocol';

/** About the files that are kept, and the devices. Answered at once; the first two with 'kept-tiers'. */
export type StoreRequest =
  | { readonly kind: 'list-tiers'; readonly run: number }
  /** Deletes the files of a tier that no other one has. */
  | { readonly kind: 'forget-tier'; readonly run: number; readonly address: string }
  /**
   * Reads and checks the manifest of other models; those that are loaded stay. Answered with
   * 'checked-models'.
   */
  | {
      readonly kind: 'check-models';
      readonly run: number;
      readonly modelsUrl: string;
      readonly folder?: readonly FolderFile[];
    }
  /** Which devices there are, also without models. Answered with 'probed'. */
  | { readonly kind: 'probe-devices'; readonly run: number; readonly modelsUrl: string };
