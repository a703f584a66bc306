import { announcer } from './announcer';
import { article } from './article';
import { badges } from './badges';
import { commandBox } from './command-box';
import { glossary } from './glossary';
import { headline } from './headline';
import { house } from './house';
import { inspector } from './inspector';
import { language } from './language';
import { mindReading } from './mind-reading';
import { page } from './page';
import { rail } from './rail';
import { runControls } from './run-controls';
import { runStatus } from './run-status';
import { scrubber } from './scrubber';
import { statusLine } from './status-line';
import { tour } from './tour';
import { transcript } from './transcript';

/** Everything the page says in English: an entry a part of the page. */
export const ENGLISH = {
  announcer,
  article,
  badges,
  commandBox,
  glossary,
  headline,
  house,
  inspector,
  language,
  mindReading,
  page,
  rail,
  runControls,
  runStatus,
  scrubber,
  statusLine,
  tour,
  transcript,
};
