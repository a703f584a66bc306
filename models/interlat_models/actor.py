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
OWN_THOUGHT_WEIGHT = 0.3
RATIOS = tuple(tenth / 10 for tenth in range(1, 11))
FEW = (1, 2, 3, 4, 6, 8, 12, 16, 32)


@dataclass
class Message:
    """`latents` [n, dim] (adapted) first, then the embeddings of `tokens`.

    With `own` the actor learns to write the tokens itself, as a single agent that thinks before it acts.
    """

    latents: Tensor | None = None
    tokens: Sequence[int] = ()
    own: bool = False

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
        said = len(message.tokens) + 1 if message.own else 0
        of_turns = [LOSS_WEIGHTS[label] for label in turn.labels]
        weights.append([0.0] * (len(head) - said) + [OWN_THOUGHT_WEIGHT] * said + of_turns)
    device = actor.device
    table, weight = pad(ids, device=device), pad(weights, dtype=torch.float32, device=device)
    embeds = actor.embed(table)
    if latents:
        where = (torch.tensor(rows, device=device), torch.tensor(columns, device=device))
        embeds = embeds.index_put(where, torch.cat(latents).to(embeds.dtype))
    with autocast(device):
        hidden = actor(embeds)
    hidden, targets, weight, row_of = selected(hidden, table, weight)
    is_command = weight >= LOSS_WEIGHTS[COMMAND]
    return ActorOutput(actor.logits(hidden), targets, weight, row_of, is_command, table.numel())


def curriculum(
    hidden: Tensor, episode: Episode, rng: random.Random, form: str, is_entity: Sequence[bool] = ()
) -> tuple[Tensor, Sequence[int], Turns | None]:
    """What is given of a full message [steps, dim] as latents, the words that follow, and the turns
    that a reader of it should take.

    - "full": all of it;
    - "mixed": a random first share as latents, the rest as the thought's tokens (the paper);
    - "subset": three quarters of the steps, or a few, mostly those before an object or place is named.
      It prepares the actor for short messages. Where the state before a place's name is not among
      them, there is nothing to know: the turns are the explorer's.
    """
    thought, commitments = episode.thought, episode.commitments()
    if form == "full":
        return hidden, [], episode.informed
    if form == "mixed":
        count = max(1, round(rng.choice(RATIOS) * len(hidden)))
        covers = all(at < count for at in commitments)
        turns = episode.informed if covers else episode.named or episode.informed
        return hidden[:count], thought[count:], turns
    if rng.random() < 0.4:
        kept = {i for i in range(len(hidden)) if rng.random() < 0.75} or {0}
    else:
        count = min(rng.choice(FEW), len(hidden))
        kept = {at for at in commitments if rng.random() < 0.85}
        names = [i for i, token in enumerate(thought) if is_entity[token]]
        kept |= set(rng.sample(names, min(len(names), count // 2)))
        others = [i for i in range(len(hidden)) if i not in kept]
        kept |= set(rng.sample(others, max(0, count - len(kept))))
        kept = kept or {rng.randrange(len(hidden))}
    known = all(at in kept for at in commitments)
    return hidden[sorted(kept)], [], episode.informed if known else episode.explorer


def actor_length(episode: Episode, turns: Turns, message: int) -> int:
    return len(episode.intro) + 3 + message + len(turns.ids)
