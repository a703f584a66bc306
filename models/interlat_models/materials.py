"""All that a set of games' messages are made of: each part is generated once, when it is first asked
for, and serves every condition."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from .batch_agents import Thought, random_of, think, trained_latents, untrained_latents
from .perturb import CorpusStatistics, derange, same_label_partners
from .row_decoder import Tier, drive
from .thought_text import (
    Commitment,
    TokenTexts,
    certain_sightings,
    commitments,
    forced_states,
    prompt_tokens,
)

UNTRAINED_STEPS = 8


class LeftOut(Exception):
    """There is no such message for this game; says why."""


class Unavailable(Exception):
    """What is needed for this condition is not there, for any game; says what."""


class Materials:
    """`lines` are episodes of one view; `corpus` others of it, for the corpus statistics."""

    def __init__(self, tier: Tier, lines: list[dict], corpus: Callable[[str], CorpusStatistics], seed: int):
        self.tier, self.lines, self.seed = tier, lines, seed
        self.corpus_of = corpus
        self.prompts = [prompt_tokens(tier, line) for line in lines]

    @cached_property
    def texts(self) -> TokenTexts:
        return TokenTexts(self.tier.codec)

    @cached_property
    def thoughts(self) -> list[Thought]:
        return write_thoughts(self.tier, self.prompts)

    @cached_property
    def sampled(self) -> list[Thought]:
        """At temperature 1, each game with its own seed."""
        tier = self.tier
        agents = (
            think(tier, prompt, random_of(self.seed, "sampled", line["name"]))
            for prompt, line in zip(self.prompts, self.lines)
        )
        return _in_order(drive(tier.decoder("sender"), agents))

    @cached_property
    def trained(self) -> list[np.ndarray]:
        """The compressed sender's steps, as many as the longest compression: [K, dim]; a smaller K is
        the first of them."""
        return write_trained(self.tier, self.prompts, max(self.tier.compressions))

    @cached_property
    def untrained(self) -> list[np.ndarray]:
        agents = (untrained_latents(self.tier, prompt, UNTRAINED_STEPS) for prompt in self.prompts)
        return _in_order(drive(self.tier.decoder("sender"), agents))

    @cached_property
    def cross_task(self) -> list[int]:
        labels = [line["task_type"] for line in self.lines]
        return derange(labels, random_of(self.seed, "cross-task"))

    @cached_property
    def same_type(self) -> list[int | None]:
        labels = [line["task_type"] for line in self.lines]
        return same_label_partners(labels, random_of(self.seed, "same-type"))

    @cached_property
    def commitments(self) -> list[list[Commitment | None]]:
        return [
            commitments(self.texts, thought.tokens, line) for thought, line in zip(self.thoughts, self.lines)
        ]

    def committed(self, game: int) -> list[Commitment]:
        """The game's commitments. Raises LeftOut where the CoT does not commit on every target."""
        found = self.commitments[game]
        if not found or any(one is None for one in found):
            raise LeftOut("the thought names no candidate for a target")
        return [one for one in found if one is not None]

    def certain_states(self, game: int) -> np.ndarray:
        """The states [tokens, dim] of the same sender on the same CoT, told the committed places alone."""
        line = self.lines[game]
        sightings = certain_sightings(line, self.committed(game))
        prompt = prompt_tokens(self.tier, line, sightings)
        return forced_states(self.tier, prompt, self.thoughts[game].tokens)

    def random(self, condition: str, game: int) -> np.random.Generator:
        return random_of(self.seed, condition, self.lines[game]["name"])


def write_thoughts(tier: Tier, prompts: list[list[int]]) -> list[Thought]:
    """The greedy CoT on each prompt."""
    return _in_order(drive(tier.decoder("sender"), (think(tier, prompt) for prompt in prompts)))


def write_trained(tier: Tier, prompts: list[list[int]], count: int) -> list[np.ndarray]:
    agents = (trained_latents(tier, prompt, count) for prompt in prompts)
    return _in_order(drive(tier.decoder("sender-compressed"), agents))


def _in_order(results) -> list:  # noqa: ANN001 (pairs of a place and a result)
    return [result for _, result in sorted(results, key=lambda pair: pair[0])]
