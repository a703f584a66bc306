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
from interlat_models.published_tokenizer import ACTOR_FILES, FILES
from interlat_models.templates import read_templates
from interlat_models.tokenizer import ACT, ACTOR_FILE, BOP, BOS, EOP, EOS, OBS, SHARED_FILE, SPECIAL

COMPRESSIONS = [64, 32, 16, 8, 4, 2, 1]
TOKENIZER_CONFIG = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "pad_token": SPECIAL[0],
    "bos_token": SPECIAL[BOS],
    "eos_token": SPECIAL[EOS],
    "clean_up_tokenization_spaces": False,
}


SPECIAL_TOKENS = {"bos": BOS, "eos": EOS, "bop": BOP, "eop": EOP, "act": ACT, "obs": OBS}


def export_tokenizers(run: Path, out: Path) -> tuple[list[dict], dict]:
    """Copies the tokenizer, and the actor's where it has one of its own; their files' entries, and what the
    manifest says of the actor's besides."""
    entries = _tokenizer(run / SHARED_FILE, out, FILES)
    if not (run / ACTOR_FILE).exists():
        return entries, {}
    entries += _tokenizer(run / ACTOR_FILE, out, ACTOR_FILES, of="actor")
    return entries, {"actorTokens": SPECIAL_TOKENS}


def _tokenizer(source: Path, out: Path, names: tuple[str, str], **more: str) -> list[dict]:
    shutil.copy(source, out / names[0])
    (out / names[1]).write_text(json.dumps(TOKENIZER_CONFIG, indent=1) + "\n")
    return [describe_file(out, name, "tokenizer", "json", **more) for name in names]


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
    parser.add_argument("--templates", type=Path, help="the manifest's templates, where it was trained on others")
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
    tokenizers, actor_tokens = export_tokenizers(options.run, options.out)
    files += [entry, *tokenizers]
    manifest = {
        "format": 1,
        "tier": tier.tier,
        "title": tier.title,
        "files": files,
        "decoders": {role: decoder_entry(decoder) for role, decoder in exported.decoders.items()},
        "specialTokens": SPECIAL_TOKENS,
        **actor_tokens,
        **read_templates(options.templates),
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
