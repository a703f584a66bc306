"""Stage 4: actor and adapter on latents, words and nothing, with L_sep and L_align; sender frozen."""

from __future__ import annotations

import random

import torch
from accelerate import Accelerator

from interlat_models.actor import LOSS_WEIGHTS, ActorOutput, Message, actor_length, curriculum, run_actor
from interlat_models.adapter import Adapter, NoAdapter, adapt
from interlat_models.batches import BatchStream
from interlat_models.config import ActorConfig, StageOptions, stage_options
from interlat_models.episodes import DECISION, NO_TURNS, Episode, Turns, load_episodes
from interlat_models.launch import launch
from interlat_models.llama import load_checkpoint
from interlat_models.losses import alignment_loss, js_divergence, separation_loss, weighted_cross_entropy
from interlat_models.optimizer import Optimizer
from interlat_models.sender import teacher_forced_messages
from interlat_models.stage import Stage, States, StepResult
from interlat_models.start import load_start
from interlat_models.tokenizer import Codecs
from train_actor import text_turns


def batch_kind(settings: ActorConfig, rng: random.Random) -> str:
    draw = rng.random()
    shares = (("none", settings.none_share), ("text", settings.text_share), ("full", settings.full_share))
    for kind, share in shares:
        if draw < share:
            return kind
        draw -= share
    if not settings.curriculum:
        return "full"
    return "mixed" if rng.random() < 0.4 else "subset"


def grown(weights: tuple[float, float], progress: float) -> float:
    """A loss's weight, growing from the first figure to the second."""
    first, last = weights
    return first + (last - first) * progress


def build_adapter(settings: ActorConfig, sender_dim: int, dim: int, scale: float) -> Adapter | NoAdapter:
    if settings.adapter:
        return Adapter(dim, output_scale=scale, sender_dim=sender_dim)
    if sender_dim != dim:
        raise SystemExit(f"Without an adapter the sender's width {sender_dim} must be the actor's, {dim}.")
    return NoAdapter(output_scale=scale)


