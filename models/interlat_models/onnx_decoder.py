"""A Llama or Qwen2 decoder as an ONNX graph of fused operators, built node by node.

Inputs: `inputs_embeds` [batch_size, sequence_length, dim]; `seqlens_k` [batch_size], the length of
each row after this call minus one; `total_sequence_length`; `num_logits_to_keep`, for how many of the
last positions outputs are wanted (0: all); `past_key_values.{layer}.{key,value}`
[batch_size, kv_heads, past_sequence_length, head_dim].
Outputs, for the positions kept: `logits`, `hidden_states` (after the final norm) and, from a compressed
sender, `next_embeds` = h2e(hidden_states); `present.{layer}.{key,value}`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto

from .onnx_graph import Device, GraphBuilder
from .quantize import Quantized, joined, quantize


@dataclass(frozen=True)
class DecoderDims:
    dim: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    context: int
    rope_theta: float
    rms_eps: float
    # Turns of each pair of numbers by one position [head_dim / 2]; None: those of rope_theta.
    rope_frequencies: tuple[float, ...] | None = None


@dataclass(frozen=True)
class LatentHead:
    """h2e(z) = Linear(LayerNorm(z)): norm [dim], linear [dim, dim] without bias (paper, compression)."""

    norm_weight: np.ndarray
    norm_bias: np.ndarray
    norm_eps: float
    linear: Quantized


@dataclass(frozen=True)
class DecoderWeights:
    """Norms and biases as float32, matrices quantized, under Hugging Face's names without ".weight" and
    ".bias". q, k and v become one matrix in the graph. `lm_head` is there where it is not tied."""

    dims: DecoderDims
    norms: dict[str, np.ndarray]
    matrices: dict[str, Quantized]
    latent_head: LatentHead | None = None
    biases: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def embeddings(self) -> Quantized:
        return self.matrices["model.embed_tokens"]

    @property
    def head(self) -> Quantized:
        """The matrix [vocabulary, dim] that makes logits."""
        return self.matrices.get("lm_head", self.embeddings)


def quantize_decoder(dims: DecoderDims, state: dict[str, np.ndarray], bits: int = 8) -> DecoderWeights:
    """A Llama's or Qwen2's state dict (float32) with its matrices in 8 or 4 bits."""
    norms, biases, matrices = {}, {}, {}
    for name, array in state.items():
        if name.endswith(".bias"):
            biases[name.removesuffix(".bias")] = array
        elif array.ndim == 1:
            norms[name.removesuffix(".weight")] = array
        else:
            matrices[name.removesuffix(".weight")] = quantize(array, bits)
    return DecoderWeights(dims, norms, matrices, biases=biases)


def build_decoder(weights: DecoderWeights, device: Device) -> onnx.ModelProto:
    dims = weights.dims
    graph = GraphBuilder()
    graph.input("inputs_embeds", ["batch_size", "sequence_length", dims.dim])
    graph.input("seqlens_k", ["batch_size"], TensorProto.INT32)
    graph.input("total_sequence_length", [], TensorProto.INT32)
    graph.input("num_logits_to_keep", [], TensorProto.INT64)
    cos, sin = _rope_tables(graph, dims)
    residual = "inputs_embeds"
    normed = graph.node(
        "SimplifiedLayerNormalization",
        ["inputs_embeds", graph.constant("layer0.norm1", weights.norms["model.layers.0.input_layernorm"])],
        "layer0.normed1",
        axis=-1,
        epsilon=dims.rms_eps,
        stash_type=1,
    )
    for layer in range(dims.layers):
        name, prefix = f"layer{layer}", f"model.layers.{layer}"
        attended = _attention(graph, weights, layer, normed, cos, sin, device)
        residual, normed = _add_and_norm(
            graph, weights, residual, attended, f"{prefix}.post_attention_layernorm", f"{name}.norm2"
        )
        fed = _feed_forward(graph, weights, layer, normed, device)
        last = layer + 1 == dims.layers
        following = "model.norm" if last else f"model.layers.{layer + 1}.input_layernorm"
        residual, normed = _add_and_norm(
            graph, weights, residual, fed, following, "final_norm" if last else f"layer{layer + 1}.norm1"
        )
    _heads(graph, weights, normed, device)
    return graph.model("decoder")


def _rope_tables(graph: GraphBuilder, dims: DecoderDims) -> tuple[str, str]:
    """[context, head_dim / 2] each: constants the runtime computes at load, which saves a fifth of a file."""
    if dims.rope_frequencies is None:
        exponents = np.arange(0, dims.head_dim, 2, dtype=np.float32) / dims.head_dim
        frequencies = dims.rope_theta**-exponents
    else:
        frequencies = np.array(dims.rope_frequencies)
    inverse = graph.constant("rope.inverse", frequencies.astype(np.float32)[None])
    start = graph.constant("rope.start", np.array(0, np.float32))
    end = graph.constant("rope.end", np.array(dims.context, np.float32))
    one = graph.constant("rope.one", np.array(1, np.float32))
    axis = graph.constant("rope.axis", np.array([1], np.int64))
    positions = graph.node("Range", [start, end, one], "rope.range")
    column = graph.node("Unsqueeze", [positions, axis], "rope.positions")
    angles = graph.node("Mul", [column, inverse], "rope.angles")
    return graph.node("Cos", [angles], "rope.cos"), graph.node("Sin", [angles], "rope.sin")


def _attention(
    graph: GraphBuilder,
    weights: DecoderWeights,
    layer: int,
    x: str,
    cos: str,
    sin: str,
    device: Device,
) -> str:
    dims, name, prefix = weights.dims, f"layer{layer}", f"model.layers.{layer}.self_attn"
    parts = [f"{prefix}.{part}_proj" for part in "qkv"]
    qkv = joined([weights.matrices[part] for part in parts])
    biased = parts[0] in weights.biases
    bias = np.concatenate([weights.biases[part] for part in parts]) if biased else None
    packed = graph.linear(x, qkv, f"{name}.qkv", device, bias)
    caches: dict[str, tuple[str, str]] = {}
    for kind in ("key", "value"):
        shape = ["batch_size", dims.kv_heads]
        past = graph.input(
            f"past_key_values.{layer}.{kind}", [*shape, "past_sequence_length", dims.head_dim]
        )
        caches[kind] = (past, f"present.{layer}.{kind}")
        # Not `total_sequence_length`: a fixed-capacity cache is longer than what it holds.
        graph.output(caches[kind][1], [*shape, "kv_length", dims.head_dim])
    attended = graph.node(
        "GroupQueryAttention",
        [packed, "", "", caches["key"][0], caches["value"][0], "seqlens_k", "total_sequence_length", cos, sin],
        [f"{name}.attended", caches["key"][1], caches["value"][1]],
        num_heads=dims.heads,
        kv_num_heads=dims.kv_heads,
        do_rotary=1,
        rotary_interleaved=0,
        scale=dims.head_dim**-0.5,
    )
    return _linear(graph, weights, attended, f"{prefix}.o_proj", f"{name}.o", device)


def _linear(
    graph: GraphBuilder, weights: DecoderWeights, x: str, matrix: str, output: str, device: Device
) -> str:
    """x times a matrix by its name in Hugging Face's state dict, with its bias where it has one."""
    return graph.linear(x, weights.matrices[matrix], output, device, weights.biases.get(matrix))


