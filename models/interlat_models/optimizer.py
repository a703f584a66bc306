"""Muon for matrices, AdamW for embeddings, norms and vectors; or AdamW for all. One schedule for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from accelerate import Accelerator
from torch import nn

from .config import StageConfig

KINDS = ("muon", "adamw")
ADAM_SHARE = 0.75  # of Muon's learning rate


class Optimizer:
    """All optimizers of a stage. `adam_only` modules keep their matrices out of Muon."""

    def __init__(self, settings: StageConfig, modules: Iterable[nn.Module], adam_only: Iterable[nn.Module] = ()):
        if settings.optimizer not in KINDS:
            raise ValueError(f"optimizer must be one of {', '.join(KINDS)}, not {settings.optimizer!r}.")
        muon = settings.optimizer == "muon"
        kept = {id(weight) for module in adam_only for weight in module.parameters()}
        matrices, others = [], []
        for name, weight in _named([*modules, *adam_only]):
            is_table = "embed" in name or "lm_head" in name
            is_matrix = muon and weight.ndim == 2 and not is_table and id(weight) not in kept
            (matrices if is_matrix else others).append(weight)
        self.parameters = matrices + others
        adam_lr = settings.lr * (ADAM_SHARE if muon else 1.0)
        adam = torch.optim.AdamW(others, lr=adam_lr, weight_decay=0.0, betas=(0.9, 0.98), foreach=True)
        self.parts: list[torch.optim.Optimizer] = [adam]
        self.rates = [adam_lr]
        if matrices:
            self.parts.append(
                torch.optim.Muon(matrices, lr=settings.lr, weight_decay=0.02, adjust_lr_fn="match_rms_adamw")
            )
            self.rates.append(settings.lr)
        self.prepared: list = self.parts

    def prepare(self, accelerator: Accelerator, module: nn.Module) -> nn.Module:
        """Hands itself and the module of all weights to Accelerate; returns the module to call."""
        prepared, *self.prepared = accelerator.prepare(module, *self.parts)
        return prepared

    def set_rates(self, multiplier: float) -> None:
        """The learning rates of the next step: to be set before `backward`, where DeepSpeed steps."""
        for optimizer, rate in zip(self.prepared, self.rates):
            for group in optimizer.param_groups:
                group["lr"] = rate * multiplier

    def step(self, accelerator: Accelerator) -> float:
        """Clips to norm 1 and steps; returns the norm."""
        norm = accelerator.clip_grad_norm_(self.parameters, 1.0)
        for optimizer in self.prepared:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return float(norm or 0.0)

    def state_dict(self) -> list[dict]:
        return [optimizer.state_dict() for optimizer in self.parts]

    def load_state_dict(self, states: list[dict]) -> None:
        for optimizer, state in zip(self.parts, states):
            optimizer.load_state_dict(state)


def _named(modules: Iterable[nn.Module]) -> Iterator[tuple[str, nn.Parameter]]:
    """The weights that are trained, with their names."""
    for module in modules:
        yield from ((name, weight) for name, weight in module.named_parameters() if weight.requires_grad)


def schedule(progress: float, step: int, warmup: int = 30, flat: float = 0.5) -> float:
    """Multiplier of the learning rate: warm-up by steps, flat, then linear to 0.02."""
    decay = 1.0 if progress < flat else max(0.02, (1 - progress) / (1 - flat))
    return min(1.0, (step + 1) / warmup) * decay
