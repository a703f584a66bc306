import type { Trace } from '../lab/trace';
import { OWN_TIERS, ownTierOf, ownTierUrl } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { rescueFocus } from './focus';

/** Loads the page's tier that a run was made with; nothing where that is chosen, or it is none of the page's. */
export function LoadTierOfRun({ source }: { readonly source: Trace['source'] }) {
  const { own: words } = useWords().device;
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { chooseModels } = useActions();
  const tier = ownTierOf(Object.values(source.models));
  if (tier === null) return null;
  const address = ownTierUrl(ownModelsUrl, tier);
  if (address === modelsUrl) return null;
  const megabytes = OWN_TIERS.find(({ name }) => name === tier)?.megabytes ?? '';
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        chooseModels(address);
        // The button goes with the reason for it.
        requestAnimationFrame(rescueFocus);
      }}
    >
      {words.load(words.names[tier], megabytes)}
    </button>
  );
}
