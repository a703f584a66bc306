"""Every stage on pretrained bases: random tiny Qwen2 and Llama folders in the place of real ones."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import export_onnx
import pytest
import stand_ins
import torch
import train_actor
import train_actor_latent
import train_base
import train_compressed_sender
import train_sender
import train_tokenizer
from interlat_models.config import StageOptions, load_tier
from interlat_models.launch import launch
from interlat_models.llama import load_llama
from interlat_models.tokenizer import ACTOR_FILE, Codec, Codecs
from lines import LINE, UNSURE

# The budget of one step.
STAGE = 'tokens = 1\nminutes = 1e6\noptimizer = "adamw"\nlr = 1e-3\n'
OTHER_TEXT = ["cabinets and countertops, mugs and potatoes: the places named are the ones where things may be."]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A Qwen2 of width 112 and a Llama of width 48 whose tokenizer has learned other words."""
    torch.manual_seed(0)
    tokenizer = stand_ins.chat_tokenizer([])
    qwen = stand_ins.save(stand_ins.qwen(len(tokenizer) + 9), tokenizer, tmp_path_factory.mktemp("qwen"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stand_ins, "TEXT", OTHER_TEXT)
        other = stand_ins.chat_tokenizer([])
    return qwen, stand_ins.save(stand_ins.llama(len(other)), other, tmp_path_factory.mktemp("llama"))


def begin(run: Path, monkeypatch: pytest.MonkeyPatch, base: str = "", sender: str = "", actor: str = "") -> Path:
    """Settings and encoded episodes of a run whose sender and actor start from these folders."""
    sections = {
        "base": f'pretrained = "{base}"\n' if base else "",
        "sender": f'start_from = "{sender}"\n' if sender else "",
        "actor_text": f'start_from = "{actor}"\n' if actor else "",
        "actor": "none_share = 0\ntext_share = 0\nextra_losses_every = 1\nfull_share = 1\n",
        "compressed": "teacher_every = 1\n",
    }
    text = "".join(f"[{name}]\n{STAGE}{more}" for name, more in sections.items())
    (run / "tier.toml").write_text(f'tier = "x"\n[data]\nrenumbered_share = 0\n{text}')
    (run / "train.jsonl").write_text("".join(json.dumps(line) + "\n" for line in [LINE, UNSURE] * 3))
    line = ["train_tokenizer.py", "--config", str(run / "tier.toml"), "--run", str(run)]
    monkeypatch.setattr(sys, "argv", [*line, "--train", str(run / "train.jsonl")])
    train_tokenizer.main()
    return run


def options(run: Path, section: str, name: str, **changes: object) -> StageOptions:
    config = replace(getattr(load_tier(run / "tier.toml"), section), **changes)
    return StageOptions(name, run, config)


def step(main, run: Path, section: str, name: str, **changes: object) -> dict:
    launch(main, options(run, section, name, **changes))
    checkpoint = torch.load(run / f"{name}.pt", weights_only=True)
    assert checkpoint["meta"]["step"] == 1
    assert all(weight.isfinite().all() for weight in checkpoint["model"].values())
    return checkpoint


def changed(checkpoint: dict, start: dict) -> bool:
    return any(not torch.equal(weight, start[name]) for name, weight in checkpoint["model"].items())


def test_a_step_of_each_stage_from_two_bases(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """Sender and actor of another kind, width and tokenizer each."""
    qwen, llama = folders
    run = begin(tmp_path, monkeypatch, sender=str(qwen), actor=str(llama))
    codecs = Codecs.load(run)
    assert codecs.actor is not codecs.sender
    assert codecs.actor.encode(LINE["thought"]) != codecs.sender.encode(LINE["thought"])
    launch(train_base.train, options(run, "base", "base"))
    assert "no base is trained" in capsys.readouterr().out
    sender = step(train_sender.train, run, "sender", "sender")
    assert sender["config"]["model_type"] == "qwen2"
    text = step(train_actor.train, run, "actor_text", "actor_text")
    assert text["config"]["model_type"] == "llama"
    actor = step(train_actor_latent.train, run, "actor", "actor")
    assert changed(actor, text["model"])
    assert actor["adapter"]["input_projection.weight"].shape == (48, 112)
    compressed = step(train_compressed_sender.train, run, "compressed", "sender_compressed")
    assert changed(compressed, sender["model"]) and compressed["latent"]["start"].shape == (112,)
    line = json.loads((run / "actor.log.jsonl").read_text())
    assert {"full", "js", "align"} <= line.keys()
    line = json.loads((run / "sender_compressed.log.jsonl").read_text())
    assert {"kl", "direction"} <= line.keys()
    # Latents and words in one message, and few latents.
    for seed in range(3):
        mixed = replace(options(run, "actor", f"mixed{seed}", full_share=0.0), seed=seed)
        launch(train_actor_latent.train, mixed)
    with pytest.raises(SystemExit, match="Without an adapter"):
        launch(train_actor_latent.train, options(run, "actor", "scaled", adapter=False))
    with pytest.raises(SystemExit, match="encode the episodes again"):
        launch(train_sender.train, options(run, "sender", "wrong", start_from=str(llama)))
    with pytest.raises(ValueError, match="tokenizers of their own"):
        Codec.of_both(run)
    # The page gets both tokenizers; each file was held against PyTorch.
    line = ["export_onnx.py", "--run", str(run), "--out", str(run / "tier"), "--config", str(run / "tier.toml")]
    monkeypatch.setattr(sys, "argv", line)
    export_onnx.main()
    manifest = json.loads((run / "tier/manifest.json").read_text())
    assert manifest["actorTokens"] == manifest["specialTokens"] and "templates" not in manifest
    assert (run / "tier" / ACTOR_FILE).read_text() == (run / ACTOR_FILE).read_text()
    assert [manifest["decoders"][role]["dim"] for role in ("sender", "actor")] == [112, 48]


def test_one_base_for_both(folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`[base] pretrained`: base.pt is that base, and the run has its tokenizer."""
    qwen, _ = folders
    run = begin(tmp_path, monkeypatch, base=str(qwen))
    assert not (run / ACTOR_FILE).exists()
    launch(train_base.train, options(run, "base", "base"))
    assert load_llama(run / "base.pt").config.vocab_size == Codec.of_both(run).size
    base = torch.load(run / "base.pt", weights_only=True)["model"]
    assert changed(step(train_sender.train, run, "sender", "sender"), base)
    # Muon, too.
    assert changed(step(train_actor.train, run, "actor_text", "actor_text", optimizer="muon"), base)


def test_a_base_beside_our_own(folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender from a pretrained base, the actor from scratch with the vocabulary of the game."""
    run = begin(tmp_path, monkeypatch, sender=str(folders[0]))
    codecs = Codecs.load(run)
    assert codecs.own is codecs.actor and not any(codecs.sender.is_entity)
    assert codecs.to_actor(codecs.sender.encode(LINE["thought"])) == codecs.actor.encode(LINE["thought"])
