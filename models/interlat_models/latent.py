"""K latent steps of a compressed sender."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .adapter import pad_rows
from .llama import KeyValues, Llama
from .tokenizer import BOP


RIDGE = 1e-2


class LatentHead(nn.Module):
    """<lat_bos> and h2e(z) = Linear(LayerNorm(z)), no bias: the next latent step's input."""

    def __init__(self, dim: int):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(dim))
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.linear = nn.Linear(dim, dim, bias=False)

    @torch.no_grad()
    def start_from(self, sender: Llama, hidden: Tensor, tokens: Tensor) -> None:
        """<lat_bos> starts as <bop>, h2e as the map from the states [n, dim] of some CoTs to the
        embeddings of the tokens [n] they emit: at first the loop goes on much as the words would.

        (Ridge regression; from a random map it stays at the loss of no message for long.)
        """
        self.start.copy_(sender.embeddings[BOP])
        x, y = self.norm(hidden.float()), sender.embeddings[tokens]
        gram = x.T @ x + RIDGE * len(x) * torch.eye(len(self.start), device=x.device)
        self.linear.weight.copy_(torch.linalg.solve(gram, x.T @ y).T)

    def next_embeds(self, latent: Tensor) -> Tensor:
        return self.linear(self.norm(latent.to(self.norm.weight.dtype)))


def latent_steps(sender: Llama, head: LatentHead, prompts: list[list[int]], count: int) -> Tensor:
    """Prompts (without <bop>) → latents [rows, count, dim]. Differentiable."""
    ids = [torch.tensor(prompt, device=sender.device) for prompt in prompts]
    rows = [torch.cat([sender.embed(row), head.start[None]]) for row in ids]
    embeds, valid = pad_rows([row.flip(0) for row in rows], round_up=True)
    past = KeyValues()
    latents = [sender.step(embeds.flip(1), past, valid.flip(1))[:, -1].float()]
    for _ in range(count - 1):
        latents.append(sender.step(head.next_embeds(latents[-1])[:, None], past)[:, -1].float())
    return torch.stack(latents, 1)
