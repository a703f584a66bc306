import { useEffect, useRef, useState } from 'react';
import type { Channel, MessageSettings, Perturbation } from '../lab/settings';
import { ChannelGlyph } from '../plots/channel-glyph';
import { isChanged } from '../state/disturbance';
import { useActions, useLab } from '../state/lab-context';
import { CHANNEL_OPTIONS, fullMessage, MOST_LANES, SHORTENINGS } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { type Placed, withDisturbance } from '../state/surgery-lanes';
import { Choice, type ChoiceOption } from './choice';
import { CloseButton } from './close-button';
import { DisturbanceControls } from './disturbance-controls';
import { Icon } from './icons';
import { type Done, doneWith, outcomeText } from './surgery-outcome';

const NO_LENGTHS: readonly number[] = [];
const SHARES = [0.75, 0.5, 0.25, 0.1];

interface LatentControlsProps {
  readonly settings: MessageSettings;
  /** Numbers of latent steps that the models know. */
  readonly lengths: readonly number[];
  readonly onChange: (settings: MessageSettings) => void;
}

function LatentControls({ settings, lengths, onChange }: LatentControlsProps) {
  const { compression, k, ratio } = settings;
  const { messageControls: words } = useWords();
  if (lengths.length === 0) {
    return <p className="message-controls note">{words.waiting}</p>;
  }
  const truncated = compression === 'truncated';
  const sizes = truncated ? SHARES.map(String) : lengths.map(String);
  const percent = (size: string): number => Math.round(Number(size) * 100);
  const option = (size: string): ChoiceOption<string> => {
    if (size === 'full') return { value: size, label: words.full };
    return truncated
      ? { value: size, label: `${percent(size)}%`, title: words.first(percent(size)) }
      : { value: size, label: size, title: words.vectors(Number(size)) };
  };
  const chosen = truncated ? String(ratio) : String(k);
  const resize = (size: string): void => {
    if (size === 'full') onChange({ ...settings, compression: 'full' });
    else if (truncated) onChange({ ...settings, ratio: Number(size) });
    else if (compression === 'full') {
      onChange({ ...settings, compression: 'trained', k: Number(size) });
    } else onChange({ ...settings, k: Number(size) });
  };
  return (
    <div className="message-controls">
      <Choice
        legend={words.length}
        hideLegend
        options={['full', ...sizes].map(option)}
        value={compression === 'full' ? 'full' : chosen}
        onChange={resize}
      />
      <Choice
        legend={words.shortening}
        hideLegend
        options={SHORTENINGS.map((value) => ({ value, label: words.shortenings[value] }))}
        value={compression === 'full' ? null : compression}
        onChange={(value) =>
          onChange({
            ...settings,
            compression: value,
            k: lengths.includes(k) ? k : (lengths[0] ?? k),
          })
        }
      />
      <p className="note">{words.notes[compression]}</p>
    </div>
  );
}

/** Disturbs lanes so that those they are compared with stay, tells where, and brings the focus there. */
function useDisturb() {
  const spoken = useWords();
  const lanes = useLab((state) => state.settings.lanes);
  const { changeSettings } = useActions();
  const [done, setDone] = useState<Done | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (moved === null) return;
    list.current?.children[moved]?.querySelector<HTMLSelectElement>('.disturbance-select')?.focus();
    setMoved(null);
  }, [moved]);
  const tell = (lane: number, next: Placed): void => {
    const settings = next.lanes[next.lane];
    if (settings === undefined) return;
    if (next.kind === 'here') {
      // What was told of a lane stays true while its disturbance is changed.
      if (done?.settings === lanes[lane]) setDone(done && { ...done, settings });
      return;
    }
    const other = next.kind === 'replaced' ? next.lane : lane;
    setDone(doneWith('rail', lanes, next, other, spoken.lanes));
    setMoved(next.lane);
  };
  const disturb = (lane: number, perturbation: Perturbation): void => {
    const next = withDisturbance(lanes, lane, perturbation);
    if (next === null) return;
    tell(lane, next);
    changeSettings({ lanes: next.lanes });
  };
  const text = done && outcomeText(done, lanes, spoken);
  return { list, disturb, done: done === null || text === null ? null : { ...done, text } };
}

/** What a change did is said where it was made, which may lie under the run's controls. */
const bringIntoView = (element: HTMLElement | null): void => {
  element?.scrollIntoView?.({ block: 'nearest' });
};

/** What is sent to each lane's actor. */
export function MessageControls() {
  const lanes = useLab((state) => state.settings.lanes);
  const lengths = useLab((state) =>
    state.loading.kind === 'ready' ? state.loading.manifest.compressions : NO_LENGTHS,
  );
  const { changeLane, changeSettings } = useActions();
  const { messageControls: words, lanes: about, surgery } = useWords();
  const { list, disturb, done } = useDisturb();
  return (
    <>
      <p className="visually-hidden" role="status">
        {done?.text}
      </p>
      <ol className="lane-settings" ref={list}>
        {lanes.map((settings, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes are told apart by their place alone
          <li key={lane} data-channel={settings.channel}>
            <div className="lane-row">
              <label className="lane-kind">
                <span className="channel-mark">
                  <ChannelGlyph channel={settings.channel} />
                </span>
                <span className="visually-hidden">{words.ofLane(lane + 1)}</span>
                <select
                  value={settings.channel}
                  onChange={(event) => changeLane(lane, fullMessage(event.target.value as Channel))}
                >
                  {CHANNEL_OPTIONS.map((channel) => (
                    <option key={channel} value={channel}>
                      {about.channels[channel]}
                    </option>
                  ))}
                </select>
              </label>
              {lanes.length > 1 && (
                <CloseButton
                  title={words.takeAway}
                  label={words.takeLaneAway(lane + 1)}
                  onPress={() =>
                    changeSettings({ lanes: lanes.filter((_, other) => other !== lane) })
                  }
                />
              )}
            </div>
            {settings.channel === 'latent' && (
              <LatentControls
                settings={settings}
                lengths={lengths}
                onChange={(changed) => changeLane(lane, changed)}
              />
            )}
            <DisturbanceControls
              lane={lane}
              settings={settings}
              onChange={(perturbation) => disturb(lane, perturbation)}
            />
            {done?.settings === settings && (
              <div className="disturbance-done" ref={bringIntoView}>
                <p>{done.text}</p>
                {isChanged(settings) && (
                  <button
                    type="button"
                    className="button"
                    onClick={() => disturb(lane, { kind: 'none' })}
                  >
                    {surgery.list.undo}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {lanes.length < MOST_LANES && (
        <button
          type="button"
          className="button add-lane"
          onClick={() => changeSettings({ lanes: [...lanes, fullMessage('human')] })}
        >
          <Icon name="plus" />
          {words.add}
        </button>
      )}
    </>
  );
}
