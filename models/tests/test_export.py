"""The ONNX graphs compute what PyTorch computes, and hold the same numbers for every device."""

import dataclasses
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from interlat_models import tier as exporter
from interlat_models.adapter import CLAMP, HEADS, Adapter
from interlat_models.checkpoints import ExportedDecoder, arrays
from interlat_models.manifest import files_played, write_manifest
from interlat_models.onnx_adapter import build_adapter
from interlat_models.onnx_decoder import DecoderWeights, build_decoder
from interlat_models.onnx_session import DecoderSession, open_session
from interlat_models.quantize import quantize
from interlat_models.tier import export_decoder

ROOT = Path(__file__).parents[2]
TIERS = [ROOT / "tests/models/mini", ROOT / "public/models/tiny"]
PARTS = [9, 4, 1, 1]
SAME = 1e-5


@pytest.mark.parametrize("device", ["webgpu", "wasm"])
def test_decoder_computes_what_pytorch_computes(decoder: ExportedDecoder, device: str) -> None:
    embeds = torch.randn(sum(PARTS), 64)
    session = DecoderSession(build_decoder(decoder.weights, device))
    for part, expected in zip(embeds.split(PARTS), decoder.answers(embeds, PARTS), strict=True):
        found = session.append(part.numpy())
        assert set(found) == set(expected) == {"logits", "hidden_states", "next_embeds"}
        for name, values in expected.items():
            np.testing.assert_allclose(found[name], values[None], atol=SAME, rtol=SAME)


def test_all_positions_are_given_on_demand(decoder: ExportedDecoder) -> None:
    embeds = torch.randn(7, 64)
    found = DecoderSession(build_decoder(decoder.weights, "wasm")).append(embeds.numpy(), keep=0)
    with torch.no_grad():
        hidden = decoder.module(embeds[None])[0]
        np.testing.assert_allclose(found["hidden_states"], hidden.numpy(), atol=SAME)
        np.testing.assert_allclose(found["logits"], decoder.module.logits(hidden).numpy(), atol=SAME)


def test_adapter_computes_what_pytorch_computes() -> None:
    torch.manual_seed(1)
    adapter = Adapter(64, output_scale=20.0).eval()
    with torch.no_grad():
        for weight in adapter.parameters():
            weight += 0.1 * torch.randn_like(weight)
    session = open_session(build_adapter(arrays(adapter.state_dict()), HEADS, CLAMP))
    for steps in (1, 5):
        latents = torch.randn(steps, 64)
        with torch.no_grad():
            expected = adapter(latents[None], torch.ones(1, steps, dtype=torch.bool))[0].numpy()
        assert np.abs(expected).max() == CLAMP
        found = session.run(["embeds"], {"latents": latents.numpy()})[0]
        np.testing.assert_allclose(found, expected, atol=SAME, rtol=SAME)


def test_quantization_is_off_by_half_a_step_at_most() -> None:
    weights = np.random.default_rng(0).normal(size=(5, 40)).astype(np.float32)
    weights[0] = 0
    quantized = quantize(weights)
    assert quantized.integers.min() == -128 and quantized.scales.shape == (5, 2)
    # A number of the largest's size and the other sign would be 128: it loses a whole step.
    steps = np.repeat(np.abs(quantized.scales), 32, axis=1)[:, :40]
    assert (np.abs(quantized.dequantize() - weights) <= steps * 1.001).all()
    assert np.median(np.abs(quantized.dequantize() - weights) / steps) < 0.3


