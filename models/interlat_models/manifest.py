"""A tier's folder: its files, and the `manifest.json` that describes them (src/shared/manifest.ts).

The schema is written once, in TypeScript; `models/manifest.schema.json` is made from it, and a
TypeScript test keeps the two equal.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import jsonschema
import numpy as np

from .quantize import Quantized

SCHEMA = Path(__file__).parents[1] / "manifest.schema.json"


def encode_floats(values: np.ndarray) -> str:
    """Base64 of little-endian float32."""
    return base64.b64encode(values.astype("<f4").tobytes()).decode()


def write_embeddings(table: Quantized, path: Path) -> None:
    """int8 [vocabulary, dim], then little-endian float32 scales [vocabulary, blocks]."""
    path.write_bytes(table.integers.tobytes() + table.scales.astype("<f4").tobytes())


def file_sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same_models(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether sha256 by path are of the same files. A file is known by its content: the same one was called
    `actor-wasm.onnx` when each device had its own."""
    return sorted(one.values()) == sorted(other.values())


def files_played(manifest: dict) -> dict[str, str]:
    """sha256 by path of the files that a CPU plays with."""
    return {file["path"]: file["sha256"] for file in manifest["files"] if file.get("device") != "webgpu"}


def describe_file(folder: Path, path: str, role: str, dtype: str, **more: str) -> dict:
    """A manifest entry; `more` is `of` (for embeddings and heads)."""
    content = (folder / path).read_bytes()
    return {
        "path": path,
        "role": role,
        "dtype": dtype,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **more,
    }


def write_manifest(folder: Path, manifest: dict) -> None:
    """Writes manifest.json. Raises jsonschema.ValidationError where it does not fit the schema."""
    jsonschema.validate(manifest, json.loads(SCHEMA.read_text()))
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n")
