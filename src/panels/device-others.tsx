import { type ChangeEvent, type FormEvent, useId, useRef, useState } from 'react';
import { toErrorData } from '../shared/errors';
import { FOLDER, readModelAddress, shortAddress } from '../shared/model-address';
import { isOwnTier } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';

/** Files of a picked folder: their paths begin with the folder's name. */
function filesOf(list: FileList) {
  return Array.from(list, (file) => ({
    path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
    file,
  }));
}

/** Models from a hub, from a server or from disk. */
export function OtherModels() {
  const { device, errors } = useWords();
  const words = device.others;
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { chooseModels, pickFolder } = useActions();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
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
  const pick = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const { files } = target;
    if (files === null || files.length === 0) return;
    const name = files[0]?.webkitRelativePath.split('/')[0] || 'folder';
    pickFolder({ address: FOLDER + name, files: filesOf(files) });
    // The same folder can be picked again.
    target.value = '';
  };
  const own = isOwnTier(ownModelsUrl, modelsUrl);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p className="note">{words.lead}</p>
      {!own && <p>{words.now(shortAddress(modelsUrl))}</p>}
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
      <div className="row">
        <input
          type="file"
          hidden
          ref={(input) => {
            picker.current = input;
            // React knows no such attribute.
            input?.setAttribute('webkitdirectory', '');
          }}
          onChange={pick}
        />
        <button type="button" className="button" onClick={() => picker.current?.click()}>
          {words.pick}
        </button>
        {!own && (
          <button type="button" className="button" onClick={() => chooseModels(ownModelsUrl)}>
            {words.own}
          </button>
        )}
      </div>
    </section>
  );
}
