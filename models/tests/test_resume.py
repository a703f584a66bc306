"""A real stage, killed in the middle and started again; and on two processes, started in two ways."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

REPOSITORY = Path(__file__).resolve().parents[2]
MODELS = REPOSITORY / "models"
CONFIG = str(MODELS / "configs/smoke.toml")
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}
# Some 150 steps; the clock must not decide the learning rate.
SETTINGS = ["tokens=1e5", "minutes=1e6", "batch_tokens=600", "save_every=0.2"]

pytestmark = pytest.mark.skipif(
    not (REPOSITORY / "node_modules/.bin/tsx").exists(), reason="the games need `npm install`"
)


def stage(script: str, run: Path, *more: str) -> list[str]:
    return [str(MODELS / script), "--config", CONFIG, "--run", str(run), *more]


def done(command: list[str]) -> None:
    finished = subprocess.run(command, cwd=REPOSITORY, env=ENVIRONMENT, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def killed(run: Path, number: signal.Signals, *more: str) -> int:
    """Starts train_sender.py, kills it once it has saved its state, and returns the exit code."""
    state = run / "sender.state.pt"
    before = state.stat().st_mtime_ns if state.exists() else 0
    command = [sys.executable, *stage("train_sender.py", run, "--set", *SETTINGS), *more]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    while process.poll() is None and (state.stat().st_mtime_ns if state.exists() else 0) == before:
        time.sleep(0.01)
    time.sleep(0.1)  # some steps that are not saved
    process.send_signal(number)
    return process.wait()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with 40 episodes, their tokenizer and a base."""
    run = tmp_path_factory.mktemp("run")
    games = ["node_modules/.bin/tsx", "src/cli/games.ts", "episodes", "--split", "train", "--count", "40"]
    with open(run / "train.jsonl", "w", encoding="utf8") as file:
        subprocess.run(games, cwd=REPOSITORY, stdout=file, check=True)
    done([sys.executable, *stage("train_tokenizer.py", run, "--train", str(run / "train.jsonl"))])
    done([sys.executable, *stage("train_base.py", run, "--set", "tokens=5e3")])
    return run


def copied(started: Path, run: Path) -> Path:
    run.mkdir()
    for name in ("tokenizer.json", "train.pickle", "base.pt"):
        (run / name).symlink_to(started / name)
    return run


def same(first: object, second: object) -> bool:
    if isinstance(first, torch.Tensor):
        return torch.equal(first, second)
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list):
        return len(first) == len(second) and all(map(same, first, second))
    return first == second


def test_killed_and_resumed_bit_for_bit(started: Path, tmp_path: Path) -> None:
    whole, other = copied(started, tmp_path / "whole"), copied(started, tmp_path / "killed")
    done([sys.executable, *stage("train_sender.py", whole, "--set", *SETTINGS)])
    assert killed(other, signal.SIGTERM) == 0, "SIGTERM lets it save"
    stopped = torch.load(other / "sender.state.pt")["step"]
    assert killed(other, signal.SIGKILL, "--resume") == -signal.SIGKILL
    again = torch.load(other / "sender.state.pt")["step"]
    done([sys.executable, *stage("train_sender.py", other, "--resume", "--set", *SETTINGS)])
    first, second = (torch.load(run / "sender.state.pt") for run in (whole, other))
    assert 0 < stopped < again < first["step"], "the kills were not in the middle"
    for key in ("step", "tokens", "streams", "modules", "optimizer"):
        assert same(first[key], second[key]), key
    weights = [torch.load(run / "sender.pt")["model"] for run in (whole, other)]
    assert same(*weights) and not same(weights[0], torch.load(started / "base.pt")["model"])
    steps = [json.loads(line)["step"] for line in (other / "sender.log.jsonl").read_text().splitlines()]
    assert steps == sorted(set(steps)) and steps[-1] == first["step"]


def test_accelerate_launch_does_what_workers_do(started: Path, tmp_path: Path) -> None:
    """Two processes on CPUs, as configs/accelerate/cpu.yaml says."""
    launched, spawned = copied(started, tmp_path / "launched"), copied(started, tmp_path / "spawned")
    launcher = ["-m", "accelerate.commands.launch", "--config_file", str(MODELS / "configs/accelerate/cpu.yaml")]
    short = ["--set", "tokens=1e4", *SETTINGS[1:]]
    done([sys.executable, *launcher, *stage("train_sender.py", launched, *short)])
    done([sys.executable, *stage("train_sender.py", spawned, "--workers", "2", *short)])
    first, second = (torch.load(run / "sender.state.pt") for run in (launched, spawned))
    assert len(first["streams"]) == 2
    for key in ("step", "tokens", "streams", "modules", "optimizer"):
        assert same(first[key], second[key]), key
    assert json.loads((launched / "sender.config.json").read_text())["processes"] == 2


def test_one_process_of_several_is_refused(tmp_path: Path) -> None:
    """What accelerate launch does with MULTI_CPU and no mpirun."""
    environment = {**ENVIRONMENT, "ACCELERATE_MIXED_PRECISION": "no", "MASTER_PORT": "29500"}
    command = [sys.executable, *stage("train_sender.py", tmp_path)]
    found = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert found.returncode == 1 and "one process of several" in found.stderr
