"""The loop of a stage: a budget in tokens, schedule, log, checkpoints, resuming, several processes."""

from __future__ import annotations

import json
import random
import shutil
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import torch
from accelerate import Accelerator
from accelerate.utils import DistributedType, gather_object
from torch import Tensor, nn

from .batches import BatchStream
from .config import StageOptions
from .optimizer import Optimizer, schedule
from .stage_files import StageFiles

LOG_EVERY = 25
# Shares of the budget at which --snapshots keeps the weights: close together where things begin.
SNAPSHOTS = (0.0, 0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3, 0.4, 0.55, 0.7, 0.85, 1.0)

States = dict[str, dict[str, Tensor]]  # of each module by its name
TrainStep = Callable[[float, random.Random, random.Random], "StepResult"]


@dataclass
class StepResult:
    loss: Tensor
    tokens: int
    metrics: dict[str, float] = field(default_factory=dict)


class Trained(nn.Module):
    """All that a stage trains as one module, whose forward is a whole step of the stage, however many
    passes through the models that takes: the one call that DistributedDataParallel and DeepSpeed need."""

    def __init__(self, modules: dict[str, nn.Module]):
        super().__init__()
        self.parts = nn.ModuleDict(modules)
        self.result: StepResult | None = None

    def forward(self, step: TrainStep, progress: float, shared: random.Random, own: random.Random) -> Tensor:
        self.result = step(progress, shared, own)
        return self.result.loss


