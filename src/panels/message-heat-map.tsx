import { Suspense, useMemo, useState } from 'react';
import { formatCount, formatPercent, formatValue, showToken } from '../plots/format';
import { colourLimit, heatMapLayout, ZOOMS } from '../plots/heat-map-layout';
import { LatentHeatMap, zoomBy } from '../plots/latent-heat-map';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { rowNorms, writtenStep } from '../state/latent-view';
import { Figure, type FigureTable } from './figure';
import { lazyPart } from './part-boundary';
import { latentAbsence, type ShownLatent, useLanes } from './use-shown-latent';
import { useWidth } from './use-width';

// Not in what is loaded first: it stands under what the page opens on.
const MessageImportance = lazyPart(
  async () => (await import('./message-importance')).MessageImportance,
);

const rootMeanSquare = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(values.length, 1));

/** Root of the squared differences, as a share of the length of what was written. */
function shareChanged(sent: Float32Array, written: Float32Array): number {
  const apart = sent.map((value, i) => value - (written[i] ?? 0));
  const length = rootMeanSquare(written);
  return length === 0 ? 0 : rootMeanSquare(apart) / length;
}

function useSentence({ latents, norms, message, dim }: ShownLatent): string {
  const { heat } = useWords().message;
  const most = Math.max(...norms);
  const least = Math.min(...norms);
  const about = heat.sentence({
    steps: formatCount(norms.length),
    least: formatValue(least),
    leastStep: formatCount(norms.indexOf(least) + 1),
    most: formatValue(most),
    mostStep: formatCount(norms.indexOf(most) + 1),
    values: formatValue(rootMeanSquare(latents)),
  });
  if (message.written === undefined) return about;
  const before = message.written.latents;
  const share = before.length === latents.length ? shareChanged(latents, before) : 0;
  const rows = formatCount(before.length / dim);
  const changed = heat.changed(formatCount(norms.length), rows, `${formatPercent(share)}%`);
  return `${about} ${changed}`;
}

interface MapsProps {
  readonly shown: ShownLatent;
  readonly pointed: number | null;
  readonly onPoint: (step: number | null) => void;
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const { heat } = useWords().message;
  const most = ZOOMS.at(-1);
  return (
    <div className="heat-zoom">
      <button
        type="button"
        className="button is-square"
        aria-label={heat.zoomOut}
        title={zoom === 1 ? heat.zoomLeast : heat.zoomOut}
        aria-description={zoom === 1 ? heat.zoomLeast : undefined}
        aria-disabled={zoom === 1}
        onClick={() => onZoom(zoomBy(zoom, -1))}
      >
        −
      </button>
      <output aria-live="polite">{heat.zoom(String(zoom))}</output>
      <button
        type="button"
        className="button is-square"
        aria-label={heat.zoomIn}
        title={zoom === most ? heat.zoomMost : heat.zoomIn}
        aria-description={zoom === most ? heat.zoomMost : undefined}
        aria-disabled={zoom === most}
        onClick={() => onZoom(zoomBy(zoom, 1))}
      >
        +
      </button>
      {zoom !== 1 && (
        <button type="button" className="button" onClick={() => onZoom(1)}>
          {heat.zoomFit}
        </button>
      )}
    </div>
  );
}

