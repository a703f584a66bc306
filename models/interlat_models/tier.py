"""What a tier is made of (export_onnx.py, convert_published.py): each file is checked against PyTorch
with the same quantized weights before it counts."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import numpy as np
import onnx
import torch

from .adapter import Adapter
from .checkpoints import ExportedDecoder
from .manifest import describe_file, encode_floats, write_embeddings
from .onnx_adapter import adapter_graph
from .onnx_decoder import build_decoder
from .onnx_graph import Device
from .onnx_session import DecoderSession, open_session
from .tokenizer import SPECIAL

# Above so many bytes of 8-bit weights the file holds them for MatMulNBits: WASM's memory ends at 4 GB, and
# there the small file's weights would unfold to four times their size.
LARGEST_UNFOLDED = 100e6
# A prefill of more than one 32-row tile of a GPU kernel, and two steps (src/runtime/self-test.ts).
GOLDEN_PARTS = [34, 1, 1]
GOLDEN_ROWS = sum(GOLDEN_PARTS)
# Of the largest number: a wrong kernel is off by percents, float32 in another order by 1e-6.
TOLERANCE = 2e-4


def export_decoder(role: str, decoder: ExportedDecoder, out: Path) -> tuple[list[dict], dict]:
    """Writes a decoder's files; returns their manifest entries and the golden self-test. One graph serves
    every device: from the layout for WASM the page makes that for WebGPU as it loads it, byte for byte
    (src/runtime/integer-products.ts). Both are checked here, so that what either device computes with is."""
    weights = decoder.weights
    first = min(len(SPECIAL), weights.dims.vocabulary - 1)
    tokens = np.random.default_rng(0).integers(first, weights.dims.vocabulary, GOLDEN_ROWS)
    embeds = decoder.module.embed(torch.from_numpy(tokens)).detach()
    expected = [np.concatenate(_compared(row)) for row in decoder.answers(embeds, GOLDEN_PARTS)]
    golden = _golden(embeds.numpy(), np.stack(expected))
    write_embeddings(weights.embeddings, out / f"{role}-embed.bin")
    entries = [describe_file(out, f"{role}-embed.bin", "embed", "int8", of=role)]
    if role != "actor" and weights.head is not weights.embeddings:
        # The graph has it too, but gives no logits of states that it did not make: the logit lens needs them.
        write_embeddings(weights.head, out / f"{role}-head.bin")
        entries.append(describe_file(out, f"{role}-head.bin", "head", "int8", of=role))
    layouts, dtype = _layouts(decoder)
    for layout in layouts:
        model = build_decoder(weights, layout)
        session = DecoderSession(model)
        found = [
            np.concatenate([part[-1] for part in _compared(session.append(rows.numpy()))])
            for rows in embeds.split(GOLDEN_PARTS)
        ]
        _check(f"{role} as {layout} computes", np.stack(found), np.stack(expected), golden["tolerance"])
        if layout == layouts[0]:
            onnx.save(model, out / f"{role}.onnx")
    return [*entries, describe_file(out, f"{role}.onnx", role, dtype)], golden


def _layouts(decoder: ExportedDecoder) -> tuple[list[Device], str]:
    """How weights are laid out, first in the file, then where a device takes another layout; the file's dtype."""
    matrices = decoder.weights.matrices.values()
    size = sum(matrix.integers.size for matrix in matrices)
    bits = decoder.weights.embeddings.bits
    if bits != 8 or size > LARGEST_UNFOLDED:
        return ["webgpu"], f"q{bits}"
    return ["wasm", "webgpu"], "int8"


def export_adapter(adapter: Adapter, out: Path) -> tuple[dict, dict]:
    """Writes the adapter; returns its manifest entry and the golden self-test."""
    latents = torch.from_numpy(np.random.default_rng(0).normal(size=(GOLDEN_ROWS, adapter.sender_dim))).float()
    with torch.no_grad():
        expected = adapter(latents[None], torch.ones(1, GOLDEN_ROWS, dtype=torch.bool))[0].numpy()
    model = adapter_graph(adapter)
    golden = _golden(latents.numpy(), expected)
    found = open_session(model).run(["embeds"], {"latents": latents.numpy()})[0]
    _check("adapter", found, expected, golden["tolerance"])
    onnx.save(model, out / "adapter.onnx")
    return describe_file(out, "adapter.onnx", "adapter", "fp32"), golden


def _compared(row: dict[str, np.ndarray]) -> list[np.ndarray]:
    """What a golden row holds (src/runtime/self-test.ts)."""
    return [row[name] for name in ("logits", "next_embeds") if name in row]


def _golden(inputs: np.ndarray, output: np.ndarray) -> dict:
    return {
        "inputEmbeds": encode_floats(inputs),
        "rows": len(inputs),
        "output": encode_floats(output),
        "tolerance": round(float(np.abs(output).max()) * TOLERANCE, 8),
    }


def _check(name: str, found: np.ndarray, expected: np.ndarray, tolerance: float) -> None:
    worst = float(np.abs(found - expected).max())
    print(f"{name}: off by {worst:.1e}, accepted {tolerance:.1e}")
    if not worst <= tolerance:
        raise SystemExit(f"The exported {name} does not compute what PyTorch computes.")


def decoder_entry(decoder: ExportedDecoder) -> dict[str, int]:
    """A decoder's sizes as the manifest tells them."""
    dims = decoder.weights.dims
    return {
        "dim": dims.dim,
        "layers": dims.layers,
        "heads": dims.heads,
        "kvHeads": dims.kv_heads,
        "headDim": dims.head_dim,
        "vocabulary": dims.vocabulary,
        "context": dims.context,
    }


def made_now() -> dict[str, str]:
    """The commit, the date and the library that a tier was made with, for its provenance."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "commit": commit.stdout.strip() or "unknown",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "torch": torch.__version__,
    }


def report_size(out: Path, files: list[dict]) -> None:
    sizes = {file["path"]: file["bytes"] for file in files}
    print(f"{out}: {sum(sizes.values()) / 1e6:.2f} MB in {len(sizes)} files")
