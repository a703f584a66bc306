import { formatCount } from '../plots/format';
import { isOwnTier, OWN_TIERS, ownTierUrl } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { ChosenModelsNote } from './device-choosing';

/** The tiers that come with the page, to choose one of. */
export function OwnModels() {
  const { own: words, kept } = useWords().device;
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const loading = useLab((state) => state.loading.kind);
  const choosing = useLab(
    (state) => state.choosing != null && isOwnTier(state.ownModelsUrl, state.choosing.address),
  );
  const { chooseModels } = useActions();
  const states = { ...words, ready: words.inUse };
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{words.title}</h2>
      <p className="note">{words.lead}</p>
      <div className="table-scroll">
        <table className="own-models">
          <thead>
            <tr>
              <th scope="col">{words.tier}</th>
              <th scope="col" className="figure-cell">
                {words.parameters}
              </th>
              <th scope="col" className="figure-cell">
                {words.size}
              </th>
              <th scope="col">{words.act}</th>
            </tr>
          </thead>
          <tbody>
            {OWN_TIERS.map(({ name, parameters, megabytes }) => {
              const address = ownTierUrl(ownModelsUrl, name);
              return (
                <tr key={name}>
                  <th scope="row">
                    <span className="device-name">{words.names[name]}</span>{' '}
                    <span className="note">{words.abouts[name]}</span>
                  </th>
                  <td className="figure-cell" data-label={words.parameters}>
                    {formatCount(parameters)}
                  </td>
                  <td className="figure-cell" data-label={words.size}>
                    {kept.megabytes(megabytes)}
                  </td>
                  <td>
                    {address === modelsUrl && <span className="note">{states[loading]} </span>}
                    {(address !== modelsUrl || loading === 'failed') && (
                      <button
                        type="button"
                        className="button"
                        aria-label={words.chooseNamed(words.names[name])}
                        onClick={() => chooseModels(address)}
                      >
                        {words.use}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {choosing && <ChosenModelsNote />}
    </section>
  );
}
