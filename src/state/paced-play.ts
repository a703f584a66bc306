/**
 * Run at a person's pace: one step at a time is asked for, each a while after the one before. At full
 * speed the worker plays on by itself.
 */
import type { LabConnection } from './lab-data';
import { agentsPlay, type RunState } from './run-store';

/** From step to step, at least, ms; 0: as fast as possible. */
export const PACES = [0, 1000, 2000] as const;
export type Pace = (typeof PACES)[number];

export interface PacedPlayOptions {
  readonly connection: LabConnection;
  readonly run: () => RunState;
  readonly setRun: (run: RunState) => void;
  readonly pace: () => Pace;
}

export class PacedPlay {
  /** The run that is paced; 0: none. */
  #paced = 0;
  #started = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly options: PacedPlayOptions) {}

  /** Asks for the first step; the run counts as playing until it is paused. */
  start(): void {
    const run = this.options.run();
    this.#paced = run.run;
    this.options.setRun({ ...run, phase: 'playing' });
    this.#ask();
  }

  /** A run that the worker plays by itself goes on at the pace after the step it is at. */
  takeOver(): void {
    const { run: id, phase } = this.options.run();
    if (phase !== 'playing' || this.#paced === id) return;
    this.#paced = id;
    this.#started = performance.now();
    this.options.connection.send({ kind: 'pause', run: id });
  }

  /** Whether the run was paced; it then waits, at once or after the step it is at. */
  pause(): boolean {
    const run = this.options.run();
    if (this.#paced !== run.run) return false;
    const between = this.#timer !== null;
    this.stop();
    this.options.setRun({ ...run, phase: between ? 'waiting' : 'pausing' });
    return true;
  }

  /** Forgets the run. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#paced = 0;
  }

  /** After an event: where the worker waits and the run goes on, its next step is due. */
  goOn(): void {
    const run = this.options.run();
    if (this.#paced !== run.run || run.phase !== 'waiting') return;
    if (!agentsPlay(run)) {
      this.stop();
      return;
    }
    this.options.setRun({ ...run, phase: 'playing' });
    const elapsed = performance.now() - this.#started;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#ask();
      },
      Math.max(0, this.options.pace() - elapsed),
    );
  }

  #ask(): void {
    const { run } = this.options.run();
    this.#started = performance.now();
    if (this.options.pace() > 0) {
      this.options.connection.send({ kind: 'advance', run });
      return;
    }
    // Meanwhile full speed was chosen.
    this.stop();
    this.options.connection.send({ kind: 'play', run });
  }
}
