/**
 * Development only: a connection that answers with made-up events, so that the page can be drawn
 * and tested before and without models. Never part of the built page.
 */
import type { DeviceReport, Request, WorkerEvent } from '../../src/client/protocol';
import type { Channel, MessageSettings } from '../../src/lab/settings';
import type { CommunicationTime, GeneratedToken, Outcome, StepTrace } from '../../src/lab/trace';
import type { Manifest } from '../../src/shared/manifest';
import type { LabConnection } from '../../src/state/lab-data';
import { distribution } from './scripted-commands';
import {
  COMMANDS,
  HOUSE,
  INFORMED,
  INTRO,
  MOVES,
  RECEPTACLES,
  TASK,
  THOUGHT,
} from './scripted-game';
import { type InventedSize, inventedMessage } from './scripted-message';

function generated(command: string, spread: number): GeneratedToken[] {
  const parts = [...(command.match(/^go to| ?[a-z]+ \d+| ?[a-z]+/g) ?? []), '<obs>'];
  const others = [
    ' countertop 1',
    ' cabinet 4',
    ' drawer 2',
    ' microwave 1',
    ' sinkbasin 1',
    ' with',
    ' pot 1',
    ' in',
    ' a',
  ];
  return parts.map((text, place) => {
    const share = place % 2 === 1 ? 1 - spread : 0.996;
    const rest = others.map((_, rank) => 0.5 ** rank);
    const sum = rest.reduce((a, b) => a + b);
    const top = [
      { token: 1, text, probability: share },
      ...others.map((other, rank) => ({
        token: rank + 2,
        text: other,
        probability: ((1 - share) * (rest[rank] ?? 0)) / sum,
      })),
    ];
    const entropy = -top.reduce((h, { probability: p }) => h + (p > 0 ? p * Math.log(p) : 0), 0);
    return { token: 1, text, top, entropy, nearTie: place === 1 && spread > 0.6 };
  });
}

/** How flat the made-up distributions are. */
const SPREAD: Readonly<Record<Channel, number>> = { latent: 0.05, text: 0.2, none: 0.7, human: 0 };

function stepOf(channel: Channel, index: number): StepTrace {
  const [command, observation] = MOVES[channel][index] ?? ['look', 'Nothing happens.'];
  return {
    command,
    observation,
    admissibleCommands: COMMANDS,
    admissible: observation !== 'Nothing happens.',
    won: false,
    tokens: generated(command, SPREAD[channel]),
    milliseconds: 12,
  };
}

/** The answer to a person: the script's where the command is its next one. */
function answer(command: string, index: number): StepTrace {
  const [expected, observation = ''] = INFORMED[index] ?? [];
  const place = /^go to (.+)$/.exec(command)?.[1];
  const arrival =
    place !== undefined && RECEPTACLES.includes(place)
      ? `You arrive at ${place}. On the ${place}, you see nothing.`
      : 'Nothing happens.';
  const known = command === expected ? observation : arrival;
  return {
    command,
    observation: known,
    admissibleCommands: COMMANDS,
    admissible: COMMANDS.includes(command),
    won: command === expected && index === INFORMED.length - 1,
    tokens: [],
    milliseconds: 4_200,
  };
}

const manifest = {
  format: 1,
  tier: 'tiny',
  title: 'Four layers of width 128, trained on generated games.',
  files: [
    { path: 'sender.onnx', role: 'sender', dtype: 'q8', bytes: 1_020_000, sha256: 'a'.repeat(64) },
    { path: 'actor.onnx', role: 'actor', dtype: 'q8', bytes: 2_980_000, sha256: 'b'.repeat(64) },
  ],
  compressions: [64, 32, 16, 8, 4, 2, 1],
  decoders: { sender: { vocabulary: 1034, dim: 128 } },
} as unknown as Manifest;

/** Made-up times: a token or latent step takes the sender 1.6 ms. */
function inventedTime(
  { channel, compression }: MessageSettings,
  positions: number,
): CommunicationTime {
  const actorPrefill = 31 + 0.4 * positions;
  if (channel === 'none') return { senderPrefill: 0, generation: 0, adapter: 0, actorPrefill };
  const loop = compression === 'trained' || compression === 'untrained';
  return {
    senderPrefill: loop ? 41.7 : 42.3,
    generation: loop ? 1.7 * positions : 1.6 * 168,
    adapter: channel === 'latent' ? 2 + 0.03 * positions : 0,
    actorPrefill,
  };
}

const SCENE = { intro: INTRO, task: TASK, admissibleCommands: COMMANDS, house: HOUSE };

export interface Script {
  /** Milliseconds between two events; the screenshots use few. */
  readonly pace: number;
  readonly fail: 'load' | 'run' | null;
  /** Loading stops half-way. */
  readonly stall: boolean;
  readonly device: 'webgpu' | 'wasm';
  readonly message: InventedSize;
}

