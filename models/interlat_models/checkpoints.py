"""A finished run's checkpoints as they are exported: matrices in 8 bits, beside the PyTorch modules
that compute with exactly those numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .adapter import Adapter, load_adapter
from .hugging_face import decoder_dims
from .llama import KeyValues, Llama, LlamaConfig, load_checkpoint
from .onnx_decoder import DecoderDims, DecoderWeights, LatentHead, quantize_decoder
from .pretrained import PretrainedDecoder
from .quantize import quantize

LATENT_NORM_EPS = 1e-6


@dataclass(frozen=True)
class ExportedDecoder:
    """`weights` in 8 bits; `module` and `latent`, a compressed sender's h2e, compute with the same."""

    weights: DecoderWeights
    module: Llama | PretrainedDecoder
    latent: nn.Sequential | None
    meta: dict

    def start(self) -> Sequence:
        return Sequence(self)

    def answers(self, embeds: Tensor, parts: list[int]) -> list[dict[str, np.ndarray]]:
        """Feeds embeds [rows, dim] in parts of so many rows; what the graph puts out after each."""
        sequence = self.start()
        return [
            {name: value.numpy() for name, value in sequence.append(part).items()}
            for part in embeds.split(parts)
        ]


class Sequence:
    """A decoder's context in PyTorch, with the same outputs as the graph for its last position."""

    def __init__(self, decoder: ExportedDecoder):
        self.decoder = decoder
        self.past = KeyValues()

    @torch.no_grad()
    def append(self, embeds: Tensor) -> dict[str, Tensor]:
        """Embeddings [rows, dim] → logits [vocabulary], hidden_states [dim] and, from a compressed
        sender, next_embeds [dim]."""
        decoder = self.decoder
        hidden = decoder.module.step(embeds[None], self.past)[0, -1]
        outputs = {"logits": decoder.module.logits(hidden), "hidden_states": hidden}
        if decoder.latent is not None:
            outputs["next_embeds"] = decoder.latent(hidden)
        return outputs


@dataclass(frozen=True)
class ExportedRun:
    decoders: dict[str, ExportedDecoder]
    adapter: Adapter
    latent_start: np.ndarray


def load_run(run: Path, rounded: bool = True, bits: int = 8) -> ExportedRun:
    """`run` holds sender.pt, actor.pt and sender_compressed.pt (README, checkpoint format). Without
    `rounded` the modules compute with the weights as they were trained."""
    compressed = load_checkpoint(run / "sender_compressed.pt")
    actor = load_checkpoint(run / "actor.pt")
    decoders = {
        "sender": exported_decoder(load_checkpoint(run / "sender.pt"), rounded, bits),
        "sender-compressed": exported_decoder(compressed, rounded, bits),
        "actor": exported_decoder(actor, rounded, bits),
    }
    start = compressed["latent"]["start"].float().numpy()
    return ExportedRun(decoders, load_adapter(actor["adapter"]), start)


def arrays(state: dict[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: tensor.float().numpy() for name, tensor in state.items()}


def exported_decoder(checkpoint: dict, rounded: bool = True, bits: int = 8) -> ExportedDecoder:
    """The decoder of a checkpoint; see `load_run`. A config with `model_type` is a pretrained base's."""
    config = checkpoint["config"]
    pretrained = "model_type" in config
    dims = decoder_dims(config) if pretrained else _dims(LlamaConfig(**config))
    weights = quantize_decoder(dims, arrays(checkpoint["model"]), bits)
    module = PretrainedDecoder(config) if pretrained else Llama(LlamaConfig(**config))
    # In place: the weights of a large base should not stand in memory once more.
    module.load_state_dict(checkpoint["model"])
    latent = None
    if rounded:
        owned = module.state_dict()
        for name, matrix in weights.matrices.items():
            owned[f"{name}.weight"].copy_(torch.from_numpy(matrix.dequantize()))
    if "latent" in checkpoint:
        trained = arrays(checkpoint["latent"])
        epsilon = checkpoint.get("latent_norm_eps", LATENT_NORM_EPS)
        weights = replace(weights, latent_head=_latent_head(trained, epsilon, bits))
        latent = _latent_module(weights.latent_head, None if rounded else trained["linear.weight"])
    return ExportedDecoder(weights, module.eval(), latent, checkpoint["meta"])


def _dims(config: LlamaConfig) -> DecoderDims:
    return DecoderDims(
        dim=config.hidden_size,
        layers=config.num_hidden_layers,
        heads=config.num_attention_heads,
        kv_heads=config.num_attention_heads,
        head_dim=config.head_dim,
        vocabulary=config.vocab_size,
        context=config.max_position_embeddings,
        rope_theta=config.rope_theta,
        rms_eps=config.rms_norm_eps,
    )


def _latent_head(state: dict[str, np.ndarray], epsilon: float, bits: int) -> LatentHead:
    return LatentHead(
        norm_weight=state["norm.weight"],
        norm_bias=state["norm.bias"],
        norm_eps=epsilon,
        linear=quantize(state["linear.weight"], bits),
    )


def _latent_module(head: LatentHead, linear: np.ndarray | None = None) -> nn.Sequential:
    """h2e in PyTorch, with the dequantized matrix or with `linear` [dim, dim] in its place."""
    dim = len(head.norm_weight)
    module = nn.Sequential(nn.LayerNorm(dim, eps=head.norm_eps), nn.Linear(dim, dim, bias=False))
    state = {
        "0.weight": head.norm_weight,
        "0.bias": head.norm_bias,
        "1.weight": head.linear.dequantize() if linear is None else linear,
    }
    module.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()})
    return module.eval()
