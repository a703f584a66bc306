"""Stage 3: the actor reads words or nothing. Stage 4 (train_actor_latent.py) adds latents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from accelerate import Accelerator

from interlat_models.actor import Message, actor_length, run_actor
from interlat_models.batches import BatchStream
from interlat_models.config import StageOptions, stage_options
from interlat_models.episodes import NO_TURNS, Episode, Turns, load_episodes
from interlat_models.launch import launch
from interlat_models.losses import weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.stage import Stage, States, StepResult
from interlat_models.start import load_start
from interlat_models.tokenizer import Codecs

EXPLORER_SHARE = 0.7  # of the episodes, also shown without a message


@dataclass
class Example:
    episode: Episode
    thought: Sequence[int]
    turns: Turns
    length: int

    @property
    def kind(self) -> str:
        return self.episode.view if len(self.thought) else "none"


def text_turns(episode: Episode, which: str) -> Turns | None:
    """What a reader of the words does, None where nobody reads any: see ActorTextConfig.text_turns."""
    if which == "nothing":
        return None
    return episode.named if which == "named" and episode.named else episode.informed


def examples(episodes: list[Episode], longest: int, which: str, codecs: Codecs) -> list[Example]:
    """Episodes with words and an expert who was told them, and with nothing and the explorer."""
    found = []
    for number, episode in enumerate(episodes):
        explores = number % 10 < 10 * EXPLORER_SHARE
        played = [(text_turns(episode, which), codecs.to_actor(episode.thought))]
        for turns, words in [*played, (episode.explorer if explores else None, ())]:
            if turns is not None:
                turns = turns.cut(longest - actor_length(episode, NO_TURNS, len(words)))
                found.append(Example(episode, words, turns, actor_length(episode, turns, len(words))))
    return found


def train(options: StageOptions, accelerator: Accelerator) -> None:
    run, settings, device = options.run, options.config, accelerator.device
    codecs = Codecs.load(run)
    actor = load_start(run, settings.start_from, codecs.actor).to(device)
    optimizer = Optimizer(settings, [actor])
    stream = BatchStream(
        examples(load_episodes(run / "train.pickle"), settings.longest, settings.text_turns, codecs),
        lambda example: example.length,
        settings.batch_size,
        f"actor_text/{options.seed}/{accelerator.process_index}",
    )

    def checkpoint(states: States) -> dict:
        return {"config": vars(actor.config), "model": states["actor"]}

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        batch = next(stream)
        prompts = [example.episode.actor_prompt() for example in batch]
        # The planner's words say nothing that the actor does not know: it can write them itself.
        messages = [
            Message(tokens=example.thought, own=example.kind == "planner") for example in batch
        ]
        output = run_actor(actor, prompts, messages, [example.turns for example in batch])
        loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
        metrics = {}
        for kind in {example.kind for example in batch}:
            rows = torch.tensor([example.kind == kind for example in batch], device=device)
            chosen = output.is_command & rows[output.rows]
            if chosen.any():
                metrics[kind] = each[chosen].mean().item()
        return StepResult(loss, output.tokens, metrics)

    Stage(options, accelerator, {"actor": actor}, optimizer, {"main": stream}, checkpoint).run(step)


if __name__ == "__main__":
    launch(train, stage_options("actor_text", "actor_text", __doc__ or ""))
