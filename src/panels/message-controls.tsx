import type { Channel, MessageSettings } from '../lab/settings';
import { ChannelGlyph } from '../plots/channel-glyph';
import { useActions, useLab } from '../state/lab-context';
import { CHANNEL_OPTIONS, fullMessage, MOST_LANES, SHORTENINGS } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { Choice, type ChoiceOption } from './choice';
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

/** What is sent to each lane's actor. */
export function MessageControls() {
  const lanes = useLab((state) => state.settings.lanes);
  const lengths = useLab((state) =>
    state.loading.kind === 'ready' ? state.loading.manifest.compressions : NO_LENGTHS,
  );
  const { changeLane, changeSettings } = useActions();
  const { messageControls: words, lanes: about } = useWords();
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
          {words.add}
        </button>
      )}
    </>
  );
}
