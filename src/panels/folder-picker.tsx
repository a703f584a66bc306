import { FOLDER } from '../shared/model-address';
import { useActions } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { FilePicker } from './file-picker';

/** Files of a picked folder: their paths begin with the folder's name. */
function filesOf(files: readonly File[]) {
  return files.map((file) => ({
    path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
    file,
  }));
}

/** Picks a folder of models on disk. */
export function FolderPicker() {
  const { others: words } = useWords().device;
  const { pickFolder } = useActions();
  const pick = (files: readonly File[]): void => {
    const name = files[0]?.webkitRelativePath.split('/')[0] || 'folder';
    pickFolder({ address: FOLDER + name, files: filesOf(files) });
  };
  return <FilePicker label={words.pick} kind={{ webkitdirectory: '' }} onPick={pick} />;
}
