"""The adapter (adapter.py) as an ONNX graph of plain operators: `latents` [steps, dim] → `embeds`.

It stays float32: it is small, and one file then serves every device.
"""

from __future__ import annotations

import math

import numpy as np
import onnx

from .onnx_graph import GraphBuilder

NORM_EPS = 1e-6


class AdapterGraph(GraphBuilder):
    """`state` is the adapter's state dict; constants keep its names, but for turned matrices."""

    def __init__(self, state: dict[str, np.ndarray]):
        super().__init__()
        self.state = state

    def weight(self, name: str) -> str:
        return self.constant(name, self.state[name])

    def norm(self, x: str, name: str) -> str:
        parts = [x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.node("LayerNormalization", parts, f"{name}.out", axis=-1, epsilon=NORM_EPS)

    def project(self, x: str, weight: str, bias: str, name: str) -> str:
        matrix = self.constant(f"{name}.matrix", self.state[weight].T)
        product = self.node("MatMul", [x, matrix], f"{name}.product")
        return self.node("Add", [product, self.weight(bias)], f"{name}.out")

    def linear(self, x: str, name: str) -> str:
        return self.project(x, f"{name}.weight", f"{name}.bias", name)

    def number(self, name: str, value: float) -> str:
        return self.constant(name, np.array(value, np.float32))


def build_adapter(state: dict[str, np.ndarray], heads: int, limit: float) -> onnx.ModelProto:
    """`limit`: results are clamped to ± this."""
    graph = AdapterGraph(state)
    dim = len(state["input_norm.weight"])
    graph.input("latents", ["steps", dim])
    x = graph.norm("latents", "input_norm")
    attended = graph.node("Add", [x, _attention(graph, x, dim, heads)], "attended")
    x = graph.norm(attended, "attention_norm")
    scaled = graph.node("Mul", [x, graph.weight("scale")], "scaled")
    active = _gelu(graph, graph.norm(graph.linear(scaled, "down"), "down_norm"))
    changed = graph.node("Add", [scaled, graph.linear(active, "up")], "changed")
    sized = graph.node("Mul", [changed, graph.weight("output_scale")], "sized")
    graph.node("Clip", [sized, graph.number("low", -limit), graph.number("high", limit)], "embeds")
    graph.output("embeds", ["steps", dim])
    return graph.model("adapter")


def _attention(graph: AdapterGraph, x: str, dim: int, heads: int) -> str:
    """Softmax(Q Kᵀ / √head_dim) V for each head; every step sees every other."""
    packed = graph.project(x, "attention.in_proj_weight", "attention.in_proj_bias", "attention.in")
    shape = graph.constant("attention.shape", np.array([0, 3, heads, dim // heads], np.int64))
    parted = graph.node("Reshape", [packed, shape], "attention.parted")
    # [3, heads, steps, head_dim]
    turned = graph.node("Transpose", [parted], "attention.turned", perm=[1, 2, 0, 3])
    q, k, v = (
        graph.node(
            "Gather",
            [turned, graph.constant(f"attention.{part}.index", np.array(i, np.int64))],
            f"attention.{part}",
            axis=0,
        )
        for i, part in enumerate("qkv")
    )
    keys = graph.node("Transpose", [k], "attention.keys", perm=[0, 2, 1])
    scores = graph.node("MatMul", [q, keys], "attention.scores")
    factor = graph.number("attention.factor", math.sqrt(heads / dim))
    scaled = graph.node("Mul", [scores, factor], "attention.scaled")
    shares = graph.node("Softmax", [scaled], "attention.shares", axis=-1)
    mixed = graph.node("MatMul", [shares, v], "attention.mixed")
    together = graph.node("Transpose", [mixed], "attention.together", perm=[1, 0, 2])
    flat = graph.constant("attention.flat", np.array([0, dim], np.int64))
    rows = graph.node("Reshape", [together, flat], "attention.rows")
    return graph.project(rows, "attention.out_proj.weight", "attention.out_proj.bias", "attention.to")


def _gelu(graph: AdapterGraph, x: str) -> str:
    """x · (1 + erf(x / √2)) / 2."""
    divided = graph.node("Div", [x, graph.number("gelu.root", math.sqrt(2))], "gelu.divided")
    error = graph.node("Erf", [divided], "gelu.error")
    opened = graph.node("Add", [error, graph.number("gelu.one", 1)], "gelu.opened")
    product = graph.node("Mul", [x, opened], "gelu.product")
    return graph.node("Mul", [product, graph.number("gelu.half", 0.5)], "gelu.out")
