import { useWords } from '../state/language-context';
import type { Ignored } from '../state/link/link-codec';
import { useShare, useShareActions } from '../state/share-context';
import { rescueFocus } from './focus';

/** What came with the link and was left out, or a run that could not be shown. */
export function LinkNotice() {
  const words = useWords().share.notice;
  const { ignored, others } = useShare((state) => state.left);
  const problem = useShare((state) => state.problem);
  const { dismissNotice } = useShareActions();
  if (ignored.length === 0 && problem === null) return null;
  const named = ({ key, given }: Ignored): string => {
    if (key === '') return words.wholeLink(given);
    return given === '' ? key : `${key}=${given}`;
  };
  const told = (item: Ignored): string =>
    item.key === 'lane' && item.given === ''
      ? words.noLanes(item.used)
      : words.item(named(item), item.reason, item.used);
  return (
    <section className="link-notice" role="alert">
      <div>
        {problem !== null && (
          <p>
            {problem.kind === 'link' && words.fault(problem.fault)}
            {problem.kind === 'large' && words.large}
            {problem.kind === 'error' && words.notShown(problem.message)}
          </p>
        )}
        {ignored.length > 0 && (
          <>
            <p>{words.title}:</p>
            <ul>
              {ignored.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same may be left out twice
                <li key={index}>{told(item)}</li>
              ))}
              {others > 0 && <li>{words.others(others)}</li>}
            </ul>
          </>
        )}
      </div>
      <button
        type="button"
        className="button"
        onClick={() => {
          dismissNotice();
          requestAnimationFrame(rescueFocus);
        }}
      >
        {words.dismiss}
      </button>
    </section>
  );
}
