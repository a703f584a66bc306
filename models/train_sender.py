"""Stage 2: the sender, from the scout's view to a chain of thought."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from interlat_models.batches import BatchStream, pad
from interlat_models.episodes import Episode, load_episodes, more_of_two
from interlat_models.llama import load_llama
from interlat_models.losses import weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.sender import ENTITY_WEIGHT, SenderRows, autocast, selected
from interlat_models.stage import Stage, StepResult, Worker, launch, stage_arguments
from interlat_models.tokenizer import EOP, Codec


def train(options: argparse.Namespace, worker: Worker) -> None:
    run = Path(options.run)
    rows_of = SenderRows(Codec.load(run / "tokenizer.json"))
    is_entity = torch.tensor(rows_of.is_entity)
    model = load_llama(run / options.start_from)
    optimizer = Optimizer([model], muon_lr=options.lr, adam_lr=options.lr * 0.75)

    def length(episode: Episode) -> int:
        return 4 * len(episode.sightings) + max(map(len, episode.thoughts)) + 45

    episodes = more_of_two(load_episodes(run / "train.pickle"))
    stream = BatchStream(episodes, length, options.batch_tokens, f"sender/{worker.rank}")

    def checkpoint() -> dict:
        return {"config": vars(model.config), "model": model.state_dict()}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        rows = [rows_of.row(episode, own) for episode in next(stream)]
        ids, weights = pad([ids for ids, _ in rows]), pad([w for _, w in rows], dtype=torch.float32)
        with autocast():
            hidden = model(model.embed(ids))
        hidden, targets, weights, _ = selected(hidden, ids, weights)
        loss, each = weighted_cross_entropy(model.logits(hidden), targets, weights)
        entity = is_entity[targets]
        metrics = {
            "word_loss": each[~entity & (targets != EOP)].mean().item(),
            "entity_loss": each[entity & (weights >= ENTITY_WEIGHT)].mean().item(),
        }
        return StepResult(loss, ids.numel(), metrics)

    modules = {"model": model}
    Stage("sender", options, worker, modules, optimizer, {"main": stream}, checkpoint, "sender.pt").run(step)


if __name__ == "__main__":
    parser = stage_arguments(__doc__ or "", tokens=12e6, minutes=30)
    parser.add_argument("--lr", type=float, default=4e-3)
    parser.add_argument("--start-from", default="base.pt", help="the checkpoint to start from")
    launch(train, parser.parse_args())
