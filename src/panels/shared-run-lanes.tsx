import type { GeneratedToken, LaneTrace } from '../lab/trace';
import { ChannelGlyph } from '../plots/channel-glyph';
import { formatProbability, showToken } from '../plots/format';
import { useActions } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { type ComparedLane, comparedLanes, comparedTokens } from '../state/shared-run-view';

interface DistributionProps {
  readonly caption: string;
  readonly token: { readonly there: GeneratedToken; readonly here: GeneratedToken };
}

/** The tokens chosen there and here, with their probabilities in both runs. */
function BothDistributions({ caption, token }: DistributionProps) {
  const words = useWords().share.shared;
  const chance = (value: number | null): string =>
    value === null ? words.unlisted : formatProbability(value);
  const tie = token.there.nearTie || token.here.nearTie;
  return (
    <>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.token}</th>
            <th scope="col" data-number="true">
              {words.there}
            </th>
            <th scope="col" data-number="true">
              {words.here}
            </th>
          </tr>
        </thead>
        <tbody>
          {comparedTokens(token.there, token.here).map(({ text, there, here }) => (
            <tr key={text}>
              <th scope="row" className="mono">
                {showToken(text)}
              </th>
              <td data-number="true" data-chosen={text === token.there.text}>
                {chance(there)}
              </td>
              <td data-number="true" data-chosen={text === token.here.text}>
                {chance(here)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tie && <p className="note">{words.nearTie}</p>}
    </>
  );
}

function Lane({ compared, name }: { compared: ComparedLane; name: string }) {
  const words = useWords().share.shared;
  const { selectStep } = useActions();
  const { lane, comparison } = compared;
  const { channel } = lane.settings;
  return (
    <article className="shared-lane" data-channel={channel} aria-label={name}>
      <h3>
        <span className="channel-mark">
          <ChannelGlyph channel={channel} />
        </span>
        {name}
      </h3>
      {comparison.kind === 'human' && <p>{words.human}</p>}
      {comparison.kind === 'same' && (
        <p>{comparison.complete ? words.same(comparison.steps) : words.soFar(comparison.steps)}</p>
      )}
      {comparison.kind === 'departs' && (
        <>
          <p className="shared-departure">
            <button
              type="button"
              className="link"
              title={words.showStep(comparison.step)}
              onClick={() => selectStep(comparison.step)}
            >
              {words.departs(comparison.step)}
            </button>
          </p>
          <dl>
            <dt>{words.there}</dt>
            <dd className="mono">{comparison.there ?? words.nothing}</dd>
            <dt>{words.here}</dt>
            <dd className="mono">{comparison.here ?? words.nothing}</dd>
          </dl>
          {comparison.token !== null && (
            <BothDistributions
              caption={words.probabilities(name, comparison.step)}
              token={comparison.token}
            />
          )}
        </>
      )}
    </article>
  );
}

export interface SharedRunLanesProps {
  readonly there: readonly LaneTrace[];
  readonly here: readonly LaneTrace[];
  readonly names: readonly string[];
  /** Only how many lanes depart is shown, until a person asks for more. */
  readonly folded: boolean;
}

/** Per lane, the first step at which the run made here departs from the shared one. */
export function SharedRunLanes({ there, here, names, folded }: SharedRunLanesProps) {
  const words = useWords().share.shared;
  const lanes = comparedLanes(there, here);
  const compared = lanes.filter(({ comparison }) => comparison.kind !== 'human');
  const departed = compared.filter(({ comparison }) => comparison.kind === 'departs');
  const complete = compared.every(
    ({ comparison }) =>
      comparison.kind === 'departs' || (comparison.kind === 'same' && comparison.complete),
  );
  return (
    <>
      <details className="shared-fold" open={!folded}>
        <summary>{words.compare}</summary>
        <div className="shared-lanes">
          {lanes.map((lane, index) => (
            <Lane key={names[index]} compared={lane} name={names[index] ?? ''} />
          ))}
        </div>
      </details>
      <p className="sentence" role="status">
        {complete && compared.length > 0 ? words.summary(departed.length, compared.length) : ''}
      </p>
    </>
  );
}