def _feed_forward(graph: GraphBuilder, weights: DecoderWeights, layer: int, x: str, device: Device) -> str:
    name, prefix = f"layer{layer}", f"model.layers.{layer}.mlp"
    gate = _linear(graph, weights, x, f"{prefix}.gate_proj", f"{name}.gate", device)
    up = _linear(graph, weights, x, f"{prefix}.up_proj", f"{name}.up", device)
    opened = graph.node("Sigmoid", [gate], f"{name}.opened")
    silu = graph.node("Mul", [gate, opened], f"{name}.silu")
    inner = graph.node("Mul", [silu, up], f"{name}.inner")
    return _linear(graph, weights, inner, f"{prefix}.down_proj", f"{name}.down", device)


def _add_and_norm(
    graph: GraphBuilder, weights: DecoderWeights, residual: str, x: str, norm: str, name: str
) -> tuple[str, str]:
    """residual + x, and its norm."""
    added = f"{name}.residual"
    last = norm == "model.norm"
    normed = graph.node(
        "SkipSimplifiedLayerNormalization",
        [residual, x, graph.constant(name, weights.norms[norm])],
        [f"{name}.normed"] if last else [f"{name}.normed", "", "", added],
        epsilon=weights.dims.rms_eps,
    )
    return added, normed


def _heads(graph: GraphBuilder, weights: DecoderWeights, normed: str, device: Device) -> None:
    dims = weights.dims
    shape = graph.constant("keep.shape", np.array([1], np.int64))
    end = graph.constant("keep.end", np.array([np.iinfo(np.int32).max], np.int64))
    axis = graph.constant("keep.axis", np.array([1], np.int64))
    count = graph.node("Reshape", ["num_logits_to_keep", shape], "keep.count")
    start = graph.node("Neg", [count], "keep.start")
    kept = graph.node("Slice", [normed, start, end, axis], "hidden_states")
    graph.linear(kept, weights.head, "logits", device)
    rows = ["batch_size", "kept_length"]
    graph.output("logits", [*rows, dims.vocabulary])
    graph.output("hidden_states", [*rows, dims.dim])
    head = weights.latent_head
    if head is not None:
        scale = graph.constant("h2e.norm", head.norm_weight)
        bias = graph.constant("h2e.bias", head.norm_bias)
        centred = graph.node(
            "LayerNormalization", [kept, scale, bias], "h2e.normed", axis=-1, epsilon=head.norm_eps
        )
        graph.linear(centred, head.linear, "next_embeds", device)
        graph.output("next_embeds", [*rows, dims.dim])
