import { useId } from 'react';
import type { MessageSettings, Perturbation } from '../lab/settings';
import {
  changeKind,
  disturbancesOf,
  type Noise,
  noiseOf,
  type PerturbationKind,
  SCOPE_OPTIONS,
  strengthRange,
  stretchOf,
  withStretch,
} from '../state/disturbance';
import { rollSeed } from '../state/game-choice';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { Choice } from './choice';
import { TextField } from './game-fields';
import { Icon } from './icons';
import { NumberSlider } from './number-slider';

/** A whole number written in digits, within bounds. */
export function isWholeNumber(text: string, least: number, most: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

interface PartProps<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Seed({ value, onChange }: PartProps<number>) {
  const { disturbance: words } = useWords();
  return (
    <TextField
      label={words.seed}
      numeric
      value={String(value)}
      check={(text) => (isWholeNumber(text, 0, 999_999_999) ? null : words.seedProblem)}
      tidy={(text) => String(Number(text))}
      onCommit={(text) => onChange(Number(text))}
    >
      <button
        type="button"
        className="button is-square"
        title={words.roll}
        aria-label={words.roll}
        onClick={() => onChange(rollSeed(Math.random()))}
      >
        <Icon name="dice" />
      </button>
    </TextField>
  );
}

/** Which steps are disturbed. Before the message is written nobody knows how many it has. */
function Steps({ value, count, onChange }: PartProps<Noise> & { count: number | null }) {
  const { disturbance: words } = useWords();
  const stretch = stretchOf(value);
  const last = Math.max(count ?? 0, stretch?.to ?? 0);
  if (last === 0) return <p className="note">{words.stepsUnknown}</p>;
  const problem = (text: string): string | null =>
    isWholeNumber(text, 1, last) ? null : words.stepsProblem(String(last));
  return (
    <>
      <Choice
        legend={words.steps}
        options={[
          { value: 'all', label: words.stepsAll },
          { value: 'some', label: words.stepsSome },
        ]}
        value={stretch === null ? 'all' : 'some'}
        onChange={(chosen) =>
          onChange(withStretch(value, chosen === 'all' ? null : { from: 0, to: last }))
        }
      />
      {stretch !== null && (
        <div className="field-pair is-even">
          <TextField
            label={words.stepsFrom}
            numeric
            value={String(stretch.from + 1)}
            check={problem}
            onCommit={(text) => {
              const from = Number(text) - 1;
              onChange(withStretch(value, { from, to: Math.max(from + 1, stretch.to) }));
            }}
          />
          <TextField
            label={words.stepsTo}
            numeric
            value={String(stretch.to)}
            check={problem}
            onCommit={(text) => {
              const to = Number(text);
              onChange(withStretch(value, { from: Math.min(stretch.from, to - 1), to }));
            }}
          />
        </div>
      )}
    </>
  );
}

function NoiseControls({ value, count, onChange }: PartProps<Noise> & { count: number | null }) {
  const { disturbance: words } = useWords();
  const { most, step, paper } = strengthRange(value.kind);
  return (
    <>
      <NumberSlider
        label={words.strengthRange(String(most))}
        value={value.strength}
        most={most}
        step={step}
        problem={words.strengthProblem(String(most))}
        marksLabel={words.paperValues}
        marks={paper.map((strength) => ({
          value: strength,
          title: words.paperValue(String(strength)),
        }))}
        onCommit={(strength) => onChange({ ...value, strength })}
      />
      {'scope' in value && (
        <div className="scope-choice">
          <Choice
            legend={words.scope}
            options={SCOPE_OPTIONS.map((scope) => ({ value: scope, label: words.scopes[scope] }))}
            value={value.scope}
            onChange={(scope) => onChange({ ...value, scope })}
          />
          <p className="note">{words.scopeNotes[value.scope]}</p>
        </div>
      )}
      <Steps value={value} count={count} onChange={onChange} />
    </>
  );
}

export interface DisturbanceControlsProps {
  /** Its place, from 0. */
  readonly lane: number;
  readonly settings: MessageSettings;
  readonly onChange: (perturbation: Perturbation) => void;
}

/** What is done to a lane's message before the actor reads it. */
export function DisturbanceControls({
  lane,
  settings,
  onChange: change,
}: DisturbanceControlsProps) {
  const { disturbance: words } = useWords();
  const message = useLab((state) => state.run.trace?.lanes[lane]?.message ?? null);
  const select = useId();
  const kinds = disturbancesOf(settings.channel);
  if (kinds.length === 0) return null;
  const { perturbation } = settings;
  const noise = noiseOf(perturbation);
  const sent = message?.latents ? message.latents.length / message.dim : null;
  return (
    <div className="disturbance">
      <div className="disturbance-kind">
        <label htmlFor={select}>
          <span aria-hidden="true">{words.name}</span>
          <span className="visually-hidden">{words.ofLane(lane + 1)}</span>
        </label>
        <select
          id={select}
          className="disturbance-select"
          value={perturbation.kind}
          onChange={(event) =>
            change(changeKind(perturbation, event.target.value as PerturbationKind))
          }
        >
          <option value="none">{words.none}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      {perturbation.kind !== 'none' && (
        <div className="disturbance-detail">
          <p className="note">{words.notes[perturbation.kind]}</p>
          {noise !== null && <NoiseControls value={noise} count={sent} onChange={change} />}
          <Seed value={perturbation.seed} onChange={(seed) => change({ ...perturbation, seed })} />
        </div>
      )}
    </div>
  );
}
