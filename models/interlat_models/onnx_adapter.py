"""The adapter (adapter.py) as an ONNX graph of plain operators: `latents` [steps, sender_dim] →
`embeds` [steps, dim].

It stays float32: it is small, and one file then serves every device.
"""

from __future__ import annotations

import math

import numpy as np
import onnx

from .adapter import CLAMP, NORM_EPS, NORM_LAST_EPS, Adapter
from .onnx_graph import GraphBuilder


class AdapterGraph(GraphBuilder):
    """`state` is the adapter's state dict; constants keep its names, but for turned matrices."""

    def __init__(self, state: dict[str, np.ndarray]):
        super().__init__()
        self.state = state

    def weight(self, name: str) -> str:
        return self.constant(name, self.state[name])

    def norm(self, x: str, name: str, epsilon: float = NORM_EPS) -> str:
        parts = [x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.node("LayerNormalization", parts, f"{name}.out", axis=-1, epsilon=epsilon)

    def project(self, x: str, weight: str, bias: str, name: str) -> str:
        matrix = self.constant(f"{name}.matrix", self.state[weight].T)
        product = self.node("MatMul", [x, matrix], f"{name}.product")
        return self.node("Add", [product, self.weight(bias)], f"{name}.out")

    def linear(self, x: str, name: str) -> str:
        return self.project(x, f"{name}.weight", f"{name}.bias", name)

    def number(self, name: str, value: float) -> str:
        return self.constant(name, np.array(value, np.float32))


def adapter_graph(adapter: Adapter) -> onnx.ModelProto:
    state = {name: tensor.detach().float().numpy() for name, tensor in adapter.state_dict().items()}
    return build_adapter(state, adapter.heads, CLAMP, adapter.norm_last)


def build_adapter(
    state: dict[str, np.ndarray], heads: int, limit: float, norm_last: bool = False
) -> onnx.ModelProto:
    """`limit`: results are clamped to ± this. `norm_last`: see adapter.py."""
    graph = AdapterGraph(state)
    dim = len(state["input_norm.weight"])
    projected = "input_projection.weight" in state
    graph.input("latents", ["steps", state["input_projection.weight"].shape[1] if projected else dim])
    x = graph.linear("latents", "input_projection") if projected else "latents"
    x = graph.norm(x, "input_norm")
    attended = graph.node("Add", [x, _attention(graph, x, dim, heads)], "attended")
    x = graph.norm(attended, "attention_norm")
    scaled = graph.node("Mul", [x, graph.weight("scale")], "scaled")
    inner = graph.linear(scaled, "down")
    if norm_last:
        inner = graph.norm(_gelu(graph, inner), "down_norm", NORM_LAST_EPS)
    else:
        inner = _gelu(graph, graph.norm(inner, "down_norm"))
    changed = graph.node("Add", [scaled, graph.linear(inner, "up")], "changed")
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
