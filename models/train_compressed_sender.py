"""Stage 5: a copy of the sender learns to say its message in K latent steps; the actor is frozen."""

from __future__ import annotations

import random

import torch
from accelerate import Accelerator

from interlat_models.actor import LOSS_WEIGHTS, ActorOutput, Message, actor_length, run_actor
from interlat_models.adapter import adapt, load_adapter
from interlat_models.batches import BatchStream
from interlat_models.config import StageOptions, stage_options
from interlat_models.episodes import NO_TURNS, Episode, Turns, load_episodes, more_of_two
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.launch import launch
from interlat_models.llama import load_checkpoint
from interlat_models.losses import (
    latent_direction_loss,
    uncertainty_weighted_kl,
    weighted_cross_entropy,
)
from interlat_models.optimizer import Optimizer
from interlat_models.sender import autocast, teacher_forced_messages
from interlat_models.stage import Stage, States, StepResult
from interlat_models.start import load_start
from interlat_models.telegram import telegram_loss
from interlat_models.tokenizer import Codecs

COUNTS = {1: 0.08, 2: 0.12, 4: 0.2, 8: 0.38, 16: 0.11, 32: 0.07, 64: 0.04}
WINDOW = 64


def train(options: StageOptions, accelerator: Accelerator) -> None:
    run, settings, device = options.run, options.config, accelerator.device
    codecs = Codecs.load(run)
    sender = load_start(run, settings.sender, codecs.sender).to(device)
    teacher = load_start(run, settings.sender, codecs.sender).requires_grad_(False).to(device)
    actor = load_start(run, settings.actor, codecs.actor).requires_grad_(False).to(device)
    adapter = load_adapter(load_checkpoint(run / settings.actor)["adapter"]).requires_grad_(False).to(device)
    if settings.compile:
        actor.compile(dynamic=True)
        teacher.compile(dynamic=True)
    torch.manual_seed(options.seed)
    episodes = [e for e in load_episodes(run / "train.pickle") if e.informed and not e.stale]
    episodes = more_of_two([e for e in episodes if e.view != "hedging"], settings.two_object_copies)
    some = [e for e in episodes[:400] if e.view != "planner"]
    thoughts = [episode.thought for episode in some]
    states = teacher_forced_messages(teacher, [e.sender_prompt(e.sightings) for e in some], thoughts)
    head = LatentHead(sender.config.hidden_size).to(device)
    said = torch.tensor([token for thought in thoughts for token in thought], device=device)
    head.start_from(sender, torch.cat(states), said)
    optimizer = Optimizer(settings, [sender], adam_only=[head])

    def turns_of(episode: Episode) -> Turns:
        return (episode.informed or NO_TURNS).cut(settings.longest_turns)

    stream = BatchStream(
        episodes,
        lambda episode: actor_length(episode, turns_of(episode), 12) + sum(map(len, episode.sightings)),
        settings.batch_size,
        f"compressed/{options.seed}/{accelerator.process_index}",
    )

    def in_window(turns: list[Turns]) -> torch.Tensor:
        """Which positions of an output lie in the first 64 tokens of the turns."""
        inside = [
            position < WINDOW
            for turn in turns
            for position, label in enumerate(turn.labels)
            if LOSS_WEIGHTS[label] > 0
        ]
        return torch.tensor(inside, device=device)

    def teacher_losses(
        batch: list[Episode], views: list[list[int]], turns: list[Turns], output: ActorOutput, adapted: list[torch.Tensor]
    ) -> tuple[torch.Tensor, int, dict[str, float]]:
        """The paper's other two losses, weighted, against the full message and none."""
        prompts = [episode.actor_prompt() for episode in batch]
        with torch.no_grad():
            hidden = teacher_forced_messages(teacher, views, [episode.thought for episode in batch])
            messages = adapt(adapter, hidden)
            full = run_actor(actor, prompts, [Message(message) for message in messages], turns)
            without = run_actor(actor, prompts, [Message() for _ in batch], turns)
        inside = in_window(turns) & output.is_command
        kl = uncertainty_weighted_kl(output.logits[inside], full.logits[inside], without.logits[inside])
        direction = latent_direction_loss(adapted, messages)
        metrics = {"kl": kl.item(), "direction": direction.item()}
        return settings.kl * kl + settings.direction * direction, full.tokens + without.tokens, metrics

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        count = shared.choices(list(COUNTS), list(COUNTS.values()))[0]
        with_teacher = shared.random() * settings.teacher_every < 1
        batch = next(stream)
        turns = [turns_of(episode) for episode in batch]
        views = [episode.shuffled_prompt(own) for episode in batch]
        with autocast(device):
            latents = latent_steps(sender, head, views, count)
        adapted = adapt(adapter, list(latents))
        prompts = [episode.actor_prompt() for episode in batch]
        output = run_actor(actor, prompts, [Message(message) for message in adapted], turns)
        chosen = output.is_command
        loss, _ = weighted_cross_entropy(
            output.logits[chosen], output.targets[chosen], output.weights[chosen]
        )
        metrics = {f"ce_{count}": loss.item()}
        loss = settings.task * loss
        fading = min(1.0, max(0.0, 2 - 2 * progress / settings.telegram_share)) * settings.telegram
        if fading:
            said = telegram_loss(sender.logits(latents), batch)
            loss = loss + fading * said
            metrics[f"telegram_{count}"] = said.item()
        tokens = output.tokens + sum(map(len, views)) + count * len(views)
        if with_teacher:
            more, spent, found = teacher_losses(batch, views, turns, output, adapted)
            loss, tokens, metrics = loss + more, tokens + spent, {**metrics, **found}
        return StepResult(loss, tokens, metrics)

    def checkpoint(states: States) -> dict:
        return {"config": vars(sender.config), "model": states["sender"], "latent": states["head"]}

    modules = {"sender": sender, "head": head}
    Stage(options, accelerator, modules, optimizer, {"main": stream}, checkpoint).run(step)


if __name__ == "__main__":
    launch(train, stage_options("compressed", "sender_compressed", __doc__ or ""))
