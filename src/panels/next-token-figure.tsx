import { useId, useMemo } from 'react';
import type { Channel } from '../lab/settings';
import type { GeneratedToken, LaneTrace, StepTrace } from '../lab/trace';
import { ChannelGlyph } from '../plots/channel-glyph';
import { formatNats, formatProbability, showToken } from '../plots/format';
import { NextTokenPlot, SHOWN_TOKENS } from '../plots/next-token-plot';
import { useActions, useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed, laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { stepAbsence } from '../state/mind-view';
import { clockStep, decidingToken, partings } from '../state/run-view';
import { AbsenceOf } from './absence';
import { Figure } from './figure';
import { useWidth } from './use-width';

const NO_LANES: readonly LaneTrace[] = [];

function useDistributionSentence(): (token: GeneratedToken) => string {
  const { token: words } = useWords().mind;
  return ({ text, token, top, entropy, nearTie }) => {
    const written = top.find((other) => other.token === token);
    const probability = written === undefined ? null : formatProbability(written.probability);
    const sentence = words.sentence(showToken(text), probability, formatNats(entropy));
    return nearTie ? `${sentence} ${words.tie}` : sentence;
  };
}

function TokenChoice(props: {
  lane: string;
  step: StepTrace;
  chosen: number;
  onChoose: (token: number) => void;
}) {
  const { lane, step, chosen, onChoose } = props;
  const group = useId();
  const words = useWords().mind.token;
  return (
    <fieldset className="tokens">
      <legend className="visually-hidden">{words.choice(lane)}</legend>
      {step.tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the command
        <label key={index} className="token">
          <input
            type="radio"
            name={group}
            checked={index === chosen}
            onChange={() => onChoose(index)}
          />
          <span className="mono">{showToken(token.text)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Distribution(props: { channel: Channel; disturbed: boolean; token: GeneratedToken }) {
  const { channel, disturbed, token } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const sentence = useDistributionSentence()(token);
  return (
    <>
      <div ref={frame}>
        {width > 0 && (
          <NextTokenPlot
            width={width}
            channel={channel}
            disturbed={disturbed}
            top={token.top}
            written={token.token}
            label={sentence}
          />
        )}
      </div>
      <p className="sentence">{sentence}</p>
    </>
  );
}

/** The way to the steps where the lanes' commands begin to differ. */
function PartingSteps({ lanes, shown }: { lanes: readonly LaneTrace[]; shown: number }) {
  const { selectStep } = useActions();
  const words = useWords().mind.token;
  const steps = [...new Set(partings(lanes, clockStep(lanes)).map((parting) => parting.step))];
  if (steps.length === 0) return null;
  return (
    <p className="parting-steps">
      {words.part}
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          className="link"
          aria-pressed={step === shown}
          onClick={() => selectStep(step)}
        >
          {words.stepLink(step)}
        </button>
      ))}
    </p>
  );
}

/** Next-token probabilities of every lane at the step shown. */
export function NextTokenFigure() {
  const { mind, lanes: about } = useWords();
  const words = mind.token;
  const lanes = useLab((state) => state.run.trace?.lanes ?? NO_LANES);
  const names = useMemo(
    () =>
      laneNames(
        lanes.map((lane) => lane.settings),
        about,
      ),
    [lanes, about],
  );
  const shown = useLab(shownStep);
  const chosen = useLab((state) => state.tokens);
  const { selectToken } = useActions();
  const deciding = decidingToken(lanes.map((lane) => lane.steps[shown - 1]?.tokens ?? []));
  const columns = lanes.map((lane, index) => {
    const step = lane.steps[shown - 1];
    const tokens = step?.tokens ?? [];
    const place = Math.min(chosen[index] ?? deciding, tokens.length - 1);
    return { lane, name: names[index] ?? '', index, step, place, token: tokens[place] };
  });
  const rows = columns.flatMap(({ name, token }) =>
    (token?.top ?? [])
      .slice(0, SHOWN_TOKENS)
      .map(({ text, probability }, rank) => [
        name,
        rank + 1,
        showToken(text),
        formatProbability(probability),
      ]),
  );
  return (
    <Figure
      title={words.title(shown)}
      definition="nextToken"
      subtitle={words.subtitle(SHOWN_TOKENS)}
      model="actor"
      table={rows.length === 0 ? null : { columns: words.columns, rows }}
    >
      <PartingSteps lanes={lanes} shown={shown} />
      <div className="distributions">
        {columns.map(({ lane, name, index, step, place, token }) => (
          <section key={name} data-channel={lane.settings.channel} aria-label={words.section(name)}>
            <h4>
              <span className="channel-mark">
                <ChannelGlyph channel={lane.settings.channel} />
              </span>
              {name}
            </h4>
            {step === undefined || token === undefined ? (
              <AbsenceOf lane={lane} step={shown} absence={stepAbsence(lane, shown)} />
            ) : (
              <>
                <TokenChoice
                  lane={name}
                  step={step}
                  chosen={place}
                  onChoose={(picked) => selectToken(index, picked)}
                />
                <Distribution
                  channel={lane.settings.channel}
                  disturbed={isPerturbed(lane.settings)}
                  token={token}
                />
              </>
            )}
          </section>
        ))}
      </div>
    </Figure>
  );
}
