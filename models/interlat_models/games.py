"""Games of the TypeScript engine over `npm run -s games -- serve`, and playing them in batches."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .generate import StaticDecoder
from .llama import Llama
from .tokenizer import ACT, BOP, BOS, EOP, OBS, Codec

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST_COMMAND = 16


class GameServer:
    """The engine as a child process; use as a context manager."""

    def __enter__(self) -> GameServer:
        command = [str(REPOSITORY / "node_modules/.bin/tsx"), "src/cli/games.ts", "serve"]
        self.process = subprocess.Popen(
            command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.wait()

    def ask(self, **request: object) -> dict:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"The game server refused {request}: {answer['error']['message']}")
        return answer


@dataclass
class Played:
    """A game played to its end: won within the budget, and the commands with their observations."""

    name: str
    won: bool
    turns: list[tuple[str, str]]


class _Player:
    """One row of a batch: what it still has to read, what it is writing."""

    def __init__(self, handle: int, queue: list[int]):
        self.handle, self.queue = handle, queue
        self.command: list[int] = []
        self.turns: list[tuple[str, str]] = []
        self.won = False


@torch.no_grad()
def play(
    server: GameServer,
    codec: Codec,
    actor: Llama,
    names: Sequence[str],
    messages: Sequence[Tensor],
    steps: int = 20,
) -> list[Played]:
    """Greedy play. `messages` [n_i, dim] are embeddings of the actor: words' or adapted latents."""
    players, pieces = [], []
    for name, message in zip(names, messages):
        game = server.ask(op="open", game=name)
        players.append(_Player(game["game"], []))
        head = actor.embed(torch.tensor([BOS, *codec.encode(game["intro"]), BOP]))
        pieces.append(torch.cat([head, message.float(), actor.embed(torch.tensor([EOP, ACT]))]))
    decoder = StaticDecoder(actor, len(players))
    hidden = decoder.feed(pieces)
    alive = list(players)
    while alive:
        written = decoder.logits(hidden).argmax(-1).tolist()
        going: list[int] = []
        inputs: list[Tensor] = []
        for j, (player, token) in enumerate(zip(alive, written)):
            if token != OBS and len(player.command) < LONGEST_COMMAND:
                player.command.append(token)
                feed = [token]
            else:
                command = codec.decode(player.command).strip()
                answer = server.ask(op="step", game=player.handle, command=command)
                player.turns.append((command, answer["observation"]))
                player.command = []
                player.won = answer["won"]
                if player.won or len(player.turns) == steps:
                    server.ask(op="close", game=player.handle)
                    continue
                feed = [OBS, *codec.encode_known(answer["observation"]), ACT]
            going.append(j)
            inputs.append(actor.embed(torch.tensor(feed)))
        if not going:
            break
        if len(going) < len(alive):
            decoder.keep(going)
            alive = [alive[j] for j in going]
        hidden = decoder.feed(inputs)
    return [Played(name, player.won, player.turns) for name, player in zip(names, players)]
