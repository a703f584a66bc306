import { type ChangeEvent, useRef } from 'react';
import { FOLDER } from '../shared/model-address';
import { useActions } from '../state/lab-context';
import { useWords } from '../state/language-context';

/** Files of a picked folder: their paths begin with the folder's name. */
function filesOf(list: FileList) {
  return Array.from(list, (file) => ({
    path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
    file,
  }));
}

/** Picks a folder of models on disk. */
export function FolderPicker() {
  const { others: words } = useWords().device;
  const { pickFolder } = useActions();
  const picker = useRef<HTMLInputElement>(null);
  const pick = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const { files } = target;
    if (files === null || files.length === 0) return;
    const name = files[0]?.webkitRelativePath.split('/')[0] || 'folder';
    pickFolder({ address: FOLDER + name, files: filesOf(files) });
    // The same folder can be picked again.
    target.value = '';
  };
  return (
    <>
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
    </>
  );
}
