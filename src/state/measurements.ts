/** The measurements beside a tier's manifest: read once, when something first shows them. */
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type Ablations,
  AblationsSchema,
  type Card,
  CardSchema,
  type Curves,
  CurvesSchema,
} from '../shared/card';
import { type CorpusMap, CorpusMapSchema } from '../shared/corpus';
import type { Said } from './said';

export type Measured<T> =
  | { readonly kind: 'loading' }
  /** This tier has no such file. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly said: Said }
  | { readonly kind: 'present'; readonly data: T };

export interface MeasurementsState {
  readonly card: Measured<Card>;
  readonly ablations: Measured<Ablations>;
  readonly curves: Measured<Curves>;
  /** Cards of the page's other tiers, by name; one that was not asked for is not there. */
  readonly otherCards: Readonly<Record<string, Measured<Card>>>;
  /** By sender's view; a view that was not asked for is not there. */
  readonly corpora: Readonly<Record<string, Measured<CorpusMap>>>;
  /** Asks for the files that are not there; what is there stays. */
  load(): void;
  /** Asks for the card of another of the page's tiers, once or after a failure. */
  loadOtherCard(tier: string): void;
  /**
   * Asks for the map of this view's messages, once or after a failure; of another of the page's tiers it
   * stands under `tier/view`.
   */
  loadCorpus(view: string, tier?: string): void;
}

export type Measurements = StoreApi<MeasurementsState>;

/** What is needed of `fetch`'s answer. */
export type FetchText = (
  url: string,
) => Promise<Pick<Response, 'ok' | 'status' | 'text'> & { readonly headers: Headers }>;

export const LOADING = { kind: 'loading' } as const;

async function read<T>(
  url: string,
  schema: v.GenericSchema<unknown, T>,
  fetchText: FetchText,
): Promise<Measured<T>> {
  const file = url.split('/').at(-1) ?? url;
  const failed = (said: Said): Measured<T> => ({ kind: 'failed', said });
  try {
    const response = await fetchText(url);
    // Some servers answer with their start page where there is no such file.
    const html = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (response.status === 404 || (response.ok && html)) return { kind: 'absent' };
    if (!response.ok) {
      return failed(({ measured }) => measured.server(file, String(response.status)));
    }
    const parsed = v.safeParse(schema, JSON.parse(await response.text()));
    if (parsed.success) return { kind: 'present', data: parsed.output };
    const { 0: issue } = parsed.issues;
    const place = v.getDotPath(issue);
    return failed(({ measured }) =>
      measured.unexpected(file, place ?? measured.top, issue.message),
    );
  } catch (thrown) {
    const noJson = thrown instanceof SyntaxError;
    return failed(({ measured }) => (noJson ? measured.noJson(file) : measured.lost(file)));
  }
}

/** `modelsUrl`: the tier's folder, ends in a slash. */
export function createMeasurements(modelsUrl: string, fetchText: FetchText): Measurements {
  return createStore<MeasurementsState>()((set, get) => {
    let asked = false;
    return {
      card: LOADING,
      ablations: LOADING,
      curves: LOADING,
      otherCards: {},
      corpora: {},
      loadOtherCard: (tier) => {
        const kind = get().otherCards[tier]?.kind ?? 'failed';
        if (kind !== 'failed') return;
        const put = (card: Measured<Card>): void =>
          set({ otherCards: { ...get().otherCards, [tier]: card } });
        put(LOADING);
        void read(`${modelsUrl}../${tier}/card.json`, CardSchema, fetchText).then(put);
      },
      loadCorpus: (view, tier) => {
        const key = tier === undefined ? view : `${tier}/${view}`;
        const kind = get().corpora[key]?.kind ?? 'failed';
        if (kind !== 'failed') return;
        const put = (corpus: Measured<CorpusMap>): void =>
          set({ corpora: { ...get().corpora, [key]: corpus } });
        put(LOADING);
        const folder = tier === undefined ? modelsUrl : `${modelsUrl}../${tier}/`;
        void read(`${folder}corpus/${view}.json`, CorpusMapSchema, fetchText).then(put);
      },
      load: () => {
        const { card, ablations, curves } = get();
        const missing = <T>({ kind }: Measured<T>): boolean => !asked || kind === 'failed';
        const again = {
          card: missing(card),
          ablations: missing(ablations),
          curves: missing(curves),
        };
        asked = true;
        if (again.card) {
          set({ card: LOADING });
          void read(`${modelsUrl}card.json`, CardSchema, fetchText).then((read) =>
            set({ card: read }),
          );
        }
        if (again.ablations) {
          set({ ablations: LOADING });
          void read(`${modelsUrl}ablations.json`, AblationsSchema, fetchText).then((read) =>
            set({ ablations: read }),
          );
        }
        if (again.curves) {
          set({ curves: LOADING });
          void read(`${modelsUrl}curves.json`, CurvesSchema, fetchText).then((read) =>
            set({ curves: read }),
          );
        }
      },
    };
  });
}

/** From where the page is served; asked anew, as the files have no hash in their address. */
export const fetchFresh: FetchText = (url) => fetch(url, { cache: 'no-cache' });
