import { useEffect, useRef } from 'react';
import { formatMegabytes } from '../plots/format';
import { shortAddress } from '../shared/model-address';
import { isOwnTier, ownTierAt } from '../shared/own-tiers';
import { useActions, useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { AskFirst } from './ask-first';
import { rescueFocus } from './focus';

interface DeletionProps {
  readonly address: string;
  readonly title: string;
  /** What is lost with it: then it is asked for first. */
  readonly warning: string | null;
}

/** Deletes a tier; one that is in use only after a second word. */
function Deletion({ address, title, warning }: DeletionProps) {
  const { kept: words } = useWords().device;
  const { forgetTier } = useActions();
  const deleted = useRef(false);
  useEffect(
    () => () => {
      // Its row is gone, and the button that had the focus.
      if (deleted.current) requestAnimationFrame(rescueFocus);
    },
    [],
  );
  return (
    <AskFirst
      label={words.remove}
      name={words.removeNamed(title)}
      question={warning}
      yes={words.removeAnyway}
      no={words.keep}
      onDo={() => {
        deleted.current = true;
        forgetTier(address);
      }}
    />
  );
}

/** What is kept of the models in this browser, and its deletion. */
export function KeptModels() {
  const { kept: words, own } = useWords().device;
  const kept = useLab((state) => state.keptTiers);
  const persisted = useLab((state) => state.persisted);
  const loading = useLab((state) => state.loading.kind);
  const modelsUrl = useLab((state) => state.modelsUrl);
  const ownModelsUrl = useLab((state) => state.ownModelsUrl);
  const { listTiers } = useActions();
  const warningOf = (address: string): string | null => {
    if (loading !== 'ready') return null;
    if (address === 'runtime') return words.confirmRuntime;
    return address === modelsUrl ? words.confirm : null;
  };
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
            <table className="kept-models">
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
                      <span className="device-name">{title}</span>
                      {loading === 'ready' && address === modelsUrl && (
                        <span className="note"> · {words.inUse}</span>
                      )}
                    </th>
                    <td data-label={words.from}>
                      {address === 'runtime' || isOwnTier(ownModelsUrl, address)
                        ? words.ownPlace
                        : shortAddress(address)}
                    </td>
                    <td className="figure-cell" data-label={words.size}>
                      {words.megabytes(formatMegabytes(bytes))}
                    </td>
                    <td>
                      <Deletion address={address} title={title} warning={warningOf(address)} />
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
