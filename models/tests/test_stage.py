"""The loop: resuming, the token budget, and several workers."""

import argparse
import json
import random
from pathlib import Path

import pytest
import torch
from interlat_models.batches import BatchStream
from interlat_models.optimizer import Optimizer, schedule
from interlat_models.stage import Stage, StepResult, Worker, launch
from torch import nn


def options(run: Path, **changes: object) -> argparse.Namespace:
    values = {"run": str(run), "tokens": 100, "minutes": 5, "seed": 0, "resume": False, "workers": 1}
    return argparse.Namespace(**{**values, **changes})


def build(run: argparse.Namespace, worker: Worker) -> tuple[Stage, nn.Linear, BatchStream]:
    torch.manual_seed(3)
    model = nn.Linear(4, 4)
    stream = BatchStream([[i] for i in range(1, 30)], len, 2, f"seed/{worker.rank}")
    stage = Stage(
        "test", run, worker, {"model": model}, Optimizer([model], 1e-2, 1e-2), {"main": stream},
        lambda: {"model": model.state_dict()}, "test.pt",
    )  # fmt: skip
    return stage, model, stream


def learn(run: argparse.Namespace, worker: Worker = Worker(), stop_after: int = 0) -> dict:
    stage, model, stream = build(run, worker)

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        inputs = torch.tensor([[float(x[0])] * 4 for x in next(stream)]) + own.random() + torch.rand(1)
        if stage.step + 1 == stop_after:
            stage.stopped = True
        return StepResult((model(inputs) - 1).pow(2).mean(), 2)

    stage.run(step)
    return torch.load(Path(run.run) / "test.pt", weights_only=True)


def test_resuming_gives_the_same_weights(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    whole = learn(options(tmp_path / "a"))
    part = learn(options(tmp_path / "b"), stop_after=17)
    assert part["meta"]["step"] == 17
    resumed = learn(options(tmp_path / "b", resume=True))
    assert whole["meta"]["step"] == resumed["meta"]["step"] == 50
    assert torch.equal(whole["model"]["weight"], resumed["model"]["weight"])
    assert not torch.equal(whole["model"]["weight"], part["model"]["weight"])
    lines = [json.loads(line) for line in (tmp_path / "b/test.log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [17, 25, 50]


def two_workers(run: argparse.Namespace, worker: Worker) -> None:
    """Each worker's gradient alone would take it elsewhere."""
    stage, model, _ = build(run, worker)

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        assert shared.random() != own.random()
        return StepResult((model.weight * (1.0 + 3 * worker.rank)).sum() + model.bias.pow(2).sum(), 5)

    stage.run(step)
    torch.save(model.state_dict(), Path(run.run) / f"worker.{worker.rank}.pt")


def test_two_workers_stay_equal_and_share_the_budget(tmp_path: Path) -> None:
    launch(two_workers, options(tmp_path, workers=2))
    first, second = (torch.load(tmp_path / f"worker.{rank}.pt", weights_only=True) for rank in (0, 1))
    assert torch.equal(first["weight"], second["weight"])
    assert torch.load(tmp_path / "test.pt", weights_only=True)["meta"]["step"] == 10


def test_schedule() -> None:
    assert schedule(0.0, 0) == pytest.approx(1 / 30)
    assert schedule(0.4, 100) == 1
    assert schedule(0.75, 100) == pytest.approx(0.5)
    assert schedule(1.0, 100) == 0.02
