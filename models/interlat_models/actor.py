"""The actor's sequences: intro, message, turns; messages are words, latents, both or nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from .batches import pad
from .episodes import COMMAND, DECISION, OBSERVATION, OPENING, RANDOM_COMMAND, Episode, Turns
from .llama import Llama
from .sender import autocast, selected
from .tokenizer import EOP, PAD

LOSS_WEIGHTS = {OBSERVATION: 0.1, COMMAND: 1.0, RANDOM_COMMAND: 0.0, OPENING: 0.02, DECISION: 3.0}
RATIOS = tuple(tenth / 10 for tenth in range(1, 11))


@dataclass
class Message:
    """`latents` [n, dim] (adapted) first, then the embeddings of `tokens`."""

    latents: Tensor | None = None
    tokens: Sequence[int] = ()

    def __len__(self) -> int:
        return (0 if self.latents is None else len(self.latents)) + len(self.tokens)


@dataclass
class ActorOutput:
    """What the actor says at the weighted positions of a batch, [n] each, logits [n, vocab]."""

    logits: Tensor
    targets: Tensor
    weights: Tensor
    rows: Tensor
    is_command: Tensor
    tokens: int

    @property
    def command_logits(self) -> Tensor:
        return self.logits[self.is_command]

    @property
    def command_rows(self) -> Tensor:
        return self.rows[self.is_command]


def run_actor(
    actor: Llama, prompts: list[list[int]], messages: list[Message], turns: list[Turns]
) -> ActorOutput:
    """One teacher-forced pass over prompt, message, <eop> and turns."""
    ids, weights, latents, rows, columns = [], [], [], [], []
    for row, (prompt, message, turn) in enumerate(zip(prompts, messages, turns)):
        count = 0 if message.latents is None else len(message.latents)
        if message.latents is not None:
            latents.append(message.latents)
            rows += [row] * count
            columns += range(len(prompt), len(prompt) + count)
        head = [*prompt, *[PAD] * count, *message.tokens, EOP]
        ids.append([*head, *turn.ids])
        weights.append([0.0] * len(head) + [LOSS_WEIGHTS[label] for label in turn.labels])
    table, weight = pad(ids), pad(weights, dtype=torch.float32)
    embeds = actor.embed(table)
    if latents:
        where = (torch.tensor(rows), torch.tensor(columns))
        embeds = embeds.index_put(where, torch.cat(latents).to(embeds.dtype))
    with autocast():
        hidden = actor(embeds)
    hidden, targets, weight, row_of = selected(hidden, table, weight)
    is_command = weight >= LOSS_WEIGHTS[COMMAND]
    return ActorOutput(actor.logits(hidden), targets, weight, row_of, is_command, table.numel())


def curriculum(hidden: Tensor, thought: list[int], rng: random.Random, form: str) -> tuple[Tensor, list[int]]:
    """The part of a full message [steps, dim] that is given as latents, and the words that follow.

    - "full": all of it;
    - "mixed": a random first share as latents, the rest as the thought's tokens (the paper);
    - "subset": a random three quarters of the steps, no words.
    """
    if form == "full":
        return hidden, []
    if form == "mixed":
        count = max(1, round(rng.choice(RATIOS) * len(hidden)))
        return hidden[:count], thought[count:]
    kept = [i for i in range(len(hidden)) if rng.random() < 0.75] or [0]
    return hidden[kept], []


def actor_length(episode: Episode, turns: Turns, message: int) -> int:
    return len(episode.intro) + 3 + message + len(turns.ids)
