"""A decoder with random weights in both layouts of its integers, as the exporter lays them out.

    .venv/bin/python tests/parity/write_products_fixture.py

Writes tests/parity/fixtures/products/{wasm,webgpu}.onnx. Rows of 40 and 48 numbers: last blocks of 8 and
16; a bias; 37 tokens.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models"))

from interlat_models.onnx_decoder import DecoderDims, build_decoder, quantize_decoder  # noqa: E402

VOCABULARY, DIM, INNER = 37, 48, 40
SHAPES = {
    "model.embed_tokens.weight": (VOCABULARY, DIM),
    "model.layers.0.input_layernorm.weight": (DIM,),
    **{f"model.layers.0.self_attn.{name}_proj.weight": (DIM, DIM) for name in "qkvo"},
    **{f"model.layers.0.self_attn.{name}_proj.bias": (DIM,) for name in "qkv"},
    "model.layers.0.post_attention_layernorm.weight": (DIM,),
    "model.layers.0.mlp.gate_proj.weight": (INNER, DIM),
    "model.layers.0.mlp.up_proj.weight": (INNER, DIM),
    "model.layers.0.mlp.down_proj.weight": (DIM, INNER),
    "model.norm.weight": (DIM,),
}


def main() -> None:
    rng = np.random.default_rng(7)
    state = {name: rng.standard_normal(shape).astype(np.float32) for name, shape in SHAPES.items()}
    dims = DecoderDims(
        dim=DIM, layers=1, heads=3, kv_heads=3, head_dim=16, vocabulary=VOCABULARY, context=64,
        rope_theta=1e4, rms_eps=1e-5,
    )  # fmt: skip
    weights = quantize_decoder(dims, state)
    folder = ROOT / "tests/parity/fixtures/products"
    folder.mkdir(parents=True, exist_ok=True)
    for layout in ("wasm", "webgpu"):
        onnx.save(build_decoder(weights, layout), folder / f"{layout}.onnx")


if __name__ == "__main__":
    main()
