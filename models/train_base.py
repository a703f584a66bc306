"""Stage 1: a base that looks things up in its context; sender and actor start from it."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from interlat_models.batches import pad
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.losses import weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.recall import RecallExercises
from interlat_models.recall_init import recall_start
from interlat_models.sender import autocast, selected
from interlat_models.stage import Stage, StepResult, Worker, launch, stage_arguments
from interlat_models.tokenizer import Codec


def train(options: argparse.Namespace, worker: Worker) -> None:
    codec = Codec.load(Path(options.run) / "tokenizer.json")
    config = LlamaConfig(
        vocab_size=codec.size,
        hidden_size=options.dim,
        intermediate_size=options.dim * 11 // 4,
        num_hidden_layers=options.layers,
        num_attention_heads=options.heads,
    )
    torch.manual_seed(options.seed)
    model = Llama(config)
    recall_start(model, seed=options.seed)
    exercises = RecallExercises.of(codec)
    optimizer = Optimizer([model], muon_lr=4e-3, adam_lr=3e-3)

    def checkpoint() -> dict:
        return {"config": vars(config), "model": model.state_dict()}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        count = shared.randint(8, 25)
        rows = [exercises.row(count, own) for _ in range(max(2, options.batch_tokens // (10 * count)))]
        ids, weights = pad([ids for ids, _ in rows]), pad([w for _, w in rows], dtype=torch.float32)
        with autocast():
            hidden = model(model.embed(ids))
        hidden, targets, weights, _ = selected(hidden, ids, weights)
        logits = model.logits(hidden)
        loss, _ = weighted_cross_entropy(logits, targets, weights)
        right = (logits.argmax(-1) == targets).float().mean().item()
        return StepResult(loss, ids.numel(), {"places_right": right})

    modules = {"model": model}
    Stage("base", options, worker, modules, optimizer, {}, checkpoint, "base.pt").run(step)


if __name__ == "__main__":
    parser = stage_arguments(__doc__ or "", tokens=6e5, minutes=3)
    parser.add_argument("--dim", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--heads", type=int, default=4)
    launch(train, parser.parse_args())
