import type { MessageSettings } from '../lab/settings';
import { counterpart, isChanged } from '../state/disturbance';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { withDisturbance } from '../state/surgery-lanes';

/** The first lane that sends latents, of those chosen; −1 where none does. */
function useLatentLane(): [number, MessageSettings | undefined] {
  const lanes = useLab((state) => state.settings.lanes);
  const index = lanes.findIndex(({ channel }) => channel === 'latent');
  return [index, lanes[index]];
}

/** Changes the first latent lane, or makes the first lane one, and runs the game. */
function useSend(): (change: Partial<MessageSettings>) => void {
  const [index, lane] = useLatentLane();
  const { changeLane, play } = useActions();
  return (change) => {
    changeLane(Math.max(0, index), { ...(lane ?? fullMessage('latent')), ...change });
    play();
  };
}

interface SwitchProps {
  readonly on: boolean;
  readonly labels: readonly [turnOn: string, turnOff: string];
  readonly onTurn: (on: boolean) => void;
}

function Switch({ on, labels, onTurn }: SwitchProps) {
  return (
    <button type="button" className="button" onClick={() => onTurn(!on)}>
      {labels[on ? 1 : 0]}
    </button>
  );
}

/** Eight trained vectors in place of a hidden state for every token, and back. */
export function SendEight() {
  const { article: words } = useWords();
  const [, lane] = useLatentLane();
  const send = useSend();
  return (
    <Switch
      on={lane?.compression === 'trained' && lane.k === 8}
      labels={[words.eight.send, words.eight.sendAll]}
      onTurn={(on) => send(on ? { compression: 'trained', k: 8 } : { compression: 'full' })}
    />
  );
}

/** Another task's message in a lane of its own behind this game's, and away again. */
export function SendOther() {
  const { article: words } = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const { changeSettings, play } = useActions();
  const other = lanes.findIndex(({ perturbation }) => perturbation.kind === 'cross-task');
  const turn = (on: boolean): void => {
    changeSettings({ lanes: on ? withOther(lanes) : withoutOther(lanes, other) });
    play();
  };
  return (
    <Switch on={other >= 0} labels={[words.breaks.send, words.breaks.sendOwn]} onTurn={turn} />
  );
}

/** Beside the first latent lane that nothing disturbs, by the rule of every change to a message. */
export function withOther(lanes: readonly MessageSettings[]): readonly MessageSettings[] {
  const plain = lanes.findIndex((lane) => lane.channel === 'latent' && !isChanged(lane));
  const own = plain >= 0 ? plain : lanes.findIndex(({ channel }) => channel === 'latent');
  const perturbation = { kind: 'cross-task', seed: 1 } as const;
  if (own < 0) return lanes.with(0, { ...fullMessage('latent'), perturbation });
  return withDisturbance(lanes, own, perturbation)?.lanes ?? lanes;
}

/** The lanes without the one at `other`, which has its message back where nothing else has it. */
export function withoutOther(
  lanes: readonly MessageSettings[],
  other: number,
): readonly MessageSettings[] {
  const next = withDisturbance(lanes, other, { kind: 'none' });
  if (next === null) return lanes;
  // Of a lane that a link brought nobody knows what it was made of.
  const doubled = next.kind === 'here' && counterpart(lanes, other) !== null;
  return doubled ? lanes.toSpliced(other, 1) : next.lanes;
}
