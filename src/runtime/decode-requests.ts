export type DecodeKind = 'advance' | 'play';

export interface DecodeRequest {
  readonly run: number;
  readonly kind: DecodeKind;
}

/** Requests to decode that have not ended. */
export class DecodeRequests {
  readonly #open = new Set<DecodeRequest>();

  add(request: DecodeRequest): void {
    this.#open.add(request);
  }

  delete(request: DecodeRequest): void {
    this.#open.delete(request);
  }

  /** Whether the run has any, of `kind` where that is given. */
  has(run: number, kind?: DecodeKind): boolean {
    return [...this.#open].some((one) => one.run === run && (!kind || one.kind === kind));
  }
}