function Maps({ shown, pointed, onPoint }: MapsProps) {
  const { message: words } = useWords();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [zoom, setZoom] = useState(1);
  const { message, latents, dim, norms, name, emitted, step, select } = shown;
  const written = message.written?.latents ?? null;
  const before = useMemo(() => (written === null ? [] : rowNorms(written, dim)), [written, dim]);
  const limit = useMemo(
    () => colourLimit(latents, written ?? new Float32Array()),
    [latents, written],
  );
  const guessed = emitted.every((token) => token === '') && message.lens !== undefined;
  const names = useMemo(
    () =>
      guessed
        ? (message.lens ?? []).map(({ top }) => `≈ ${showToken(top[0]?.text ?? '')}`)
        : emitted,
    [guessed, message.lens, emitted],
  );
  const two = written !== null && width >= 720;
  const each = two ? Math.floor((width - 24) / 2) : width;
  // As it is when nothing is enlarged: then every row is in sight.
  const fitted = heatMapLayout(each, norms.length, dim, 1);
  const largestNorm = Math.max(...norms, ...before);
  const stepName = (at: number): string => words.step(formatCount(at + 1), emitted[at] ?? '');
  const shared = {
    width: each,
    dim,
    limit,
    largestNorm,
    zoom,
    onZoom: setZoom,
    describeCell: (at: number, dimension: number, value: number) =>
      words.heat.cell(stepName(at), formatCount(dimension + 1), formatValue(value)),
  };
  const describe =
    (of: readonly number[]) =>
    (at: number): string =>
      words.heat.norm(stepName(at), formatValue(of[at] ?? 0));
  return (
    <>
      <div className="heat-head">
        <p className="heat-scale">
          <span aria-hidden="true">−{formatValue(limit)}</span>
          <span
            className="heat-gradient"
            role="img"
            aria-label={words.heat.scale(formatValue(limit))}
          />
          <span aria-hidden="true">{formatValue(limit)}</span>
        </p>
        <Zoom zoom={zoom} onZoom={setZoom} />
      </div>
      <div className="heat-maps" ref={frame} data-two={two} data-channel="latent">
        {width > 0 && written !== null && (
          <div>
            <h4>{words.heat.written}</h4>
            <LatentHeatMap
              {...shared}
              latents={written}
              norms={before}
              names={before.length === norms.length ? names : before.map(() => '')}
              selected={writtenStep(message, step)}
              pointed={pointed === null ? null : writtenStep(message, pointed)}
              onSelect={(at) => before.length === norms.length && select(at)}
              onPoint={(at) => before.length === norms.length && onPoint(at)}
              label={`${words.heat.label(name)}. ${words.heat.written}`}
              describeStep={describe(before)}
            />
          </div>
        )}
        {width > 0 && (
          <div>
            {written !== null && <h4>{words.heat.sent}</h4>}
            <LatentHeatMap
              {...shared}
              latents={latents}
              norms={norms}
              names={names}
              selected={step}
              pointed={pointed}
              onSelect={select}
              onPoint={onPoint}
              label={words.heat.label(name)}
              describeStep={describe(norms)}
            />
            <Suspense>
              <MessageImportance
                shown={shown}
                pointed={pointed}
                onPoint={onPoint}
                margin={{ left: fitted.gutter, right: fitted.strip }}
              />
            </Suspense>
          </div>
        )}
      </div>
      <p className="empty heat-help">
        {words.heat.beyond} {guessed ? `${words.heat.guess} ` : ''}
        {words.heat.help}
      </p>
    </>
  );
}

function Drawn(props: MapsProps) {
  const { message: words } = useWords();
  const { shown } = props;
  const { norms, dim, emitted, message } = shown;
  const table: FigureTable = {
    columns: [words.columns.step, words.columns.token, words.columns.norm, words.columns.entropy],
    rows: norms.map((norm, step) => [
      step + 1,
      emitted[step] ?? '',
      formatValue(norm),
      message.lens?.[step] === undefined ? '' : formatValue(message.lens[step].entropy),
    ]),
  };
  return (
    <Figure
      title={words.heat.title}
      definition="heatMap"
      subtitle={words.heat.subtitle(formatCount(norms.length), formatCount(dim))}
      sentence={useSentence(shown)}
      model="sender"
      table={table}
    >
      <Maps {...props} />
    </Figure>
  );
}

/** The latents of a message as a picture, as written and as sent. */
export function MessageHeatMap(props: Omit<MapsProps, 'shown'> & { shown: ShownLatent | null }) {
  const { heat } = useWords().message;
  const lanes = useLanes();
  const planned = useLab((state) => state.settings.lanes);
  if (props.shown !== null) return <Drawn {...props} shown={props.shown} />;
  return (
    <Figure title={heat.title} definition="heatMap" subtitle="" table={null}>
      <p className="empty">{heat[latentAbsence(lanes, planned)]}</p>
    </Figure>
  );
}
