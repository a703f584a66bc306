import { useActions, useLab } from '../state/lab-context';
import { canOpen, hasAgents, hasPeople } from '../state/lab-data';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import { agentsPlay, isBusy } from '../state/run-store';
import { useCommandBoxFocus } from './focus';
import { Icon } from './icons';

interface ControlProps {
  readonly icon: 'play' | 'pause' | 'step' | 'restart';
  readonly label: string;
  readonly title: string;
  /** Why it cannot be used now; null where it can. */
  readonly not: string | null;
  readonly filled?: boolean;
  readonly onPress: () => void;
}

/** A button that keeps the focus when it cannot be pressed. */
function Control({ icon, label, title, not, filled = false, onPress }: ControlProps) {
  return (
    <button
      type="button"
      className={filled ? 'button is-filled' : 'button'}
      title={not ?? title}
      aria-label={label}
      aria-disabled={not !== null}
      onClick={() => {
        if (not === null) onPress();
      }}
    >
      <Icon name={icon} />
      <span className="button-label">{label}</span>
    </button>
  );
}

/** Run, Pause, Step, Restart: the same in the rail and in the bar of small screens. */
export function RunControls() {
  const phase = useLab((state) => state.run.phase);
  const ready = useLab(canOpen);
  const agents = useLab(hasAgents);
  const playing = useLab(({ run }) => agentsPlay(run));
  const people = useLab(hasPeople);
  const recorded = useLab(({ run }) => isRecorded(run));
  const { runControls: words } = useWords();
  const act = useActions();
  const focusCommandBox = useCommandBoxFocus();
  const busy = isBusy(phase) && phase !== 'opening';
  // What only people play waits for their commands: there is nothing to run.
  const ended = phase === 'finished' || phase === 'failed';
  const notOpen = (): string | null => {
    if (!ready) return words.not.loading;
    if (busy) return words.not.running;
    return agents && (playing || phase !== 'waiting') ? null : words.not.people;
  };
  const whom = people ? ('agent' as const) : ('lane' as const);
  return (
    <fieldset className="run-controls">
      <legend className="visually-hidden">{words.legend}</legend>
      <Control
        icon="play"
        label={words.run}
        title={words.runNote[whom]}
        filled
        not={notOpen()}
        onPress={act.play}
      />
      <Control
        icon="pause"
        label={words.pause}
        title={words.pauseNote}
        not={phase === 'playing' ? null : words.not.idle}
        onPress={act.pause}
      />
      <Control
        icon="step"
        label={words.step}
        title={words.stepNote[whom]}
        not={notOpen() ?? (ended && !recorded ? words.not.ended : null)}
        onPress={act.advance}
      />
      <Control
        icon="restart"
        label={words.restart}
        title={words.restartNote}
        not={ready ? null : words.not.loading}
        onPress={() => {
          act.restart();
          if (people) focusCommandBox();
        }}
      />
    </fieldset>
  );
}
