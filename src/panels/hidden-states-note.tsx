import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import { useShare } from '../state/share-context';

/** Where the run shown came in a link: that its hidden states did not. */
export function HiddenStatesNote() {
  const words = useWords().share.shared;
  const linked = useShare(({ shared }) => shared?.from === 'link');
  const missing = useLab(
    ({ run }) =>
      isRecorded(run) &&
      run.trace?.lanes.some(
        ({ settings, message }) => settings.channel === 'latent' && message?.latents === null,
      ) === true,
  );
  return linked && missing ? <p className="hidden-states note">{words.hidden}</p> : null;
}
