"""Folders as Hugging Face's libraries save them: config.json, safetensors or .bin, tokenizer.json."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from transformers import AutoConfig, PreTrainedConfig

from .onnx_decoder import DecoderDims

MODEL_TYPES = ("llama", "qwen2")
# Names of a folder's weights, the first that is there.
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
CONFIG_KEYS = {
    "model_type",
    "vocab_size",
    "hidden_size",
    "intermediate_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "head_dim",
    "hidden_act",
    "max_position_embeddings",
    "rms_norm_eps",
    "rope_parameters",
    "rope_theta",
    "rope_scaling",
    "attention_bias",
    "mlp_bias",
    "layer_types",
    "use_sliding_window",
}


class Unsupported(ValueError):
    """A folder that cannot be used, in one sentence that says why."""


def read_config(folder: Path) -> dict:
    """config.json, checked to describe a decoder that the exported graph computes exactly."""
    path = folder / "config.json"
    if not path.exists():
        raise Unsupported(f"{path} is missing: is {folder} a folder saved with save_pretrained?")
    check_type(json.loads(path.read_text()), str(path))
    # What the file leaves out are that model type's defaults, which transformers knows.
    config = plain_config(AutoConfig.from_pretrained(folder))
    check_config(config, str(path))
    return config


def plain_config(config: PreTrainedConfig) -> dict:
    """What describes the model, as plain values that a checkpoint keeps."""
    content = json.loads(config.to_json_string(use_diff=False))
    kept = {name: value for name, value in content.items() if name in CONFIG_KEYS and value is not None}
    return {**kept, "tie_word_embeddings": bool(content.get("tie_word_embeddings"))}


def check_type(config: dict, name: str) -> None:
    kind = config.get("model_type")
    if kind not in MODEL_TYPES:
        raise Unsupported(f"{name}: model_type is {kind!r}, not one of {', '.join(MODEL_TYPES)}.")


def check_config(config: dict, name: str) -> None:
    """Raises Unsupported; `name` is told in its sentence."""
    check_type(config, name)
    if config.get("hidden_act", "silu") != "silu":
        raise Unsupported(f"{name}: hidden_act is {config['hidden_act']!r}, only 'silu' is exported.")
    sliding = "sliding_attention" in (config.get("layer_types") or [])
    if sliding or config.get("use_sliding_window"):
        raise Unsupported(f"{name}: sliding-window attention is not exported.")
    if head_dim(config) % 16:
        raise Unsupported(f"{name}: heads of {head_dim(config)} numbers, GroupQueryAttention wants a multiple of 16.")
    rope_frequencies(config)


def head_dim(config: dict) -> int:
    return config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"]


def rope_parameters(config: dict) -> dict:
    """`rope_parameters` of transformers 5, or what older configs say in two places."""
    if config.get("rope_parameters"):
        return config["rope_parameters"]
    return {"rope_theta": config.get("rope_theta", 10000.0), **(config.get("rope_scaling") or {})}


def rope_frequencies(config: dict) -> list[float]:
    """The angle that each pair of a head's numbers turns by from one position to the next [head_dim / 2]."""
    parameters = rope_parameters(config)
    theta, width = parameters.get("rope_theta", 10000.0), head_dim(config)
    frequencies = [theta ** -(i / width) for i in range(0, width, 2)]
    kind = parameters.get("rope_type", parameters.get("type", "default"))
    if kind == "default":
        return frequencies
    if kind != "llama3":
        raise Unsupported(f"Rotary positions of type {kind!r} are not exported, only default and llama3.")
    return [_llama3(frequency, parameters) for frequency in frequencies]


def _llama3(frequency: float, parameters: dict) -> float:
    """Long waves are stretched by `factor`, short ones kept, those between mixed."""
    low, high = parameters["low_freq_factor"], parameters["high_freq_factor"]
    turns = parameters["original_max_position_embeddings"] * frequency / (2 * math.pi)
    kept = min(1.0, max(0.0, (turns - low) / (high - low)))
    return kept * frequency + (1 - kept) * frequency / parameters["factor"]


