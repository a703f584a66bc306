import { parseArgs } from 'node:util';
import { Game } from '../alfworld/game';
import { formatGameName, parseGameName } from '../alfworld/game-name';
import { generateGame } from '../alfworld/generator';
import {
  SENDER_VIEWS,
  type SenderView,
  sightingsOf,
  UNNAMED_VIEW,
  viewPrompt,
  wordSighting,
  wordTask,
} from '../lab/sender-views';
import { LabError, toErrorData } from '../shared/errors';
import { turnLine } from './game-turn-line';
import { readLines, writeJsonLine } from './lines';

/**
 * Plays many games at once for another program: one JSON request a line, one JSON answer each.
 *
 * - `{"id", "op": "open", "game": NAME}` answers `{"id", "game": HANDLE, "task", "sightings",
 *   "senderPrompt", "intro", "observation", "admissible_commands", "won", "score"}`; with `"view"` the
 *   sender's prompt is of that view, else the scout's
 * - `{"id", "op": "step", "game": HANDLE, "command"}` answers `{"id", "observation",
 *   "admissible_commands", "won", "score"}`
 * - `{"id", "op": "close", "game": HANDLE}` answers `{"id", "closed": true}`
 *
 * Errors are answers, `{"id", "error": {"code", "message"}}`, and never end the program.
 */
export async function runServe(args: string[]): Promise<void> {
  parseArgs({ args });
  const server = new GameServer();
  for await (const line of readLines(process.stdin)) {
    if (line.trim() !== '') await writeJsonLine(process.stdout, server.answer(line));
  }
}

export class GameServer {
  private readonly games = new Map<number, Game>();
  private lastHandle = 0;

  /** The answer to one request line. Never throws. */
  answer(line: string): object {
    let id: unknown = null;
    try {
      const request = parseRequest(line);
      id = request.id ?? null;
      return { id, ...this.perform(request) };
    } catch (error) {
      const { code, message } = toErrorData(error);
      return { id, error: { code, message } };
    }
  }

  private perform(request: Request): object {
    switch (request.op) {
      case 'open':
        return this.open(textOf(request, 'game'), viewOf(request));
      case 'step':
        return turnLine(this.find(request.game).step(textOf(request, 'command')));
      case 'close':
        this.find(request.game);
        return { closed: this.games.delete(Number(request.game)) };
      default:
        throw new LabError('bad-request', '"op" must be "open", "step" or "close".');
    }
  }

  private open(text: string, view: SenderView): object {
    const name = parseGameName(text);
    const problem = generateGame(name);
    const game = new Game(problem);
    const turn = game.reset();
    const handle = ++this.lastHandle;
    this.games.set(handle, game);
    return {
      game: handle,
      task: wordTask(problem.task),
      sightings: sightingsOf(game).map(wordSighting),
      senderPrompt: viewPrompt(problem, game, view, formatGameName(name)),
      intro: turn.observation,
      ...turnLine(turn),
    };
  }

  private find(handle: unknown): Game {
    const game = typeof handle === 'number' ? this.games.get(handle) : undefined;
    if (!game)
      throw new LabError('no-such-handle', '"game" must be a number that "open" answered.');
    return game;
  }
}

/** A request's keys, none of them checked yet. */
interface Request {
  readonly id?: unknown;
  readonly op?: unknown;
  readonly game?: unknown;
  readonly command?: unknown;
  readonly view?: unknown;
}

function parseRequest(line: string): Request {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    throw new LabError('bad-request', 'The line is not valid JSON.');
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new LabError('bad-request', 'The line is not a JSON object.');
  }
  return request;
}

function viewOf({ view = UNNAMED_VIEW }: Request): SenderView {
  const found = SENDER_VIEWS.find((one) => one === view);
  if (!found) {
    throw new LabError('bad-request', `"view" must be one of ${SENDER_VIEWS.join(', ')}.`);
  }
  return found;
}

function textOf(request: Request, key: 'game' | 'command'): string {
  const value = request[key];
  if (typeof value !== 'string') throw new LabError('bad-request', `"${key}" must be a text.`);
  return value;
}
