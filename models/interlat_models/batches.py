"""Endless batches of items of similar length; the place in the stream is two integers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor

Item = TypeVar("Item")
POOL = 32  # batches that are sorted by length together
# For a shape that it has not met cuBLAS spends 1.5 ms on choosing a kernel, 0.1 s in a step of a small
# model: on a GPU lengths are rounded up to a multiple of this, and there are few shapes.
GPU_MULTIPLE = 64
GPU_ROWS = 16  # a batch's rows are a multiple of this there


@dataclass(frozen=True)
class BatchSize:
    tokens: int
    rows: int = 64
    few_shapes: bool = False


def rounded_up(length: int) -> int:
    return -(-length // GPU_MULTIPLE) * GPU_MULTIPLE


def rounded(length: int, device: torch.device | str) -> int:
    return rounded_up(length) if torch.device(device).type == "cuda" else length


def pad(
    rows: Sequence[Sequence[int]],
    value: int = 0,
    left: bool = False,
    dtype: torch.dtype = torch.long,
    device: torch.device | str = "cpu",
) -> Tensor:
    """Rows of numbers → [rows, longest], filled with `value`."""
    longest = rounded(max(len(row) for row in rows), device)
    table = np.full((len(rows), longest), value, dtype=np.float32 if dtype.is_floating_point else np.int64)
    for i, row in enumerate(rows):
        table[i, longest - len(row) if left else 0 : longest if left else len(row)] = row
    return torch.from_numpy(table).to(device, dtype)


class BatchStream(Generic[Item]):
    """Shuffles all items anew each epoch and groups neighbours in length, at most `size.tokens` a batch.

    The stream is a function of (seed, epoch, index), so that a resumed run goes on where it was. With
    few shapes a batch's items have one rounded length, and some items are left out of an epoch.
    """

    def __init__(self, items: Sequence[Item], length: Callable[[Item], int], size: BatchSize, seed: str):
        self.items, self.size, self.seed = items, size, seed
        lengths = map(length, items)
        self.lengths = list(map(rounded_up, lengths) if size.few_shapes else lengths)
        self.epoch, self.index = 0, 0
        self.batches = self._shuffle()

    def _shuffle(self) -> list[list[int]]:
        rng = random.Random(f"{self.seed}/{self.epoch}")
        order = list(range(len(self.items)))
        rng.shuffle(order)
        batches: list[list[int]] = []
        pool, few = POOL * self.size.rows, self.size.few_shapes
        for start in range(0, len(order), pool):
            current: list[int] = []
            for i in sorted(order[start : start + pool], key=self.lengths.__getitem__):
                full = len(current) >= self._rows(self.lengths[i])
                if current and (full or (few and self.lengths[i] != self.lengths[current[0]])):
                    batches.append(current)
                    current = []
                current.append(i)
            batches.append(current)
        if few:
            whole = [batch[: len(batch) // GPU_ROWS * GPU_ROWS] for batch in batches]
            batches = [batch for batch in whole if batch]
        rng.shuffle(batches)
        if not batches:
            raise ValueError(f"Too few items for batches of {GPU_ROWS} rows: leave few_shapes out.")
        return batches

    def _rows(self, length: int) -> int:
        """How many items of this length make a batch."""
        rows = min(self.size.rows, self.size.tokens // length)
        return max(GPU_ROWS, rows // GPU_ROWS * GPU_ROWS) if self.size.few_shapes else rows

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
