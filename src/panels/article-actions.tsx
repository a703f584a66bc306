import type { MessageSettings } from '../lab/settings';
import { counterpart, undisturbed } from '../state/disturbance';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage, MOST_LANES } from '../state/lane-settings';
import { useWords } from '../state/language-context';

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

/** Behind the first latent lane, which stays to be compared with; in its place where no lane is free. */
export function withOther(lanes: readonly MessageSettings[]): readonly MessageSettings[] {
  const own = lanes.findIndex(({ channel }) => channel === 'latent');
  const other: MessageSettings = {
    ...undisturbed(lanes[own] ?? fullMessage('latent')),
    perturbation: { kind: 'cross-task', seed: 1 },
  };
  if (own < 0) return lanes.with(0, other);
  return lanes.length < MOST_LANES ? lanes.toSpliced(own + 1, 0, other) : lanes.with(own, other);
}

/** The lanes without the one at `other`, which has its message back where nothing else has it. */
export function withoutOther(
  lanes: readonly MessageSettings[],
  other: number,
): readonly MessageSettings[] {
  const settings = lanes[other];
  if (settings === undefined) return lanes;
  return counterpart(lanes, other) === null
    ? lanes.with(other, undisturbed(settings))
    : lanes.toSpliced(other, 1);
}
