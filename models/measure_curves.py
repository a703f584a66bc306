"""Training curves of a run made with --snapshots: losses and JS from its logs, and for each kept
checkpoint the success of each kind of message on dev games.

    python models/measure_curves.py --run models/work/tiny --games 40

Writes <run>/curves.json: {"games", "steps", "stages": {"actor": {"log": [...], "success": [...]}, …}};
`success` has a line for each snapshot, view and message. What is measured already is kept.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor

from interlat_models.adapter import Adapter, adapt, load_adapter
from interlat_models.episodes import read_lines
from interlat_models.games import GameServer, play
from interlat_models.generate import Thought, write_thoughts
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.llama import Llama, LlamaConfig, load_checkpoint, load_llama
from interlat_models.tokenizer import BOS, Codec

STAGES = {"actor": ("none", "text", "latent"), "sender_compressed": ("8", "2")}
VIEWS = ("uncertain", "scout")


class Curves:
    """Dev games with the sender's greedy CoTs, made once for all snapshots."""

    def __init__(self, run: Path, games: int, steps: int):
        self.run, self.games, self.steps = run, games, steps
        self.codec = Codec.load(run / "tokenizer.json")
        sender = load_llama(run / "sender.pt").eval()
        self.lines: dict[str, list[dict]] = {}
        self.prompts: dict[str, list[list[int]]] = {}
        self.thoughts: dict[str, list[Thought]] = {}
        for view in VIEWS:
            lines = list(read_lines([run / f"dev.{view}.jsonl"]))[:games]
            prompts = [
                [BOS, *self.codec.encode(" ".join([line["opening"], *line["sightings"]]))] for line in lines
            ]
            self.lines[view], self.prompts[view] = lines, prompts
            self.thoughts[view] = write_thoughts(sender, prompts)

    @cached_property
    def actor(self) -> dict:
        """The finished actor, which reads what the snapshots of the compressed sender say."""
        return load_checkpoint(self.run / "actor.pt")

    def measure(self, server: GameServer, stage: str, snapshot: dict) -> Iterator[dict]:
        compressed = stage == "sender_compressed"
        of_actor = self.actor if compressed else snapshot
        actor = Llama(LlamaConfig(**of_actor["config"])).eval()
        actor.load_state_dict(of_actor["model"])
        adapter = load_adapter(of_actor["adapter"])
        for view in VIEWS:
            for message in STAGES[stage]:
                if message == "none" and view != VIEWS[0]:
                    continue  # the same in every view
                given = self._messages(view, message, actor, adapter, snapshot)
                names = [line["name"] for line in self.lines[view]]
                played = play(server, self.codec, actor, names, given, self.steps)
                won = sum(game.won for game in played)
                meta = snapshot["meta"]
                yield {
                    "step": meta["step"],
                    "tokens": meta["tokens"],
                    "minutes": meta["minutes"],
                    "view": view,
                    "message": f"k{message}" if compressed else message,
                    "games": len(played),
                    "won": won,
                }

    @torch.no_grad()
    def _messages(self, view: str, message: str, actor: Llama, adapter: Adapter, snapshot: dict) -> list[Tensor]:
        thoughts = self.thoughts[view]
        if message == "none":
            return [torch.zeros(0, actor.config.hidden_size) for _ in thoughts]
        if message == "text":
            return [actor.embed(torch.tensor(thought.tokens)) for thought in thoughts]
        if message == "latent":
            return adapt(adapter, [thought.hidden for thought in thoughts])
        writer = Llama(LlamaConfig(**snapshot["config"])).eval()
        writer.load_state_dict(snapshot["model"])
        head = LatentHead(writer.config.hidden_size)
        head.load_state_dict(snapshot["latent"])
        return adapt(adapter, list(latent_steps(writer, head, self.prompts[view], int(message))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--games", type=int, default=40)
    parser.add_argument("--steps", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(1)
    run = options.run
    path = run / "curves.json"
    found = json.loads(path.read_text()) if path.exists() else {"stages": {}}
    command = f"python models/measure_curves.py --run {run} --games {options.games} --steps {options.steps}"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    found |= {"games": options.games, "steps": options.steps, "date": today, "command": command}
    curves = Curves(run, options.games, options.steps)
    with GameServer() as server:
        for stage in STAGES:
            entry = found["stages"].setdefault(stage, {"log": [], "success": []})
            log = run / f"{stage}.log.jsonl"
            entry["log"] = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
            done = {line["step"] for line in entry["success"]}
            for file in sorted(run.glob(f"{stage}.at-*.pt")):
                snapshot = load_checkpoint(file)
                if snapshot["meta"]["step"] not in done:
                    entry["success"] += curves.measure(server, stage, snapshot)
                    path.write_text(json.dumps(found) + "\n")
                    print(json.dumps(entry["success"][-3:]), flush=True)
    path.write_text(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
