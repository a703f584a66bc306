import { useMemo } from 'react';
import type { MessageSettings } from '../lab/settings';
import type { LaneTrace, MessageTrace } from '../lab/trace';
import { showToken } from '../plots/format';
import { type Setting, settingOf } from '../state/commitment';
import { useActions, useLab } from '../state/lab-context';
import { isUnmade } from '../state/lane-remedy';
import { type LaneTitle, laneTitles } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import {
  countRows,
  latentLanes,
  rowNorms,
  shownLatentStep,
  tokenTexts,
} from '../state/latent-view';
import { type TokenSpan, tokenSpans } from '../state/token-spans';

const NO_LANES: readonly LaneTrace[] = [];

export function useLanes(): readonly LaneTrace[] {
  return useLab((state) => state.run.trace?.lanes ?? NO_LANES);
}

/** The house and the task that the messages are about. */
export function useSetting(): Setting {
  const trace = useLab((state) => state.run.trace);
  const { house, task } = trace ?? {};
  return useMemo(
    () => settingOf(house && task !== undefined ? { house, task } : null),
    [house, task],
  );
}

export interface NamedLane extends LaneTitle {
  readonly lane: LaneTrace;
}

/** Every lane with its name. */
export function useNamedLanes(): readonly NamedLane[] {
  const lanes = useLanes();
  const { lanes: about } = useWords();
  return useMemo(() => {
    const titles = laneTitles(
      lanes.map((lane) => lane.settings),
      about,
    );
    return titles.flatMap((title, index) => {
      const lane = lanes[index];
      return lane === undefined ? [] : [{ ...title, lane }];
    });
  }, [lanes, about]);
}

/** Where a lane stands with its latents, for panels that have none to show. */
export type LatentAbsence = 'waiting' | 'none' | 'missing';

/** `planned`: the lanes chosen, before there are any. */
export function latentAbsence(
  lanes: readonly LaneTrace[],
  planned: readonly MessageSettings[],
): LatentAbsence {
  if (lanes.length === 0) {
    return planned.some(({ channel }) => channel === 'latent') ? 'waiting' : 'none';
  }
  const latent = lanes.filter((lane) => lane.settings.channel === 'latent' && !isUnmade(lane));
  if (latent.length === 0) return 'none';
  const sent = latent.some(({ message }) => message !== null && message.positions > 0);
  return sent ? 'missing' : 'waiting';
}

export interface ShownLatent {
  /** Its place in the run. */
  readonly lane: number;
  readonly name: string;
  readonly settings: LaneTrace['settings'];
  readonly message: MessageTrace;
  /** `[rows, dim]` */
  readonly latents: Float32Array;
  readonly dim: number;
  readonly rows: number;
  readonly norms: readonly number[];
  readonly step: number;
  /** The spans of its CoT; empty without one. */
  readonly spans: readonly TokenSpan[];
  /** The token that each row emitted, as it is shown; empty where there is none. */
  readonly emitted: readonly string[];
  readonly select: (step: number) => void;
}

/** The latent message and the step of it that the Message tab shows; null where there is none. */
export function useShownLatent(): ShownLatent | null {
  const named = useNamedLanes();
  const choice = useLab((state) => state.latentStep);
  const { selectLatentStep } = useActions();
  const lanes = useLanes();
  const setting = useSetting();
  const shown = useMemo(() => shownLatentStep(lanes, choice, setting), [lanes, choice, setting]);
  const place = shown?.lane ?? -1;
  const prepared = useMemo(() => {
    const found = named[place];
    const message = found?.lane.message;
    if (found === undefined || !message?.latents) return null;
    const { latents, dim, chainOfThought, tokenOfStep } = message;
    const rows = countRows(latents, dim);
    const spans =
      chainOfThought === null
        ? []
        : tokenSpans(chainOfThought.text, chainOfThought.tokens, tokenTexts(lanes));
    const textAt = (token: number): string => {
      const span = spans.find((one) => token >= one.token && token < one.token + one.count);
      return span?.count === 1 ? showToken(span.text) : '';
    };
    const emitted = Array.from({ length: rows }, (_, row) => {
      const token = tokenOfStep?.[row] ?? null;
      return token === null ? '' : textAt(token);
    });
    return {
      name: found.name,
      settings: found.lane.settings,
      message,
      latents,
      dim,
      rows,
      norms: rowNorms(latents, dim),
      spans,
      emitted,
    };
  }, [named, lanes, place]);
  if (prepared === null || shown === null) return null;
  const { lane, step } = shown;
  return { ...prepared, lane, step, select: (next) => selectLatentStep({ lane, step: next }) };
}

/** The lanes whose latents can be shown, with their names. */
export function useLatentLanes(): readonly { readonly lane: number; readonly name: string }[] {
  const named = useNamedLanes();
  return useMemo(
    () =>
      latentLanes(named.map(({ lane }) => lane)).map((lane) => ({
        lane,
        name: named[lane]?.name ?? '',
      })),
    [named],
  );
}
