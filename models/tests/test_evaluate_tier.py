"""A small evaluation from episodes to the model card, on the mini tier and on a run's folder."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from interlat_models.adapter import Adapter
from interlat_models.latent import LatentHead
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.onnx_batch import OnnxTier

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests/models/mini"
TSX = ROOT / "node_modules/.bin/tsx"
GAMES = 6

pytestmark = pytest.mark.skipif(not TSX.exists(), reason="the games need `npm install`")


@pytest.fixture(scope="module")
def episodes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("episodes") / "dev.uncertain.jsonl"
    command = [TSX, "src/cli/games.ts", "episodes", "--split", "dev", "--count", str(GAMES), "--view", "uncertain"]
    path.write_bytes(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    return path


def run(script: str, *options: object) -> subprocess.CompletedProcess:
    command = [sys.executable, f"models/{script}", *map(str, options)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def evaluate(episodes: Path, out: Path, *options: object) -> subprocess.CompletedProcess:
    return run("evaluate_tier.py", "--episodes", episodes, "--out", out, "--steps", 3, *options)


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_from_games_to_the_card(episodes: Path, tmp_path: Path) -> None:
    names = "none,text,latent,k8,k1,untrained-8,kept-8,truncated-0.5,white-noise-1,cov-gauss-mu-message,thought-own,commitment-certain"
    few = evaluate(episodes, tmp_path / "results", "--models", MINI, "--games", 3, "--conditions", names)
    assert few.returncode == 0, few.stderr
    folder = tmp_path / "results/uncertain-dev"
    before = lines_of(folder / "latent.jsonl")
    assert len(before) == 4 and before[0]["header"]["games"] == 3
    all_of_them = evaluate(episodes, tmp_path / "results", "--models", MINI, "--conditions", names)
    assert all_of_them.returncode == 0, all_of_them.stderr
    after = lines_of(folder / "latent.jsonl")
    assert after[1:4] == before[1:] and len(after) == GAMES + 1
    assert after[0]["header"]["date"] == before[0]["header"]["date"]
    positions = {name: {line["positions"] for line in lines_of(folder / f"{name}.jsonl")[1:]} for name in ("none", "k8", "k1")}
    assert positions == {"none": {0}, "k8": {8}, "k1": {1}}

    # An unknown model's results are not joined with these.
    other = tmp_path / "other"
    shutil.copytree(MINI, other)
    manifest = json.loads((other / "manifest.json").read_text())
    manifest["files"][0]["sha256"] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest))
    refused = evaluate(episodes, tmp_path / "results", "--models", other, "--conditions", "none")
    assert refused.returncode != 0 and "another models" in refused.stderr

    broad = run("measure_breadth.py", "--models", MINI, "--episodes", episodes, "--out", tmp_path / "results")
    assert broad.returncode == 0 and "too few for a corpus" in broad.stdout, broad.stderr

    card = tmp_path / "mini.json"
    summed = run("summarize_results.py", tmp_path / "results", "--out", card)
    assert summed.returncode == 0, summed.stderr
    found = json.loads(card.read_text())
    assert {row["condition"] for row in found["rows"]} == set(names.split(","))
    assert found["models"] == OnnxTier.load(MINI).hashes
    k8 = [one for one in found["breadth"] if one["message"] == "k8"]
    assert [one["step"] for one in k8] == list("123456") and k8[0]["games"] == GAMES
    assert len(k8[0]["bands"]) == 21 and k8[0]["effective"]["median"] >= 1
    assert "random-rot-message" in {one["message"] for one in found["breadth"]}
    (tmp_path / "mini.toml").write_text('data = "Games."\nlimits = ["It hardly plays."]\nlicence = "MIT"\n')
    written = run("write_card.py", "--models", MINI, "--card", card, "--out", tmp_path / "mini.md")
    assert written.returncode == 0, written.stderr
    text = (tmp_path / "mini.md").read_text()
    assert "### uncertain, dev" in text and "It hardly plays." in text and "## Ablations" not in text
    assert "Qwen" not in text and "## Information breadth" in text

    # Held-out games alone go into the manifest.
    shutil.copytree(MINI, tmp_path / "tier")
    recorded = run("record_evaluation.py", "--models", tmp_path / "tier", "--card", card)
    assert recorded.returncode == 0 and "0 rows" in recorded.stdout, recorded.stderr
    assert run("write_card.py", "--models", other, "--card", card, "--out", tmp_path / "no.md").returncode != 0


def test_a_training_run_before_export(episodes: Path, tmp_path: Path) -> None:
    shutil.copy(MINI / "tokenizer.json", tmp_path)
    vocabulary = OnnxTier.load(MINI).manifest["decoders"]["actor"]["vocabulary"]
    config = LlamaConfig(vocab_size=vocabulary, hidden_size=64, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2)
    for name, more in (
        ("sender.pt", {}),
        ("actor.pt", {"adapter": Adapter(64).state_dict()}),
        ("sender_compressed.pt", {"latent": LatentHead(64).state_dict()}),
    ):
        torch.save({"config": vars(config), "model": Llama(config).state_dict(), "meta": {}, **more}, tmp_path / name)
    done = evaluate(episodes, tmp_path / "results", "--torch", tmp_path, "--games", 2, "--conditions", "none,latent,k4")
    assert done.returncode == 0, done.stderr
    header, *lines = lines_of(tmp_path / "results/uncertain-dev/k4.jsonl")
    assert "fp32" in header["header"]["backend"] and len(lines) == 2
