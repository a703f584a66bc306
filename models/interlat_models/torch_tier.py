"""A training run's folder in PyTorch with unrounded float32 weights, as a tier for evaluation: before
export, or beside the exported tier to see what 8 bits cost."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import torch

from .adapter import NoAdapter, load_adapter
from .checkpoints import ExportedDecoder, exported_decoder
from .generate import StaticDecoder
from .llama import load_checkpoint
from .manifest import file_sha256
from .row_decoder import Output, outputs
from .tokenizer import ACT, BOP, BOS, EOP, EOS, OBS, Codec

ROWS = 12
COMPRESSIONS = [64, 32, 16, 8, 4, 2, 1]
CHECKPOINTS = {"sender": "sender.pt", "sender-compressed": "sender_compressed.pt", "actor": "actor.pt"}


class TorchRows:
    """`RowDecoder` over generate.StaticDecoder, whose memory is [layers, 2, rows, heads, capacity, head_dim]."""

    def __init__(self, decoder: ExportedDecoder, rows: int = ROWS):
        self.rows, self.latent = rows, decoder.latent
        self.static = StaticDecoder(decoder.module, rows)
        self.context = decoder.module.config.max_position_embeddings
        self.lengths = np.zeros(rows, np.int64)

    def start(self, row: int) -> None:
        self.lengths[row] = 0

    def _reserve(self, length: int) -> None:
        if length > self.static.capacity:
            capacity = max(2 * self.static.capacity, length)
            store = self.static.store
            grown = store.new_zeros(*store.shape[:4], capacity, store.shape[5])
            grown[:, :, :, :, : self.static.capacity] = store
            self.static.store, self.static.capacity = grown, capacity

    @torch.no_grad()
    def feed(self, row: int, embeds: np.ndarray) -> Output:
        """Appends embeddings [n, dim] to one row."""
        length = int(self.lengths[row]) + len(embeds)
        self._reserve(length)
        one = copy.copy(self.static)
        one.store = self.static.store[:, :, row : row + 1]
        one.lengths = torch.from_numpy(self.lengths[row : row + 1].copy())
        pieces = torch.from_numpy(np.ascontiguousarray(embeds, np.float32))[None]
        hidden = one.advance(pieces, torch.ones(pieces.shape[:2], dtype=torch.bool))
        self.lengths[row] = length
        return self._outputs(hidden[:, -1])[0]

    @torch.no_grad()
    def step(self, embeds: dict[int, np.ndarray]) -> dict[int, Output]:
        """Appends one embedding [1, dim] to each of some rows."""
        chosen = list(embeds)
        pieces = torch.zeros(self.rows, 1, self.static.model.config.hidden_size)
        for row, embed in embeds.items():
            pieces[row] = torch.from_numpy(np.asarray(embed, np.float32))
        positions = np.minimum(self.lengths, self.context - 1)
        self._reserve(int(positions.max()) + 1)
        self.static.lengths = torch.from_numpy(positions)
        hidden = self.static.advance(pieces, torch.ones(self.rows, 1, dtype=torch.bool))
        self.lengths[chosen] += 1
        said = self._outputs(hidden[chosen, -1])
        return dict(zip(chosen, said))

    def _outputs(self, hidden: torch.Tensor) -> list[Output]:
        following = None if self.latent is None else self.latent(hidden).numpy()
        return outputs(self.static.logits(hidden).numpy(), hidden.numpy(), following)


class TorchTier:
    """The roles whose checkpoints the folder holds; the limits are export_onnx.py's."""

    longest_thought, longest_command = 256, 16
    special = {"bos": BOS, "eos": EOS, "bop": BOP, "eop": EOP, "act": ACT, "obs": OBS}

    def __init__(self, run: str | Path, **names: str):
        """`names`: other checkpoints of the folder for a role, such as actor="actor_text.pt"."""
        run = Path(run)
        self.codec = Codec.of_both(run)
        self.backend = f"torch {torch.__version__} fp32 cpu"
        self.decoders: dict[str, ExportedDecoder] = {}
        self.tables: dict[str, np.ndarray] = {}
        self.hashes = {"tokenizer.json": file_sha256(run / "tokenizer.json")}
        self.latent_start: np.ndarray | None = None
        for role, name in {**CHECKPOINTS, **names}.items():
            if not (run / name).exists():
                continue
            checkpoint = load_checkpoint(run / name)
            self.decoders[role] = exported_decoder(checkpoint, rounded=False)
            self.hashes[name] = file_sha256(run / name)
            if "latent" in checkpoint:
                self.latent_start = checkpoint["latent"]["start"].float().numpy()
            if "adapter" in checkpoint and role == "actor":
                self.adapter = _adapter(checkpoint["adapter"])
        self.compressions = COMPRESSIONS if self.latent_start is not None else []

    def table(self, role: str) -> np.ndarray:
        if role not in self.tables:
            self.tables[role] = self.decoders[role].module.embeddings.detach().float().numpy()
        return self.tables[role]

    def head(self, role: str) -> np.ndarray:
        module = self.decoders[role].module
        untied = getattr(module, "lm_head", None)
        return self.table(role) if untied is None else untied.weight.detach().float().numpy()

    def embed(self, role: str, tokens: list[int]) -> np.ndarray:
        return self.table(role)[tokens]

    def decoder(self, role: str, rows: int = ROWS) -> TorchRows:
        return TorchRows(self.decoders[role], rows)

    @torch.no_grad()
    def states(self, role: str, embeds: np.ndarray) -> np.ndarray:
        """Hidden states [n, dim] at all positions of embeddings [n, dim]."""
        module = self.decoders[role].module
        return module(torch.from_numpy(np.ascontiguousarray(embeds, np.float32))[None])[0].numpy()

    @torch.no_grad()
    def adapt(self, latents: np.ndarray) -> np.ndarray:
        rows = torch.from_numpy(np.ascontiguousarray(latents, np.float32))[None]
        return self.adapter(rows, torch.ones(rows.shape[:2], dtype=torch.bool))[0].numpy()


def _adapter(state: dict[str, torch.Tensor]) -> torch.nn.Module:
    """The adapter of an actor's checkpoint, or the ablation without one."""
    if set(state) == {"output_scale"}:
        scaling = NoAdapter(1.0)
        scaling.load_state_dict(state)
        return scaling.eval()
    return load_adapter(state)