/** Answers every request as a worker would, on a timer. */
export function scriptedConnection(script: Script): LabConnection {
  const listeners = new Set<(event: WorkerEvent) => void>();
  let settings: Extract<Request, { kind: 'open' }>['settings'] | null = null;
  let done: number[] = [];
  /** Of a person's commands, how many were the script's. */
  let right = 0;
  let playing = false;
  let messages = false;
  let stop = false;
  let current = 0;
  let failures = 0;
  const pause = (times = 1) => new Promise((resolve) => setTimeout(resolve, script.pace * times));
  const emit = (event: WorkerEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const lanes = () => settings?.lanes ?? [];
  const outcomeOf = (lane: number): Outcome => {
    const { channel } = lanes()[lane] ?? { channel: 'none' };
    if ((done[lane] ?? 0) >= (settings?.stepBudget ?? 20)) return 'lost';
    const moves = channel === 'human' ? right : (done[lane] ?? 0);
    return moves >= MOVES[channel].length ? 'won' : 'running';
  };
  const agentsPlay = () =>
    lanes().some(({ channel }, lane) => channel !== 'human' && outcomeOf(lane) === 'running');
  const ended = () => lanes().every((_, lane) => outcomeOf(lane) !== 'running');

  async function load(run: number): Promise<void> {
    const total = 4_000_000;
    for (let loaded = 0; loaded <= total; loaded += 100_000) {
      if (script.stall && loaded > 2_100_000) return;
      if (script.fail === 'load' && loaded > 2_000_000 && failures === 0) {
        failures += 1;
        const message =
          'The file actor.onnx ended after 1,420,000 of 2,980,000 bytes. Check the connection and try again.';
        emit({
          kind: 'failed',
          run,
          error: { code: 'model-truncated', message, recoverable: true },
        });
        return;
      }
      emit({
        kind: 'progress',
        run,
        loaded,
        total,
        file: 'actor.onnx',
        phase: 'running',
        bytesPerSecond: 1_400_000,
      });
      await pause(0.2);
    }
    const gpu = script.device === 'webgpu';
    const device: DeviceReport = {
      device: script.device,
      description: gpu ? 'google swiftshader' : '',
      reason: gpu ? 'webgpu-asked' : 'no-webgpu',
      software: gpu,
      options: [
        {
          device: 'webgpu',
          refusal: null,
          withoutSubgroups: false,
          software: gpu,
          millisecondsPerStep: 4.2,
        },
        {
          device: 'wasm',
          refusal: null,
          withoutSubgroups: false,
          software: false,
          millisecondsPerStep: 2,
        },
      ],
      gpu: 'google swiftshader',
      unmet: null,
    } as const;
    emit({
      kind: 'ready',
      run,
      device,
      manifest,
      models: { sender: 'a1b2c3d4e5f6', actor: '0f1e2d3c4b5a' },
      keeping: 'kept',
    });
  }

  async function communicate(run: number): Promise<void> {
    const words = THOUGHT.split(' ');
    for (let at = 4; at <= words.length; at += 4) {
      if (run !== current) return;
      lanes().forEach(({ channel, compression }, lane) => {
        const wordless = compression === 'trained' || compression === 'untrained';
        if (channel === 'none' || channel === 'human' || wordless) return;
        const text = words.slice(0, at).join(' ');
        emit({ kind: 'thinking', run, lane, text, tokens: Math.round(at * 1.2) });
      });
      await pause(0.3);
    }
    lanes().forEach((lane, index) => {
      if (lane.channel === 'human') return;
      const message = inventedMessage(lane, script.message);
      const communication = inventedTime(lane, message.positions);
      emit({ kind: 'message', run, lane: index, message, communication });
    });
    messages = true;
  }

  async function stepAll(run: number): Promise<void> {
    if (!messages) await communicate(run);
    for (const [lane, { channel }] of lanes().entries()) {
      if (channel === 'human' || outcomeOf(lane) !== 'running') continue;
      const step = stepOf(channel, done[lane] ?? 0);
      for (let at = 1; at <= step.tokens.length - 1; at++) {
        const command = step.tokens
          .slice(0, at)
          .map((token) => token.text)
          .join('');
        if (run !== current) return;
        emit({ kind: 'writing', run, lane, command });
        await pause(0.3);
      }
      done[lane] = (done[lane] ?? 0) + 1;
      if (run !== current) return;
      emit({ kind: 'step', run, lane, step, outcome: outcomeOf(lane) });
    }
    await pause();
  }

  async function play(run: number): Promise<void> {
    stop = false;
    playing = true;
    while (!stop && agentsPlay() && run === current) await stepAll(run);
    playing = false;
    emit({ kind: 'idle', run, finished: ended() });
  }

  return {
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (request) => {
      if (request.kind !== 'load' && request.kind !== 'look') current = request.run;
      const { run } = request;
      switch (request.kind) {
        case 'load':
          void load(run);
          break;
        case 'open':
          settings = request.settings;
          done = settings.lanes.map((_, lane) => request.kept?.[lane]?.steps.length ?? 0);
          messages = false;
          right = 0;
          setTimeout(() => emit({ kind: 'opened', run, ...SCENE }), script.pace);
          break;
        case 'look':
          setTimeout(() => emit({ kind: 'looked', run, ...SCENE }), script.pace);
          break;
        case 'advance':
          void stepAll(run).then(() => emit({ kind: 'idle', run, finished: ended() }));
          break;
        case 'play':
          if (script.fail === 'run') {
            const message = 'The graphics device was lost. Restart the game to play on WASM.';
            emit({
              kind: 'failed',
              run,
              error: { code: 'device-lost', message, recoverable: true },
            });
          } else void play(run);
          break;
        case 'command': {
          const { lane, command } = request;
          const step = answer(command, right);
          if (command === INFORMED[right]?.[0]) right += 1;
          done[lane] = (done[lane] ?? 0) + 1;
          emit({ kind: 'step', run, lane, step, outcome: outcomeOf(lane) });
          if (!agentsPlay()) emit({ kind: 'idle', run, finished: ended() });
          else if (!playing) {
            void stepAll(run).then(() => emit({ kind: 'idle', run, finished: ended() }));
          }
          break;
        }
        case 'analyse': {
          const { lane, step, what } = request;
          const { channel } = lanes()[lane] ?? { channel: 'none' };
          const commands = distribution(channel, step - 1, what);
          const result = what === 'importance' ? null : { what, commands };
          setTimeout(() => emit({ kind: 'analysed', run, lane, step, what, result }), script.pace);
          break;
        }
        case 'pause':
        case 'cancel':
          stop = true;
          break;
      }
    },
  };
}
