"""The checkpoint layout of Interlat's public code (github.com/XiaoDu-flying/Interlat), read by name.

- An actor's folder: `save_pretrained` of the base, `hidden_mha_state.pt` (the adapter: `hidden_mha`, `pre_ln`,
  `post_ln`, `adaptive_proj`, each a state dict, and `input_projector` where it was saved) and
  `prepended_config.json` (`mha_num_heads`).
- A sender's folder: any causal LM.
- A compressed sender's folder, as transformers' Trainer saves the public code's wrapper: one state dict with
  `student_lm.*`, `lat_bos` and `h2e.*`, beside the frozen `teacher.*`; a config.json is not written.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor

from .adapter import HEADS, Adapter, load_adapter
from .hugging_face import Unsupported, decoder_state, read_config, read_state, read_tensors

ADAPTER_FILE = "hidden_mha_state.pt"
# The published code's LayerNorm before h2e has PyTorch's eps.
LATENT_NORM_EPS = 1e-5

ADAPTER_KEYS = {
    "input_projector.weight": "input_projection.weight",
    "input_projector.bias": "input_projection.bias",
    "pre_ln.weight": "input_norm.weight",
    "pre_ln.bias": "input_norm.bias",
    "hidden_mha.in_proj_weight": "attention.in_proj_weight",
    "hidden_mha.in_proj_bias": "attention.in_proj_bias",
    "hidden_mha.out_proj.weight": "attention.out_proj.weight",
    "hidden_mha.out_proj.bias": "attention.out_proj.bias",
    "post_ln.weight": "attention_norm.weight",
    "post_ln.bias": "attention_norm.bias",
    "adaptive_proj.scale": "scale",
    "adaptive_proj.output_scale": "output_scale",
    "adaptive_proj.proj.0.weight": "down.weight",
    "adaptive_proj.proj.0.bias": "down.bias",
    # 1 is GELU.
    "adaptive_proj.proj.2.weight": "down_norm.weight",
    "adaptive_proj.proj.2.bias": "down_norm.bias",
    "adaptive_proj.proj.3.weight": "up.weight",
    "adaptive_proj.proj.3.bias": "up.bias",
}
# In a wrapper's whole state dict, and not the adapter's. `scale` and `output_scale` are said twice.
NOT_ADAPTER = ("base_model.", "default_prepended_hidden_state", "scale", "output_scale", "output_projection.")

LATENT_KEYS = {
    "lat_bos": "start",
    "h2e.0.weight": "norm.weight",
    "h2e.0.bias": "norm.bias",
    "h2e.1.weight": "linear.weight",
}


def read_adapter(path: Path, sender_dim: int, dim: int) -> Adapter:
    """The adapter of `hidden_mha_state.pt`, or of a wrapper's whole state dict (.bin, .safetensors)."""
    found = _flat(_load(path))
    projected = sender_dim != dim
    odd = sorted(key for key in set(found) - set(ADAPTER_KEYS) if not key.startswith(NOT_ADAPTER))
    if odd:
        raise Unsupported(f"{path} holds {odd[0]}, which the published adapter does not have.")
    model = Adapter(dim, sender_dim=sender_dim, heads=_heads(path), norm_last=True)
    shapes = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    state = {}
    for published, name in ADAPTER_KEYS.items():
        if name not in shapes:
            if published in found:
                raise Unsupported(f"{path} holds {published}, but sender and actor are both {dim} wide.")
            continue
        if published not in found:
            why = f": the sender is {sender_dim} wide, the actor {dim}" if projected and "input" in published else ""
            raise Unsupported(f"{path} lacks {published} {list(shapes[name])}{why}.")
        if tuple(found[published].shape) != shapes[name]:
            shape, wanted = list(found[published].shape), list(shapes[name])
            raise Unsupported(f"{path}: {published} is {shape}, these models need {wanted}.")
        state[name] = found[published]
    return load_adapter(state, model.heads, norm_last=True)


def _load(path: Path) -> dict:
    if not path.exists():
        raise Unsupported(f"{path} is missing: the published code writes the adapter to {ADAPTER_FILE}.")
    if path.suffix == ".safetensors":
        return read_tensors(path)
    return torch.load(path, map_location="cpu", weights_only=True)


def _flat(state: dict) -> dict[str, Tensor]:
    """{"pre_ln": {"weight": …}} and {"module.pre_ln.weight": …} as {"pre_ln.weight": …}, in float32."""
    flat: dict[str, Tensor] = {}
    for key, value in state.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{name}": tensor.float() for name, tensor in value.items()}
        else:
            flat[key.removeprefix("module.").removeprefix("model.")] = torch.as_tensor(value).float()
    return flat


def _heads(path: Path) -> int:
    config = path.with_name("prepended_config.json")
    return json.loads(config.read_text()).get("mha_num_heads", HEADS) if config.exists() else HEADS


def read_decoder(folder: Path, context: int, stage: str) -> dict:
    """A `save_pretrained` folder as a checkpoint of ours (README, checkpoint format)."""
    config = {**read_config(folder)}
    state = decoder_state(read_state(folder), config, str(folder))
    return _checkpoint(config, state, context, stage)


def read_compressed(folder: Path, sender_config: dict, context: int) -> dict:
    """A compressed sender's folder as a checkpoint of ours, `latent` included. Without a config.json its
    shapes are the sender's, but for the vocabulary."""
    state = read_state(folder)
    student = {key.removeprefix("student_lm."): value for key, value in state.items() if key.startswith("student_lm.")}
    table = student.get("model.embed_tokens.weight")
    if table is None:
        raise Unsupported(f"{folder} lacks student_lm.model.embed_tokens.weight.")
    config = read_config(folder) if (folder / "config.json").exists() else dict(sender_config)
    config["vocab_size"] = len(table)
    dim = config["hidden_size"]
    latent = {}
    for published, name in LATENT_KEYS.items():
        wanted = (dim, dim) if name == "linear.weight" else (dim,)
        if published not in state:
            raise Unsupported(f"{folder} lacks {published} {list(wanted)}.")
        if tuple(state[published].shape) != wanted:
            raise Unsupported(f"{folder}: {published} is {list(state[published].shape)}, not {list(wanted)}.")
        latent[name] = state[published]
    checkpoint = _checkpoint(config, decoder_state(student, config, f"{folder} (student_lm)"), context, "compressed")
    return {**checkpoint, "latent": latent, "latent_norm_eps": LATENT_NORM_EPS}


def _checkpoint(config: dict, state: dict[str, Tensor], context: int, stage: str) -> dict:
    config = {**config, "max_position_embeddings": min(context, config["max_position_embeddings"])}
    return {"config": config, "model": state, "meta": {"stage": stage, "tokens": 0, "seed": 0}}
