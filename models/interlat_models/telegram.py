"""What the latent steps of a compressed sender are first asked to say, before only the actor judges them.

Not the paper's: with its three losses alone a tiny sender stays at the loss of no message for long.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from .episodes import Episode

# How likely the most reliable of three reports is true, then the second and third (sender-views.ts).
SHARES = (0.5, 0.3, 0.2)
SHARES_ENTROPY = -sum(share * math.log(share) for share in SHARES)  # nats

Words = list[tuple[int, float]]  # tokens with their shares of one step


def telegram(episode: Episode) -> list[Words]:
    """Object and place of each target in turn, a step each; a step says all places it may be in."""
    steps: list[Words] = []
    for target in episode.targets:
        if target.candidates:
            shares = SHARES if len(target.candidates) > 1 else (1.0,)
            steps += [[(target.object, 1.0)], list(zip(target.candidates, shares))]
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
    logs = F.log_softmax(logits, -1)[torch.tensor(rows), torch.tensor(columns), torch.tensor(tokens)]
    weights = torch.tensor(shares)
    return -(logs * weights).sum() / weights.sum()
