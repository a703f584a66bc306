"""Batched inference: the sender's CoT and hidden states, the actor's commands, ragged rows."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from .adapter import pad_rows
from .llama import Llama, rotate
from .losses import entropy
from .tokenizer import BOP, EOP

CAPACITY_STEP = 256


class StaticDecoder:
    """A Llama with keys and values in place, for rows of different lengths.

    Each row has its own position; `advance` writes at it, so rows need no common padding.
    """

    def __init__(self, model: Llama, rows: int):
        config = model.config
        self.model, self.capacity, self.head_dim = model, CAPACITY_STEP, config.head_dim
        # A pretrained base (pretrained.py) may share keys and values among heads.
        kv_heads = getattr(config, "num_key_value_heads", config.num_attention_heads)
        shape = (config.num_hidden_layers, 2, rows, kv_heads, self.capacity, config.head_dim)
        self.store = torch.zeros(shape, device=model.device)
        self.lengths = torch.zeros(rows, dtype=torch.long, device=model.device)

    def keep(self, rows: list[int]) -> None:
        """Goes on with these rows only."""
        self.store, self.lengths = self.store[:, :, rows].contiguous(), self.lengths[rows]

    @torch.no_grad()
    def advance(self, embeds: Tensor, valid: Tensor) -> Tensor:
        """Embeddings [rows, steps, dim], padded on the right → hidden [rows, steps, dim]."""
        rows, steps, _ = embeds.shape
        positions = self.lengths[:, None] + torch.arange(steps, device=embeds.device)[None]
        needed = int(positions.max()) + 1
        while needed > self.capacity:
            grown = self.store.new_zeros(*self.store.shape[:4], CAPACITY_STEP, self.store.shape[5])
            self.store = torch.cat([self.store, grown], 4)
            self.capacity += CAPACITY_STEP
        mask = (torch.arange(needed, device=embeds.device)[None, None] <= positions[:, :, None])[:, None]
        cos, sin = (table[positions][:, None] for table in (self.model.cos, self.model.sin))
        row = torch.arange(rows, device=embeds.device)[:, None].expand(rows, steps)
        x = embeds.float()
        for layer, (keys, values) in zip(self.model.model.layers, self.store):
            attention = layer.self_attn
            y = layer.input_layernorm(x)
            q, k, v = (
                projection(y).view(rows, steps, -1, self.head_dim)
                for projection in (attention.q_proj, attention.k_proj, attention.v_proj)
            )
            q, k = (rotate(part.transpose(1, 2), cos, sin) for part in (q, k))
            keys[row, :, positions] = k.transpose(1, 2)
            values[row, :, positions] = v
            mixed = torch.nn.functional.scaled_dot_product_attention(
                q, keys[:, :, :needed], values[:, :, :needed], attn_mask=mask, enable_gqa=q.shape[1] != k.shape[1]
            )
            x = x + attention.o_proj(mixed.transpose(1, 2).reshape(rows, steps, -1))
            x = x + layer.mlp(layer.post_attention_layernorm(x))
        self.lengths = self.lengths + valid.sum(1)
        return self.model.model.norm(x)

    def feed(self, pieces: list[Tensor]) -> Tensor:
        """One piece [steps_i, dim] for each row → the last hidden state of each row [rows, dim]."""
        embeds, valid = pad_rows(pieces)
        hidden = self.advance(embeds, valid)
        return hidden[torch.arange(len(pieces), device=hidden.device), valid.sum(1) - 1]

    def logits(self, hidden: Tensor) -> Tensor:
        return self.model.logits(hidden)


@dataclass
class Thought:
    tokens: list[int]
    hidden: Tensor  # [tokens, dim]
    entropies: list[float]  # nats, of each token's distribution, <eop>'s included


@torch.no_grad()
def write_thoughts(sender: Llama, prompts: list[list[int]], temperature: float = 0.0, seed: int = 0, longest: int = 280) -> list[Thought]:
    """The CoT for each prompt (without <bop>), greedy or sampled."""
    device = sender.device
    generator = torch.Generator(device).manual_seed(seed)
    decoder = StaticDecoder(sender, len(prompts))
    hidden = decoder.feed([sender.embed(torch.tensor([*prompt, BOP], device=device)) for prompt in prompts])
    alive = list(range(len(prompts)))
    tokens: list[list[int]] = [[] for _ in prompts]
    states: list[list[Tensor]] = [[] for _ in prompts]
    entropies: list[list[float]] = [[] for _ in prompts]
    for _ in range(longest):
        logits = decoder.logits(hidden)
        unsure = entropy(logits).tolist()
        if temperature:
            chosen = torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator)[:, 0]
        else:
            chosen = logits.argmax(-1)
        going = []
        for j, (i, token) in enumerate(zip(alive, chosen.tolist())):
            entropies[i].append(unsure[j])
            if token != EOP:
                tokens[i].append(token)
                states[i].append(hidden[j])
                going.append(j)
        if not going:
            break
        if len(going) < len(alive):
            decoder.keep(going)
            alive = [alive[j] for j in going]
        hidden = decoder.feed(list(sender.embed(chosen[going])[:, None]))
    return [
        Thought(t, torch.stack(h) if h else torch.zeros(0, sender.config.hidden_size, device=device), e)
        for t, h, e in zip(tokens, states, entropies)
    ]
