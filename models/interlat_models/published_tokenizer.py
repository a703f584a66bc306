"""The tokenizers of a published checkpoint, and which of their tokens frame what the page's agents read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from .hugging_face import Unsupported
from .manifest import describe_file

FILES = ("tokenizer.json", "tokenizer_config.json")
# Of a tier whose actor has a tokenizer of its own (src/runtime/manifest-check.ts).
ACTOR_FILES = ("tokenizer.actor.json", "tokenizer_config.actor.json")

# For each token of the manifest, what it may be in a tokenizer, the first that is there: ours, then
# ChatML's (Qwen2.5), then Llama 3's. "bos_token" and "eos_token" stand for what tokenizer_config.json says.
CANDIDATES = {
    "bos": ("<bos>", "bos_token", "<|im_start|>", "eos_token"),
    "eos": ("<eos>", "eos_token"),
    "bop": ("<bop>",),
    "eop": ("<eop>",),
    "act": ("<act>", "<|im_start|>", "<|start_header_id|>"),
    "obs": ("<obs>", "<|im_end|>", "<|eot_id|>", "eos_token"),
}
READ_BY_SENDER = ("bos", "bop", "eop")
READ_BY_ACTOR = ("bos", "bop", "eop", "act", "obs")


def share_tokenizer(sender: Path, actor: Path) -> bool:
    """Whether all that the sender's tokenizer says is in the actor's, too, and cut alike: then the actor's
    serves both."""
    ours, theirs = read_vocabulary(actor), read_vocabulary(sender)
    if any(ours.get(token) != number for token, number in theirs.items()):
        return False
    return _cutting(actor) == _cutting(sender)


def special_tokens(
    folder: Path, vocabulary: dict[str, int], chosen: dict[str, str], needed: tuple[str, ...] = tuple(CANDIDATES)
) -> dict[str, int]:
    """The manifest's `specialTokens`; `chosen` says some of them by their text. One that is not `needed`,
    as nobody reads it, may be the text's end."""
    config = json.loads((folder / "tokenizer_config.json").read_text())
    found = {}
    for name, candidates in CANDIDATES.items():
        texts = [chosen[name]] if name in chosen else [_text(config, one) for one in candidates]
        if name not in needed:
            texts += ["<eos>", _text(config, "eos_token")]
        token = next((text for text in texts if text in vocabulary), None)
        if token is None:
            wanted = " or ".join(text for text in texts if text)
            raise Unsupported(f"The tokenizer of {folder} has no {wanted}; name a token with --token {name}=TEXT.")
        if vocabulary[token] == 0:
            raise Unsupported(f"{token!r} is token 0, which a manifest cannot name; use --token {name}=TEXT.")
        found[name] = vocabulary[token]
    return found


def check_rows(role: str, rows: int, tokens: dict[str, int], names: tuple[str, ...]) -> None:
    """Raises Unsupported where a role's embeddings have no row for a token it reads."""
    for name in names:
        if tokens[name] >= rows:
            raise Unsupported(
                f"The {role} has {rows} embeddings and none for <{name}>, token {tokens[name]}: "
                "call resize_token_embeddings(len(tokenizer)) and save it again."
            )


def copy_tokenizer(folder: Path, out: Path, names: tuple[str, str] = FILES) -> list[dict]:
    """Copies both files under these names; their entries in the manifest."""
    more = {"of": "actor"} if names == ACTOR_FILES else {}
    for source, name in zip(FILES, names):
        shutil.copy(folder / source, out / name)
    return [describe_file(out, name, "tokenizer", "json", **more) for name in names]


def _cutting(folder: Path) -> dict:
    """How a tokenizer cuts texts, its vocabulary apart."""
    description = json.loads((folder / FILES[0]).read_text())
    model = {name: value for name, value in description["model"].items() if name != "vocab"}
    return {"model": model, **{name: description.get(name) for name in ("normalizer", "pre_tokenizer", "decoder")}}


def read_vocabulary(folder: Path) -> dict[str, int]:
    for name in FILES:
        if not (folder / name).exists():
            hint = "add <bop> and <eop> to its tokenizer and call tokenizer.save_pretrained(folder)"
            raise Unsupported(f"{folder / name} is missing: {hint}.")
    description = json.loads((folder / FILES[0]).read_text())
    added = {token["content"]: token["id"] for token in description["added_tokens"]}
    vocabulary = description["model"]["vocab"]
    if not isinstance(vocabulary, dict):
        raise Unsupported(f"{folder / FILES[0]} is of type {description['model']['type']}, only BPE is read.")
    return {**vocabulary, **added}


def _text(config: dict, candidate: str) -> str | None:
    if candidate not in ("bos_token", "eos_token"):
        return candidate
    token = config.get(candidate)
    return token["content"] if isinstance(token, dict) else token
