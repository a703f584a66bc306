"""The loop of a stage: a budget in tokens, schedule, log, checkpoints, resuming, several workers."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn

from .batches import BatchStream
from .config import StageOptions
from .optimizer import Optimizer, schedule

LOG_EVERY = 25
SAVE_EVERY_SECONDS = 60
# Shares of the budget at which --snapshots keeps the weights: close together where things begin.
SNAPSHOTS = (0.0, 0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3, 0.4, 0.55, 0.7, 0.85, 1.0)


@dataclass
class StepResult:
    loss: Tensor
    tokens: int
    metrics: dict[str, float] = field(default_factory=dict)


@dataclass
class Worker:
    """One of `count` processes that average their gradients."""

    rank: int = 0
    count: int = 1


def save_atomically(path: Path, content: Any) -> None:
    partial = path.with_suffix(path.suffix + ".partial")
    torch.save(content, partial)
    os.replace(partial, path)


class Stage:
    def __init__(
        self,
        options: StageOptions,
        worker: Worker,
        modules: dict[str, nn.Module],
        optimizer: Optimizer,
        streams: dict[str, BatchStream],
        checkpoint: Callable[[], dict],
    ):
        """`checkpoint()` gives the dictionary written to `<run>/<name>.pt` beside `meta`."""
        self.name, self.options, self.worker = options.name, options, worker
        self.modules, self.optimizer, self.streams = modules, optimizer, streams
        self.checkpoint = checkpoint
        self.directory = options.run
        self.step, self.tokens, self.elapsed, self.stopped = 0, 0, 0.0, False
        self.metrics: dict[str, list[float]] = defaultdict(list)
        self.state_path = self.directory / f"{self.name}.state.{worker.rank}.pt"
        if options.resume and self.state_path.exists():
            self._resume()
        if worker.rank == 0:
            options.save_config()
        if options.config.compile and shutil.which("g++"):
            for module in modules.values():
                module.compile(dynamic=True)

    @property
    def progress(self) -> float:
        config = self.options.config
        spent = max(self.tokens / config.tokens, self.elapsed / (60 * config.minutes))
        return min(1.0, spent)

    def run(self, train_step: Callable[[float, random.Random, random.Random], StepResult]) -> None:
        """Calls `train_step(progress, shared rng, own rng)` until the budget is spent or SIGTERM.

        The shared rng is the same in all workers: what decides how long a step takes is drawn from it.
        """
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopped", True))
        last = saved = time.monotonic()
        self._snapshot(-1.0)
        while self.progress < 1 and not self.stopped:
            before = self.progress
            seed = f"{self.options.seed}/{self.name}/{self.step}"
            own = random.Random(f"{seed}/{self.worker.rank}")
            torch.manual_seed(own.getrandbits(62))
            result = train_step(self.progress, random.Random(seed), own)
            result.loss.backward()
            now = time.monotonic()
            self._average(result.tokens, now - last)
            last = now
            norm = self.optimizer.step(schedule(self.progress, self.step))
            self.step += 1
            for key, value in {"loss": result.loss.item(), "norm": norm, **result.metrics}.items():
                self.metrics[key].append(value)
            if self.step % LOG_EVERY == 0:
                self._log()
            self._snapshot(before)
            if now - saved > SAVE_EVERY_SECONDS:
                self.save()
                saved = time.monotonic()
        self._log()
        self.save()

    def _average(self, tokens: int, seconds: float) -> None:
        """Averages the gradients over the workers; all agree on tokens, time and stopping."""
        shared = [float(tokens), seconds, float(self.stopped)]
        if self.worker.count > 1:
            for weight in self.optimizer.parameters:
                if weight.grad is None:
                    weight.grad = torch.zeros_like(weight)
            grads = [weight.grad for weight in self.optimizer.parameters]
            flat = torch.cat([*(grad.flatten() for grad in grads), torch.tensor(shared)])
            dist.all_reduce(flat)
            shared = flat[-3:].tolist()
            flat = flat[:-3] / self.worker.count
            for grad, part in zip(grads, flat.split([grad.numel() for grad in grads])):
                grad.copy_(part.view_as(grad))
            shared[1] /= self.worker.count
        self.tokens += int(shared[0])
        self.elapsed += shared[1]
        self.stopped = shared[2] > 0

    def _log(self) -> None:
        if self.worker.rank or not self.metrics:
            self.metrics.clear()
            return
        line = {"step": self.step, "tokens": self.tokens, "seconds": round(self.elapsed, 1)}
        line |= {key: round(sum(values) / len(values), 4) for key, values in sorted(self.metrics.items())}
        self.metrics.clear()
        with open(self.directory / f"{self.name}.log.jsonl", "a", encoding="utf8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)

    def save(self) -> None:
        """The state to resume from (each worker) and the checkpoint (the first worker)."""
        state = {
            "modules": {name: module.state_dict() for name, module in self.modules.items()},
            "optimizer": self.optimizer.state_dict(),
            "streams": {name: stream.state_dict() for name, stream in self.streams.items()},
            "step": self.step,
            "tokens": self.tokens,
            "elapsed": self.elapsed,
        }
        save_atomically(self.state_path, state)
        if self.worker.rank == 0:
            save_atomically(self.directory / f"{self.name}.pt", self._weights())

    def _weights(self) -> dict:
        meta = {
            "stage": self.name,
            "tokens": self.tokens,
            "step": self.step,
            "minutes": round(self.elapsed / 60, 2),
            "seed": self.options.seed,
            "settings": asdict(self.options.config),
        }
        return {**self.checkpoint(), "meta": meta}

    def _snapshot(self, before: float) -> None:
        """Keeps the weights where the progress has passed one of SNAPSHOTS since `before`."""
        if self.worker.rank or not self.options.snapshots or (before < 0 and self.step):
            return
        if any(before < share <= self.progress for share in SNAPSHOTS):
            save_atomically(self.directory / f"{self.name}.at-{self.step:06d}.pt", self._weights())

    def _resume(self) -> None:
        state = torch.load(self.state_path, map_location="cpu", weights_only=True)
        for name, module in self.modules.items():
            module.load_state_dict(state["modules"][name])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, stream in self.streams.items():
            stream.load_state_dict(state["streams"][name])
        self.step, self.tokens, self.elapsed = state["step"], state["tokens"], state["elapsed"]


def _work(rank: int, main: Callable[[StageOptions, Worker], None], options: StageOptions, store: str) -> None:
    torch.set_num_threads(1)
    if options.workers > 1:
        dist.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=options.workers)
    main(options, Worker(rank, options.workers))
    if options.workers > 1:
        dist.destroy_process_group()


def launch(main: Callable[[StageOptions, Worker], None], options: StageOptions) -> None:
    """Runs `main(options, worker)` in this process, or in `--workers` processes."""
    store = str((options.run / f".store-{os.getpid()}").resolve())
    if options.workers == 1:
        _work(0, main, options, store)
        return
    context = torch.multiprocessing.start_processes(
        _work, args=(main, options, store), nprocs=options.workers, join=False, start_method="spawn"
    )
    signal.signal(signal.SIGTERM, lambda *_: [process.terminate() for process in context.processes])
    while not context.join():
        pass
