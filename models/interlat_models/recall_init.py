"""A start that can already look things up in its context.

From scratch a tiny Llama sits for millions of tokens at the loss of not looking anything up. So the
first two layers start as the circuit they would have to find (ordinary Llama weights, all trained on):

- layer 0 writes into a spare part of the residual stream what the last two tokens were
  (two heads look one back, two heads two back; rotary phases do it, driven by a constant direction);
- layer 1 matches that part of the present position with that of earlier ones ("mug 1 is in" with
  "mug 1 in cabinet 3") and copies the token found there.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .llama import Llama

CONSTANT = 0  # the residual direction that is the same for all tokens
OFFSET_SHARPNESS = 12.0
MATCH_SHARPNESS = 12.0


def _shift_head(frequencies: Tensor, offset: int, constant: float) -> tuple[Tensor, Tensor]:
    """Query and key columns [head_dim] for the constant direction: attention peaks `offset` back."""
    used = (frequencies > 0.1).float()
    amplitude = math.sqrt(OFFSET_SHARPNESS * math.sqrt(2 * len(frequencies))) / constant
    phase = -offset * frequencies
    query = torch.cat([used * phase.cos(), used * phase.sin()])
    key = torch.cat([used, torch.zeros_like(used)])
    return query * amplitude, key * amplitude


@torch.no_grad()
def recall_start(model: Llama, embedding_std: float = 0.1, seed: int = 0) -> None:
    """Overwrites embeddings and the attention of the first two layers in place."""
    config = model.config
    dim, heads, head_dim = config.hidden_size, config.num_attention_heads, config.head_dim
    generator = torch.Generator().manual_seed(seed)
    copied = 3 * dim // 8  # width of the copies of earlier tokens
    content = dim - copied  # the embeddings live in [1, content)

    table = model.model.embed_tokens.weight
    table.copy_(torch.randn(table.shape, generator=generator) * embedding_std)
    table[:, content:] *= 0.1
    table[:, CONSTANT] = 4 * embedding_std
    rms = math.sqrt(embedding_std**2 * (content - 1 + 16) / dim)
    constant = 4 * embedding_std / rms

    frequencies = config.rope_theta ** (-torch.arange(0, head_dim, 2).float() / head_dim)
    shift, match = (model.model.layers[layer].self_attn for layer in (0, 1))
    for attention in (shift, match):
        for weight in attention.parameters():
            weight.mul_(0.3)

    per_head = min(head_dim, math.ceil(copied / (heads // 2)))
    for head in range(heads):
        rows = slice(head * head_dim, (head + 1) * head_dim)
        query, key = _shift_head(frequencies, 1 + head % 2, constant)
        shift.q_proj.weight[rows, CONSTANT] = query
        shift.k_proj.weight[rows, CONSTANT] = key
        part = head // 2
        for j in range(min(per_head, copied - part * per_head)):
            source = 1 + part * per_head + j
            shift.v_proj.weight[head * head_dim + j, source] = 1.0
            shift.o_proj.weight[content + part * per_head + j, head * head_dim + j] = rms

    # Only slowly turning pairs compare equal at any distance, so that of several matches none is louder
    # for where it stands: the slowest first.
    per_head = copied // heads
    pairs = [i for i in range(head_dim // 2) if frequencies[i] < 0.005]
    slow = [j for i in reversed(pairs) for j in (i, i + head_dim // 2)]
    energy = dim * per_head / (2 * copied + content + 16)
    amplitude = math.sqrt(MATCH_SHARPNESS * math.sqrt(head_dim) / energy)
    values = min(head_dim, math.ceil((content - 1) / heads))
    for head in range(heads):
        for j in range(min(per_head, len(slow))):
            source = content + head * per_head + j
            match.q_proj.weight[head * head_dim + slow[j], source] = amplitude
            match.k_proj.weight[head * head_dim + slow[j], source] = amplitude
        for j in range(min(values, content - 1 - head * values)):
            source = 1 + head * values + j
            match.v_proj.weight[head * head_dim + j, source] = 1.0
            match.o_proj.weight[source, head * head_dim + j] = 3 * rms
