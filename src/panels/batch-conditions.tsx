import { useState } from 'react';
import type { BatchCondition } from '../lab/batch-settings';
import type { SenderView } from '../lab/sender-views';
import { ChannelGlyph } from '../plots/channel-glyph';
import { idOf, nameOf, PRESET_CHOICES, VIEW_CHOICES, withPreset } from '../state/batch-choices';
import { lengthsOf } from '../state/batch-data';
import { useLab } from '../state/lab-context';
import { useBatchWords } from '../state/use-batch-words';
import { BatchConditionForm } from './batch-condition-form';
import { Choice } from './choice';
import { Icon } from './icons';

export interface BatchConditionsProps {
  readonly conditions: readonly BatchCondition[];
  readonly onChange: (conditions: readonly BatchCondition[]) => void;
}

const NO_VIEW = '';

function Presets({ conditions, onChange }: BatchConditionsProps) {
  const { batch, batchReport } = useBatchWords();
  const words = batch.form;
  const [view, setView] = useState<SenderView>(conditions[0]?.view ?? VIEW_CHOICES[0] ?? 'scout');
  const loading = useLab((state) => state.loading);
  return (
    <>
      <div className="batch-presets">
        <Choice
          legend={words.presetView}
          options={VIEW_CHOICES.map((one) => ({ value: one, label: batchReport.views[one] }))}
          value={view}
          onChange={setView}
        />
        <div className="batch-preset-buttons">
          <span className="field-name">{words.presets}</span>
          <div className="batch-actions">
            {PRESET_CHOICES.map((preset) => (
              <button
                key={preset}
                type="button"
                className="button"
                title={words.presetNotes[preset]}
                onClick={() => onChange(withPreset(conditions, preset, view, lengthsOf(loading)))}
              >
                <Icon name="plus" />
                {words.presetNames[preset]}
              </button>
            ))}
          </div>
        </div>
      </div>
      <p className="note">{words.presetViewNote}</p>
    </>
  );
}

/** The conditions of the next batch: a chip each, presets and a form for one more. */
export function BatchConditions({ conditions, onChange }: BatchConditionsProps) {
  const { batch, batchReport } = useBatchWords();
  const words = batch.form;
  return (
    <section className="batch-conditions" aria-label={words.conditions(`${conditions.length}`)}>
      <h4>{words.conditions(`${conditions.length}`)}</h4>
      <Presets conditions={conditions} onChange={onChange} />
      {conditions.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="batch-chips">
        {conditions.map((condition, place) => {
          const name = nameOf(condition, batchReport.conditions);
          const before = conditions[place - 1]?.view ?? NO_VIEW;
          return (
            <li key={idOf(condition)} data-channel={condition.message.channel}>
              {before !== condition.view && (
                <span className="batch-chip-view">{batchReport.views[condition.view]}</span>
              )}
              <span className="batch-chip">
                <span className="channel-mark">
                  <ChannelGlyph channel={condition.message.channel} />
                </span>
                {name}
                <button
                  type="button"
                  className="batch-chip-remove"
                  aria-label={words.remove(name)}
                  title={words.remove(name)}
                  onClick={() => onChange(conditions.filter((one) => one !== condition))}
                >
                  <Icon name="cross" />
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      {conditions.length > 0 && (
        <button type="button" className="link" onClick={() => onChange([])}>
          {words.clear}
        </button>
      )}
      <details className="batch-one">
        <summary>{words.addTitle}</summary>
        <BatchConditionForm
          ids={conditions.map(idOf)}
          onAdd={(condition) => onChange([...conditions, condition])}
        />
      </details>
    </section>
  );
}
