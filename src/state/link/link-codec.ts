/**
 * The page's address carries the whole state, in readable keys:
 *
 *     ?v=1&game=g1/unseen/…&lane=latent.k8.trained~cov-noise(0.5,corpus,7)&lane=text&lane=none
 *      &view=uncertain&steps=20&sampling=0.8,0.95,7&tab=message&step=4&models=small&device=wasm&embed=1
 *
 * Links without `v` are from before it: game, view and device, which mean the same. docs/links.md has
 * every key. A link is never wrong as a whole: what cannot be read is left out and listed.
 */
import * as v from 'valibot';
import { DEVICE_CHOICES, type DeviceChoice } from '../../client/protocol';
import { DEFAULT_VIEW, SENDER_VIEWS, UNNAMED_VIEW } from '../../lab/sender-views';
import type { MessageSettings, RunSettings, SamplingSettings } from '../../lab/settings';
import { OWN_TIERS, type OwnTierName } from '../../shared/own-tiers';
import { DEFAULT_GAME, tidyGame } from '../game-choice';
import { INSPECTOR_TABS, type InspectorTab } from '../lab-data';
import { DEFAULT_LANES } from '../lane-settings';
import { readLane, writeLane } from './lane-codec';
import { LIMITS, SharedSettingsSchema } from './limits';
import { readChoice, readNumber, readWhole } from './numbers';

export const LINK_VERSION = 1;

const DEFAULT_BUDGET = 20;

const OWN_TIER_NAMES = OWN_TIERS.map(({ name }) => name);

export interface LinkState {
  readonly settings: RunSettings;
  /** One of the page's own tiers; null: not said. */
  readonly models: OwnTierName | null;
  readonly device: DeviceChoice;
  /** null: not said. */
  readonly tab: InspectorTab | null;
  /** The step shown; null: not said. */
  readonly step: number | null;
  /** The page is a part of another one. */
  readonly embed: boolean;
}

export interface Ignored {
  /** The key; empty where the whole link was left out. */
  readonly key: string;
  /** What the link says, cut to a line. */
  readonly given: string;
  readonly reason: 'unknown' | 'bad' | 'repeated' | 'too-many' | 'too-long' | 'newer';
  /** What is used instead, as a link writes it; empty where there is nothing in its place. */
  readonly used: string;
}

export interface ReadLink {
  readonly state: LinkState;
  /** The first of what was left out. */
  readonly ignored: readonly Ignored[];
  /** How many more were left out. */
  readonly others: number;
}

/** As many things that were left out are named. */
const NAMED = 12;
/** Characters of a value that is shown. */
const SHOWN = 60;

const KEYS = [
  ...['v', 'game', 'view', 'steps', 'sampling', 'lane', 'tab', 'step'],
  ...['models', 'device', 'embed'],
];

const cut = (text: string): string => {
  const short = Array.from(text.slice(0, 2 * SHOWN));
  return short.length > SHOWN ? `${short.slice(0, SHOWN).join('')}…` : text;
};

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Escaped for a query, with the signs left as they are that may stand there. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, '\uFFFD'))
    .replaceAll('%20', '+')
    .replace(/%(?:2F|3D|2C|3A)/g, decodeURIComponent);
}

/** `?v=1&game=…`: the whole state. Settings without a view are those of the scout's. */
export function writeLink({ settings, models, device, tab, step, embed }: LinkState): string {
  const { game, view = UNNAMED_VIEW, stepBudget, sampling, lanes } = settings;
  const pairs: (readonly [key: string, value: string])[] = [
    ['v', `${LINK_VERSION}`],
    ['game', game],
    ...lanes.map((lane) => ['lane', writeLane(lane)] as const),
    ['view', view],
    ['steps', `${stepBudget}`],
  ];
  if (sampling !== undefined) pairs.push(['sampling', writeSampling(sampling)]);
  if (tab !== null) pairs.push(['tab', tab]);
  if (step !== null) pairs.push(['step', `${step}`]);
  if (models !== null) pairs.push(['models', models]);
  if (device !== 'auto') pairs.push(['device', device]);
  if (embed) pairs.push(['embed', '1']);
  return `?${pairs.map(([key, value]) => `${key}=${escaped(value)}`).join('&')}`;
}

/** Whether both settings ask for the same run. */
export function sameSettings(one: RunSettings, other: RunSettings): boolean {
  const written = (settings: RunSettings): string => writeLink({ ...PLAIN, settings });
  return one === other || written(one) === written(other);
}

const writeSampling = ({ temperature, topP, seed }: SamplingSettings): string =>
  `${temperature},${topP},${seed}`;

function readSampling(text: string): SamplingSettings | null {
  const [heat = '', share = '', seedText = '', ...rest] = text.split(',', 4);
  const temperature = readNumber(heat, 0, LIMITS.temperature);
  const topP = readNumber(share, 0, 1);
  const seed = readWhole(seedText, 0, LIMITS.seed);
  if (!temperature || !topP || seed === null || rest.length > 0) return null;
  return { temperature, topP, seed };
}

