"""Stage 2: the sender, from each view to a chain of thought."""

from __future__ import annotations

import random

import torch
from accelerate import Accelerator

from interlat_models.batches import BatchStream, pad
from interlat_models.config import StageOptions, stage_options
from interlat_models.episodes import Episode, load_episodes, more_of_two
from interlat_models.launch import launch
from interlat_models.losses import expected_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.sender import ENTITY_WEIGHT, SenderRows, autocast, positions_of, selected
from interlat_models.stage import Stage, States, StepResult
from interlat_models.start import load_start
from interlat_models.telegram import SHARES, SHARES_ENTROPY
from interlat_models.tokenizer import EOP, Codec


def train(options: StageOptions, accelerator: Accelerator) -> None:
    run, settings, device = options.run, options.config, accelerator.device
    codec = Codec.load(run / "tokenizer.json")
    rows_of = SenderRows(codec)
    is_entity = torch.tensor(rows_of.is_entity, device=device)
    model = load_start(run, settings.start_from, codec).to(device)
    optimizer = Optimizer(settings, [model])

    def length(episode: Episode) -> int:
        return sum(map(len, episode.sightings)) + len(episode.thought) + 45

    episodes = more_of_two(load_episodes(run / "train.pickle"), settings.two_object_copies)
    seed = f"sender/{options.seed}/{accelerator.process_index}"
    stream = BatchStream(episodes, length, settings.batch_size, seed)

    def checkpoint(states: States) -> dict:
        return {"config": vars(model.config), "model": states["model"]}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        batch = next(stream)
        rows = [rows_of.row(episode, own) for episode in batch]
        ids = pad([row[0] for row in rows], device=device)
        weights = pad([row[1] for row in rows], dtype=torch.float32, device=device)
        several = positions_of([row[2] for row in rows], weights)
        with autocast(device):
            hidden = model(model.embed(ids))
        hidden, targets, weights, row_of = selected(hidden, ids, weights)
        loss, each = expected_cross_entropy(model.logits(hidden), targets, weights, several, SHARES)
        entity = is_entity[targets] & (weights >= ENTITY_WEIGHT)
        metrics = {"word_loss": each[~is_entity[targets] & (targets != EOP)].mean().item()}
        if several:
            metrics["above_entropy"] = (each[list(several)].mean() - SHARES_ENTROPY).item()
        for view in ("scout", "uncertain", "hedging"):
            chosen = entity & torch.tensor([episode.view == view for episode in batch], device=device)[row_of]
            if chosen.any():
                metrics[f"entity_loss_{view}"] = each[chosen].mean().item()
        return StepResult(loss, ids.numel(), metrics)

    Stage(options, accelerator, {"model": model}, optimizer, {"main": stream}, checkpoint).run(step)


if __name__ == "__main__":
    launch(train, stage_options("sender", "sender", __doc__ or ""))
