"""The loop: resuming, the token budget, and several processes."""

import json
import random
from pathlib import Path

import pytest
import torch
from accelerate import Accelerator
from interlat_models.batches import BatchSize, BatchStream
from interlat_models.config import StageConfig, StageOptions
from interlat_models.launch import launch, start_accelerator
from interlat_models.optimizer import Optimizer, schedule
from interlat_models.stage import Stage, States, StepResult
from torch import nn


def options(run: Path, workers: int = 1, resume: bool = False, **settings: object) -> StageOptions:
    config = StageConfig(**{"tokens": 100, "minutes": 1e6, "lr": 1e-2, **settings})
    run.mkdir(exist_ok=True)
    return StageOptions("test", run, config, workers=workers, resume=resume)


def build(run: StageOptions, accelerator: Accelerator) -> tuple[Stage, nn.Linear, BatchStream]:
    torch.manual_seed(3)
    model = nn.Linear(4, 4)
    unused = nn.Linear(4, 4)  # as the adapter in a batch without latents
    stream = BatchStream([[i] for i in range(1, 30)], len, BatchSize(2), f"seed/{accelerator.process_index}")

    def checkpoint(states: States) -> dict:
        return {"model": states["model"]}

    modules = {"model": model, "unused": unused}
    optimizer = Optimizer(run.config, modules.values())
    return Stage(run, accelerator, modules, optimizer, {"main": stream}, checkpoint), model, stream


def learn(run: StageOptions, accelerator: Accelerator, stop_after: int = 0) -> None:
    """Each process's gradient alone would take the weights elsewhere."""
    stage, model, stream = build(run, accelerator)
    rank = accelerator.process_index

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        assert shared.random() != own.random()
        inputs = torch.tensor([[float(x[0])] * 4 for x in next(stream)]) + own.random() + torch.rand(1)
        # The last process is asked to stop, the others are not.
        if stage.step + 1 == stop_after and rank == accelerator.num_processes - 1:
            stage.stopping = True
        return StepResult((model(inputs) - 1 - rank).pow(2).mean(), 2)

    stage.run(step)
    torch.save(model.state_dict(), run.run / f"process.{rank}.pt")


def learn_a_part(run: StageOptions, accelerator: Accelerator) -> None:
    learn(run, accelerator, stop_after=7)


def result(run: Path, name: str = "test.pt") -> dict:
    return torch.load(run / name, weights_only=True)


@pytest.mark.parametrize("optimizer", ["muon", "adamw"])
def test_resuming_gives_the_same_weights(tmp_path: Path, optimizer: str) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    learn(options(a, optimizer=optimizer), start_accelerator())
    learn(options(b, optimizer=optimizer), start_accelerator(), stop_after=17)
    part = result(b)
    assert part["meta"]["step"] == 17
    learn(options(b, resume=True, optimizer=optimizer), start_accelerator())
    assert result(a)["meta"]["step"] == result(b)["meta"]["step"] == 50
    assert torch.equal(result(a)["model"]["weight"], result(b)["model"]["weight"])
    assert not torch.equal(result(a)["model"]["weight"], part["model"]["weight"])
    lines = [json.loads(line) for line in (b / "test.log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [17, 25, 50]
    assert json.loads((b / "test.config.json").read_text())["optimizer"] == optimizer


def test_two_processes_stay_equal_and_share_the_budget_and_resume(tmp_path: Path) -> None:
    """The budget is of both; where one is asked to stop both do, at the same step."""
    a, b = tmp_path / "a", tmp_path / "b"
    launch(learn, options(a, workers=2))
    first, second = (result(a, f"process.{rank}.pt") for rank in (0, 1))
    assert torch.equal(first["weight"], second["weight"])
    assert result(a)["meta"]["step"] == 25
    launch(learn_a_part, options(b, workers=2))
    assert result(b)["meta"]["step"] == 7
    assert len(result(b, "test.state.pt")["streams"]) == 2
    with pytest.raises(SystemExit, match="is of 2 processes, not 1"):
        learn(options(b, resume=True), start_accelerator())
    launch(learn, options(b, workers=2, resume=True))
    assert torch.equal(result(a)["model"]["weight"], result(b)["model"]["weight"])


def test_what_was_logged_after_the_last_save_is_dropped(tmp_path: Path) -> None:
    run = options(tmp_path / "a")
    learn(run, start_accelerator(), stop_after=30)
    log = run.run / "test.log.jsonl"
    log.write_text(log.read_text() + '{"step": 49}\n{"step": 5')
    learn(options(run.run, resume=True), start_accelerator())
    assert [json.loads(line)["step"] for line in log.read_text().splitlines()] == [25, 30, 50]


def test_an_unknown_optimizer_is_refused() -> None:
    with pytest.raises(ValueError, match="must be one of muon, adamw, not 'sgd'"):
        Optimizer(StageConfig(optimizer="sgd"), [nn.Linear(2, 2)])


def test_adamw_takes_all_weights_and_the_whole_rate() -> None:
    modules = [nn.Linear(4, 4), nn.Embedding(4, 4)]
    (adam,) = Optimizer(StageConfig(optimizer="adamw", lr=0.5), modules).parts
    assert len(adam.param_groups[0]["params"]) == 3 and adam.param_groups[0]["lr"] == 0.5
    both = Optimizer(StageConfig(lr=0.5), modules, adam_only=[nn.Linear(4, 4)])
    assert both.rates == [0.375, 0.5] and len(both.parts[1].param_groups[0]["params"]) == 2


def test_schedule() -> None:
    assert schedule(0.0, 0) == pytest.approx(1 / 30)
    assert schedule(0.4, 100) == 1
    assert schedule(0.75, 100) == pytest.approx(0.5)
    assert schedule(1.0, 100) == 0.02
