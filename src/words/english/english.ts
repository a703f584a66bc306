import { announcer } from './announcer';
import { article } from './article';
import { badges } from './badges';
import { batch } from './batch';
import { batchReport } from './batch-report';
import { breadth } from './breadth';
import { commandBox } from './command-box';
import { disturbance } from './disturbance';
import { effect } from './effect';
import { glossary } from './glossary';
import { headline } from './headline';
import { house } from './house';
import { inspector } from './inspector';
import { language } from './language';
import { latency } from './latency';
import { message } from './message';
import { mind } from './mind';
import { mindReading } from './mind-reading';
import { page } from './page';
import { rail } from './rail';
import { recorded } from './recorded';
import { runControls } from './run-controls';
import { runStatus } from './run-status';
import { scrubber } from './scrubber';
import { share } from './share';
import { shortcuts } from './shortcuts';
import { statusLine } from './status-line';
import { surgery } from './surgery';
import { tour } from './tour';
import { training } from './training';
import { transcript } from './transcript';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = {
  announcer,
  article,
  badges,
  batch,
  batchReport,
  breadth,
  commandBox,
  disturbance,
  effect,
  glossary,
  headline,
  house,
  inspector,
  language,
  latency,
  message,
  mind,
  mindReading,
  page,
  rail,
  recorded,
  runControls,
  runStatus,
  scrubber,
  share,
  shortcuts,
  statusLine,
  surgery,
  tour,
  training,
  transcript,
};