def decoder_dims(config: dict, context: int | None = None) -> DecoderDims:
    """`context`: the longest text, where it is less than the model's own."""
    longest = config["max_position_embeddings"]
    return DecoderDims(
        dim=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        kv_heads=config.get("num_key_value_heads") or config["num_attention_heads"],
        head_dim=head_dim(config),
        vocabulary=config["vocab_size"],
        context=min(context or longest, longest),
        rope_theta=rope_parameters(config).get("rope_theta", 10000.0),
        rms_eps=config["rms_norm_eps"],
        rope_frequencies=tuple(rope_frequencies(config)),
    )


def read_state(folder: Path) -> dict[str, Tensor]:
    """The weights of a folder, of one file or several, under their own names and in float32."""
    for name in WEIGHTS:
        index = folder / f"{name}.index.json"
        if index.exists():
            parts = sorted(set(json.loads(index.read_text())["weight_map"].values()))
            return {key: tensor for part in parts for key, tensor in read_tensors(folder / part).items()}
        if (folder / name).exists():
            return read_tensors(folder / name)
    raise Unsupported(f"{folder} holds no weights: none of {', '.join(WEIGHTS)}.")


def read_tensors(path: Path) -> dict[str, Tensor]:
    if path.suffix == ".safetensors":
        state = load_file(path)
    else:
        state = torch.load(path, map_location="cpu", weights_only=True)
    return {name: tensor.float() for name, tensor in state.items()}


def decoder_state(state: dict[str, Tensor], config: dict, name: str) -> dict[str, Tensor]:
    """The weights of a causal LM as the export takes them: all there, none odd, of the config's shapes.

    Without `lm_head.weight` where it is tied, and without what is only a buffer.
    """
    shapes = expected_shapes(config)
    kept = {key: tensor for key, tensor in state.items() if not key.endswith("rotary_emb.inv_freq")}
    if "lm_head.weight" in kept and "lm_head.weight" not in shapes:
        del kept["lm_head.weight"]
    for key, shape in shapes.items():
        if key not in kept:
            raise Unsupported(f"{name} lacks {key} {list(shape)}.")
        if tuple(kept[key].shape) != shape:
            raise Unsupported(f"{name}: {key} is {list(kept[key].shape)}, config.json says {list(shape)}.")
    if odd := sorted(set(kept) - set(shapes)):
        raise Unsupported(f"{name} holds {odd[0]}, which a {config['model_type']} does not have.")
    return kept


def expected_shapes(config: dict) -> dict[str, tuple[int, ...]]:
    dims = decoder_dims(config)
    inner, q, kv = config["intermediate_size"], dims.heads * dims.head_dim, dims.kv_heads * dims.head_dim
    qwen = config["model_type"] == "qwen2"
    attention_bias, mlp_bias = config.get("attention_bias", False), config.get("mlp_bias", False)
    linear = {
        "self_attn.q_proj": (q, dims.dim, qwen or attention_bias),
        "self_attn.k_proj": (kv, dims.dim, qwen or attention_bias),
        "self_attn.v_proj": (kv, dims.dim, qwen or attention_bias),
        "self_attn.o_proj": (dims.dim, q, attention_bias and not qwen),
        "mlp.gate_proj": (inner, dims.dim, mlp_bias),
        "mlp.up_proj": (inner, dims.dim, mlp_bias),
        "mlp.down_proj": (dims.dim, inner, mlp_bias),
    }
    shapes = {"model.embed_tokens.weight": (dims.vocabulary, dims.dim), "model.norm.weight": (dims.dim,)}
    if not config.get("tie_word_embeddings", False):
        shapes["lm_head.weight"] = (dims.vocabulary, dims.dim)
    for layer in range(dims.layers):
        prefix = f"model.layers.{layer}"
        for norm in ("input_layernorm", "post_attention_layernorm"):
            shapes[f"{prefix}.{norm}.weight"] = (dims.dim,)
        for name, (rows, columns, biased) in linear.items():
            shapes[f"{prefix}.{name}.weight"] = (rows, columns)
            if biased:
                shapes[f"{prefix}.{name}.bias"] = (rows,)
    return shapes
