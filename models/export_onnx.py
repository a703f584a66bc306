"""The last stage: a run's checkpoints as a tier that the page loads.

    python models/export_onnx.py --run models/work/tiny --out public/models/tiny --tier tiny

Each file is checked against PyTorch with the same quantized weights before the manifest is written.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import onnx
import torch

from interlat_models.adapter import CLAMP, HEADS
from interlat_models.checkpoints import ExportedDecoder, ExportedRun, arrays, load_run
from interlat_models.llama import load_checkpoint
from interlat_models.manifest import describe_file, encode_floats, write_embeddings, write_manifest
from interlat_models.onnx_adapter import build_adapter
from interlat_models.onnx_decoder import build_decoder
from interlat_models.onnx_graph import Device
from interlat_models.onnx_session import DecoderSession, open_session
from interlat_models.tokenizer import ACT, BOP, BOS, EOP, EOS, OBS, SPECIAL

DECODER_DTYPES: dict[Device, str] = {"webgpu": "q8", "wasm": "int8"}
COMPRESSIONS = [64, 32, 16, 8, 4, 2, 1]
# A prefill of more than one 32-row tile of a GPU kernel, and two steps (src/runtime/self-test.ts).
GOLDEN_PARTS = [34, 1, 1]
GOLDEN_ROWS = sum(GOLDEN_PARTS)
# Of the largest number: a wrong kernel is off by percents, float32 in another order by 1e-6.
TOLERANCE = 2e-4
TOKENIZER_CONFIG = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "pad_token": SPECIAL[0],
    "bos_token": SPECIAL[BOS],
    "eos_token": SPECIAL[EOS],
    "clean_up_tokenization_spaces": False,
}


def export_decoder(role: str, decoder: ExportedDecoder, out: Path) -> tuple[list[dict], dict]:
    """Writes a decoder's files; returns their manifest entries and the golden self-test."""
    vocabulary = decoder.weights.dims.vocabulary
    tokens = torch.from_numpy(np.random.default_rng(0).integers(len(SPECIAL), vocabulary, GOLDEN_ROWS))
    embeds = decoder.module.embed(tokens).detach()
    expected = [np.concatenate(_compared(row)) for row in decoder.answers(embeds, GOLDEN_PARTS)]
    golden = _golden(embeds.numpy(), np.stack(expected))
    write_embeddings(decoder.weights.embeddings, out / f"{role}-embed.bin")
    entries = [describe_file(out, f"{role}-embed.bin", "embed", "int8", of=role)]
    for device, dtype in DECODER_DTYPES.items():
        model = build_decoder(decoder.weights, device)
        session = DecoderSession(model)
        found = [
            np.concatenate([part[-1] for part in _compared(session.append(rows.numpy()))])
            for rows in embeds.split(GOLDEN_PARTS)
        ]
        _check(f"{role} for {device}", np.stack(found), np.stack(expected), golden["tolerance"])
        onnx.save(model, out / f"{role}-{device}.onnx")
        entries.append(describe_file(out, f"{role}-{device}.onnx", role, dtype, device=device))
    return entries, golden


def export_adapter(exported: ExportedRun, out: Path) -> tuple[dict, dict]:
    adapter = exported.adapter
    dim = len(exported.latent_start)
    latents = torch.from_numpy(np.random.default_rng(0).normal(size=(GOLDEN_ROWS, dim))).float()
    with torch.no_grad():
        expected = adapter(latents[None], torch.ones(1, GOLDEN_ROWS, dtype=torch.bool))[0].numpy()
    model = build_adapter(arrays(adapter.state_dict()), HEADS, CLAMP)
    golden = _golden(latents.numpy(), expected)
    found = open_session(model).run(["embeds"], {"latents": latents.numpy()})[0]
    _check("adapter", found, expected, golden["tolerance"])
    onnx.save(model, out / "adapter.onnx")
    return describe_file(out, "adapter.onnx", "adapter", "fp32"), golden


