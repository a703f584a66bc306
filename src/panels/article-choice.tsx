import { Fragment } from 'react';
import type { LaneTrace } from '../lab/trace';
import { formatProbability, showToken } from '../plots/format';
import { NextTokenPlot } from '../plots/next-token-plot';
import { counterpart } from '../state/disturbance';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed, laneNames } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { decidingToken, partings } from '../state/run-view';
import { NO_LANES } from './article-game';
import { Waiting } from './article-parts';
import { Figure } from './figure';
import { useWidth } from './use-width';

/**
 * The first lane whose latents are disturbed, behind the one that has them as they were sent; without
 * such a pair the first latent lane.
 */
export function chosenLanes(lanes: readonly LaneTrace[]): readonly number[] {
  const settings = lanes.map((lane) => lane.settings);
  const latent = settings.flatMap(({ channel }, index) => (channel === 'latent' ? [index] : []));
  const disturbed = latent.find((index) => {
    const one = settings[index];
    return one !== undefined && isPerturbed(one);
  });
  if (disturbed === undefined) return latent.slice(0, 1);
  const own = counterpart(settings, disturbed);
  return own === null ? [disturbed] : [own, disturbed];
}

/** The step at which these lanes' commands first differ, no later than `shown`; else `shown`. */
export function choiceStep(lanes: readonly LaneTrace[], shown: number): number {
  const [first] = partings(lanes, shown);
  const most = Math.max(0, ...lanes.map(({ steps }) => steps.length));
  return Math.min(first?.step ?? shown, most);
}

/** What the actors of these lanes might have written where they part. */
export function ChoiceFigure() {
  const { article, lanes: about, message: say } = useWords();
  const words = article.breaks;
  const [frame, width] = useWidth<HTMLDivElement>();
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  const shown = useLab(shownStep);
  const names = laneNames(
    lanes.map(({ settings }) => settings),
    about,
  );
  const chosen = chosenLanes(lanes);
  const played = chosen.flatMap((index) => lanes[index] ?? []);
  const step = choiceStep(played, shown);
  // A lone lane is asked where it parts from the others.
  const compared = played.length > 1 ? played : lanes;
  const place = decidingToken(compared.map((lane) => lane.steps[step - 1]?.tokens ?? []));
  const rows = chosen.flatMap((index) => {
    const lane = lanes[index];
    const tokens = lane?.steps[step - 1]?.tokens ?? [];
    const token = tokens[Math.min(place, tokens.length - 1)];
    const written = token?.top.find((other) => other.token === token.token);
    if (lane === undefined || token === undefined || written === undefined) return [];
    const name = names[index] ?? '';
    const { probability } = written;
    const sentence = words.sentence(name, showToken(token.text), formatProbability(probability));
    return [{ index, name, settings: lane.settings, token, sentence }];
  });
  const { columns } = words;
  return (
    <Figure
      title={words.figure(step)}
      definition="nextToken"
      subtitle={words.subtitle}
      sentence={say.together(rows.map(({ sentence }) => sentence))}
      model="actor"
      table={
        rows.length === 0
          ? null
          : {
              columns: [columns.lane, columns.token, columns.probability],
              rows: rows.flatMap(({ name, token }) =>
                token.top.map(({ text, probability }) => [
                  name,
                  showToken(text),
                  formatProbability(probability),
                ]),
              ),
            }
      }
    >
      <div ref={frame}>
        {rows.length === 0 && <Waiting text={words.empty} />}
        {width > 0 &&
          rows.map(({ index, name, settings, token, sentence }) => (
            <Fragment key={index}>
              {rows.length > 1 && <p className="note">{name}</p>}
              <NextTokenPlot
                width={width}
                channel={settings.channel}
                disturbed={isPerturbed(settings)}
                top={token.top}
                written={token.token}
                label={sentence}
              />
            </Fragment>
          ))}
      </div>
    </Figure>
  );
}