const PLAIN: LinkState = {
  settings: {
    game: DEFAULT_GAME,
    stepBudget: DEFAULT_BUDGET,
    view: DEFAULT_VIEW,
    lanes: DEFAULT_LANES,
  },
  models: null,
  device: 'auto',
  tab: null,
  step: null,
  embed: false,
};

/** Collects what is left out. */
class Reading {
  readonly ignored: Ignored[] = [];
  others = 0;

  ignore(key: string, given: string, reason: Ignored['reason'], used = ''): void {
    if (this.ignored.length < NAMED) {
      this.ignored.push({ key: cut(key), given: cut(given), reason, used });
    } else this.others += 1;
  }

  /** The value of a key, or what stands for it. */
  value<T>(
    parameters: URLSearchParams,
    key: string,
    read: (text: string) => T | null,
    absent: T,
    used: string,
  ): T {
    const [first, ...more] = parameters.getAll(key);
    for (const again of more) this.ignore(key, again, 'repeated', `${key}=${cut(first ?? '')}`);
    if (first === undefined) return absent;
    const value = read(first);
    if (value === null) this.ignore(key, first, 'bad', used);
    return value ?? absent;
  }
}

function readLanes(parameters: URLSearchParams, reading: Reading): readonly MessageSettings[] {
  const lanes: MessageSettings[] = [];
  const given = parameters.getAll('lane');
  for (const text of given) {
    const read = lanes.length < LIMITS.lanes ? readLane(text) : null;
    if (lanes.length >= LIMITS.lanes) reading.ignore('lane', text, 'too-many');
    else if (read === null) reading.ignore('lane', text, 'bad');
    else {
      lanes.push(read.lane);
      for (const term of read.ignored) {
        // A part of a lane, not the lane.
        reading.ignore('lane', `…~${term.text}`, term.reason, `lane=${cut(writeLane(read.lane))}`);
      }
    }
  }
  if (lanes.length > 0) return lanes;
  if (given.length > 0) {
    reading.ignore('lane', '', 'bad', DEFAULT_LANES.map(writeLane).join(', '));
  }
  return DEFAULT_LANES;
}

/**
 * What a link's query says, within the limits of this page. Never throws and starts nothing; a link
 * that names no game is that of the page as it opens. The name of a game is taken as it is, wrong or
 * not: the page says what is wrong with it.
 */
export function readLink(search: string): ReadLink {
  const reading = new Reading();
  if (search.length > LIMITS.query) {
    reading.ignore('', `${search.length}`, 'too-long');
    return { state: PLAIN, ignored: reading.ignored, others: 0 };
  }
  const parameters = new URLSearchParams(search);
  for (const [key, value] of parameters) {
    if (!KEYS.includes(key)) reading.ignore(key, value, 'unknown');
  }
  const version = reading.value(parameters, 'v', (text) => readWhole(text, 0, 9999), 0, '');
  if (version > LINK_VERSION) reading.ignore('v', `${version}`, 'newer', `v=${LINK_VERSION}`);
  const game = reading.value(
    parameters,
    'game',
    (text) => (text !== '' && text.length <= LIMITS.game ? tidyGame(text) : null),
    DEFAULT_GAME,
    `game=${DEFAULT_GAME}`,
  );
  // A link with a game but no view is from before the views.
  const unsaid = parameters.get('game') ? UNNAMED_VIEW : DEFAULT_VIEW;
  const view = reading.value(
    parameters,
    'view',
    (text) => readChoice(text, SENDER_VIEWS),
    unsaid,
    `view=${unsaid}`,
  );
  const stepBudget = reading.value(
    parameters,
    'steps',
    (text) => readWhole(text, 1, LIMITS.steps),
    DEFAULT_BUDGET,
    `steps=${DEFAULT_BUDGET}`,
  );
  const sampling = reading.value(parameters, 'sampling', readSampling, undefined, '');
  const lanes = readLanes(parameters, reading);
  const tab = reading.value(
    parameters,
    'tab',
    (text) => readChoice(text, INSPECTOR_TABS),
    null,
    '',
  );
  const step = reading.value(
    parameters,
    'step',
    (text) => readWhole(text, 0, LIMITS.steps),
    null,
    '',
  );
  const models = reading.value<OwnTierName | null>(
    parameters,
    'models',
    (text) => readChoice(text, OWN_TIER_NAMES),
    null,
    '',
  );
  const device = reading.value<DeviceChoice>(
    parameters,
    'device',
    (text) => readChoice(text, DEVICE_CHOICES),
    'auto',
    'device=auto',
  );
  const flag = reading.value(parameters, 'embed', (text) => readChoice(text, ['0', '1']), '0', '');
  const settings = { game, stepBudget, view, lanes, ...(sampling ? { sampling } : {}) };
  // What was read keeps within the limits; that it does is checked all the same.
  const sound = v.is(SharedSettingsSchema, settings);
  if (!sound) reading.ignore('', '', 'bad');
  return {
    state: {
      settings: sound ? settings : PLAIN.settings,
      models,
      device,
      tab,
      step,
      embed: flag === '1',
    },
    ignored: reading.ignored,
    others: reading.others,
  };
}
