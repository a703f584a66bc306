"""K latent steps of a compressed sender."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .adapter import pad_rows
from .llama import KeyValues, Llama
from .tokenizer import BOP


class LatentHead(nn.Module):
    """<lat_bos> and h2e(z) = Linear(LayerNorm(z)), no bias: the next latent step's input."""

    def __init__(self, dim: int):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(dim))
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.linear = nn.Linear(dim, dim, bias=False)

    @torch.no_grad()
    def start_from(self, sender: Llama) -> None:
        """<lat_bos> starts as <bop>; the linear map gives inputs of the embeddings' size."""
        self.start.copy_(sender.embeddings[BOP])
        size = sender.embeddings[7:].pow(2).mean().sqrt().item()
        nn.init.normal_(self.linear.weight, std=size / len(self.start) ** 0.5)

    def next_embeds(self, latent: Tensor) -> Tensor:
        return self.linear(self.norm(latent.float()))


def latent_steps(sender: Llama, head: LatentHead, prompts: list[list[int]], count: int) -> Tensor:
    """Prompts (without <bop>) → latents [rows, count, dim]. Differentiable."""
    rows = [torch.cat([sender.embed(torch.tensor(prompt)), head.start[None]]) for prompt in prompts]
    embeds, valid = pad_rows([row.flip(0) for row in rows])
    past = KeyValues()
    latents = [sender.step(embeds.flip(1), past, valid.flip(1))[:, -1].float()]
    for _ in range(count - 1):
        latents.append(sender.step(head.next_embeds(latents[-1])[:, None], past)[:, -1].float())
    return torch.stack(latents, 1)
