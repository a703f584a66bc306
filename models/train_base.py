"""Stage 1: a base that looks things up in its context; sender and actor start from it."""

from __future__ import annotations

import random

import torch

from interlat_models.batches import pad
from interlat_models.config import StageOptions, stage_options
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.losses import expected_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.recall import RecallExercises
from interlat_models.recall_init import recall_start
from interlat_models.sender import autocast, positions_of, selected
from interlat_models.stage import Stage, StepResult, Worker, launch
from interlat_models.telegram import SHARES, SHARES_ENTROPY
from interlat_models.tokenizer import Codec


def train(options: StageOptions, worker: Worker) -> None:
    settings = options.config
    codec = Codec.load(options.run / "tokenizer.json")
    config = LlamaConfig(
        vocab_size=codec.size,
        hidden_size=settings.dim,
        intermediate_size=settings.dim * 11 // 4,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        rope_theta=settings.rope_theta,
    )
    torch.manual_seed(options.seed)
    model = Llama(config)
    recall_start(model, seed=options.seed)
    exercises = RecallExercises.of(codec)
    optimizer = Optimizer([model], muon_lr=settings.lr, adam_lr=settings.lr * 0.75)

    def checkpoint() -> dict:
        return {"config": vars(config), "model": model.state_dict()}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        count = shared.randint(8, 25)
        rows = [exercises.row(count, own) for _ in range(max(2, settings.batch_tokens // (10 * count)))]
        ids, weights = pad([row[0] for row in rows]), pad([row[1] for row in rows], dtype=torch.float32)
        several = positions_of([row[2] for row in rows], weights)
        with autocast():
            hidden = model(model.embed(ids))
        hidden, targets, weights, _ = selected(hidden, ids, weights)
        logits = model.logits(hidden)
        loss, each = expected_cross_entropy(logits, targets, weights, several, SHARES)
        sure = torch.ones_like(targets, dtype=torch.bool)
        sure[list(several)] = False
        metrics = {"places_right": (logits.argmax(-1) == targets)[sure].float().mean().item()}
        if several:
            metrics["above_entropy"] = (each[~sure].mean() - SHARES_ENTROPY).item()
        return StepResult(loss, ids.numel(), metrics)

    Stage(options, worker, {"model": model}, optimizer, {}, checkpoint).run(step)


if __name__ == "__main__":
    launch(train, stage_options("base", "base", __doc__ or ""))
