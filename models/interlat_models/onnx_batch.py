"""A shipped tier in onnxruntime on this machine's CPU, many ragged sequences at once.

Keys and values stay in place: `past_key_values.*` and `present.*` are bound to the same memory
[rows, kv_heads, capacity, head_dim], and each row's `seqlens_k` says how much of it is used.
GroupQueryAttention takes several new positions only of a batch of one; so a long piece is fed to one
row by a call on that row's slice of the memory, and single positions to all rows by one call. Rows
that sit a call out write one position behind their end, where their next one will overwrite it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from .onnx_session import open_session
from .quantize import BLOCK, Quantized
from .row_decoder import Output, outputs
from .tokenizer import Codec

CAPACITY = 512
# Measured on the tiny tier, one core, tokens/s of CoTs: 4 rows 14,500, 12 rows 18,400, 16 rows 17,700,
# 32 rows 10,300 (the keys and values of more rows do not fit the caches).
ROWS = 12


class BatchDecoder:
    """Ragged rows over one decoder session."""

    def __init__(self, session: onnxruntime.InferenceSession, dims: dict[str, int], rows: int = ROWS):
        self.session, self.dims, self.rows = session, dims, rows
        self.context = dims["context"]
        self.lengths = np.zeros(rows, np.int64)
        self.names = [out.name for out in session.get_outputs() if not out.name.startswith("present.")]
        widths = {name: dims["vocabulary"] if name == "logits" else dims["dim"] for name in self.names}
        self.batch_results = {name: np.zeros((rows, 1, width), np.float32) for name, width in widths.items()}
        self.row_results = {name: np.zeros((1, 1, width), np.float32) for name, width in widths.items()}
        self.embeds = np.zeros((rows, 1, dims["dim"]), np.float32)
        self.ends = np.zeros(rows, np.int32)
        self.end = np.zeros(1, np.int32)
        self.total = np.zeros((), np.int32)
        self.keep = np.ones((), np.int64)
        self._allocate(min(CAPACITY, self.context))

    def _allocate(self, capacity: int) -> None:
        """Memory for `capacity` positions a row, holding what was held."""
        before = getattr(self, "cache", None)
        shape = (self.rows, self.dims["kvHeads"], capacity, self.dims["headDim"])
        self.cache = {
            f"{layer}.{kind}": np.zeros(shape, np.float32)
            for layer in range(self.dims["layers"])
            for kind in ("key", "value")
        }
        if before:
            for name, memory in before.items():
                self.cache[name][:, :, : self.capacity] = memory
        self.capacity = capacity
        self.batch = self._bind(slice(None), self.ends, self.batch_results)
        _bind(self.batch.bind_input, "inputs_embeds", self.embeds)
        self.single = [
            self._bind(slice(row, row + 1), self.end, self.row_results) for row in range(self.rows)
        ]

    def _bind(self, rows: slice, ends: np.ndarray, results: dict[str, np.ndarray]) -> onnxruntime.IOBinding:
        binding = self.session.io_binding()
        _bind(binding.bind_input, "seqlens_k", ends)
        _bind(binding.bind_input, "total_sequence_length", self.total)
        _bind(binding.bind_input, "num_logits_to_keep", self.keep)
        for name, memory in self.cache.items():
            _bind(binding.bind_input, f"past_key_values.{name}", memory[rows])
            _bind(binding.bind_output, f"present.{name}", memory[rows])
        for name, memory in results.items():
            _bind(binding.bind_output, name, memory)
        return binding

    def _reserve(self, length: int) -> None:
        if length > self.context:
            raise ValueError(f"{length} positions do not fit a context of {self.context}.")
        if length > self.capacity:
            self._allocate(min(self.context, max(2 * self.capacity, length)))

    def start(self, row: int) -> None:
        self.lengths[row] = 0

    def feed(self, row: int, embeds: np.ndarray) -> Output:
        """Appends embeddings [n, dim] to one row."""
        length = int(self.lengths[row]) + len(embeds)
        self._reserve(length)
        inputs = np.ascontiguousarray(embeds, np.float32)[None]
        binding = self.single[row]
        _bind(binding.bind_input, "inputs_embeds", inputs)
        self.end[0] = length - 1
        self.total[...] = length
        self.session.run_with_iobinding(binding)
        self.lengths[row] = length
        return _outputs({name: memory.copy() for name, memory in self.row_results.items()})[0]

    def step(self, embeds: dict[int, np.ndarray]) -> dict[int, Output]:
        """Appends one embedding [1, dim] to each of some rows."""
        for row, embed in embeds.items():
            self.embeds[row] = embed
        self.ends[:] = np.minimum(self.lengths, self.context - 1)
        length = int(self.ends.max()) + 1
        self._reserve(length)
        self.total[...] = length
        self.session.run_with_iobinding(self.batch)
        chosen = list(embeds)
        self.lengths[chosen] += 1
        said = _outputs(self.batch_results)
        return {row: said[row] for row in chosen}


def _outputs(results: dict[str, np.ndarray]) -> list[Output]:
    following = results.get("next_embeds")
    return outputs(
        results["logits"][:, 0],
        results["hidden_states"][:, 0],
        None if following is None else following[:, 0],
    )


def _bind(bind, name: str, memory: np.ndarray) -> None:  # noqa: ANN001 (either method of a binding)
    """Binds an input or output to memory that its caller keeps."""
    assert memory.flags.c_contiguous
    bind(name, "cpu", 0, memory.dtype.type, memory.shape, memory.ctypes.data)


def read_embeddings(path: Path, vocabulary: int, dim: int) -> np.ndarray:
    """The float32 table [vocabulary, dim] of a file of `manifest.write_embeddings`."""
    content = path.read_bytes()
    count = vocabulary * dim
    integers = np.frombuffer(content, np.int8, count).reshape(vocabulary, dim)
    scales = np.frombuffer(content, "<f4", offset=count).reshape(vocabulary, -(-dim // BLOCK))
    return Quantized(integers, scales.astype(np.float32)).dequantize()


@dataclass
class OnnxTier:
    """A tier's folder: manifest, tokenizer, embedding tables, LM heads and one session for each graph."""

    manifest: dict
    codec: Codec
    tables: dict[str, np.ndarray]
    heads: dict[str, np.ndarray]
    sessions: dict[str, onnxruntime.InferenceSession]
    adapter: onnxruntime.InferenceSession
    latent_start: np.ndarray
    hashes: dict[str, str]

    @classmethod
    def load(cls, folder: str | Path) -> OnnxTier:
        """The WASM files: on a CPU their arithmetic is the page's. Two roles may share a file."""
        folder = Path(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        if "actorTokens" in manifest or "templates" in manifest:
            raise ValueError(f"{folder} has two tokenizers or chat templates: use `npm run evaluate`.")
        files = [file for file in manifest["files"] if file.get("device", "wasm") == "wasm"]

        def path(role: str, of: str | None = None) -> Path:
            return folder / next(f["path"] for f in files if f["role"] == role and f.get("of") == of)

        opened: dict[Path, onnxruntime.InferenceSession] = {}
        read: dict[Path, np.ndarray] = {}
        tables, heads, sessions = {}, {}, {}
        untied = {file["of"]: folder / file["path"] for file in files if file["role"] == "head"}
        for role, dims in manifest["decoders"].items():
            graph, table = path(role), path("embed", role)
            if graph not in opened:
                opened[graph] = open_session(onnx.load(graph))
            if table not in read:
                read[table] = read_embeddings(table, dims["vocabulary"], dims["dim"])
            sessions[role], tables[role] = opened[graph], read[table]
            own = untied.get(role)
            heads[role] = read_embeddings(own, dims["vocabulary"], dims["dim"]) if own else read[table]
        start = np.frombuffer(base64.b64decode(manifest["latentStart"]), "<f4").astype(np.float32)
        hashes = {file["path"]: file["sha256"] for file in files}
        adapter = open_session(onnx.load(path("adapter")))
        codec = Codec.load(folder / "tokenizer.json")
        return cls(manifest, codec, tables, heads, sessions, adapter, start, hashes)

    @property
    def special(self) -> dict[str, int]:
        return self.manifest["specialTokens"]

    @property
    def backend(self) -> str:
        return f"onnxruntime {onnxruntime.__version__} cpu"

    @property
    def longest_thought(self) -> int:
        return self.manifest["maxThoughtTokens"]

    @property
    def longest_command(self) -> int:
        return self.manifest["maxCommandTokens"]

    @property
    def compressions(self) -> list[int]:
        return self.manifest["compressions"]

    def table(self, role: str) -> np.ndarray:
        return self.tables[role]

    def head(self, role: str) -> np.ndarray:
        return self.heads[role]

    def embed(self, role: str, tokens: list[int]) -> np.ndarray:
        return self.tables[role][tokens]

    def decoder(self, role: str, rows: int = ROWS) -> BatchDecoder:
        return BatchDecoder(self.sessions[role], self.manifest["decoders"][role], rows)

    def states(self, role: str, embeds: np.ndarray) -> np.ndarray:
        """Hidden states [n, dim] at all positions of embeddings [n, dim]."""
        dims = self.manifest["decoders"][role]
        empty = np.zeros((1, dims["kvHeads"], 0, dims["headDim"]), np.float32)
        feeds = {
            "inputs_embeds": np.ascontiguousarray(embeds, np.float32)[None],
            "seqlens_k": np.array([len(embeds) - 1], np.int32),
            "total_sequence_length": np.array(len(embeds), np.int32),
            "num_logits_to_keep": np.array(0, np.int64),
            **{
                f"past_key_values.{layer}.{kind}": empty
                for layer in range(dims["layers"])
                for kind in ("key", "value")
            },
        }
        return self.sessions[role].run(["hidden_states"], feeds)[0][0]

    def adapt(self, latents: np.ndarray) -> np.ndarray:
        return self.adapter.run(["embeds"], {"latents": np.ascontiguousarray(latents, np.float32)})[0]
