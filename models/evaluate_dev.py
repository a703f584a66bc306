"""Plays dev games with each kind of message and prints success with Wilson 95% intervals."""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from interlat_models.adapter import Adapter, adapt
from interlat_models.episodes import read_lines
from interlat_models.games import GameServer, Played, play
from interlat_models.generate import Thought, write_thoughts
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.llama import load_checkpoint, load_llama
from interlat_models.tokenizer import BOS, Codec

BATCH = 50


def wilson(successes: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson interval of a share."""
    share = successes / count
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return centre - half, centre + half


def summary(message: str, games: list[Played]) -> dict:
    won = sum(game.won for game in games)
    low, high = wilson(won, len(games))
    kinds: dict[str, list[bool]] = defaultdict(list)
    for game in games:
        kinds[game.name.split("/")[3]].append(game.won)
    steps = [len(game.turns) for game in games]
    wins = [len(game.turns) for game in games if game.won]
    return {
        "message": message,
        "games": len(games),
        "success": round(100 * won / len(games), 1),
        "ci95": [round(100 * low, 1), round(100 * high, 1)],
        "steps": round(sum(steps) / len(steps), 1),
        "steps_of_wins": round(sum(wins) / max(1, len(wins)), 1),
        "by_task": {kind: round(100 * sum(each) / len(each)) for kind, each in sorted(kinds.items())},
    }


def right_thoughts(lines: Sequence[dict], texts: Sequence[str]) -> float:
    """Share of CoTs that name a target of the task in the place where it is."""
    right = 0
    for line, text in zip(lines, texts):
        where = dict(sighting.rstrip(".").split(" in ") for sighting in line["sightings"])
        wanted = {target.split()[0] for target in line["targets"]}
        pairs = [(thing, place) for thing, place in where.items() if thing.split()[0] in wanted]
        said = sum(thing in text and place in text for thing, place in pairs)
        right += said >= len(line["targets"])
    return right / len(texts)


def without_places(text: str) -> str:
    """The CoT without its sentences that name an object or a place by number."""
    return " ".join(s for s in re.split(r"(?<=\.) ", text) if not re.search("[0-9]", s))


def another_task(lines: Sequence[dict], rng: random.Random) -> list[int]:
    """For each game the number of a game of another task type."""
    return [
        rng.choice([j for j, other in enumerate(lines) if other["task_type"] != line["task_type"]])
        for line in lines
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", default="models/work/tiny")
    parser.add_argument("--games", type=int, default=200)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--messages", default="none,text,latent,cross-task,8,cross-8")
    parser.add_argument("--actor", default="actor.pt")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--show", type=int, default=0, help="print this many games in full")
    options = parser.parse_args()
    torch.set_num_threads(1)
    run = Path(options.run)
    codec = Codec.load(run / "tokenizer.json")
    lines = [line for line in read_lines([run / "dev.jsonl"]) if not line["stale"]]
    lines = lines[options.start : options.start + options.games]
    names = [line["name"] for line in lines]
    prompts = [[BOS, *codec.encode(" ".join([line["task"], *line["sightings"]]))] for line in lines]
    actor = load_llama(run / options.actor).eval()
    checkpoint = load_checkpoint(run / options.actor)
    adapter = Adapter(actor.config.hidden_size)
    if "adapter" in checkpoint:
        adapter.load_state_dict(checkpoint["adapter"])
    others = another_task(lines, random.Random(0))
    wanted = options.messages.split(",")

    thoughts: list[Thought] = []
    if set(wanted) & {"text", "latent", "cross-task", "cross-text", "text-without-places"}:
        sender = load_llama(run / "sender.pt").eval()
        for i in range(0, len(prompts), BATCH):
            thoughts += write_thoughts(sender, prompts[i : i + BATCH])
        sampled = write_thoughts(sender, prompts[:BATCH], temperature=1.0)
        entropies = [value for thought in sampled for value in thought.entropies]
        texts = [codec.decode(thought.tokens) for thought in thoughts]
        report = {
            "thoughts_right": round(right_thoughts(lines, texts), 3),
            "sampled_right": round(
                right_thoughts(lines, [codec.decode(thought.tokens) for thought in sampled]), 3
            ),
            "tokens": round(sum(len(t.tokens) for t in thoughts) / len(thoughts), 1),
            "shortest": min(len(t.tokens) for t in thoughts),
            "longest": max(len(t.tokens) for t in thoughts),
            "entropy_sampled": round(sum(entropies) / len(entropies), 3),
            "example": texts[0],
        }
        print(json.dumps(report), flush=True)

    @torch.no_grad()
    def message_of(kind: str) -> list[Tensor]:
        if kind == "none":
            return [torch.zeros(0, actor.config.hidden_size) for _ in lines]
        if kind in ("text", "cross-text"):
            words = [actor.embed(torch.tensor(thought.tokens, dtype=torch.long)) for thought in thoughts]
            return [words[j] for j in others] if kind == "cross-text" else words
        if kind == "text-without-places":
            return [actor.embed(torch.tensor(codec.encode(without_places(t)))) for t in texts]
        if kind in ("latent", "cross-task"):
            latents = adapt(adapter, [thought.hidden for thought in thoughts])
            return [latents[j] for j in others] if kind == "cross-task" else latents
        count = int(kind.removeprefix("cross-"))
        compressed = load_checkpoint(run / "sender_compressed.pt")
        writer = load_llama(run / "sender_compressed.pt")
        head = LatentHead(writer.config.hidden_size)
        head.load_state_dict(compressed["latent"])
        latents = list(latent_steps(writer, head, prompts, count))
        adapted = adapt(adapter, latents)
        return [adapted[j] for j in others] if kind.startswith("cross-") else adapted

    with GameServer() as server:
        for kind in wanted:
            messages = message_of(kind)
            games: list[Played] = []
            for i in range(0, len(names), BATCH):
                games += play(
                    server, codec, actor, names[i : i + BATCH], messages[i : i + BATCH], options.steps
                )
            print(json.dumps(summary(kind, games)), flush=True)
            for game in games[: options.show]:
                print(game.name, game.won)
                for command, observation in game.turns:
                    print("  >", command, "|", observation)


if __name__ == "__main__":
    main()
