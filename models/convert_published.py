"""A checkpoint in the layout of Interlat's public code as a tier that the page loads.

    python models/convert_published.py --sender FOLDER --actor FOLDER --out public/models/NAME

The layout is described in interlat_models/published.py, the texts around what a chat model reads in
interlat_models/templates.py. Where the tokenizers differ the tier has both. Without --compressed the tier's compressed sender is
the sender itself and no K is offered. Every file is checked against PyTorch with the same rounded weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from interlat_models.checkpoints import ExportedDecoder, exported_decoder
from interlat_models.hugging_face import Unsupported
from interlat_models.manifest import encode_floats, write_manifest
from interlat_models.onnx_graph import TooLarge
from interlat_models.published import ADAPTER_FILE, read_adapter, read_compressed, read_decoder
from interlat_models.published_tokenizer import (
    ACTOR_FILES,
    FILES,
    READ_BY_ACTOR,
    READ_BY_SENDER,
    check_rows,
    copy_tokenizer,
    read_vocabulary,
    share_tokenizer,
    special_tokens,
)
from interlat_models.templates import CHOICES, published_templates
from interlat_models.tier import decoder_entry, export_adapter, export_decoder, made_now, report_size

COMPRESSIONS = [128, 64, 32, 16, 8]


def convert(options: argparse.Namespace) -> None:
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    words = Words(options)
    tokens, files, golden, decoders = words.tokens, words.copy(out), {}, {}

    def export(role: str, checkpoint: dict, names: tuple[str, ...]) -> ExportedDecoder:
        check_rows(role, checkpoint["config"]["vocab_size"], words.of(role), names)
        decoder = exported_decoder(checkpoint, bits=options.bits)
        entries, golden[role] = export_decoder(role, decoder, out)
        files.extend(entries)
        decoders[role] = decoder_entry(decoder)
        return decoder

    # One after the other: three bases at once would need three times the memory.
    sender = read_decoder(options.sender, options.context, "sender")
    export("sender", sender, words.read_by_sender)
    table = sender["model"]["model.embed_tokens.weight"]
    # Stands in for <lat_bos>, which is never read without a compressed sender.
    start = table[tokens["bop"]] if tokens["bop"] < len(table) else table.mean(0)
    if options.compressed:
        compressed = read_compressed(options.compressed, sender["config"], options.context)
        start = compressed["latent"]["start"]
        export("sender-compressed", compressed, words.read_by_sender)
    else:
        files.extend(_under_another_role(files))
        golden["sender-compressed"], decoders["sender-compressed"] = golden["sender"], decoders["sender"]
    actor = export("actor", read_decoder(options.actor, options.context, "actor"), READ_BY_ACTOR)
    path = options.adapter or options.actor / ADAPTER_FILE
    adapter = read_adapter(path, decoders["sender"]["dim"], actor.weights.dims.dim)
    entry, golden["adapter"] = export_adapter(adapter, out)
    files.append(entry)
    manifest = {
        "format": 1,
        "tier": options.tier or out.name,
        "title": options.title or f"Converted: {options.sender.name} to {options.actor.name}",
        "files": files,
        "decoders": decoders,
        "specialTokens": tokens,
        **words.entries(),
        "compressions": options.compressions if options.compressed else [],
        "maxThoughtTokens": options.max_thought_tokens,
        "maxCommandTokens": options.max_command_tokens,
        "latentStart": encode_floats(start.numpy()),
        "golden": golden,
        "provenance": {
            "recipe": "models/convert_published.py",
            **made_now(),
            "generator": "none",
            "seed": 0,
            "tokens": {},
        },
        "evaluation": [],
    }
    write_manifest(out, manifest)
    report_size(out, files)


class Words:
    """Tokenizers, special tokens and templates of sender and actor."""

    def __init__(self, options: argparse.Namespace):
        self.folders = {"sender": options.sender, "actor": options.actor}
        self.shared = share_tokenizer(options.sender, options.actor)
        instruction = options.instruction.read_text() if options.instruction else ""
        self.templates: dict[str, dict] = {}
        for role, folder in self.folders.items():
            vocabulary = read_vocabulary(self.folders["actor"] if self.shared else folder)
            self.templates |= published_templates(options.template, role, vocabulary, instruction)
        # A template says itself how a thought begins and ends.
        self.read_by_sender = () if "sender" in self.templates else READ_BY_SENDER
        self.actor_tokens = special_tokens(options.actor, read_vocabulary(options.actor), dict(options.token))
        self.tokens = self.actor_tokens
        if not self.shared:
            vocabulary, chosen = read_vocabulary(options.sender), dict(options.sender_token)
            self.tokens = special_tokens(options.sender, vocabulary, chosen, self.read_by_sender)

    def of(self, role: str) -> dict[str, int]:
        return self.actor_tokens if role == "actor" else self.tokens

    def copy(self, out: Path) -> list[dict]:
        if self.shared:
            return copy_tokenizer(self.folders["actor"], out, FILES)
        return [
            *copy_tokenizer(self.folders["sender"], out, FILES),
            *copy_tokenizer(self.folders["actor"], out, ACTOR_FILES),
        ]

    def entries(self) -> dict[str, dict]:
        own = {} if self.shared else {"actorTokens": self.actor_tokens}
        return {**own, **({"templates": self.templates} if self.templates else {})}


def _under_another_role(files: list[dict]) -> list[dict]:
    """The sender's files named once more, for the compressed sender that there is none of."""
    again = []
    for file in files:
        if file["role"] == "sender":
            again.append({**file, "role": "sender-compressed"})
        elif file.get("of") == "sender":
            again.append({**file, "of": "sender-compressed"})
    return again


def _token(text: str) -> tuple[str, str]:
    name, _, token = text.partition("=")
    return name, token


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """The command line, or `words` in its place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sender", type=Path, required=True, help="folder of a Llama or Qwen2 causal LM")
    parser.add_argument("--actor", type=Path, required=True, help="folder of the trained actor, with its tokenizer")
    parser.add_argument("--adapter", type=Path, help=f"the adapter's state dict (default: the actor's {ADAPTER_FILE})")
    parser.add_argument("--compressed", type=Path, help="folder of a compressed sender (student_lm, lat_bos, h2e)")
    parser.add_argument("--out", type=Path, required=True, help="folder of the tier")
    parser.add_argument("--tier", help="the tier's name (default: the folder's)")
    parser.add_argument("--title", help="one line for people")
    parser.add_argument("--bits", type=int, choices=(8, 4), default=8, help="4: smaller, and less exact latents")
    parser.add_argument("--context", type=int, default=2048, help="longest text; more takes more memory")
    parser.add_argument("--compressions", type=int, nargs="+", default=COMPRESSIONS, help="K it was trained for")
    parser.add_argument("--token", type=_token, action="append", default=[], help="bos|eos|bop|eop|act|obs=TEXT")
    parser.add_argument(
        "--sender-token", type=_token, action="append", default=[], help="the same of a sender with its own tokenizer"
    )
    parser.add_argument("--template", choices=CHOICES, default="auto", help="what wraps the texts; auto: by the tokens")
    parser.add_argument("--instruction", type=Path, help="a text that stands before the actor's first observation")
    parser.add_argument("--max-thought-tokens", type=int, default=512)
    parser.add_argument("--max-command-tokens", type=int, default=64)
    return parser.parse_args(words)


def main() -> None:
    torch.set_num_threads(1)
    try:
        convert(arguments())
    except (Unsupported, TooLarge) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