def train(options: StageOptions, accelerator: Accelerator) -> None:
    run, settings, device = options.run, options.config, accelerator.device
    codecs = Codecs.load(run)
    is_entity = codecs.sender.is_entity
    entity_table = torch.tensor(codecs.actor.is_entity, device=device)
    sender = load_start(run, settings.sender, codecs.sender).requires_grad_(False).to(device)
    if settings.compile:
        sender.compile(dynamic=True)
    actor = load_start(run, settings.start_from, codecs.actor).to(device)
    scale = actor.embeddings.detach().pow(2).mean().sqrt().item()
    torch.manual_seed(options.seed)
    adapter = build_adapter(settings, sender.config.hidden_size, actor.config.hidden_size, scale).to(device)
    saved = load_checkpoint(run / settings.start_from) if (run / settings.start_from).is_file() else {}
    if settings.adapter and "adapter" in saved:
        # Another phase of this stage: it goes on with the adapter, too.
        adapter.load_state_dict(saved["adapter"])
    optimizer = Optimizer(settings, [actor, adapter])
    episodes = [e for e in load_episodes(run / "train.pickle") if e.informed and e.explorer]

    def cut(episode: Episode, turns: Turns | None, message: int) -> Turns:
        return (turns or NO_TURNS).cut(settings.longest - actor_length(episode, NO_TURNS, message))

    def with_message(episode: Episode) -> int:
        return actor_length(episode, episode.informed or NO_TURNS, len(episode.thought))

    def without_message(episode: Episode) -> int:
        return min(settings.longest, actor_length(episode, episode.explorer or NO_TURNS, 0))

    seed = f"actor/{options.seed}/{accelerator.process_index}"
    more = [e for e in episodes if e.view == "uncertain"] * (settings.uncertain_copies - 1)
    streams = {
        "informed": BatchStream(episodes + more, with_message, settings.batch_size, f"{seed}/i"),
        "exploring": BatchStream(episodes, without_message, settings.batch_size, f"{seed}/e"),
    }

    def plain(kind: str) -> StepResult:
        """Nothing, or words; in the planner's view the actor learns to write them itself, too."""
        batch = next(streams["exploring" if kind == "none" else "informed"])
        messages = [
            Message() if kind == "none" else Message(tokens=codecs.to_actor(e.thought), own=e.view == "planner")
            for e in batch
        ]
        turns = [
            cut(e, e.explorer if kind == "none" else text_turns(e, settings.text_turns), len(message))
            for e, message in zip(batch, messages)
        ]
        output = run_actor(actor, [e.actor_prompt() for e in batch], messages, turns)
        loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
        return StepResult(loss, output.tokens, {kind: each[output.is_command].mean().item()})

    def extra_losses(
        output: ActorOutput, batch: list[Episode], messages: list[Message], turns: list[Turns], progress: float
    ) -> tuple[torch.Tensor, int, dict[str, float]]:
        """L_sep against the neighbour's message, L_align to the words; weighted, with what they cost.

        As many passes whatever the batch: with ZeRO stage 3 all processes must make the same ones.
        """
        prompts = [episode.actor_prompt() for episode in batch]
        total, tokens, metrics = output.logits.new_zeros(()), 0, {}
        other = run_actor(actor, prompts, messages[1:] + messages[:1], turns)
        tokens += other.tokens
        separate, divergence = separation_loss(
            output.command_logits, other.command_logits, output.command_rows, len(batch)
        )
        total = total + grown(settings.separation, progress) * separate
        metrics["js"] = divergence.item()
        places = entity_table[output.targets[output.is_command]]
        if places.any():
            each = js_divergence(output.command_logits[places], other.command_logits[places])
            metrics["js_entities"] = each.detach().mean().item()
        # Words commit where latents do not: aligning the uncertain view would teach the latents' loss.
        sure = torch.tensor([episode.view != "uncertain" for episode in batch], device=device)[output.command_rows]
        if settings.alignment[1]:
            with torch.no_grad():
                words = [Message(tokens=codecs.to_actor(episode.thought)) for episode in batch]
                as_text = run_actor(actor, prompts, words, turns)
            tokens += as_text.tokens
            if sure.any():
                align = alignment_loss(output.command_logits[sure], as_text.command_logits[sure])
                total = total + grown(settings.alignment, progress) * align
                metrics["align"] = align.item()
        return total, tokens, metrics

    def step(progress: float, shared: random.Random, own: random.Random) -> StepResult:
        kind = batch_kind(settings, shared)
        extra = shared.random() * settings.extra_losses_every < 1
        if kind in ("none", "text"):
            return plain(kind)
        batch = next(streams["informed"])
        views = [episode.shuffled_prompt(own) for episode in batch]
        hidden = teacher_forced_messages(sender, views, [episode.thought for episode in batch])
        parts = [curriculum(h, e, own, kind, is_entity) for h, e in zip(hidden, batch)]
        latents = adapt(adapter, [part for part, _, _ in parts])
        messages = [Message(latent, codecs.to_actor(rest)) for latent, (_, rest, _) in zip(latents, parts)]
        turns = [cut(e, part[2], len(m)) for e, part, m in zip(batch, parts, messages)]
        output = run_actor(actor, [e.actor_prompt() for e in batch], messages, turns)
        loss, each = weighted_cross_entropy(output.logits, output.targets, output.weights)
        metrics = {kind: each[output.is_command].mean().item()}
        unsure = torch.tensor([episode.view == "uncertain" for episode in batch], device=device)[output.rows]
        second = unsure & (output.weights == LOSS_WEIGHTS[DECISION])
        if kind == "full" and second.any():
            metrics["second_choice"] = each[second].mean().item()
        tokens = output.tokens
        if kind == "full" and extra:
            more, spent, found = extra_losses(output, batch, messages, turns, progress)
            loss, tokens, metrics = loss + more, tokens + spent, {**metrics, **found}
        return StepResult(loss, tokens, metrics)

    def checkpoint(states: States) -> dict:
        return {"config": vars(actor.config), "model": states["actor"], "adapter": states["adapter"]}

    modules = {"actor": actor, "adapter": adapter}
    Stage(options, accelerator, modules, optimizer, streams, checkpoint).run(step)


if __name__ == "__main__":
    launch(train, stage_options("actor", "actor", __doc__ or ""))
