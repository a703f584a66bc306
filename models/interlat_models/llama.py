"""A lean Llama whose weights carry Hugging Face's names, so that `LlamaForCausalLM` loads them."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class LlamaConfig:
    vocab_size: int
    hidden_size: int = 128
    intermediate_size: int = 352
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    rms_norm_eps: float = 1e-6
    rope_theta: float = 10000.0
    max_position_embeddings: int = 2048

    @property
    def head_dim(self) -> int:
        return self.hidden_size // self.num_attention_heads

    def to_hugging_face(self) -> dict:
        """Keyword arguments for `transformers.LlamaConfig`."""
        return {
            **asdict(self),
            "num_key_value_heads": self.num_attention_heads,
            "tie_word_embeddings": True,
            "pad_token_id": 0,
            "bos_token_id": 1,
            "eos_token_id": 2,
        }


def rope_table(config: LlamaConfig, positions: Tensor) -> tuple[Tensor, Tensor]:
    """Cosines and sines [..., head_dim] for integer positions [...]."""
    half = torch.arange(0, config.head_dim, 2, device=positions.device).float() / config.head_dim
    angles = positions[..., None].float() * config.rope_theta**-half
    angles = torch.cat([angles, angles], -1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat([-second, first], -1) * sin


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """On a GPU PyTorch's own; on a CPU spelled out: in bfloat16 twice as fast, backward included."""
    if q.is_cuda:
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    rows, heads, steps, head_dim = q.shape
    q, k, v = (x.reshape(rows * heads, steps, head_dim) for x in (q, k, v))
    mask = torch.full((steps, steps), -math.inf, dtype=q.dtype, device=q.device).triu(1)
    scores = torch.baddbmm(mask, q, k.transpose(1, 2), alpha=head_dim**-0.5)
    return torch.bmm(scores.softmax(-1).to(v.dtype), v).view(rows, heads, steps, head_dim)


def masked_attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """The same with keys of a cache; `mask` [rows, 1, 1 or steps, context] marks what is seen."""
    scores = (q @ k.transpose(-1, -2)) * q.shape[-1] ** -0.5
    return scores.masked_fill(~mask, -math.inf).softmax(-1).to(v.dtype) @ v


class Attention(nn.Module):
    def __init__(self, config: LlamaConfig):
        super().__init__()
        dim = config.hidden_size
        self.heads, self.head_dim = config.num_attention_heads, config.head_dim
        self.q_proj = nn.Linear(dim, dim, bias=False)
        self.k_proj = nn.Linear(dim, dim, bias=False)
        self.v_proj = nn.Linear(dim, dim, bias=False)
        self.o_proj = nn.Linear(dim, dim, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: KeyValues | None = None) -> Tensor:
        batch, steps, dim = x.shape
        q, k, v = (
            projection(x).view(batch, steps, self.heads, self.head_dim).transpose(1, 2)
            for projection in (self.q_proj, self.k_proj, self.v_proj)
        )
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if past is None:
            y = causal_attention(q, k, v)
        else:
            k, v, mask = past.extend(self, k, v)
            y = masked_attention(q, k, v, mask)
        return self.o_proj(y.transpose(1, 2).reshape(batch, steps, dim))


class Mlp(nn.Module):
    def __init__(self, config: LlamaConfig):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config: LlamaConfig):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)
        self.mlp = Mlp(config)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: KeyValues | None = None) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, past)
        return x + self.mlp(self.post_attention_layernorm(x))


