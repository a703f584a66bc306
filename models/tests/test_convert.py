"""Interlat's published layout as a tier: what onnxruntime and the page's runtime compute is what
transformers and the published modules compute with the same rounded weights."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import stand_ins
import torch
from convert_published import arguments, convert
from interlat_models import onnx_graph
from interlat_models.hugging_face import Unsupported, read_config
from interlat_models.onnx_session import DecoderSession, open_session
from interlat_models.published import read_adapter
from stand_ins import Published, rounded
from torch import nn

ROOT = Path(__file__).parents[2]
NEAR = 1e-3
WORDS = "You are in the middle of a room. Your task is to: put a hot potato in sinkbasin."
NEEDS_NODE = pytest.mark.skipif(not (ROOT / "node_modules/.bin/tsx").exists(), reason="needs `npm install`")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("published"))


def converted(published: Published, out: Path, *more: str) -> dict:
    """The manifest."""
    convert(arguments(published.command_line(out, *more)))
    return json.loads((out / "manifest.json").read_text())


@pytest.fixture(scope="module")
def tier(published: Published) -> Path:
    out = published.folder / "tier"
    converted(published, out, "--compressed", str(published.folder / "compressed"))
    return out


@torch.no_grad()
def expected(model: nn.Module, ids: list[int], h2e: nn.Module | None = None) -> dict[str, np.ndarray]:
    """After the last but one and the last of these tokens."""
    out = model(input_ids=torch.tensor([ids]), output_hidden_states=True)
    hidden = out.hidden_states[-1][0, -2:]
    answers = {"logits": out.logits[0, -2:], "hidden_states": hidden}
    if h2e is not None:
        answers["next_embeds"] = h2e(hidden)
    return {name: value.numpy() for name, value in answers.items()}


def assert_near(found: object, wanted: np.ndarray, what: str) -> None:
    found = np.asarray(found, np.float32).reshape(wanted.shape)
    off = np.abs(found - wanted).max() / np.abs(wanted).max()
    print(f"{what}: {off:.1e} of the largest")
    assert off < NEAR, what


def reference(published: Published) -> tuple[list[int], dict[str, dict[str, np.ndarray]]]:
    ids = published.tokenizer(WORDS, add_special_tokens=False).input_ids
    answers = {
        "sender": expected(rounded(published.sender), ids),
        "sender-compressed": expected(rounded(published.student), ids, rounded(published.h2e)),
        "actor": expected(rounded(published.actor), ids),
    }
    return ids, answers


def table(tier: Path, role: str, ids: list[int]) -> np.ndarray:
    """Embeddings [ids, dim] of the tier's own table."""
    dims = json.loads((tier / "manifest.json").read_text())["decoders"][role]
    content = (tier / f"{role}-embed.bin").read_bytes()
    size = dims["vocabulary"] * dims["dim"]
    integers = np.frombuffer(content[:size], np.int8).reshape(-1, dims["dim"])[ids]
    scales = np.frombuffer(content[size:], "<f4").reshape(dims["vocabulary"], -1)[ids]
    return integers * np.repeat(scales, 32, axis=1)[:, : dims["dim"]]


def test_onnxruntime_computes_what_transformers_computes(published: Published, tier: Path) -> None:
    ids, answers = reference(published)
    for role, wanted in answers.items():
        session = DecoderSession(onnx.load(tier / f"{role}.onnx"))
        embeds = table(tier, role, ids).astype(np.float32)
        parts = [session.append(embeds[:-1]), session.append(embeds[-1:])]
        for name, values in wanted.items():
            assert_near(np.stack([part[name][-1] for part in parts]), values, f"{role} {name}")
    latents = torch.randn(9, published.sender.config.hidden_size)
    found = open_session(onnx.load(tier / "adapter.onnx")).run(["embeds"], {"latents": latents.numpy()})[0]
    assert_near(found, published.adapter(latents).numpy(), "adapter")


@NEEDS_NODE
def test_the_page_s_runtime_computes_what_transformers_computes(published: Published, tier: Path) -> None:
    ids, answers = reference(published)
    latents = torch.randn(9, published.sender.config.hidden_size)
    questions = tier.parent / "questions.json"
    questions.write_text(json.dumps({"text": WORDS, "tokens": ids, "latents": latents.tolist()}))
    program = [ROOT / "node_modules/.bin/tsx", "tests/parity/tier-answers.ts", tier, questions]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["encoded"] == ids and found["decoded"] == WORDS
    for role, wanted in answers.items():
        for name, values in wanted.items():
            assert_near([part[name] for part in found[role]], values, f"{role} {name}")
    assert_near(found["adapter"], published.adapter(latents).numpy(), "adapter")