def stored(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    return {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}


def assert_same_numbers(webgpu: onnx.ModelProto, wasm: onnx.ModelProto) -> None:
    ours, theirs = stored(webgpu), stored(wasm)
    assert set(ours) == set(theirs)
    for name, array in ours.items():
        if name.endswith(".integers"):
            rows, columns = theirs[name].shape
            array = array.reshape(rows, -1)[:, :columns].astype(np.int16) - 128
        np.testing.assert_array_equal(array, theirs[name], err_msg=name)


def test_both_layouts_hold_the_same_numbers(decoder: ExportedDecoder) -> None:
    weights: DecoderWeights = decoder.weights
    assert_same_numbers(build_decoder(weights, "webgpu"), build_decoder(weights, "wasm"))


def test_one_file_of_a_decoder_serves_every_device(
    decoder: ExportedDecoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries, _ = export_decoder("sender-compressed", decoder, tmp_path)
    graph = entries[-1]
    assert [entry["path"] for entry in entries if entry["role"] != "head"] == [
        "sender-compressed-embed.bin",
        "sender-compressed.onnx",
    ]
    assert graph["dtype"] == "int8" and "device" not in graph
    # What large models have: the integers as they are multiplied, for WASM too.
    content = {"wasm": (tmp_path / graph["path"]).read_bytes()}
    monkeypatch.setattr(exporter, "LARGEST_UNFOLDED", 1)
    entries, _ = export_decoder("sender-compressed", decoder, tmp_path)
    assert entries[-1]["dtype"] == "q8" and "device" not in entries[-1]
    content["webgpu"] = (tmp_path / graph["path"]).read_bytes()
    for layout, found in content.items():
        assert found == build_decoder(decoder.weights, layout).SerializeToString(), layout


@pytest.mark.parametrize("layout", ["wasm", "webgpu"])
def test_numbers_that_are_not_pytorch_s_are_not_exported(
    decoder: ExportedDecoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    """Whichever device would compute them."""
    norms = {**decoder.weights.norms, "model.norm": np.zeros(64, np.float32)}
    other = dataclasses.replace(decoder.weights, norms=norms)
    monkeypatch.setattr(
        exporter, "build_decoder", lambda weights, device: build_decoder(other if device == layout else weights, device)
    )
    with pytest.raises(SystemExit, match="does not compute what PyTorch computes"):
        export_decoder("sender-compressed", decoder, tmp_path)


MEASURED = ("card.json", "ablations.json", "curves.json", "corpus")


@pytest.mark.parametrize("tier", TIERS, ids=lambda path: path.name)
def test_shipped_tier(tier: Path) -> None:
    """Its files are those of its manifest, one for every device, and small; figures beside it are of them."""
    manifest = json.loads((tier / "manifest.json").read_text())
    named = {file["path"] for file in manifest["files"]}
    assert named == {path.name for path in tier.iterdir()} - {"manifest.json", *MEASURED}
    if (tier / "card.json").exists():
        assert json.loads((tier / "card.json").read_text())["models"] == files_played(manifest)
    senders = {file["sha256"] for file in manifest["files"] if "actor" not in (file["role"], file.get("of"))}
    for corpus in tier.glob("corpus/*.json"):
        assert set(json.loads(corpus.read_text())["models"].values()) <= senders, corpus
    for file in manifest["files"]:
        content = (tier / file["path"]).read_bytes()
        assert len(content) == file["bytes"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert sum(file["bytes"] for file in manifest["files"]) < 8e6
    for role in manifest["decoders"]:
        operators = {node.op_type for node in onnx.load(tier / f"{role}.onnx").graph.node}
        assert "DequantizeLinear" in operators and "MatMulNBits" not in operators
    assert not any("device" in file for file in manifest["files"])


def test_a_manifest_that_does_not_fit_the_schema_is_not_written(tmp_path: Path) -> None:
    manifest = json.loads((TIERS[0] / "manifest.json").read_text())
    write_manifest(tmp_path, manifest)
    assert json.loads((tmp_path / "manifest.json").read_text()) == manifest
    with pytest.raises(jsonschema.ValidationError):
        write_manifest(tmp_path, {**manifest, "surprise": 1})
    with pytest.raises(jsonschema.ValidationError):
        write_manifest(tmp_path, {**manifest, "latentStart": None})


def test_evaluation_is_recorded_once_and_only_for_these_files(tmp_path: Path) -> None:
    tier = tmp_path / "tier"
    shutil.copytree(TIERS[0], tier)
    models = files_played(json.loads((tier / "manifest.json").read_text()))
    row = {
        "view": "uncertain",
        "split": "unseen",
        "condition": "k8",
        "games": 2,
        "success20": 0.5,
        "success20_ci95": [0.1, 0.9],
        "steps20": 12.5,
        "date": "2026-11-23T00:00:00Z",
        "command": 1,
    }
    card = {"models": models, "backend": "onnxruntime", "commands": ["other", "python models/evaluate_tier.py"]}

    def record(found: dict) -> int:
        (tmp_path / "card.json").write_text(json.dumps(found))
        program = [sys.executable, "models/record_evaluation.py", "--models", tier, "--card", tmp_path / "card.json"]
        return subprocess.run(program, cwd=ROOT, capture_output=True, check=False).returncode

    others = [{**row, "split": "dev"}, {**row, "condition": "script-named"}, {**row, "success20": None}]
    assert record({**card, "rows": [{**row, "success20": 0.0}]}) == 0
    assert record({**card, "rows": [row, *others]}) == 0
    before = {path.replace(".onnx", "-wasm.onnx"): sha256 for path, sha256 in models.items()}
    assert record({**card, "models": before, "rows": [row]}) == 0
    assert record({**card, "models": {**models, "actor.onnx": "0" * 64}, "rows": [row]}) != 0
    (entry,) = json.loads((tier / "manifest.json").read_text())["evaluation"]
    assert (entry["success"], entry["message"]) == (0.5, "uncertain: k8")
    assert entry["command"] == "python models/evaluate_tier.py"
