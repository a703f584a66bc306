import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Game } from '../../src/alfworld/game';
import { openProblem } from '../../src/lab/opened-game';
import {
  ALTERNATIVES_KEPT,
  RecordingSchema,
  STORY_NAMES,
  slimTrace,
} from '../../src/lab/recording';
import { decodeTrace, encodeTrace } from '../../src/lab/trace-codec';
import { parseManifest } from '../../src/runtime/model-files';
import { sha256 } from '../../src/shared/sha256';
import { DEFAULT_GAME } from '../../src/state/game-choice';
import { modelsMatch, recordedRun } from '../../src/state/recorded-run';
import { RECORDINGS, vocabularyOf } from '../../src/state/recordings';

const AGAIN = 'run `npm run -s traces`';
const manifest = parseManifest(readFileSync('public/models/tiny/manifest.json', 'utf8'));
const fileOf = (name: string): string => `public/traces/${name}.json`;
const traceOf = (name: string) => decodeTrace(readFileSync(fileOf(name), 'utf8'));

describe('the recorded runs', () => {
  it('tell every story, the one the page opens on first', () => {
    v.parse(v.array(RecordingSchema), RECORDINGS);
    expect(RECORDINGS.map(({ name }) => name)).toEqual([...STORY_NAMES]);
    expect(DEFAULT_GAME).toBe(RECORDINGS[0]?.game);
  });

  it.each(RECORDINGS)('$name is of the shipped models', ({ name, models }) => {
    const { source } = traceOf(name);
    expect(source.kind).toBe('recorded');
    expect(source.backend).toBe('wasm');
    const shipped = Object.fromEntries(
      manifest.files.flatMap(({ role, device, sha256: hash }) =>
        Object.hasOwn(models, role) && device !== 'webgpu' ? [[role, hash]] : [],
      ),
    );
    expect(source.models, `other models than the shipped ones: ${AGAIN}`).toEqual(shipped);
    expect(models).toEqual(shipped);
    expect(modelsMatch(source, manifest)).toBe(true);
    const other = { ...source, models: { ...source.models, actor: '0'.repeat(64) } };
    expect(modelsMatch(other, manifest)).toBe(false);
  });

  it.each(RECORDINGS)('$name tells the vocabulary of its sender', ({ name, vocabulary }) => {
    expect(vocabulary, AGAIN).toBe(manifest.decoders.sender.vocabulary);
    // At first paint there is no manifest: the capacity of words needs it all the same.
    const run = recordedRun(traceOf(name));
    const loading = {
      kind: 'loading',
      loaded: 0,
      total: 0,
      phase: 'running',
      bytesPerSecond: null,
    } as const;
    expect(vocabularyOf({ run, loading })).toBe(vocabulary);
    const source = { ...traceOf(name).source, models: { sender: '0'.repeat(64) } };
    const others = recordedRun({ ...traceOf(name), source });
    expect(vocabularyOf({ run: others, loading })).toBeNull();
    const cut = {
      ...source,
      models: { sender: traceOf(name).source.models.sender?.slice(0, 16) ?? '' },
    };
    expect(vocabularyOf({ run: recordedRun({ ...traceOf(name), source: cut }), loading })).toBe(
      vocabulary,
    );
  });

  it.each(RECORDINGS)('$name is the file that the list speaks of', (recording) => {
    const { name, game, view, sha256: hash, bytes, step } = recording;
    const file = readFileSync(fileOf(name));
    expect(sha256(new Uint8Array(file)), AGAIN).toBe(hash);
    expect(file.length).toBe(bytes);
    expect(gzipSync(file).length).toBeLessThan(180_000);
    const { settings, lanes, source } = traceOf(name);
    expect(settings).toMatchObject({ game, view });
    expect(source.date).toBe(recording.date);
    expect(Math.max(...lanes.map(({ steps }) => steps.length))).toBeGreaterThanOrEqual(step);
    expect(recording.rates.length === 0 || recording.rates.length === lanes.length).toBe(true);
  });

  it.each(RECORDINGS)(
    '$name holds what every latent step is worth at its step',
    ({ name, step }) => {
      const latent = traceOf(name).lanes.filter(({ message }) => message?.latents != null);
      expect(latent.length).toBeGreaterThan(0);
      for (const { importance, message } of latent) {
        expect(importance?.step, AGAIN).toBe(step);
        expect(importance?.divergences).toHaveLength(message?.positions ?? 0);
        expect(Math.min(...(importance?.divergences ?? []))).toBeGreaterThanOrEqual(0);
        expect(Math.max(...(importance?.divergences ?? []))).toBeLessThanOrEqual(Math.LN2);
      }
    },
  );

  it.each(RECORDINGS)('$name plays in the engine as it was recorded', ({ name }) => {
    const { settings, intro, admissibleCommands, lanes } = traceOf(name);
    for (const lane of lanes) {
      const game = new Game(openProblem(settings.game));
      const start = game.reset();
      expect(start.observation).toBe(intro);
      expect(start.admissibleCommands).toEqual(admissibleCommands);
      for (const step of lane.steps) {
        const { observation, won, admissibleCommands: after } = game.step(step.command);
        expect({ observation, won, after }, AGAIN).toEqual({
          observation: step.observation,
          won: step.won,
          after: step.admissibleCommands,
        });
      }
      expect(lane.steps.at(-1)?.won).toBe(lane.outcome === 'won');
    }
  });

  it('open with a latent lane alone that wins, and with a rate for every lane or none', () => {
    const { lanes } = traceOf('second-guess');
    expect(lanes.map(({ outcome }) => outcome)).toEqual(['won', 'lost', 'lost']);
  });

  it('are all that is in their folder', () => {
    const files = STORY_NAMES.map((name) => `${name}.json`);
    expect(readdirSync('public/traces').sort()).toEqual(files.sort());
  });
});

describe('slimTrace', () => {
  it('rounds, cuts the alternatives, and leaves latents and what happened as they are', () => {
    const trace = traceOf('eight-vectors');
    const [lane] = trace.lanes;
    const [step] = lane?.steps ?? [];
    const [token] = step?.tokens ?? [];
    if (!lane || !step || !token) throw new Error('The recording has no token.');
    const top = Array.from({ length: 10 }, (_, i) => ({
      token: i,
      text: `${i}`,
      probability: 0.123456789 / (i + 1),
    }));
    const steps = [{ ...step, milliseconds: 1.23456789, tokens: [{ ...token, top }] }];
    const slim = slimTrace({ ...trace, lanes: [{ ...lane, steps }] });
    const [slimmed] = slim.lanes;
    const kept = slimmed?.steps[0]?.tokens[0]?.top ?? [];
    expect(kept).toHaveLength(ALTERNATIVES_KEPT);
    expect(kept[0]?.probability).toBe(0.12346);
    expect(slimmed?.steps[0]?.milliseconds).toBe(1.2346);
    expect(slimmed?.message?.latents).toEqual(lane.message?.latents);
    expect(slimmed?.steps[0]?.command).toBe(step.command);
    expect(decodeTrace(encodeTrace(slim))).toEqual(slim);
  });
});