class KeyValues:
    """Keys and values of ragged rows. Rows are padded on the left of each call; padding is masked.

    Differentiable: nothing is written in place, so that latent steps can be trained through.
    """

    def __init__(self) -> None:
        self.stored: dict[Attention, tuple[Tensor, Tensor]] = {}
        self.valid: Tensor | None = None  # [rows, context]
        self.positions: Tensor | None = None  # [rows]: the next position of each row

    def advance(self, valid: Tensor) -> Tensor:
        """Registers new steps [rows, steps]; returns their positions [rows, steps]."""
        counted = valid.long().cumsum(1)
        start = valid.new_zeros(len(valid), dtype=torch.long) if self.positions is None else self.positions
        self.positions = start + counted[:, -1]
        self.valid = valid if self.valid is None else torch.cat([self.valid, valid], 1)
        steps, context = valid.shape[1], self.valid.shape[1]
        if steps == 1:
            self.mask = self.valid[:, None, None]
        else:
            row = torch.arange(context - steps, context, device=valid.device)[:, None]
            column = torch.arange(context, device=valid.device)[None]
            # A padded row sees itself, so that its softmax is not empty.
            self.mask = ((self.valid[:, None] & (column <= row)) | (column == row))[:, None]
        return (start[:, None] + counted - 1).clamp(min=0)

    def extend(self, owner: Attention, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        if owner in self.stored:
            before_k, before_v = self.stored[owner]
            k, v = torch.cat([before_k, k], 2), torch.cat([before_v, v], 2)
        self.stored[owner] = (k, v)
        return k, v, self.mask


class Backbone(nn.Module):
    def __init__(self, config: LlamaConfig):
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)


class EmbeddedModel(nn.Module):
    """A decoder whose backbone `model` has the table `embed_tokens`: ours, or a pretrained base."""

    @property
    def embeddings(self) -> Tensor:
        """The input embeddings [vocab, dim]; our own head is tied to them."""
        return self.model.embed_tokens.weight

    @property
    def device(self) -> torch.device:
        return self.embeddings.device

    def embed(self, ids: Tensor) -> Tensor:
        return self.model.embed_tokens(ids)


class Llama(EmbeddedModel):
    def __init__(self, config: LlamaConfig):
        super().__init__()
        self.config = config
        self.model = Backbone(config)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                residual = "o_proj" in name or "down_proj" in name
                depth = math.sqrt(2 * config.num_hidden_layers) if residual else 1.0
                nn.init.normal_(weight, std=0.02 / depth if "embed" not in name else 0.1)
        positions = torch.arange(config.max_position_embeddings)
        cos, sin = rope_table(config, positions)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, embeds: Tensor) -> Tensor:
        """Embeddings [rows, steps, dim], padded on the right → hidden states after the final norm."""
        steps = embeds.shape[1]
        cos, sin = self.cos[:steps].to(embeds.dtype), self.sin[:steps].to(embeds.dtype)
        x = embeds
        for layer in self.model.layers:
            x = layer(x, cos, sin)
        return self.model.norm(x)

    def step(self, embeds: Tensor, past: KeyValues, valid: Tensor | None = None) -> Tensor:
        """The same with a cache; `valid` [rows, steps] marks what is not left padding."""
        if valid is None:
            valid = torch.ones(embeds.shape[:2], dtype=torch.bool, device=embeds.device)
        positions = past.advance(valid)
        cos, sin = (table[positions][:, None].to(embeds.dtype) for table in (self.cos, self.sin))
        x = embeds
        for layer in self.model.layers:
            x = layer(x, cos, sin, past)
        return self.model.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """Hidden states [..., dim] → logits [..., vocab] in float32 precision."""
        return F.linear(hidden.float(), self.embeddings.float())


def count_parameters(module: nn.Module) -> int:
    return sum(weight.numel() for weight in module.parameters())


def load_checkpoint(path: str | Path) -> dict:
    return torch.load(path, map_location="cpu", weights_only=True)


def load_llama(path: str | Path) -> Llama:
    """The model of a checkpoint written by any stage: a Llama, or a pretrained base (pretrained.py),
    which has the same methods."""
    checkpoint = load_checkpoint(path)
    if "model_type" in checkpoint["config"]:
        from .pretrained import decoder_of

        return decoder_of(checkpoint)
    model = Llama(LlamaConfig(**checkpoint["config"]))
    model.load_state_dict(checkpoint["model"])
    return model
