import { Lane, type LaneSetup } from './lane';

/** A person playing the game. No message, no models; the time of a command is the person's own. */
export class HumanLane extends Lane {
  /** When the latest observation was made. */
  private observedAt: number;

  constructor(
    setup: LaneSetup,
    private readonly now: () => number,
  ) {
    super(setup);
    this.observedAt = now();
  }

  /** Plays what was typed. A lane that has ended takes no command: false. */
  command(text: string): boolean {
    if (this.outcome !== 'running') return false;
    this.play(text, [], this.now() - this.observedAt);
    this.observedAt = this.now();
    return true;
  }
}
