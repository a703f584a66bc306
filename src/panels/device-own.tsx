import { formatCount } from '../plots/format';
import { OWN_TIERS, ownTierUrl } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';

/** The tiers that come with the page, to choose one of. */
export function OwnModels() {
  const { own: words, kept } = useWords().device;
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { chooseModels } = useActions();
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{words.title}</h2>
      <p className="note">{words.lead}</p>
      <div className="table-scroll">
        <table>
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
                    {words.names[name]} <span className="note">{words.abouts[name]}</span>
                  </th>
                  <td className="figure-cell">{formatCount(parameters)}</td>
                  <td className="figure-cell">{kept.megabytes(megabytes)}</td>
                  <td>
                    {address === modelsUrl ? (
                      <span className="note">{words.inUse}</span>
                    ) : (
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
    </section>
  );
}