class Stage:
    def __init__(
        self,
        options: StageOptions,
        accelerator: Accelerator,
        modules: dict[str, nn.Module],
        optimizer: Optimizer,
        streams: dict[str, BatchStream],
        checkpoint: Callable[[States], dict],
    ):
        """`checkpoint(states of the modules)` is the dictionary written to `<run>/<name>.pt` beside `meta`."""
        self.name, self.options, self.accelerator = options.name, options, accelerator
        self.modules, self.optimizer, self.streams = modules, optimizer, streams
        self.checkpoint = checkpoint
        self.step, self.tokens, self.elapsed = 0, 0, 0.0
        self.stopping = False  # this process was asked to stop
        self.stopped = False  # all processes know
        self.metrics: dict[str, list[float]] = defaultdict(list)
        self.files = StageFiles(options.run, options.name)
        self.zero = accelerator.distributed_type == DistributedType.DEEPSPEED
        if self.zero:
            self._suit_zero()
        self.trained = Trained(modules)
        state = self.files.load(accelerator.num_processes) if options.resume else None
        if state and not self.zero:
            for name, module in modules.items():
                module.load_state_dict(state["modules"][name])
            optimizer.load_state_dict(state["optimizer"])
        self.engine = optimizer.prepare(accelerator, self.trained)
        if state:
            self._go_on_from(state)
        if accelerator.is_main_process:
            options.save_config(accelerator.num_processes)
        if options.config.compile and (accelerator.device.type != "cpu" or shutil.which("g++")):
            for module in modules.values():
                module.compile(dynamic=True)

    def _suit_zero(self) -> None:
        if len(self.optimizer.parts) > 1:
            raise SystemExit('DeepSpeed steps one optimizer: set optimizer = "adamw" in the settings.')
        # It asks for a number; batches here are counted in tokens.
        self.accelerator.state.deepspeed_plugin.deepspeed_config["train_micro_batch_size_per_gpu"] = 1
        # It cannot send a number that is not a vector, such as the adapter's scale; `_states` undoes this.
        self.shapes = {name: {k: v.shape for k, v in m.state_dict().items()} for name, m in self.modules.items()}
        for weight in self.optimizer.parameters:
            if weight.ndim == 0:
                weight.data = weight.data[None]

    def _go_on_from(self, state: dict) -> None:
        if self.zero:
            self.accelerator.load_state(str(self.files.shards(state["step"])))
        for name, stream in self.streams.items():
            stream.load_state_dict(state["streams"][self.accelerator.process_index][name])
        self.step, self.tokens, self.elapsed = state["step"], state["tokens"], state["elapsed"]
        if self.accelerator.is_main_process:
            self.files.cut_log(self.step)

    @property
    def progress(self) -> float:
        config = self.options.config
        spent = max(self.tokens / config.tokens, self.elapsed / (60 * config.minutes))
        return min(1.0, spent)

    def run(self, train_step: TrainStep) -> None:
        """Calls `train_step(progress, shared rng, own rng)` until the budget is spent or SIGTERM.

        The shared rng is the same in all processes: what decides how long a step takes, and which models
        it calls, is drawn from it.
        """
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopping", True))
        last, saved = time.monotonic(), self.elapsed
        self._snapshot(-1.0)
        while self.progress < 1 and not self.stopped:
            before = self.progress
            seed = f"{self.options.seed}/{self.name}/{self.step}"
            own = random.Random(f"{seed}/{self.accelerator.process_index}")
            torch.manual_seed(own.getrandbits(62))
            loss = self.engine(train_step, before, random.Random(seed), own)
            result, self.trained.result = self.trained.result, None
            now = time.monotonic()
            self._agree(result.tokens, now - last)
            last = now
            self.optimizer.set_rates(schedule(self.progress, self.step))
            self.accelerator.backward(loss)
            norm = self.optimizer.step(self.accelerator)
            self.step += 1
            for key, value in {"loss": loss.item(), "norm": norm, **result.metrics}.items():
                self.metrics[key].append(value)
            if self.step % LOG_EVERY == 0:
                self._log()
            self._snapshot(before)
            if self.elapsed - saved > self.options.config.save_every:
                self.save()
                saved = self.elapsed
        self._log()
        self.save()

    def _agree(self, tokens: int, seconds: float) -> None:
        """What all processes must know alike: tokens spent, time, and whether one was asked to stop."""
        own = torch.tensor([tokens, seconds, self.stopping], dtype=torch.float32, device=self.accelerator.device)
        spent, time_spent, stopping = self.accelerator.reduce(own, "sum").tolist()
        self.tokens += int(spent)
        self.elapsed += time_spent / self.accelerator.num_processes
        self.stopped = stopping > 0

    def _log(self) -> None:
        if not self.accelerator.is_main_process or not self.metrics:
            self.metrics.clear()
            return
        line = {"step": self.step, "tokens": self.tokens, "seconds": round(self.elapsed, 1)}
        line |= {key: round(sum(values) / len(values), 4) for key, values in sorted(self.metrics.items())}
        self.metrics.clear()
        self.files.log(json.dumps(line))

    def save(self) -> None:
        """The state to resume from and the checkpoint. All processes call it; the main one writes."""
        streams = {name: stream.state_dict() for name, stream in self.streams.items()}
        state = {
            "streams": gather_object([streams]),
            "step": self.step,
            "tokens": self.tokens,
            "elapsed": self.elapsed,
        }
        modules = self._states()
        if self.zero:
            self.accelerator.save_state(str(self.files.shards(self.step)))
        else:
            state |= {"modules": modules, "optimizer": self.optimizer.state_dict()}
        if self.accelerator.is_main_process:
            self.files.save_state(state)
            self.files.save_weights(self._weights(modules))
        self.accelerator.wait_for_everyone()

    def _states(self) -> States:
        """The weights of each module; with DeepSpeed all processes must ask, and the main one is told."""
        if not self.zero:
            return {name: module.state_dict() for name, module in self.modules.items()}
        whole = self.accelerator.get_state_dict(self.engine) or {}
        if not whole:
            return {}
        return {
            name: {key: whole[f"parts.{name}.{key}"].float().cpu().view(shape) for key, shape in shapes.items()}
            for name, shapes in self.shapes.items()
        }

    def _weights(self, modules: States) -> dict:
        meta = {
            "stage": self.name,
            "tokens": self.tokens,
            "step": self.step,
            "minutes": round(self.elapsed / 60, 2),
            "seed": self.options.seed,
            "settings": asdict(self.options.config),
        }
        return {**self.checkpoint(modules), "meta": meta}

    def _snapshot(self, before: float) -> None:
        """Keeps the weights where the progress has passed one of SNAPSHOTS since `before`."""
        if not self.options.snapshots or (before < 0 and self.step):
            return
        if any(before < share <= self.progress for share in SNAPSHOTS):
            modules = self._states()
            if self.accelerator.is_main_process:
                self.files.save_weights(self._weights(modules), f".at-{self.step:06d}")
