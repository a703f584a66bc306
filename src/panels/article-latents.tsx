import { useMemo } from 'react';
import { CandidatesPlot } from '../plots/candidates-plot';
import {
  formatCount,
  formatNats,
  formatPercent,
  formatProbability,
  formatRatio,
  showToken,
} from '../plots/format';
import { MessageSizePlot } from '../plots/message-size-plot';
import { NextTokenPlot } from '../plots/next-token-plot';
import { bySplit } from '../state/card-view';
import { runCommitment } from '../state/commitment';
import { useLab } from '../state/lab-context';
import { shownStep } from '../state/lab-data';
import { isPerturbed, laneNames, laneTitles } from '../state/lane-settings';
import { useWords } from '../state/language-context';
import { decidingToken } from '../state/run-view';
import { NO_LANES, useTruth } from './article-game';
import { Terms, useCard, Waiting } from './article-parts';
import { Figure } from './figure';
import { splitName } from './models-rows';
import { useWidth } from './use-width';

/** The three places in the hidden state from which the sender took one. */
export function CandidatesFigure() {
  const { article, language, models, message: say } = useWords();
  const words = article.state;
  const [frame, width] = useWidth<HTMLDivElement>();
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  const house = useLab(({ run }) => run.trace?.house);
  const truth = useTruth();
  const card = useCard();
  const found = useMemo(
    () => runCommitment(lanes, house?.places.map(({ name }) => name) ?? []),
    [lanes, house],
  );
  const note = (place: string): string => {
    const there = truth?.places.includes(place) ?? false;
    if (place === found?.named) return there ? words.both : words.written;
    return there ? words.truth : '';
  };
  const bars = [
    ...(found?.candidates ?? []).map(({ place, probability }) => ({
      name: place,
      probability,
      note: note(place),
      written: place === found?.named,
    })),
    { name: words.rest, probability: found?.rest ?? 0, note: '', written: false },
  ];
  const [calibration] = (card?.calibration ?? [])
    .filter(({ view }) => view === 'uncertain')
    .toSorted(bySplit);
  const average =
    calibration &&
    words.calibration(
      Object.entries(calibration.probability)
        .map(([word, mean]) => words.share(word, mean === null ? '' : formatPercent(mean)))
        .join(', '),
      splitName(models, calibration.split),
      formatCount(calibration.targets),
    );
  const latent = lanes.some(({ settings }) => settings.channel === 'latent');
  const sent = lanes.some(({ message }) => message !== null);
  const untied = lanes.some(({ message }) => message?.noLens === 'untied');
  const unread = untied ? say.lens.untied : article.needsLens;
  const missing = !latent ? article.needsLatent : sent ? unread : article.needsRun;
  const told =
    found &&
    words.sentence(
      found.candidates.length,
      formatNats(found.entropy),
      formatRatio(Math.exp(found.entropy)),
    );
  return (
    <Figure
      title={words.figure}
      definition="candidates"
      subtitle={words.subtitle}
      sentence={language.sentences([told, average])}
      model="sender"
      table={
        found && {
          columns: [words.columns.place, words.columns.probability],
          rows: bars.map(({ name, probability }) => [name, formatProbability(probability)]),
        }
      }
    >
      <div ref={frame}>
        {found === null ? (
          <Waiting text={missing} />
        ) : (
          width > 0 && (
            <CandidatesPlot
              width={width}
              bars={bars}
              label={bars
                .map(({ name, probability }) => `${name} ${formatProbability(probability)}`)
                .join('; ')}
            />
          )
        )}
      </div>
      <Terms terms={['lens', 'entropy', 'hypotheses']} />
    </Figure>
  );
}

/** The run's messages by the positions they take. */
export function PositionsFigure() {
  const { article, lanes: about } = useWords();
  const words = article.eight;
  const [frame, width] = useWidth<HTMLDivElement>();
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  const titles = laneTitles(
    lanes.map(({ settings }) => settings),
    about,
  );
  const sizes = lanes.flatMap(({ settings, message }, index) =>
    message === null
      ? []
      : [
          {
            settings,
            message,
            name: titles[index]?.name ?? '',
            detail: titles[index]?.detail ?? '',
          },
        ],
  );
  return (
    <Figure
      title={words.figure}
      definition="positions"
      subtitle={words.subtitle}
      model="sender"
      table={
        sizes.length === 0
          ? null
          : {
              columns: [words.table.lane, words.table.positions, words.table.bytes],
              rows: sizes.map(({ name, message }) => [name, message.positions, message.bytes]),
            }
      }
    >
      <div ref={frame}>
        {sizes.length === 0 ? (
          <Waiting text={article.needsRun} />
        ) : (
          width > 0 && (
            <MessageSizePlot
              width={width}
              label={sizes
                .map(({ name, message }) => `${name}: ${formatCount(message.positions)}`)
                .join('; ')}
              bars={sizes.map(({ settings, message, name, detail }) => ({
                lane: name,
                name: about.channels[settings.channel],
                detail,
                channel: settings.channel,
                value: message.positions,
                disturbed: isPerturbed(settings),
              }))}
            />
          )
        )}
      </div>
      <Terms terms={['positions', 'capacity', 'compression']} />
    </Figure>
  );
}

/** What the first latent lane's actor might have written at the step shown. */
export function ChoiceFigure() {
  const { article, lanes: about } = useWords();
  const words = article.breaks;
  const [frame, width] = useWidth<HTMLDivElement>();
  const lanes = useLab(({ run }) => run.trace?.lanes ?? NO_LANES);
  const shown = useLab(shownStep);
  const names = laneNames(
    lanes.map(({ settings }) => settings),
    about,
  );
  const index = Math.max(
    0,
    lanes.findIndex(({ settings }) => settings.channel === 'latent'),
  );
  // A lane that has ended stays at its last step.
  const step = Math.min(shown, lanes[index]?.steps.length ?? 0);
  const place = decidingToken(lanes.map((lane) => lane.steps[step - 1]?.tokens ?? []));
  const tokens = lanes[index]?.steps[step - 1]?.tokens ?? [];
  const token = tokens[Math.min(place, tokens.length - 1)];
  const written = token?.top.find((other) => other.token === token.token);
  const sentence =
    token === undefined || written === undefined
      ? ''
      : words.sentence(
          names[index] ?? '',
          showToken(token.text),
          formatProbability(written.probability),
        );
  const { columns } = words;
  return (
    <Figure
      title={words.figure(step)}
      definition="nextToken"
      subtitle={words.subtitle}
      sentence={sentence}
      model="actor"
      table={
        token === undefined
          ? null
          : {
              columns: [columns.lane, columns.token, columns.probability],
              rows: token.top.map(({ text, probability }) => [
                names[index] ?? '',
                showToken(text),
                formatProbability(probability),
              ]),
            }
      }
    >
      <div ref={frame}>
        {token === undefined ? (
          <Waiting text={words.empty} />
        ) : (
          width > 0 && (
            <NextTokenPlot
              width={width}
              channel={lanes[index]?.settings.channel ?? 'none'}
              top={token.top}
              written={token.token}
              label={sentence}
            />
          )
        )}
      </div>
    </Figure>
  );
}
