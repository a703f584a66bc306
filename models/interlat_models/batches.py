"""Endless batches of items of similar length; the place in the stream is two integers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor

Item = TypeVar("Item")
POOL = 2048


def pad(
    rows: Sequence[Sequence[int]],
    value: int = 0,
    left: bool = False,
    dtype: torch.dtype = torch.long,
    device: torch.device | str = "cpu",
) -> Tensor:
    """Rows of numbers → [rows, longest], filled with `value`."""
    longest = max(len(row) for row in rows)
    table = np.full((len(rows), longest), value, dtype=np.float32 if dtype.is_floating_point else np.int64)
    for i, row in enumerate(rows):
        table[i, longest - len(row) if left else 0 : longest if left else len(row)] = row
    return torch.from_numpy(table).to(device, dtype)


class BatchStream(Generic[Item]):
    """Shuffles all items anew each epoch and groups neighbours in length, at most `tokens` a batch.

    The stream is a function of (seed, epoch, index), so that a resumed run goes on where it was.
    """

    def __init__(self, items: Sequence[Item], length: Callable[[Item], int], tokens: int, seed: str, most: int = 64):
        self.items, self.tokens, self.seed, self.most = items, tokens, seed, most
        self.lengths = [length(item) for item in items]
        self.epoch, self.index = 0, 0
        self.batches = self._shuffle()

    def _shuffle(self) -> list[list[int]]:
        rng = random.Random(f"{self.seed}/{self.epoch}")
        order = list(range(len(self.items)))
        rng.shuffle(order)
        batches: list[list[int]] = []
        for start in range(0, len(order), POOL):
            current: list[int] = []
            for i in sorted(order[start : start + POOL], key=self.lengths.__getitem__):
                full = (len(current) + 1) * self.lengths[i] > self.tokens
                if current and (full or len(current) == self.most):
                    batches.append(current)
                    current = []
                current.append(i)
            batches.append(current)
        rng.shuffle(batches)
        return batches

    def __next__(self) -> list[Item]:
        if self.index == len(self.batches):
            self.epoch, self.index = self.epoch + 1, 0
            self.batches = self._shuffle()
        batch = [self.items[i] for i in self.batches[self.index]]
        self.index += 1
        return batch

    def state_dict(self) -> dict[str, int]:
        return {"epoch": self.epoch, "index": self.index}

    def load_state_dict(self, state: dict[str, int]) -> None:
        self.epoch, self.index = state["epoch"], state["index"]
        self.batches = self._shuffle()
