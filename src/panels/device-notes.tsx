import { formatRatio } from '../plots/format';
import { fasterDevice } from '../state/device-choice';
import { useActions, useLab } from '../state/lab-context';
import type { Loading } from '../state/lab-data';
import { useWords } from '../state/language-context';

type Ready = Extract<Loading, { kind: 'ready' }>;

/** Beyond so many times the number says no more. */
const MOST = 100;

/** That another device would be faster, and the switch to it; nothing where none is. */
export function FasterNote({ ready }: { readonly ready: Ready }) {
  const { device: about, language } = useWords();
  const { where: words } = about;
  const { chooseDevice } = useActions();
  const { device, options } = ready.device;
  const faster = fasterDevice(device, options);
  if (faster === null) return null;
  const name = words.names[faster.device];
  const many = faster.ratio > MOST;
  const ratio = many ? words.moreThan(`${MOST}`) : formatRatio(faster.ratio);
  return (
    <p className="status">
      {language.beforeLink(
        language.sentences([words.faster(name, ratio), ready.device.software && words.emulated]),
      )}
      <button type="button" className="button" onClick={() => chooseDevice(faster.device)}>
        {words.switch(name)}
      </button>
    </p>
  );
}

/** What is to be known of models that are loaded; nothing in the usual case. */
export function ReadyNotes({ ready }: { readonly ready: Ready }) {
  const { badges, device: words } = useWords();
  const { download, where } = words;
  // A person who chose a device knows.
  const leftToChoose = useLab((state) => state.device === 'auto');
  const { device, reason, unmet } = ready.device;
  return (
    <>
      {ready.keeping !== 'kept' && <p className="status">{download[ready.keeping]}</p>}
      {unmet !== null && (
        <p className="status">
          {where.fallBack(where.names[unmet], where.names[device], badges.reasons[reason])}
        </p>
      )}
      {leftToChoose && <FasterNote ready={ready} />}
    </>
  );
}

interface NoModelsProps {
  readonly more: readonly { readonly label: string; readonly onPress: () => void }[];
}

/** Recorded runs only. */
export function NoModels({ more }: NoModelsProps) {
  const { where: words } = useWords().device;
  const { chooseDevice } = useActions();
  const load = { label: words.loadModels, onPress: () => chooseDevice('auto') };
  return (
    <div className="loading">
      <p className="status">{words.recordedOnly}</p>
      {[load, ...more].map(({ label, onPress }) => (
        <button key={label} type="button" className="button" onClick={onPress}>
          {label}
        </button>
      ))}
    </div>
  );
}
