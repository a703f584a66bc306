import { useEffect } from 'react';
import { formatMegabytes } from '../plots/format';
import { shortAddress } from '../shared/model-address';
import { isOwnTier, ownTierAt } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';

/** What is kept of the models in this browser, and its deletion. */
export function KeptModels() {
  const { kept: words, own } = useWords().device;
  const kept = useLab((state) => state.keptTiers);
  const persisted = useLab((state) => state.persisted);
  const loading = useLab((state) => state.loading.kind);
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { listTiers, forgetTier } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again once a load has ended.
  useEffect(listTiers, [listTiers, loading]);
  const tiers = (kept?.tiers ?? []).map((tier) => {
    const name = ownTierAt(ownModelsUrl, tier.address);
    return name === null ? tier : { ...tier, title: own.titled(own.names[name], own.titles[name]) };
  });
  return (
    <section aria-labelledby="kept-title">
      <h2 id="kept-title">{words.title}</h2>
      <p className="note">{words.lead}</p>
      {kept === null && <p className="empty">{words.unknown}</p>}
      {kept?.tiers.length === 0 && <p className="empty">{words.none}</p>}
      {kept !== null && tiers.length > 0 && (
        <>
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.tier}</th>
                  <th scope="col">{words.from}</th>
                  <th scope="col" className="figure-cell">
                    {words.size}
                  </th>
                  <th scope="col">{words.act}</th>
                </tr>
              </thead>
              <tbody>
                {tiers.map(({ address, title, bytes }) => (
                  <tr key={address}>
                    <th scope="row">
                      {title}
                      {address === modelsUrl && <span className="note"> · {words.inUse}</span>}
                    </th>
                    <td>
                      {address === 'runtime' || isOwnTier(ownModelsUrl, address)
                        ? words.ownPlace
                        : shortAddress(address)}
                    </td>
                    <td className="figure-cell">{words.megabytes(formatMegabytes(bytes))}</td>
                    <td>
                      <button
                        type="button"
                        className="button"
                        aria-label={words.removeNamed(title)}
                        onClick={() => forgetTier(address)}
                      >
                        {words.remove}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>{words.total(formatMegabytes(kept.total))}</p>
        </>
      )}
      {persisted !== null && (
        <p className="note">{persisted ? words.persisted : words.notPersisted}</p>
      )}
    </section>
  );
}
