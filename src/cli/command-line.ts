import { LabError } from '../shared/errors';
import { systemCode } from './options';

/** Codes of errors that another command line avoids. */
const ARGUMENT_CODES = new Set(['bad-argument', 'bad-game-name', 'bad-settings', 'no-such-game']);

function isArgumentError(error: unknown): error is Error {
  if (error instanceof LabError) return ARGUMENT_CODES.has(error.code);
  return error instanceof Error && systemCode(error).startsWith('ERR_PARSE_ARGS_');
}

/**
 * Runs a command line program. Wrong arguments end it with one plain line and exit code 2, other
 * known errors with one line and 1; what nobody expected keeps its stack trace.
 */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  // A reader such as `head` may leave early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await program();
  } catch (error) {
    if (!(error instanceof LabError) && !isArgumentError(error)) throw error;
    process.stderr.write(`${error.message.replaceAll('\n', ' ')}\n`);
    process.exitCode = isArgumentError(error) ? 2 : 1;
  }
}
