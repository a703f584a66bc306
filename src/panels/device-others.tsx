import { type FormEvent, useId, useState } from 'react';
import { toErrorData } from '../shared/errors';
import { readModelAddress, shortAddress } from '../shared/model-address';
import { isOwnTier } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { ChosenModelsNote } from './device-choosing';
import { FolderPicker } from './folder-picker';

/** Models from a hub, from a server or from disk. */
export function OtherModels() {
  const { device, errors } = useWords();
  const words = device.others;
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const loading = useLab((state) => state.loading.kind);
  const choosing = useLab(
    (state) => state.choosing != null && !isOwnTier(state.ownModelsUrl, state.choosing.address),
  );
  const { chooseModels } = useActions();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    try {
      chooseModels(readModelAddress(address));
      setProblem(null);
    } catch (error) {
      const { code, message } = toErrorData(error);
      setProblem(errors.told(code, message));
    }
  };
  const own = isOwnTier(ownModelsUrl, modelsUrl);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p className="note">{words.lead}</p>
      {!own && <p>{words.places[loading](shortAddress(modelsUrl))}</p>}
      <form onSubmit={submit}>
        <label>
          <span className="field-name">{words.address}</span>
          <input
            type="text"
            value={address}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${id}-hint`}
            aria-invalid={problem !== null}
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={address.trim() === ''}>
          {words.load}
        </button>
      </form>
      <p className="note" id={`${id}-hint`}>
        {words.hint}
      </p>
      {problem !== null && (
        <p className="failure" role="alert">
          {problem}
        </p>
      )}
      {choosing && <ChosenModelsNote />}
      <div className="row">
        <FolderPicker />
        {!own && (
          <button type="button" className="button" onClick={() => chooseModels(ownModelsUrl)}>
            {words.own}
          </button>
        )}
      </div>
    </section>
  );
}
