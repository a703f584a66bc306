"""Stage 1: a base that looks things up in its context and knows what it searches for; both agents start from it.

A pretrained base is only renumbered and copied into the run: it needs no exercises.
"""

from __future__ import annotations

import random

import torch
from accelerate import Accelerator

from interlat_models.batches import pad
from interlat_models.config import BaseConfig, StageOptions, stage_options
from interlat_models.launch import launch
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.losses import expected_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.pretrained import PretrainedDecoder, load_base
from interlat_models.recall import RecallExercises
from interlat_models.recall_init import recall_start
from interlat_models.sender import autocast, positions_of, selected
from interlat_models.stage import Stage, States, StepResult
from interlat_models.telegram import SHARES, SHARES_ENTROPY
from interlat_models.tokenizer import Codecs


def start(settings: BaseConfig, vocabulary: int, seed: int) -> Llama | PretrainedDecoder:
    if settings.pretrained:
        return load_base(settings.pretrained)
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=settings.dim,
        intermediate_size=settings.dim * 11 // 4,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        rope_theta=settings.rope_theta,
    )
    torch.manual_seed(seed)
    model = Llama(config)
    recall_start(model, seed=seed)
    return model


def train(options: StageOptions, accelerator: Accelerator) -> None:
    settings, device = options.config, accelerator.device
    codec = Codecs.load(options.run).own
    if codec is None and not settings.pretrained:
        print("Sender and actor start from pretrained bases of their own: no base is trained.")
        return
    model = start(settings, codec.size if codec else 0, options.seed).to(device)
    optimizer = Optimizer(settings, [model])

    def checkpoint(states: States) -> dict:
        return {"config": vars(model.config), "model": states["model"]}

    stage = Stage(options, accelerator, {"model": model}, optimizer, {}, checkpoint)
    if settings.pretrained:
        stage.save()
        return
    exercises = RecallExercises.of(codec)

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        count = shared.randint(8, 25)
        rows = [exercises.row(count, own) for _ in range(max(2, settings.batch_tokens // (10 * count)))]
        ids = pad([row[0] for row in rows], device=device)
        weights = pad([row[1] for row in rows], dtype=torch.float32, device=device)
        several = positions_of([row[2] for row in rows], weights)
        with autocast(device):
            hidden = model(model.embed(ids))
        hidden, targets, weights, _ = selected(hidden, ids, weights)
        logits = model.logits(hidden)
        loss, each = expected_cross_entropy(logits, targets, weights, several, SHARES)
        sure = torch.ones_like(targets, dtype=torch.bool)
        sure[list(several)] = False
        metrics = {"answers_right": (logits.argmax(-1) == targets)[sure].float().mean().item()}
        if several:
            metrics["above_entropy"] = (each[~sure].mean() - SHARES_ENTROPY).item()
        return StepResult(loss, ids.numel(), metrics)

    stage.run(step)


if __name__ == "__main__":
    launch(train, stage_options("base", "base", __doc__ or ""))
