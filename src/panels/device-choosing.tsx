import { FOLDER, shortAddress } from '../shared/model-address';
import { ownTierAt } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { FolderPicker } from './folder-picker';

/** What becomes of the models that were chosen, before they are loaded; nothing where none are. */
export function ChosenModelsNote() {
  const { device, errors, language } = useWords();
  const { others: words, own } = device;
  const choosing = useLab((state) => state.choosing ?? null);
  const ready = useLab((state) => state.loading.kind === 'ready');
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { chooseModels } = useActions();
  if (choosing === null) return null;
  const { address, error } = choosing;
  const name = ownTierAt(ownModelsUrl, address);
  const place = name === null ? shortAddress(address) : own.names[name];
  if (error === null) {
    return (
      <p role="status" className="note">
        {words.checking(place)}
      </p>
    );
  }
  const told = words.refused(place, errors.told(error.code, error.message));
  return (
    <div className="failure" role="alert">
      <p>{language.sentences([told, ready && words.stays])}</p>
      {address.startsWith(FOLDER) ? (
        <FolderPicker />
      ) : (
        <button type="button" className="button" onClick={() => chooseModels(address)}>
          {words.again}
        </button>
      )}
    </div>
  );
}
