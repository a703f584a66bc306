"""Muon for matrices, AdamW for embeddings, norms and vectors; one schedule for both."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

class Optimizer:
    """Both optimizers of a stage. `adam_only` modules keep their matrices out of Muon."""

    def __init__(self, modules: Iterable[nn.Module], muon_lr: float, adam_lr: float, adam_only: Iterable[nn.Module] = ()):
        kept = {id(weight) for module in adam_only for weight in module.parameters()}
        matrices, others = [], []
        for module in [*modules, *adam_only]:
            for name, weight in module.named_parameters():
                if weight.requires_grad:
                    is_table = "embed" in name or "lm_head" in name
                    is_matrix = weight.ndim == 2 and not is_table and id(weight) not in kept
                    (matrices if is_matrix else others).append(weight)
        self.parameters = matrices + others
        adam = torch.optim.AdamW(others, lr=adam_lr, weight_decay=0.0, betas=(0.9, 0.98), foreach=True)
        self.parts = [(adam, adam_lr)]
        if matrices:
            muon = torch.optim.Muon(
                matrices, lr=muon_lr, weight_decay=0.02, adjust_lr_fn="match_rms_adamw"
            )
            self.parts.append((muon, muon_lr))

    def step(self, multiplier: float) -> float:
        """Clips to norm 1, steps with the learning rates times `multiplier`; returns the norm."""
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for optimizer, lr in self.parts:
            for group in optimizer.param_groups:
                group["lr"] = lr * multiplier
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return norm.item()

    def state_dict(self) -> list[dict]:
        return [optimizer.state_dict() for optimizer, _ in self.parts]

    def load_state_dict(self, states: list[dict]) -> None:
        for (optimizer, _), state in zip(self.parts, states):
            optimizer.load_state_dict(state)


def schedule(progress: float, step: int, warmup: int = 30, flat: float = 0.5) -> float:
    """Multiplier of the learning rate: warm-up by steps, flat, then linear to 0.02."""
    decay = 1.0 if progress < flat else max(0.02, (1 - progress) / (1 - flat))
    return min(1.0, (step + 1) / warmup) * decay
