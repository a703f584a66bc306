"""Stage 4: actor and adapter on latents, words and nothing, with L_sep and L_align; sender frozen."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from interlat_models.actor import ActorOutput, Message, actor_length, curriculum, run_actor
from interlat_models.adapter import Adapter, adapt
from interlat_models.batches import BatchStream
from interlat_models.episodes import Episode, Turns, load_episodes
from interlat_models.llama import load_checkpoint, load_llama
from interlat_models.losses import alignment_loss, separation_loss, weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.sender import teacher_forced_messages
from interlat_models.stage import Stage, StepResult, Worker, launch, stage_arguments

LONGEST = 480
NONE_SHARE, TEXT_SHARE, FULL_SHARE = 0.2, 0.2, 0.3  # the other latents: mixed 3 : 1 subset
EXTRA_LOSSES_EVERY = 3
SEPARATION_WEIGHT, ALIGNMENT_WEIGHT = 0.1, 0.2


def batch_kind(rng: random.Random) -> str:
    draw = rng.random()
    for kind, share in (("none", NONE_SHARE), ("text", TEXT_SHARE), ("full", FULL_SHARE)):
        if draw < share:
            return kind
        draw -= share
    return "mixed" if rng.random() < 0.75 else "subset"


def train(options: argparse.Namespace, worker: Worker) -> None:
    run = Path(options.run)
    sender = load_llama(run / "sender.pt").requires_grad_(False)
    actor = load_llama(run / "actor_text.pt")
    scale = actor.embeddings.detach().pow(2).mean().sqrt().item()
    torch.manual_seed(options.seed)
    adapter = Adapter(actor.config.hidden_size, output_scale=scale)
    if options.start_from:
        start = load_checkpoint(run / options.start_from)
        actor.load_state_dict(start["model"])
        adapter.load_state_dict(start["adapter"])
    optimizer = Optimizer([actor, adapter], muon_lr=options.lr, adam_lr=options.lr * 0.75)
    episodes = load_episodes(run / "train.pickle")
    informed = [episode for episode in episodes if episode.informed]
    exploring = [episode for episode in episodes if episode.explorer]

    def with_message(episode: Episode) -> int:
        longest = max(map(len, episode.thoughts))
        return min(LONGEST, actor_length(episode, episode.informed or Turns([], []), longest))

    def without_message(episode: Episode) -> int:
        return min(LONGEST, actor_length(episode, episode.explorer or Turns([], []), 0))

    seed = f"actor_latent/{worker.rank}"
    streams = {
        "informed": BatchStream(informed, with_message, options.batch_tokens, f"{seed}/i"),
        "exploring": BatchStream(exploring, without_message, options.batch_tokens, f"{seed}/e"),
    }

    def explore() -> ActorOutput:
        batch = next(streams["exploring"])
        turns = [
            (episode.explorer or Turns([], [])).cut(LONGEST - 3 - len(episode.intro)) for episode in batch
        ]
        return run_actor(actor, [e.actor_prompt() for e in batch], [Message() for _ in batch], turns)

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        kind = batch_kind(shared)
        extra = shared.random() * EXTRA_LOSSES_EVERY < 1
        if kind == "none":
            output = explore()
            loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
            return StepResult(loss, output.tokens, {"none": each[output.is_command].mean().item()})
        batch = next(streams["informed"])
        prompts = [episode.actor_prompt() for episode in batch]
        thoughts = [own.choice(episode.thoughts) for episode in batch]
        turns = [
            (episode.informed or Turns([], [])).cut(LONGEST - 3 - len(episode.intro) - len(thought))
            for episode, thought in zip(batch, thoughts)
        ]
        words = [Message(tokens=thought) for thought in thoughts]
        if kind == "text":
            output = run_actor(actor, prompts, words, turns)
            loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
            return StepResult(loss, output.tokens, {"text": each[output.is_command].mean().item()})
        views = [
            episode.sender_prompt(own.sample(episode.sightings, len(episode.sightings)))
            for episode in batch
        ]
        hidden = teacher_forced_messages(sender, views, thoughts)
        parts = [curriculum(h, thought, own, kind) for h, thought in zip(hidden, thoughts)]
        latents = adapt(adapter, [part for part, _ in parts])
        messages = [Message(latent, rest) for latent, (_, rest) in zip(latents, parts)]
        output = run_actor(actor, prompts, messages, turns)
        loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
        metrics = {kind: each[output.is_command].mean().item()}
        tokens = output.tokens
        if kind == "full" and extra and len(batch) > 1:
            with torch.no_grad():
                as_text = run_actor(actor, prompts, words, turns)
            align = alignment_loss(output.command_logits, as_text.command_logits)
            mismatched = run_actor(actor, prompts, messages[1:] + messages[:1], turns)
            separate, divergence = separation_loss(
                output.command_logits, mismatched.command_logits, output.command_rows, len(batch)
            )
            loss = loss + SEPARATION_WEIGHT * separate + ALIGNMENT_WEIGHT * align
            tokens += as_text.tokens + mismatched.tokens
            metrics |= {"js": divergence.item(), "align": align.item()}
        return StepResult(loss, tokens, metrics)

    def checkpoint() -> dict:
        config = vars(actor.config)
        return {"config": config, "model": actor.state_dict(), "adapter": adapter.state_dict()}

    modules = {"actor": actor, "adapter": adapter}
    Stage("actor", options, worker, modules, optimizer, streams, checkpoint, "actor.pt").run(step)


if __name__ == "__main__":
    parser = stage_arguments(__doc__ or "", tokens=20e6, minutes=30)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--start-from", default="", help="a checkpoint of this stage to go on from, with a new budget")
    launch(train, parser.parse_args())
