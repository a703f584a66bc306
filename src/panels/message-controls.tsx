import type { Channel, MessageSettings } from '../lab/settings';
import { ChannelGlyph } from '../plots/channel-glyph';
import { useActions, useLab } from '../state/lab-context';
import {
  CHANNEL_OPTIONS,
  COMPRESSION_NOTES,
  fullMessage,
  MOST_LANES,
  SHORTENINGS,
} from '../state/lane-settings';
import { Choice } from './choice';
import { CloseButton } from './close-button';
import { DisturbanceControls } from './disturbance-controls';
import { Icon } from './icons';

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
  if (lengths.length === 0) {
    return (
      <p className="message-controls note">
        Shorter messages can be chosen when the models are loaded.
      </p>
    );
  }
  const truncated = compression === 'truncated';
  const sizes = truncated ? SHARES.map(String) : lengths.map(String);
  const label = (size: string): string => (truncated ? `${Math.round(Number(size) * 100)}%` : size);
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
        legend="Length"
        hideLegend
        options={['full', ...sizes].map((size) =>
          size === 'full'
            ? { value: size, label: size }
            : {
                value: size,
                label: label(size),
                title: truncated
                  ? `First ${label(size)}`
                  : `${size} ${size === '1' ? 'vector' : 'vectors'}`,
              },
        )}
        value={compression === 'full' ? 'full' : chosen}
        onChange={resize}
      />
      <Choice
        legend="How it is shortened"
        hideLegend
        options={SHORTENINGS.map((value) => ({ value, label: value }))}
        value={compression === 'full' ? null : compression}
        onChange={(value) =>
          onChange({
            ...settings,
            compression: value,
            k: lengths.includes(k) ? k : (lengths[0] ?? k),
          })
        }
      />
      <p className="note">{COMPRESSION_NOTES[compression]}</p>
    </div>
  );
}

/** What is sent to each lane's actor. */
export function MessageControls() {
  const lanes = useLab((state) => state.settings.lanes);
  const lengths = useLab((state) =>
    state.loading.kind === 'ready' ? state.loading.manifest.compressions : NO_LENGTHS,
  );
  const { changeLane, changeSettings } = useActions();
  return (
    <>
      <ol className="lane-settings">
        {lanes.map((settings, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes are told apart by their place alone
          <li key={lane} data-channel={settings.channel}>
            <div className="lane-row">
              <label className="lane-kind">
                <span className="channel-mark">
                  <ChannelGlyph channel={settings.channel} />
                </span>
                <span className="visually-hidden">Message of lane {lane + 1}</span>
                <select
                  value={settings.channel}
                  onChange={(event) => changeLane(lane, fullMessage(event.target.value as Channel))}
                >
                  {CHANNEL_OPTIONS.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
              {lanes.length > 1 && (
                <CloseButton
                  title="Take this lane away"
                  label={`Take lane ${lane + 1} away`}
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
              onChange={(changed) => changeLane(lane, changed)}
            />
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
          Add a lane
        </button>
      )}
    </>
  );
}
