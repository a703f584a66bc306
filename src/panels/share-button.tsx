import { useWords } from '../state/language-context';
import { useShareActions } from '../state/share-context';
import { Icon } from './icons';

/** Opens the dialog for links, files and frames. */
export function ShareButton() {
  const words = useWords().share;
  const { showDialog } = useShareActions();
  return (
    <button
      type="button"
      className="button share-button"
      aria-haspopup="dialog"
      aria-label={words.button}
      onClick={showDialog}
    >
      <Icon name="share" />
      <span className="button-label">{words.button}</span>
    </button>
  );
}
