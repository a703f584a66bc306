import { Announcer } from '../panels/announcer';
import { Headline } from '../panels/headline';
import { Lanes } from '../panels/lanes';
import { LinkNotice } from '../panels/link-notice';
import { PrintHead } from '../panels/print-head';
import { RunControls } from '../panels/run-controls';
import { Scrubber } from '../panels/scrubber';
import { SharedRunPanel } from '../panels/shared-run';
import { StatusLine } from '../panels/status-line';
import { useLab } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { isRecorded } from '../state/recorded-run';
import { linkedModels } from '../state/settings-link';
import { shareLink } from '../state/share-link';

/** The same state, and the run that came with the link, in the whole page. */
function OpenInLab() {
  const words = useWords().share;
  const settings = useLab((state) => state.settings);
  const models = useLab(linkedModels);
  const device = useLab((state) => state.device);
  const tab = useLab((state) => state.tab);
  const pinnedStep = useLab((state) => state.pinnedStep);
  const trace = useLab(({ run }) => (isRecorded(run) ? run.trace : null));
  const page = window.location.href.replace(/[?#].*$/s, '');
  const link = shareLink(page, { settings, models, device, tab, pinnedStep, trace }, false);
  return (
    <a className="open-in-lab" href={link} target="_blank" rel="noopener">
      {words.openInLab}
    </a>
  );
}

/** The page as a part of another one: lanes, clock, run controls, and the way to the whole page. */
export function Embedded() {
  return (
    <main className="embedded">
      <PrintHead />
      <Headline />
      <LinkNotice />
      <SharedRunPanel />
      <StatusLine />
      <div id="lanes" tabIndex={-1}>
        <Lanes />
      </div>
      <div className="clock-bar">
        <Scrubber />
        <div className="embedded-foot">
          <RunControls />
          <OpenInLab />
        </div>
      </div>
      <Announcer />
    </main>
  );
}