def test_the_manifest_tells_both_widths_and_the_tokens(published: Published, tier: Path) -> None:
    manifest = json.loads((tier / "manifest.json").read_text())
    assert [manifest["decoders"][role]["dim"] for role in ("sender", "actor")] == [112, 48]
    assert manifest["decoders"]["actor"]["kvHeads"] == 2 and manifest["decoders"]["actor"]["headDim"] == 16
    numbers = published.tokenizer.convert_tokens_to_ids
    framed = {"bos": "<|im_start|>", "eos": "<|endoftext|>", "bop": "<bop>", "eop": "<eop>"}
    turns = {"act": "<|im_start|>", "obs": "<|im_end|>"}
    assert manifest["specialTokens"] == {name: numbers(token) for name, token in {**framed, **turns}.items()}
    assert manifest["compressions"] == [128, 64, 32, 16, 8]


def test_without_a_compressed_sender_and_in_four_bits(published: Published, tmp_path: Path) -> None:
    """The layout of the integers themselves, and the sender's own in the compressed sender's place."""
    manifest = converted(published, tmp_path, "--bits", "4", "--token", "act=<|endoftext|>")
    files = {file["role"]: file for file in manifest["files"] if file["path"].endswith(".onnx")}
    assert files["sender-compressed"]["path"] == "sender.onnx" and "device" not in files["actor"]
    assert manifest["compressions"] == [] and files["actor"]["dtype"] == "q4"
    assert manifest["specialTokens"]["act"] == manifest["specialTokens"]["eos"]


def adapter_with(published: Published, **changed: object) -> Path:
    state = published.adapter.state()
    for section, part in changed.items():
        state = {**state, section: part} if part is not None else {k: v for k, v in state.items() if k != section}
    path = published.folder / "actor" / "changed.pt"
    torch.save(state, path)
    return path


def test_a_strange_adapter_is_named(published: Published) -> None:
    def read(**changed: object) -> None:
        read_adapter(adapter_with(published, **changed), 112, 48)

    state = published.adapter.state()
    read()
    with pytest.raises(Unsupported, match=r"lacks post_ln.weight \[48\]"):
        read(post_ln=None)
    with pytest.raises(Unsupported, match=r"lacks input_projector.weight \[48, 112\]: the sender is 112 wide"):
        read(input_projector=None)
    with pytest.raises(Unsupported, match="holds pre_ln.extra"):
        read(pre_ln={**state["pre_ln"], "extra": torch.ones(1)})
    with pytest.raises(Unsupported, match=r"pre_ln.bias is \[47\], these models need \[48\]"):
        read(pre_ln={**state["pre_ln"], "bias": torch.ones(47)})
    with pytest.raises(Unsupported, match="missing.pt is missing"):
        read_adapter(published.folder / "missing.pt", 112, 48)


def test_what_cannot_be_converted_says_why(published: Published, tmp_path: Path) -> None:
    plain = stand_ins.chat_tokenizer([])
    folder = str(stand_ins.save(stand_ins.llama(len(plain)), plain, tmp_path / "plain"))
    # A base has no <bop>: its tokenizer may say less than the actor's, but a row has to be there.
    with pytest.raises(Unsupported, match="has 353 embeddings and none for <bop>"):
        converted(published, tmp_path / "tier", "--sender", folder, "--template", "none")
    with pytest.raises(Unsupported, match="has no <bop>; name a token with --token bop=TEXT"):
        converted(published, tmp_path / "tier", "--sender", folder, "--actor", folder)
    words = published.command_line(tmp_path / "tier", "--template", "llama3")
    program = [sys.executable, "models/convert_published.py", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "which the llama3 template needs" in done.stderr
    assert "Traceback" not in done.stderr
    config = tmp_path / "plain/config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "model_type": "gemma"}))
    with pytest.raises(Unsupported, match="model_type is 'gemma'"):
        read_config(tmp_path / "plain")


def test_a_model_too_large_for_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_graph, "LARGEST_FILE", 1000)
    graph = onnx_graph.GraphBuilder()
    graph.constant("weights", np.zeros(300, np.float32))
    with pytest.raises(onnx_graph.TooLarge, match="reads a model as one file"):
        graph.model("actor")
