"""The smoke recipe: every stage, one core."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import torch

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(
    not (REPOSITORY / "node_modules/.bin/tsx").exists(), reason="the games need `npm install`"
)
def test_smoke_recipe(tmp_path: Path) -> None:
    environment = {**os.environ, "RUN": str(tmp_path), "PYTHON": sys.executable}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        ["bash", "models/runs/smoke.sh"], cwd=REPOSITORY, env=environment, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout + done.stderr
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < 120, f"{spent:.0f} seconds of one core"
    for name in ("sender", "actor", "sender_compressed"):
        checkpoint = torch.load(tmp_path / f"{name}.pt", weights_only=True)
        assert checkpoint["meta"]["tokens"] > 0
    lines = [json.loads(line) for line in (tmp_path / "sender.log.jsonl").read_text().splitlines()]
    assert len(lines) > 1 and lines[-1]["word_loss"] < lines[0]["word_loss"] - 0.5
    assert json.loads((tmp_path / "mini/manifest.json").read_text())
