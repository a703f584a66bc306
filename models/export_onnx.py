"""The last stage: a run's checkpoints as a tier that the page loads.

    python models/export_onnx.py --run models/work/tiny --out public/models/tiny

Each file is checked against PyTorch with the same quantized weights before the manifest is written.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from interlat_models.checkpoints import ExportedRun, load_run
from interlat_models.config import load_tier
from interlat_models.llama import load_checkpoint
from interlat_models.manifest import describe_file, encode_floats, write_manifest
from interlat_models.tier import decoder_entry, export_adapter, export_decoder, made_now, report_size
from interlat_models.tokenizer import ACT, BOP, BOS, EOP, EOS, OBS, SPECIAL, Codec

COMPRESSIONS = [64, 32, 16, 8, 4, 2, 1]
TOKENIZER_CONFIG = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "pad_token": SPECIAL[0],
    "bos_token": SPECIAL[BOS],
    "eos_token": SPECIAL[EOS],
    "clean_up_tokenization_spaces": False,
}


def export_tokenizer(run: Path, out: Path) -> list[dict]:
    Codec.of_both(run)  # refuses what the page cannot read
    shutil.copy(run / "tokenizer.json", out / "tokenizer.json")
    (out / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=1) + "\n")
    names = ("tokenizer.json", "tokenizer_config.json")
    return [describe_file(out, name, "tokenizer", "json") for name in names]


def _provenance(run: Path, exported: ExportedRun, options: argparse.Namespace) -> dict:
    # What is not exported was trained all the same.
    before = [run / name for name in ("base.pt", "actor_text.pt")]
    metas = [load_checkpoint(path)["meta"] for path in before if path.exists()]
    metas += [decoder.meta for decoder in exported.decoders.values()]
    return {
        "recipe": options.recipe,
        **made_now(),
        "generator": options.generator,
        "seed": exported.decoders["actor"].meta["seed"],
        "tokens": {meta["stage"]: meta["tokens"] for meta in metas},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--out", type=Path, required=True, help="folder of the tier")
    parser.add_argument("--config", default="models/configs/tiny.toml", help="the tier's settings")
    parser.add_argument("--recipe", default="models/runs/tiny.sh")
    parser.add_argument("--generator", default="g1", help="version of the game generator")
    parser.add_argument("--bits", type=int, choices=(8, 4), default=8, help="4: smaller, and less exact latents")
    parser.add_argument("--max-thought-tokens", type=int, default=256)
    parser.add_argument("--max-command-tokens", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tier = load_tier(options.config)
    exported = load_run(options.run, bits=options.bits)
    options.out.mkdir(parents=True, exist_ok=True)
    files, golden = [], {}
    for role, decoder in exported.decoders.items():
        entries, golden[role] = export_decoder(role, decoder, options.out)
        files += entries
    entry, golden["adapter"] = export_adapter(exported.adapter, options.out)
    files += [entry, *export_tokenizer(options.run, options.out)]
    manifest = {
        "format": 1,
        "tier": tier.tier,
        "title": tier.title,
        "files": files,
        "decoders": {role: decoder_entry(decoder) for role, decoder in exported.decoders.items()},
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
    report_size(options.out, files)


if __name__ == "__main__":
    main()
