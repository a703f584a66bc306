import { announcer } from './announcer';
import { article } from './article';
import { badges } from './badges';
import { breadth } from './breadth';
import { commandBox } from './command-box';
import { conditions } from './conditions';
import { device } from './device';
import { disturbance } from './disturbance';
import { effect } from './effect';
import { errors } from './errors';
import { faults } from './faults';
import { figure } from './figure';
import { gamePicker } from './game-picker';
import { glossary } from './glossary';
import { headline } from './headline';
import { house } from './house';
import { inspector } from './inspector';
import { lanes } from './lanes';
import { language } from './language';
import { latency } from './latency';
import { library } from './library';
import { measured } from './measured';
import { message } from './message';
import { messageControls } from './message-controls';
import { mind } from './mind';
import { mindReading } from './mind-reading';
import { models } from './models';
import { page } from './page';
import { part } from './part';
import { rail } from './rail';
import { recorded } from './recorded';
import { runControls } from './run-controls';
import { runStatus } from './run-status';
import { scrubber } from './scrubber';
import { share } from './share';
import { shortcuts } from './shortcuts';
import { speed } from './speed';
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
  breadth,
  commandBox,
  conditions,
  device,
  disturbance,
  effect,
  faults,
  figure,
  errors,
  gamePicker,
  glossary,
  headline,
  house,
  inspector,
  lanes,
  language,
  latency,
  library,
  measured,
  message,
  messageControls,
  mind,
  mindReading,
  models,
  page,
  part,
  rail,
  recorded,
  runControls,
  runStatus,
  scrubber,
  share,
  shortcuts,
  speed,
  statusLine,
  surgery,
  tour,
  training,
  transcript,
};
