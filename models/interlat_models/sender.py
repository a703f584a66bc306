"""What the sender reads and writes in training, and the message it leaves."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor

from .batches import pad
from .episodes import Episode
from .llama import Llama
from .recall import Row
from .tokenizer import BOP, EOP, Codec

WORD_WEIGHT, ENTITY_WEIGHT, FIRST_MENTION_WEIGHT, FACT_WEIGHT = 0.5, 2.0, 4.0, 1.0
FACTS, REPORTS = 4, 2
LINKS = ("likely in", "maybe in", "perhaps in", "in")
Parts = tuple[list[int], list[int], list[int], list[int]]


def autocast(device: torch.device) -> torch.autocast:
    """What the decoders compute in, on any device; logits and losses stay in float32."""
    return torch.autocast(device.type, dtype=torch.bfloat16)


class SenderRows:
    """Prompt, <bop>, CoT, <eop>, and in training a few sentences "The mug 1 is in cabinet 3."."""

    def __init__(self, codec: Codec):
        self.is_entity = codec.is_entity
        self.the, self.be = (codec.encode(word)[0] for word in (" The", " is"))
        self.links = [codec.encode(f" {link}") for link in LINKS]
        self.inside = self.links[-1]

    def parts(self, sighting: list[int]) -> Parts | None:
        """Object, "in" or "perhaps in", place and full stop: one token each in our own vocabulary,
        several of a pretrained base's."""
        for link in self.links:
            for at in range(1, len(sighting) - len(link) - 1):
                end = at + len(link)
                if sighting[at:end] == link:
                    return sighting[:at], link, sighting[end:-1], sighting[-1:]
        return None

    def row(self, episode: Episode, rng: random.Random) -> Row:
        """Ids, loss weights, and where the thought commits to one of several places; sightings shuffled
        anew."""
        ids = [*episode.shuffled_prompt(rng), BOP]
        weights = [0.0] * len(ids)
        several = {len(ids) + at: candidates for at, candidates in episode.choices()}
        mentioned: set[int] = set()
        for token in [*episode.thought, EOP]:
            ids.append(token)
            weights.append(self.weight(token, mentioned))
            mentioned.add(token)
        spoken = [parts for sighting in episode.sightings if (parts := self.parts(sighting))]
        reports = [parts for parts in spoken if parts[1] != self.inside]
        chosen = rng.sample(spoken, min(FACTS, len(spoken)))
        chosen += rng.sample(reports, min(REPORTS, len(reports)))
        for thing, link, place, stop in chosen:
            # A report keeps its own words: "The mug 1 perhaps in cabinet 3."
            said = [self.be, *link] if link == self.inside else link
            ids += [self.the, *thing, *said, *place, *stop]
            weights += [0.0] * (1 + len(thing) + len(said)) + [FACT_WEIGHT] * len(place) + [0.0] * len(stop)
        return ids, weights, several

    def weight(self, token: int, mentioned: set[int]) -> float:
        if not self.is_entity[token]:
            return WORD_WEIGHT
        return ENTITY_WEIGHT if token in mentioned else FIRST_MENTION_WEIGHT


def positions_of(several: list[dict[int, list[int]]], weights: Tensor) -> dict[int, list[int]]:
    """`several` of each row, by their place among the weighted tokens that `selected` gives."""
    order = ((weights[:, 1:] > 0).flatten().long().cumsum(0) - 1).tolist()
    width = weights.shape[1] - 1
    return {
        order[row * width + position - 1]: candidates
        for row, found in enumerate(several)
        for position, candidates in found.items()
    }


def selected(hidden: Tensor, ids: Tensor, weights: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What predicts each weighted token: hidden states [n, dim], targets, weights and rows [n]."""
    chosen = weights[:, 1:] > 0
    rows = torch.arange(len(ids), device=ids.device)[:, None].expand_as(chosen)[chosen]
    return hidden[:, :-1][chosen], ids[:, 1:][chosen], weights[:, 1:][chosen], rows


@torch.no_grad()
def teacher_forced_messages(
    sender: Llama, prompts: list[list[int]], thoughts: Sequence[Sequence[int]]
) -> list[Tensor]:
    """H of each given CoT: the states [CoT tokens, dim] that emit its tokens, the first at <bop>.

    `prompts` are without <bop>.
    """
    device = sender.device
    ids = pad([[*prompt, BOP, *thought[:-1]] for prompt, thought in zip(prompts, thoughts)], device=device)
    with autocast(device):
        hidden = sender(sender.embed(ids)).float()
    return [
        hidden[i, len(prompt) : len(prompt) + len(thought)]
        for i, (prompt, thought) in enumerate(zip(prompts, thoughts))
    ]
