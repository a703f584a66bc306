/** An error a person can act on. It crosses threads as plain data: see `toErrorData`. */
export interface ErrorData {
  /** Stable, in kebab case: 'model-truncated', 'webgpu-missing', 'context-full', 'bad-game-name' … */
  readonly code: string;
  /** One or two plain sentences: what is wrong, what to do next. */
  readonly message: string;
  /** True where trying again, or another setting, can help without reloading the page. */
  readonly recoverable: boolean;
}

export class LabError extends Error {
  override readonly name = 'LabError';
  constructor(
    readonly code: string,
    message: string,
    readonly recoverable = true,
  ) {
    super(message);
  }
}

/** Any thrown value as data. What is not a LabError is a fault of the program: code 'internal'. */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof LabError) {
    return { code: thrown.code, message: thrown.message, recoverable: thrown.recoverable };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, recoverable: false };
}
