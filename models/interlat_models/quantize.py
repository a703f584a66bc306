"""Block-wise 8-bit (or 4-bit) weights: one scale for each run of 32 numbers of a row, no zero point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BLOCK = 32
# Rows rounded at a time: a vocabulary of 152,000 rows would otherwise need several copies of itself.
CHUNK = 8192


@dataclass(frozen=True)
class Quantized:
    """`integers` int8 [rows, columns], `scales` float32 [rows, blocks]; the last block may be short.

    Of 4 `bits` the integers are -8 to 7, still one in an int8.
    """

    integers: np.ndarray
    scales: np.ndarray
    bits: int = 8

    def dequantize(self) -> np.ndarray:
        """The float32 weights [rows, columns] that every device computes with."""
        scales = np.repeat(self.scales, BLOCK, axis=1)[:, : self.integers.shape[1]]
        return self.integers.astype(np.float32) * scales

    def unsigned_blocks(self) -> np.ndarray:
        """MatMulNBits's layout: uint8 [rows, blocks, 32], zero at 128, the last block padded; of 4 bits
        [rows, blocks, 16], zero at 8, two numbers in a byte, the first in its lower half."""
        rows, columns = self.integers.shape
        padded = np.zeros((rows, self.scales.shape[1] * BLOCK), np.int16)
        padded[:, :columns] = self.integers
        blocks = (padded + (1 << self.bits - 1)).astype(np.uint8).reshape(rows, -1, BLOCK)
        return blocks if self.bits == 8 else blocks[..., 0::2] | blocks[..., 1::2] << 4


def quantize(weights: np.ndarray, bits: int = 8) -> Quantized:
    """Weights [rows, columns] to 8 or 4 bits. In each block the number of largest size becomes -128 (-8)."""
    parts = [_quantize(weights[start : start + CHUNK], bits) for start in range(0, len(weights), CHUNK)]
    return joined(parts) if len(parts) != 1 else parts[0]


def joined(parts: list[Quantized]) -> Quantized:
    """Matrices of as many columns, one below the other."""
    return Quantized(
        np.concatenate([part.integers for part in parts]),
        np.concatenate([part.scales for part in parts]),
        parts[0].bits,
    )


def _quantize(weights: np.ndarray, bits: int) -> Quantized:
    rows, columns = weights.shape
    blocks = -(-columns // BLOCK)
    half = 1 << bits - 1
    padded = np.zeros((rows, blocks * BLOCK), np.float32)
    padded[:, :columns] = weights
    padded = padded.reshape(rows, blocks, BLOCK)
    largest = np.take_along_axis(padded, np.abs(padded).argmax(-1, keepdims=True), -1)
    # A block of zeros keeps scale 1: its integers are zero anyway.
    scales = np.where(largest == 0, np.float32(1), largest / np.float32(-half)).astype(np.float32)
    integers = np.clip(np.rint(padded / scales), -half, half - 1).astype(np.int8)
    return Quantized(integers.reshape(rows, -1)[:, :columns], scales[..., 0], bits)
