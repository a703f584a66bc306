"""Many sequences in the rows of one decoder, and the loop that keeps those rows busy.

An agent is a generator: it yields the embeddings [n, dim] that it wants appended to its sequence, is
sent the `Output` of the last of them, and returns its result. `drive` runs many of them at once; a row
whose agent has ended is given to the next one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from .tokenizer import Codec

NEAR_TIE = 1e-3  # src/shared/softmax.ts
# With no more rows than this at work, one call for each row is faster than one call for all.
FEW = 3


@dataclass(frozen=True)
class Output:
    """What a decoder says after a row's last position: logits [vocabulary], hidden [dim] after the
    final norm, next_embeds [dim] of a compressed sender. The arrays are valid until the next call."""

    token: int
    near_tie: bool
    logits: np.ndarray
    hidden: np.ndarray
    next_embeds: np.ndarray | None


class ContextFull(Exception):
    """Thrown into an agent whose embeddings have no room in the context."""


class RowDecoder(Protocol):
    rows: int
    context: int
    lengths: np.ndarray  # [rows], positions held

    def start(self, row: int) -> None:
        """Empties a row."""

    def feed(self, row: int, embeds: np.ndarray) -> Output:
        """Appends embeddings [n, dim] to one row."""

    def step(self, embeds: dict[int, np.ndarray]) -> dict[int, Output]:
        """Appends one embedding [1, dim] to each of some rows."""


class Tier(Protocol):
    """Models that evaluation can run: a shipped tier, or a training run's folder."""

    codec: Codec
    backend: str
    hashes: dict[str, str]
    special: dict[str, int]  # "bos", "eos", "bop", "eop", "act", "obs"
    latent_start: np.ndarray | None  # [dim]
    longest_thought: int
    longest_command: int
    compressions: list[int]

    def embed(self, role: str, tokens: list[int]) -> np.ndarray:
        """Input embeddings [tokens, dim] of "sender", "sender-compressed" or "actor"."""

    def table(self, role: str) -> np.ndarray:
        """The embedding table [vocabulary, dim]."""

    def head(self, role: str) -> np.ndarray:
        """The LM head [vocabulary, dim] of "sender" or "sender-compressed": hidden @ head.T are the logits."""

    def decoder(self, role: str, rows: int) -> RowDecoder: ...

    def states(self, role: str, embeds: np.ndarray) -> np.ndarray:
        """Hidden states after the final norm [n, dim] at all positions of embeddings [n, dim]."""

    def adapt(self, latents: np.ndarray) -> np.ndarray:
        """Sender states [n, dim], n ≥ 1, to actor embeddings [n, dim]."""


def outputs(logits: np.ndarray, hidden: np.ndarray, following: np.ndarray | None) -> list[Output]:
    """Rows of logits [n, vocabulary], hidden [n, dim] and next_embeds [n, dim] as outputs."""
    index = np.arange(len(logits))
    best = logits.argmax(1)
    top = logits[index, best]
    logits[index, best] = -np.inf
    near = top - logits.max(1) < NEAR_TIE
    logits[index, best] = top
    return [
        Output(token, tie, logits[i], hidden[i], None if following is None else following[i])
        for i, (token, tie) in enumerate(zip(best.tolist(), near.tolist()))
    ]


Result = TypeVar("Result")
Agent = Generator[np.ndarray, Output, Result]


def drive(decoder: RowDecoder, agents: Iterable[Agent[Result]]) -> Iterator[tuple[int, Result]]:
    """Runs agents to their end; (place in `agents`, result) in the order in which they end."""
    waiting = iter(enumerate(agents))
    numbers: dict[int, int] = {}
    running: dict[int, Agent[Result]] = {}
    pending: dict[int, np.ndarray] = {}

    def resume(row: int, output: Output | None) -> tuple[int, Result] | None:
        """The next embeddings of a row's agent into `pending`, or its result where it has ended."""
        agent = running[row]
        try:
            embeds = next(agent) if output is None else agent.send(output)
            while decoder.lengths[row] + len(embeds) > decoder.context:
                embeds = agent.throw(ContextFull())
        except StopIteration as end:
            del running[row]
            pending.pop(row, None)
            return numbers[row], end.value
        pending[row] = embeds
        return None

    while True:
        # Long pieces row by row, as one call each; then every row has one position to go, or is idle.
        for row in range(decoder.rows):
            while True:
                if row not in running:
                    job = next(waiting, None)
                    if job is None:
                        break
                    numbers[row], running[row] = job
                    decoder.start(row)
                    ended = resume(row, None)
                elif len(pending[row]) > 1:
                    ended = resume(row, decoder.feed(row, pending[row]))
                else:
                    break
                if ended:
                    yield ended
        if not running:
            return
        if len(running) <= FEW:
            said = {row: decoder.feed(row, pending[row]) for row in running}
        else:
            said = decoder.step(pending)
        for row, output in said.items():
            ended = resume(row, output)
            if ended:
                decoder.start(row)
                yield ended
