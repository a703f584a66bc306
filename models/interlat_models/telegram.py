"""What the latent steps of a compressed sender are first asked to say, before only the actor judges them.

Not the paper's: with its three losses alone a tiny sender stays at the loss of no message for long.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from .episodes import Episode, tokens_of

# How likely the most reliable of three reports is true, then the second and third (sender-views.ts).
SHARES = (0.5, 0.3, 0.2)
SHARES_ENTROPY = -sum(share * math.log(share) for share in SHARES)  # nats

Words = list[tuple[int, float]]  # tokens with their shares of one step


def telegram(episode: Episode) -> list[Words]:
    """Object and place of each target in turn, a step a token; it says all places the target may be in."""
    steps: list[Words] = []
    for target in episode.targets:
        if target.candidates:
            shares = SHARES if len(target.candidates) > 1 else (1.0,)
            steps += [[(token, 1.0)] for token in tokens_of(target.object)]
            places = list(zip(map(tokens_of, target.candidates), shares))
            for at in range(max(len(place) for place, _ in places)):
                steps.append([(place[at], share) for place, share in places if at < len(place)])
    return steps


def telegram_loss(logits: Tensor, batch: list[Episode]) -> Tensor:
    """Mean cross-entropy of logits [rows, steps, vocab] to the telegrams, said over and over; rows
    whose sender was told nothing are left out. 0 where that is all."""
    rows, columns, tokens, shares = [], [], [], []
    for row, episode in enumerate(batch):
        steps = telegram(episode)
        for column in range(logits.shape[1] if steps else 0):
            for token, share in steps[column % len(steps)]:
                rows.append(row), columns.append(column), tokens.append(token), shares.append(share)
    if not rows:
        return logits.new_zeros(())
    where = torch.tensor([rows, columns, tokens], device=logits.device)
    logs = F.log_softmax(logits, -1)[where[0], where[1], where[2]]
    weights = torch.tensor(shares, device=logits.device)
    return -(logs * weights).sum() / weights.sum()
