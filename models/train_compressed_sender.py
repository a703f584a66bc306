"""Stage 5: a copy of the sender learns to say its message in K latent steps; the actor is frozen."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F

from interlat_models.actor import LOSS_WEIGHTS, ActorOutput, Message, actor_length, run_actor
from interlat_models.adapter import Adapter, adapt
from interlat_models.batches import BatchStream
from interlat_models.episodes import COMMAND, Episode, Turns, load_episodes, more_of_two
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.llama import load_checkpoint, load_llama
from interlat_models.losses import (
    latent_direction_loss,
    uncertainty_weighted_kl,
    weighted_cross_entropy,
)
from interlat_models.optimizer import Optimizer
from interlat_models.sender import autocast, teacher_forced_messages
from interlat_models.stage import Stage, StepResult, Worker, launch, stage_arguments
from interlat_models.tokenizer import EOP

COUNTS = {1: 0.06, 2: 0.1, 4: 0.2, 8: 0.45, 16: 0.12, 32: 0.04, 64: 0.03}
KL_WEIGHT, DIRECTION_WEIGHT = 0.1, 0.1
TEACHER_EVERY = 4
WINDOW = 64
LONGEST_TURNS = 200
# So that it leaves the loss of no message soon, the steps are first asked to say (through the LM head)
# the sightings that matter, a token each (not with K of 1 or 2: no room, and the first steps of all K
# are the same); this loss fades out over the first half of the budget.
TELEGRAM_SHARE = 0.5


def telegram(episode: Episode, count: int) -> list[int]:
    """`count` tokens: the sightings of the objects in the expert's commands, over and over."""
    turns = episode.informed or Turns([], [])
    said = dict.fromkeys(i for i, label in zip(turns.ids, turns.labels) if label == COMMAND)
    whereabouts = {sighting[0]: sighting for sighting in episode.sightings}
    sentences = [whereabouts[i] for i in said if i in whereabouts] or [[EOP]]
    tokens = sum(sentences, [])
    return [tokens[k % len(tokens)] for k in range(count)]


def train(options: argparse.Namespace, worker: Worker) -> None:
    run = Path(options.run)
    sender = load_llama(run / "sender.pt")
    teacher = load_llama(run / "sender.pt").requires_grad_(False)
    actor = load_llama(run / "actor.pt").requires_grad_(False)
    adapter = Adapter(actor.config.hidden_size)
    adapter.load_state_dict(load_checkpoint(run / "actor.pt")["adapter"])
    adapter.requires_grad_(False)
    torch.manual_seed(options.seed)
    episodes = load_episodes(run / "train.pickle")
    episodes = more_of_two([e for e in episodes if e.informed and not e.stale])
    some = episodes[:200]
    thoughts = [episode.thoughts[0] for episode in some]
    states = teacher_forced_messages(teacher, [e.sender_prompt(e.sightings) for e in some], thoughts)
    head = LatentHead(sender.config.hidden_size)
    head.start_from(sender, torch.cat(states), torch.tensor(sum(thoughts, [])))
    optimizer = Optimizer([sender], options.lr, options.lr * 0.75, adam_only=[head])

    def turns_of(episode: Episode) -> Turns:
        return (episode.informed or Turns([], [])).cut(LONGEST_TURNS)

    stream = BatchStream(
        episodes,
        lambda episode: actor_length(episode, turns_of(episode), 12) + 60,
        options.batch_tokens,
        f"compressed/{worker.rank}",
    )

    def in_window(output: ActorOutput, turns: list[Turns]) -> torch.Tensor:
        """The positions of the output that lie in the first 64 tokens of the turns."""
        inside = [
            position < WINDOW
            for turn in turns
            for position, label in enumerate(turn.labels)
            if LOSS_WEIGHTS[label] > 0
        ]
        return torch.tensor(inside)

    def telegram_loss(latents: torch.Tensor, batch: list[Episode]) -> torch.Tensor:
        """Cross-entropy of each step's logits to one token of the telegram."""
        targets = [token for episode in batch for token in telegram(episode, latents.shape[1])]
        return F.cross_entropy(sender.logits(latents).flatten(0, 1), torch.tensor(targets))

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        count = shared.choices(list(COUNTS), list(COUNTS.values()))[0]
        with_teacher = shared.random() * TEACHER_EVERY < 1
        batch = next(stream)
        prompts = [episode.actor_prompt() for episode in batch]
        turns = [turns_of(episode) for episode in batch]
        views = [
            episode.sender_prompt(own.sample(episode.sightings, len(episode.sightings)))
            for episode in batch
        ]
        with autocast():
            latents = latent_steps(sender, head, views, count)
        adapted = adapt(adapter, list(latents))
        output = run_actor(actor, prompts, [Message(message) for message in adapted], turns)
        chosen = output.is_command
        loss, _ = weighted_cross_entropy(
            output.logits[chosen], output.targets[chosen], output.weights[chosen]
        )
        metrics = {f"ce_{count}": loss.item()}
        telegram_weight = min(1.0, max(0.0, 2 - 2 * progress / TELEGRAM_SHARE))
        if telegram_weight and count >= 4:
            said = telegram_loss(latents, batch)
            loss = loss + telegram_weight * said
            metrics[f"telegram_{count}"] = said.item()
        tokens = output.tokens + sum(map(len, views)) + count * len(views)
        if with_teacher:
            with torch.no_grad():
                thoughts = [own.choice(episode.thoughts) for episode in batch]
                full_message = adapt(adapter, teacher_forced_messages(teacher, views, thoughts))
                full = run_actor(actor, prompts, [Message(message) for message in full_message], turns)
                without = run_actor(actor, prompts, [Message() for _ in batch], turns)
            inside = in_window(output, turns) & chosen
            divergence = uncertainty_weighted_kl(
                output.logits[inside], full.logits[inside], without.logits[inside]
            )
            direction = latent_direction_loss(adapted, full_message)
            loss = loss + KL_WEIGHT * divergence + DIRECTION_WEIGHT * direction
            tokens += full.tokens + without.tokens
            metrics |= {"kl": divergence.item(), "direction": direction.item()}
        return StepResult(loss, tokens, metrics)

    def checkpoint() -> dict:
        config = vars(sender.config)
        return {"config": config, "model": sender.state_dict(), "latent": head.state_dict()}

    modules = {"sender": sender, "head": head}
    Stage(
        "compressed", options, worker, modules, optimizer, {"main": stream}, checkpoint, "sender_compressed.pt"
    ).run(step)


if __name__ == "__main__":
    parser = stage_arguments(__doc__ or "", tokens=15e6, minutes=20)
    parser.add_argument("--lr", type=float, default=2e-3)
    launch(train, parser.parse_args())
