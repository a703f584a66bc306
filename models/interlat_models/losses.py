"""The losses of the paper (reference/paper.md), each over the positions it is given."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

SEPARATION_TARGET = 0.69  # the paper's figure, just under ln 2
TEMPERATURE = 4.0
WEIGHT_PERCENTILE = 0.95


def weighted_cross_entropy(logits: Tensor, targets: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    """Logits [n, vocab] → the weighted mean, and each position's cross-entropy [n] in nats."""
    each = F.cross_entropy(logits, targets, reduction="none")
    return (each * weights).sum() / weights.sum().clamp(min=1e-9), each.detach()


def expected_cross_entropy(
    logits: Tensor, targets: Tensor, weights: Tensor, several: dict[int, Sequence[int]], shares: Sequence[float]
) -> tuple[Tensor, Tensor]:
    """The same, but at the positions of `several` the target is drawn from candidates with `shares`:
    there the loss is its expectation over them, which has the same mean and no noise."""
    each = F.cross_entropy(logits, targets, reduction="none")
    if several:
        where = torch.tensor(list(several), device=logits.device)
        candidates = torch.tensor(list(several.values()), device=logits.device)
        logs = F.log_softmax(logits[where], -1).gather(1, candidates)
        each = each.index_put((where,), -(logs * torch.tensor(shares, device=logits.device)).sum(1))
    return (each * weights).sum() / weights.sum().clamp(min=1e-9), each.detach()


def js_divergence(first: Tensor, second: Tensor) -> Tensor:
    """Jensen-Shannon divergence in nats, ≤ ln 2, of logits [n, vocab] → [n]."""
    p, q = first.log_softmax(-1), second.log_softmax(-1)
    middle = torch.logaddexp(p, q) - math.log(2)
    return 0.5 * ((p.exp() * (p - middle)).sum(-1) + (q.exp() * (q - middle)).sum(-1))


def row_means(values: Tensor, rows: Tensor, count: int) -> Tensor:
    """Mean of `values` [n] over the positions of each of `count` rows."""
    totals = values.new_zeros(count).index_add(0, rows, values)
    return totals / torch.bincount(rows, minlength=count).clamp(min=1)


def separation_loss(matched: Tensor, mismatched: Tensor, rows: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """L_sep = mean over rows of max(0, 0.69 − JS), and the mean JS."""
    divergence = row_means(js_divergence(matched, mismatched), rows, count)
    return F.relu(SEPARATION_TARGET - divergence).mean(), divergence.mean().detach()


def alignment_loss(latent: Tensor, text: Tensor) -> Tensor:
    """L_align = 0.7 KL(text ‖ latent) + 0.3 (1 − cosine of the logit vectors), logits [n, vocab]."""
    divergence = F.kl_div(
        latent.log_softmax(-1), text.log_softmax(-1), reduction="batchmean", log_target=True
    )
    return 0.7 * divergence + 0.3 * (1 - F.cosine_similarity(latent, text, dim=-1)).mean()


def entropy(logits: Tensor) -> Tensor:
    """Entropy in nats of logits [n, vocab] → [n]."""
    logs = logits.log_softmax(-1)
    return -(logs.exp() * logs).sum(-1)


def uncertainty_weights(without: Tensor, full: Tensor) -> Tensor:
    """relu(H_none − H_full) [n], clipped at its 95th percentile: where a message helps."""
    gain = F.relu(entropy(without) - entropy(full))
    return gain.clamp(max=torch.quantile(gain, WEIGHT_PERCENTILE).item())


def uncertainty_weighted_kl(compressed: Tensor, full: Tensor, without: Tensor) -> Tensor:
    """KL(full ‖ compressed) at temperature 4, weighted by what the full message takes away; 0 of none."""
    if not len(full):
        return full.new_zeros(())
    weights = uncertainty_weights(without, full)
    each = F.kl_div(
        (compressed / TEMPERATURE).log_softmax(-1),
        (full / TEMPERATURE).log_softmax(-1),
        reduction="none",
        log_target=True,
    ).sum(-1)
    return TEMPERATURE**2 * (each * weights).sum() / weights.sum().clamp(min=1e-6)


def latent_direction_loss(compressed: list[Tensor], full: list[Tensor]) -> Tensor:
    """Mean over rows of 1 − cosine of the mean adapted latents."""
    first = torch.stack([message.mean(0) for message in compressed])
    second = torch.stack([message.mean(0) for message in full])
    return (1 - F.cosine_similarity(first, second, dim=-1)).mean()
