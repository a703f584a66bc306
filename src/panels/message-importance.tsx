import { formatCount, formatNats } from '../plots/format';
import { useWords } from '../state/language-context';
import { FigureDefinition } from './figure-definition';
import { ImportanceBars, importanceSentence, stepToken } from './importance-bars';
import { MeasureImportance } from './measure-importance';
import { type ShownLatent, useLanes } from './use-shown-latent';

export interface MessageImportanceProps {
  readonly shown: ShownLatent;
  readonly pointed: number | null;
  readonly onPoint: (step: number | null) => void;
  /** Pixels beside the heat-map's cells. */
  readonly margin: { readonly left: number; readonly right: number };
}

/**
 * Under the heat-map: how far the next command's distribution moves without each of its rows, the first
 * row at the left edge of the cells and the last at the right one.
 */
export function MessageImportance({ shown, pointed, onPoint, margin }: MessageImportanceProps) {
  const words = useWords();
  const { importance } = words.surgery;
  const lane = useLanes()[shown.lane];
  if (lane === undefined) return null;
  const { step, select } = shown;
  const measured = lane.importance;
  const nats = measured?.divergences[step];
  // Of the step that matters most the sentence before tells it already.
  const largest = measured?.divergences.indexOf(Math.max(...measured.divergences)) === step;
  return (
    <section className="heat-importance" aria-label={importance.title}>
      <div className="figure-title">
        <h4>{importance.title}</h4>
        <FigureDefinition of="importance" title={importance.title} />
      </div>
      <p className="empty">
        {measured ? importance.subtitle(measured.step) : importance.unmeasured}
      </p>
      <ImportanceBars
        lane={lane}
        chosen={{ from: step, to: step + 1 }}
        onPick={select}
        pointed={pointed}
        onPoint={onPoint}
        margin={margin}
      />
      {measured && (
        <p className="sentence">
          {words.language.sentences([
            importanceSentence(importance, lane),
            nats !== undefined &&
              !largest &&
              words.message.heat.without(
                formatCount(step + 1),
                stepToken(lane, step),
                formatNats(nats),
              ),
          ])}
        </p>
      )}
      <MeasureImportance lane={lane} index={shown.lane} />
    </section>
  );
}
