import type { MessageSettings } from '../lab/settings';
import { useActions, useLab } from '../state/lab-context';
import { fullMessage } from '../state/lane-settings';
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

/** Another task's message in place of this game's, and back. */
export function SendOther() {
  const { article: words } = useWords();
  const [, lane] = useLatentLane();
  const send = useSend();
  return (
    <Switch
      on={lane?.perturbation.kind === 'cross-task'}
      labels={[words.breaks.send, words.breaks.sendOwn]}
      onTurn={(on) =>
        send({ perturbation: on ? { kind: 'cross-task', seed: 1 } : { kind: 'none' } })
      }
    />
  );
}
