"""Stage 3: the actor reads words or nothing. Stage 4 (train_actor_latent.py) adds latents."""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from interlat_models.actor import Message, actor_length, run_actor
from interlat_models.batches import BatchStream
from interlat_models.episodes import Episode, Turns, load_episodes
from interlat_models.llama import load_llama
from interlat_models.losses import weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.stage import Stage, StepResult, Worker, launch, stage_arguments

LONGEST = 480


@dataclass
class Example:
    episode: Episode
    thought: list[int]
    turns: Turns
    length: int


def examples(episodes: list[Episode]) -> list[Example]:
    """Each episode once with words and the informed expert, once with nothing and the explorer."""
    found = []
    for number, episode in enumerate(episodes):
        thought = episode.thoughts[number % len(episode.thoughts)]
        for turns, words in ((episode.informed, thought), (episode.explorer, [])):
            if turns is not None:
                turns = turns.cut(LONGEST - actor_length(episode, Turns([], []), len(words)))
                found.append(Example(episode, words, turns, actor_length(episode, turns, len(words))))
    return found


def train(options: argparse.Namespace, worker: Worker) -> None:
    run = Path(options.run)
    actor = load_llama(run / options.start_from)
    optimizer = Optimizer([actor], muon_lr=options.lr, adam_lr=options.lr * 0.75)
    stream = BatchStream(
        examples(load_episodes(run / "train.pickle")),
        lambda example: example.length,
        options.batch_tokens,
        f"actor/{worker.rank}",
    )

    def checkpoint() -> dict:
        return {"config": vars(actor.config), "model": actor.state_dict()}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        batch = next(stream)
        prompts = [example.episode.actor_prompt() for example in batch]
        messages = [Message(tokens=example.thought) for example in batch]
        output = run_actor(actor, prompts, messages, [example.turns for example in batch])
        loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
        metrics = {}
        for kind, wanted in (("text", True), ("none", False)):
            chosen = output.is_command & (
                output.rows.new_tensor([bool(example.thought) == wanted for example in batch])[output.rows]
                > 0
            )
            if chosen.any():
                metrics[kind] = each[chosen].mean().item()
        return StepResult(loss, output.tokens, metrics)

    modules = {"actor": actor}
    Stage("actor_text", options, worker, modules, optimizer, {"main": stream}, checkpoint, "actor_text.pt").run(step)


if __name__ == "__main__":
    parser = stage_arguments(__doc__ or "", tokens=12e6, minutes=30)
    parser.add_argument("--lr", type=float, default=4e-3)
    parser.add_argument("--start-from", default="base.pt", help="the checkpoint to start from")
    launch(train, parser.parse_args())
