"""Block-wise 8-bit weights: one scale for each run of 32 numbers of a row, no zero point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BLOCK = 32


@dataclass(frozen=True)
class Quantized:
    """`integers` int8 [rows, columns], `scales` float32 [rows, blocks]; the last block may be short."""

    integers: np.ndarray
    scales: np.ndarray

    def dequantize(self) -> np.ndarray:
        """The float32 weights [rows, columns] that every device computes with."""
        scales = np.repeat(self.scales, BLOCK, axis=1)[:, : self.integers.shape[1]]
        return self.integers.astype(np.float32) * scales

    def unsigned_blocks(self) -> np.ndarray:
        """MatMulNBits's layout: uint8 [rows, blocks, 32], zero at 128, the last block padded."""
        rows, columns = self.integers.shape
        padded = np.zeros((rows, self.scales.shape[1] * BLOCK), np.int16)
        padded[:, :columns] = self.integers
        return (padded + 128).astype(np.uint8).reshape(rows, -1, BLOCK)


def quantize(weights: np.ndarray) -> Quantized:
    """Weights [rows, columns] to 8 bits. In each block the number of largest size becomes -128."""
    rows, columns = weights.shape
    blocks = -(-columns // BLOCK)
    padded = np.zeros((rows, blocks * BLOCK), np.float32)
    padded[:, :columns] = weights
    padded = padded.reshape(rows, blocks, BLOCK)
    largest = np.take_along_axis(padded, np.abs(padded).argmax(-1, keepdims=True), -1)
    # A block of zeros keeps scale 1: its integers are zero anyway.
    scales = np.where(largest == 0, np.float32(1), largest / np.float32(-128)).astype(np.float32)
    integers = np.clip(np.rint(padded / scales), -128, 127).astype(np.int8)
    return Quantized(integers.reshape(rows, -1)[:, :columns], scales[..., 0])
