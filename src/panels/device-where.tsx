import { format } from 'd3-format';
import { useEffect } from 'react';
import { formatMegabytes } from '../plots/format';
import { useActions, useLab } from '../state/lab-context';
import type { LabData, Loading } from '../state/lab-data';
import { useWords } from '../state/language-context';
import type { Words } from '../words/words';
import { FasterNote } from './device-notes';

type WhereWords = Words['device']['where'];
type Ready = Extract<Loading, { kind: 'ready' }>;
type Option = Ready['device']['options'][number];

const milliseconds = format('.2~f');

/** Why a device can or cannot be had here. */
export function stateOf(option: Option, words: WhereWords): string {
  const { refusal, software, withoutSubgroups } = option;
  if (refusal?.kind === 'limit') {
    const { name, needs, has } = refusal;
    const sizes = words.limit(name, `${formatMegabytes(needs)} MB`, `${formatMegabytes(has)} MB`);
    return `${words.refusals.limit} (${sizes}).`;
  }
  if (refusal !== null) return words.refusals[refusal.kind];
  const how = software ? words.software : words.available;
  return withoutSubgroups ? `${how}; ${words.without}` : how;
}

interface RowProps {
  readonly choice: Option['device'] | 'recorded';
  readonly state: string;
  readonly time: string;
  readonly used: boolean;
  readonly available: boolean;
}

function Row({ choice, state, time, used, available }: RowProps) {
  const { where: words } = useWords().device;
  const chosen = useLab((lab) => lab.device === choice);
  const linked = useLab((lab) => lab.linked === true);
  const { chooseDevice } = useActions();
  const name = words.names[choice];
  const marks = [
    used ? words.inUse : '',
    chosen ? (linked ? words.linked : words.chosen) : '',
  ].filter(Boolean);
  return (
    <tr data-off={!available}>
      <th scope="row">
        <span className="device-name">{name}</span>
        {marks.length > 0 && <span className="note"> · {marks.join(' · ')}</span>}
      </th>
      <td data-label={words.state}>{state}</td>
      <td className="figure-cell" data-label={words.time}>
        {time}
      </td>
      <td>
        {available && !(used && chosen) && (
          <button
            type="button"
            className="button"
            aria-label={words.chooseNamed(name)}
            onClick={() => chooseDevice(choice)}
          >
            {words.use}
          </button>
        )}
      </td>
    </tr>
  );
}

const readyOf = ({ loading }: LabData): Ready | null => (loading.kind === 'ready' ? loading : null);

/** The choices, why each can or cannot be had, and how fast each is here. */
export function WhereModelsRun() {
  const { device: about, errors } = useWords();
  const { where: words } = about;
  const ready = useLab(readyOf);
  const notMeasured = useLab((state) => state.notMeasured ?? null);
  const loading = useLab((state) => state.loading.kind);
  const off = loading === 'off';
  const found = useLab((state) => state.found ?? null);
  const modelsUrl = useLab((state) => state.modelsUrl);
  const auto = useLab((state) => state.device === 'auto');
  const measuring = useLab((state) => state.measuring);
  const { chooseDevice, measureDevices, probeDevices } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: of other models other things are known.
  useEffect(() => {
    if (loading !== 'ready') probeDevices();
  }, [probeDevices, loading, modelsUrl]);
  // What was found stays while models are loaded, fail or are not wanted.
  const options = ready?.device.options ?? found?.options ?? [];
  const unmeasured = options.some(
    ({ refusal, millisecondsPerStep }) => refusal === null && millisecondsPerStep === null,
  );
  return (
    <section aria-labelledby="where-title">
      <h2 id="where-title">{words.title}</h2>
      {options.length === 0 && <p className="empty">{words.waiting}</p>}
      {ready !== null && <FasterNote ready={ready} />}
      <div className="table-scroll">
        <table className="devices">
          <thead>
            <tr>
              <th scope="col">{words.choose}</th>
              <th scope="col">{words.state}</th>
              <th scope="col" className="figure-cell">
                {words.time}
              </th>
              <th scope="col">{words.use}</th>
            </tr>
          </thead>
          <tbody>
            {options.map((option) => (
              <Row
                key={option.device}
                choice={option.device}
                state={stateOf(option, words)}
                time={
                  option.millisecondsPerStep === null
                    ? words.notMeasured
                    : words.steps(milliseconds(option.millisecondsPerStep))
                }
                used={ready?.device.device === option.device}
                available={option.refusal === null}
              />
            ))}
            <Row choice="recorded" state={words.recorded} time="" used={off} available />
          </tbody>
        </table>
      </div>
      <div className="row">
        {!auto && (
          <button type="button" className="button" onClick={() => chooseDevice('auto')}>
            {words.auto}
          </button>
        )}
        {ready !== null && unmeasured && (
          <button type="button" className="button" disabled={measuring} onClick={measureDevices}>
            {measuring ? words.measuring : words.measure}
          </button>
        )}
      </div>
      {ready !== null && notMeasured !== null && (
        <p role="alert">
          {words.measuringFailed(
            notMeasured.code === 'worker-stopped'
              ? words.workerStopped
              : errors.told(notMeasured.code, notMeasured.message),
          )}
        </p>
      )}
      {ready !== null && (
        <p className="note">
          {ready.device.gpu === null ? words.noGpu : words.note(ready.device.gpu)}
        </p>
      )}
      {ready === null && found !== null && found.gpu !== null && (
        <p className="note">{words.found(found.gpu)}</p>
      )}
    </section>
  );
}
