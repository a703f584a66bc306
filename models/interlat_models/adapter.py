"""The adapter from a sender's hidden states to the actor's input embeddings (the paper, section 3)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HEADS = 8
CLAMP = 10.0


class Adapter(nn.Module):
    """LayerNorm → self-attention with a residual on the normed input → LayerNorm → projection.

    The paper starts with scale 0.2 and output_scale 0.1. Scale 1 and the root mean square of the
    actor's embeddings make a tiny actor read latents within a minute (findings).
    """

    def __init__(self, dim: int, output_scale: float = 0.1, scale: float = 1.0):
        super().__init__()
        self.input_norm = nn.LayerNorm(dim, eps=1e-6)
        self.attention = nn.MultiheadAttention(dim, HEADS, batch_first=True)
        self.attention_norm = nn.LayerNorm(dim, eps=1e-6)
        self.scale = nn.Parameter(torch.tensor(scale))
        self.down = nn.Linear(dim, dim)
        self.down_norm = nn.LayerNorm(dim, eps=1e-6)
        self.up = nn.Linear(dim, dim)
        self.output_scale = nn.Parameter(torch.tensor(output_scale))

    def forward(self, hidden: Tensor, valid: Tensor) -> Tensor:
        """Hidden states [rows, steps, dim], valid [rows, steps] → embeddings of the same shape."""
        x = self.input_norm(hidden.float())
        x = self.attention_norm(x + self.attend(x, valid))
        residual = x * self.scale
        change = self.up(F.gelu(self.down_norm(self.down(residual))))
        return ((residual + change) * self.output_scale).clamp(-CLAMP, CLAMP)

    def attend(self, x: Tensor, valid: Tensor) -> Tensor:
        """`self.attention` spelled out: PyTorch's own is slow on a CPU. No causal mask."""
        rows, steps, dim = x.shape
        attention = self.attention
        qkv = F.linear(x, attention.in_proj_weight, attention.in_proj_bias)
        q, k, v = (
            part.view(rows, steps, HEADS, dim // HEADS).transpose(1, 2) for part in qkv.chunk(3, -1)
        )
        scores = q @ k.transpose(-1, -2) * (dim // HEADS) ** -0.5
        scores = scores.masked_fill(~valid[:, None, None], -torch.inf)
        y = (scores.softmax(-1) @ v.to(scores.dtype)).transpose(1, 2).reshape(rows, steps, dim)
        return attention.out_proj(y)


def pad_rows(rows: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows [steps_i, dim] → padded on the right [rows, steps, dim], and what is valid."""
    steps = max(len(row) for row in rows)
    padded = torch.stack([F.pad(row, (0, 0, 0, steps - len(row))) for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return padded, torch.arange(steps)[None] < lengths[:, None]


def adapt(adapter: Adapter, messages: list[Tensor]) -> list[Tensor]:
    """Messages [steps_i, dim] → embeddings [steps_i, dim]."""
    padded, valid = pad_rows(messages)
    adapted = adapter(padded, valid)
    return [row[: len(message)] for row, message in zip(adapted, messages)]
