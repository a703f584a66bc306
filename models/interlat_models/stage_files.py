"""The files of a stage in its run's folder: log, weights, and the state to resume from."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import torch


def save_atomically(path: Path, content: Any) -> None:
    partial = path.with_suffix(path.suffix + ".partial")
    torch.save(content, partial)
    os.replace(partial, path)


class StageFiles:
    """`<name>.pt` (weights), `.state.pt` (state; one file for all processes, so that a kill between two
    writes cannot leave them at different steps), `.log.jsonl`, and with DeepSpeed `.shards-<step>/`."""

    def __init__(self, run: Path, name: str):
        self.run, self.name = run, name
        self.state_path = run / f"{name}.state.pt"
        self.log_path = run / f"{name}.log.jsonl"

    def load(self, processes: int) -> dict | None:
        """The saved state, or None. Raises SystemExit where other processes wrote it."""
        if not self.state_path.exists():
            return None
        state = torch.load(self.state_path, map_location="cpu", weights_only=True)
        if len(state["streams"]) != processes:
            raise SystemExit(f"{self.state_path} is of {len(state['streams'])} processes, not {processes}.")
        return state

    def save_state(self, state: dict) -> None:
        save_atomically(self.state_path, state)
        for old in self.run.glob(f"{self.name}.shards-*"):
            if old != self.shards(state["step"]):
                shutil.rmtree(old)

    def save_weights(self, weights: dict, suffix: str = "") -> None:
        save_atomically(self.run / f"{self.name}{suffix}.pt", weights)

    def shards(self, step: int) -> Path:
        """Where DeepSpeed keeps weights and optimizer, a file of each process."""
        return self.run / f"{self.name}.shards-{step:06d}"

    def log(self, line: str) -> None:
        with open(self.log_path, "a", encoding="utf8") as file:
            file.write(line + "\n")
        print(line, flush=True)

    def cut_log(self, step: int) -> None:
        """Drops what was logged after the state was saved: it will be done, and logged, again."""
        if not self.log_path.exists():
            return
        lines = self.log_path.read_text(encoding="utf8").splitlines(keepends=True)
        # A killed process may have left half a line.
        whole = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= step]
        self.log_path.write_text("".join(whole), encoding="utf8")
