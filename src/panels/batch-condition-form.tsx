import { useState } from 'react';
import type { BatchCondition } from '../lab/batch-settings';
import type { SenderView } from '../lab/sender-views';
import type { Channel, Compression, MessageSettings, Scope } from '../lab/settings';
import { idOf, VIEW_CHOICES } from '../state/batch-choices';
import { lengthsOf } from '../state/batch-data';
import {
  changeKind,
  disturbancesOf,
  noiseOf,
  type PerturbationKind,
  strengthRange,
} from '../state/disturbance';
import { useLab } from '../state/lab-context';
import { fullMessage } from '../state/lane-settings';
import { useBatchWords } from '../state/use-batch-words';
import { isWholeNumber } from './disturbance-controls';
import { Select, TextField } from './game-fields';

const SHARES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0];

const named = <T extends string>(
  values: readonly T[],
  name: (value: T) => string,
): Record<T, string> =>
  Object.fromEntries(values.map((value) => [value, name(value)])) as Record<T, string>;

interface PartProps {
  readonly message: MessageSettings;
  readonly onChange: (message: MessageSettings) => void;
}

function Length({ message, onChange }: PartProps) {
  const words = useBatchWords().batch.form;
  const lengths = lengthsOf(useLab((state) => state.loading));
  const { compression } = message;
  return (
    <>
      <Select<Compression>
        label={words.compression}
        names={words.compressions}
        value={compression}
        onChange={(value) => onChange({ ...message, compression: value })}
      />
      {compression === 'truncated' && (
        <Select
          label={words.share}
          names={Object.fromEntries(
            SHARES.map((share) => [`${share}`, `${Math.round(100 * share)}%`]),
          )}
          value={`${message.ratio}`}
          onChange={(share) => onChange({ ...message, ratio: Number(share) })}
        />
      )}
      {compression !== 'full' && compression !== 'truncated' && (
        <Select
          label={words.k}
          names={named(
            lengths.toSorted((a, b) => a - b).map((k) => `${k}`),
            (k) => k,
          )}
          value={`${message.k}`}
          onChange={(k) => onChange({ ...message, k: Number(k) })}
        />
      )}
    </>
  );
}

function Disturbing({ message, onChange }: PartProps) {
  const { batch, disturbance } = useBatchWords();
  const words = batch.form;
  const { perturbation } = message;
  const kinds = ['none', ...disturbancesOf(message.channel)] as readonly PerturbationKind[];
  const noise = noiseOf(perturbation);
  return (
    <>
      <Select<PerturbationKind>
        label={words.perturbation}
        names={named(kinds, (kind) =>
          kind === 'none' ? words.noPerturbation : disturbance.kinds[kind],
        )}
        value={perturbation.kind}
        onChange={(kind) => onChange({ ...message, perturbation: changeKind(perturbation, kind) })}
      />
      {noise !== null && (
        <TextField
          label={words.strength}
          numeric
          value={`${noise.strength}`}
          check={(text) => {
            const { most } = strengthRange(noise.kind);
            const right = /^\d*\.?\d+$/.test(text) && Number(text) <= most;
            return right ? null : disturbance.strengthProblem(`${most}`);
          }}
          tidy={(text) => `${Number(text)}`}
          onCommit={(text) =>
            onChange({ ...message, perturbation: { ...noise, strength: Number(text) } })
          }
        />
      )}
      {noise !== null && 'scope' in noise && (
        <Select<Scope>
          label={words.scope}
          names={words.scopes}
          value={noise.scope}
          onChange={(scope) => onChange({ ...message, perturbation: { ...noise, scope } })}
        />
      )}
      {perturbation.kind !== 'none' && (
        <TextField
          label={words.seed}
          numeric
          value={`${perturbation.seed}`}
          check={(text) => (isWholeNumber(text, 0, 999_999_999) ? null : words.seedProblem)}
          tidy={(text) => `${Number(text)}`}
          onCommit={(text) =>
            onChange({ ...message, perturbation: { ...perturbation, seed: Number(text) } })
          }
        />
      )}
    </>
  );
}

export interface BatchConditionFormProps {
  /** Of the conditions that are chosen. */
  readonly ids: readonly string[];
  readonly onAdd: (condition: BatchCondition) => void;
}

/** One condition more: view, channel, compression, perturbation. */
export function BatchConditionForm({ ids, onAdd }: BatchConditionFormProps) {
  const { batch, batchReport } = useBatchWords();
  const words = batch.form;
  const [view, setView] = useState<SenderView>('uncertain');
  const [message, setMessage] = useState<MessageSettings>(() => fullMessage('latent'));
  const condition = { view, message };
  const twice = ids.includes(idOf(condition));
  return (
    <div className="batch-fields">
      <Select<SenderView>
        label={words.view}
        names={named(VIEW_CHOICES, (one) => batchReport.views[one])}
        value={view}
        onChange={setView}
      />
      <Select<Exclude<Channel, 'human'>>
        label={words.channel}
        names={words.channels}
        value={message.channel === 'human' ? 'none' : message.channel}
        onChange={(channel) => setMessage(fullMessage(channel))}
      />
      {message.channel === 'latent' && <Length message={message} onChange={setMessage} />}
      {message.channel !== 'none' && <Disturbing message={message} onChange={setMessage} />}
      <div className="batch-actions">
        <button
          type="button"
          className="button"
          aria-disabled={twice}
          onClick={() => {
            if (!twice) onAdd(condition);
          }}
        >
          {words.add}
        </button>
        {twice && <span className="note">{words.duplicate}</span>}
      </div>
    </div>
  );
}
