"""The adapter from a sender's hidden states to the actor's input embeddings (the paper, section 3)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .batches import rounded

HEADS = 8
CLAMP = 10.0
NORM_EPS, NORM_LAST_EPS = 1e-6, 1e-5


class Adapter(nn.Module):
    """LayerNorm → self-attention with a residual on the normed input → LayerNorm → projection.

    The paper starts with scale 0.2 and output_scale 0.1. Scale 1 and the root mean square of the
    actor's embeddings make a tiny actor read latents within a minute (findings).

    A sender of another width has `sender_dim`: its hidden states first pass `input_projection`, a
    Linear(sender_dim, dim), which is absent otherwise. `norm_last` is the order of the published code:
    GELU, then LayerNorm (of PyTorch's eps 1e-5), where the paper has LayerNorm, then GELU.
    """

    def __init__(
        self,
        dim: int,
        output_scale: float = 0.1,
        scale: float = 1.0,
        sender_dim: int | None = None,
        heads: int = HEADS,
        norm_last: bool = False,
    ):
        super().__init__()
        self.heads, self.norm_last = heads, norm_last
        projected = sender_dim is not None and sender_dim != dim
        self.input_projection = nn.Linear(sender_dim, dim) if projected else None
        self.input_norm = nn.LayerNorm(dim, eps=NORM_EPS)
        self.attention = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.attention_norm = nn.LayerNorm(dim, eps=NORM_EPS)
        self.scale = nn.Parameter(torch.tensor(scale))
        self.down = nn.Linear(dim, dim)
        self.down_norm = nn.LayerNorm(dim, eps=NORM_LAST_EPS if norm_last else NORM_EPS)
        self.up = nn.Linear(dim, dim)
        self.output_scale = nn.Parameter(torch.tensor(output_scale))

    @property
    def sender_dim(self) -> int:
        projection = self.input_projection
        return self.input_norm.normalized_shape[0] if projection is None else projection.in_features

    def forward(self, hidden: Tensor, valid: Tensor) -> Tensor:
        """Hidden states [rows, steps, sender_dim], valid [rows, steps] → embeddings [rows, steps, dim]."""
        x = hidden.to(self.input_norm.weight.dtype)
        if self.input_projection is not None:
            x = self.input_projection(x)
        x = self.input_norm(x)
        x = self.attention_norm(x + self.attend(x, valid))
        residual = x * self.scale
        inner = self.down(residual)
        inner = self.down_norm(F.gelu(inner)) if self.norm_last else F.gelu(self.down_norm(inner))
        return ((residual + self.up(inner)) * self.output_scale).clamp(-CLAMP, CLAMP)

    def attend(self, x: Tensor, valid: Tensor) -> Tensor:
        """`self.attention` spelled out: PyTorch's own is slow on a CPU. No causal mask."""
        rows, steps, dim = x.shape
        attention = self.attention
        qkv = F.linear(x, attention.in_proj_weight, attention.in_proj_bias)
        q, k, v = (
            part.view(rows, steps, self.heads, dim // self.heads).transpose(1, 2) for part in qkv.chunk(3, -1)
        )
        scores = q @ k.transpose(-1, -2) * (dim // self.heads) ** -0.5
        scores = scores.masked_fill(~valid[:, None, None], -torch.inf)
        y = (scores.softmax(-1) @ v.to(scores.dtype)).transpose(1, 2).reshape(rows, steps, dim)
        return attention.out_proj(y)


def load_adapter(state: dict[str, Tensor], heads: int = HEADS, norm_last: bool = False) -> Adapter:
    """The adapter of a state dict; its widths are those of the weights."""
    projection = state.get("input_projection.weight")
    sender_dim = None if projection is None else projection.shape[1]
    adapter = Adapter(len(state["input_norm.weight"]), sender_dim=sender_dim, heads=heads, norm_last=norm_last)
    adapter.load_state_dict(state)
    return adapter.eval()


class NoAdapter(nn.Module):
    """The ablation: hidden states only scaled to the actor's embeddings (a learned factor)."""

    def __init__(self, output_scale: float):
        super().__init__()
        self.output_scale = nn.Parameter(torch.tensor(output_scale))

    def forward(self, hidden: Tensor, valid: Tensor) -> Tensor:
        hidden = hidden.to(self.output_scale.dtype)
        # Rows of padding are zero: without the small number they have no gradient.
        return hidden * torch.rsqrt(hidden.pow(2).mean(-1, keepdim=True) + NORM_EPS) * self.output_scale


def pad_rows(rows: list[Tensor], round_up: bool = False) -> tuple[Tensor, Tensor]:
    """Rows [steps_i, dim] → padded on the right [rows, steps, dim], and what is valid. `round_up` is for
    many calls on a GPU (batches.py)."""
    steps = max(len(row) for row in rows)
    steps = rounded(steps, rows[0].device) if round_up else steps
    padded = torch.stack([F.pad(row, (0, 0, 0, steps - len(row))) for row in rows])
    lengths = torch.tensor([len(row) for row in rows], device=padded.device)
    return padded, torch.arange(steps, device=padded.device)[None] < lengths[:, None]


def adapt(adapter: Adapter, messages: list[Tensor]) -> list[Tensor]:
    """Messages [steps_i, sender_dim] → embeddings [steps_i, dim]."""
    padded, valid = pad_rows(messages, round_up=True)
    adapted = adapter(padded, valid)
    return [row[: len(message)] for row, message in zip(adapted, messages)]