def export_tokenizer(run: Path, out: Path) -> list[dict]:
    shutil.copy(run / "tokenizer.json", out / "tokenizer.json")
    (out / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=1) + "\n")
    names = ("tokenizer.json", "tokenizer_config.json")
    return [describe_file(out, name, "tokenizer", "json") for name in names]


def _compared(row: dict[str, np.ndarray]) -> list[np.ndarray]:
    """What a golden row holds (src/runtime/self-test.ts)."""
    return [row[name] for name in ("logits", "next_embeds") if name in row]


def _golden(inputs: np.ndarray, output: np.ndarray) -> dict:
    return {
        "inputEmbeds": encode_floats(inputs),
        "rows": len(inputs),
        "output": encode_floats(output),
        "tolerance": round(float(np.abs(output).max()) * TOLERANCE, 8),
    }


def _check(name: str, found: np.ndarray, expected: np.ndarray, tolerance: float) -> None:
    worst = float(np.abs(found - expected).max())
    print(f"{name}: off by {worst:.1e}, accepted {tolerance:.1e}")
    if not worst <= tolerance:
        raise SystemExit(f"The exported {name} does not compute what PyTorch computes.")


def _dims(decoder: ExportedDecoder) -> dict[str, int]:
    dims = decoder.weights.dims
    return {
        "dim": dims.dim,
        "layers": dims.layers,
        "heads": dims.heads,
        "kvHeads": dims.kv_heads,
        "headDim": dims.head_dim,
        "vocabulary": dims.vocabulary,
        "context": dims.context,
    }


def _provenance(run: Path, exported: ExportedRun, options: argparse.Namespace) -> dict:
    metas = [decoder.meta for decoder in exported.decoders.values()]
    if (run / "base.pt").exists():
        metas.insert(0, load_checkpoint(run / "base.pt")["meta"])
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "recipe": options.recipe,
        "commit": commit.stdout.strip() or "unknown",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "generator": options.generator,
        "seed": exported.decoders["actor"].meta["seed"],
        "torch": torch.__version__,
        "tokens": {meta["stage"]: meta["tokens"] for meta in metas},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--out", type=Path, required=True, help="folder of the tier")
    parser.add_argument("--tier", required=True, help="the tier's name")
    parser.add_argument("--title", default="Llamas of 0.85 million parameters, trained from scratch")
    parser.add_argument("--recipe", default="models/runs/tiny.sh")
    parser.add_argument("--generator", default="g1", help="version of the game generator")
    parser.add_argument("--max-thought-tokens", type=int, default=256)
    parser.add_argument("--max-command-tokens", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    exported = load_run(options.run)
    options.out.mkdir(parents=True, exist_ok=True)
    files, golden = [], {}
    for role, decoder in exported.decoders.items():
        entries, golden[role] = export_decoder(role, decoder, options.out)
        files += entries
    entry, golden["adapter"] = export_adapter(exported, options.out)
    files += [entry, *export_tokenizer(options.run, options.out)]
    manifest = {
        "format": 1,
        "tier": options.tier,
        "title": options.title,
        "files": files,
        "decoders": {role: _dims(decoder) for role, decoder in exported.decoders.items()},
        "specialTokens": {"bos": BOS, "eos": EOS, "bop": BOP, "eop": EOP, "act": ACT, "obs": OBS},
        "compressions": COMPRESSIONS,
        "maxThoughtTokens": options.max_thought_tokens,
        "maxCommandTokens": options.max_command_tokens,
        "latentStart": encode_floats(exported.latent_start),
        "golden": golden,
        "provenance": _provenance(options.run, exported, options),
        "evaluation": [],
    }
    write_manifest(options.out, manifest)
    print(f"{options.out}: {sum(file['bytes'] for file in files) / 1e6:.2f} MB in {len(files)} files")


if __name__ == "__main__":
    main()
