"""What a CoT says about where things are: its words against the episode, and the token that commits."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from .row_decoder import Tier
from .tokenizer import Codec

# As src/lab/thought-checks.ts has them.
FACT = re.compile(r"\b([a-z]+ [0-9]+)(?: [a-z]+){0,4} (?:in|at) ([a-z]+ [0-9]+)")
FETCH = re.compile(r"\bto ([a-z]+ [0-9]+)\b[^.]*? and (?:take|pick up|grab|get|lift|fetch) ([a-z]+ [0-9]+)")
NAME = re.compile(r"[a-z]+ [0-9]+")
RELIABILITIES = ("likely", "maybe", "perhaps")


def sentences(text: str) -> list[str]:
    return [part.strip() for part in re.findall(r"[^.]+\.?", text)]


def placements(text: str) -> list[tuple[str, str]]:
    """(object, place) pairs that the text states."""
    found = []
    for sentence in sentences(text):
        found += [(thing, place) for thing, place in FACT.findall(sentence)]
        found += [(thing, place) for place, thing in FETCH.findall(sentence)]
    return found


def class_of(name: str) -> str:
    return name.split(" ")[0]


def target_placements(text: str, line: dict) -> list[tuple[str, str]]:
    """The same of objects of the targets' class alone."""
    wanted = {class_of(target["object"]) for target in line["targets"]}
    return [(thing, place) for thing, place in placements(text) if class_of(thing) in wanted]


def names_true_places(text: str, line: dict) -> bool:
    """Scout: it places as many objects of the targets' class as there are targets, all truly."""
    named = target_placements(text, line)
    told = all(f"{thing} in {place}." in line["sightings"] for thing, place in named)
    return told and len({thing for thing, _ in named}) >= len(line["targets"])


def names_every_candidate(text: str, line: dict) -> bool:
    """Hedging: every place of every target comes up."""
    named = set(NAME.findall(text))
    return all(place in named for target in line["targets"] for place in target["candidates"])


def without_places(text: str, line: dict) -> str:
    """Without the sentences that say where an object of the task is or may be; the goal, the tool and
    the destination stay."""
    places = {place for _, place in target_placements(text, line)}
    places |= {place for target in line["targets"] for place in target["candidates"]}
    kept = [s for s in sentences(text) if not places.intersection(NAME.findall(s))]
    return " ".join(kept)


@dataclass(frozen=True)
class Commitment:
    """The first token of a CoT that names one of a target's candidate places.

    `position` t: the state that emits it is row t of the message. `rank` of the place: 0 likely,
    1 maybe, 2 perhaps.
    """

    target: int
    position: int
    rank: int


class TokenTexts:
    """Each token's text without white space around it."""

    def __init__(self, codec: Codec):
        self.texts = [codec.decode([token]).strip() for token in range(codec.size)]
        # The form after a space, which stands in running text.
        self.ids = {text: token for token, text in enumerate(self.texts) if codec.decode([token]) == f" {text}"}


def commitments(texts: TokenTexts, tokens: list[int], line: dict) -> list[Commitment | None]:
    """For each target its commitment. The last target named before the place must be this one, so that
    a place two targets share, or one that is also a tool's, is not mistaken; where the CoT names no
    target before its place, the first mention counts. None where no candidate is named."""
    words = [texts.texts[token] for token in tokens]
    objects = [target["object"] for target in line["targets"]]
    found: list[Commitment | None] = []
    for number, target in enumerate(line["targets"]):
        mentions = [t for t, word in enumerate(words) if word in target["candidates"]]
        about = None
        strict = []
        for t, word in enumerate(words):
            if word in objects:
                about = word
            elif about == target["object"] and word in target["candidates"]:
                strict.append(t)
        first = next(iter(strict or mentions), None)
        found.append(
            None if first is None else Commitment(number, first, target["candidates"].index(words[first]))
        )
    return found


def certain_sightings(line: dict, committed: list[Commitment]) -> list[str]:
    """The sightings with the three reports of each committed target replaced by one plain sighting of
    the committed place, where that report stood."""
    replaced: dict[str, str | None] = {}
    for one in committed:
        target = line["targets"][one.target]
        for rank, place in enumerate(target["candidates"]):
            report = f"{target['object']} {RELIABILITIES[rank]} in {place}."
            replaced[report] = f"{target['object']} in {place}." if rank == one.rank else None
    missing = set(replaced) - set(line["sightings"])
    if missing:
        raise ValueError(f"{line['name']}: the sightings have no {sorted(missing)}.")
    new = [replaced.get(sighting, sighting) for sighting in line["sightings"]]
    return [sighting for sighting in new if sighting is not None]


def prompt_tokens(tier: Tier, line: dict, sightings: list[str] | None = None) -> list[int]:
    """<bos> + the sender's prompt, without <bop>."""
    text = " ".join([line["opening"], *(line["sightings"] if sightings is None else sightings)])
    return [tier.special["bos"], *tier.codec.encode(text)]


def forced_states(tier: Tier, prompt: list[int], tokens: list[int]) -> np.ndarray:
    """The sender's states [tokens, dim] that would emit given CoT tokens after a prompt."""
    if not tokens:
        return np.zeros((0, tier.table("sender").shape[1]), np.float32)
    states = tier.states("sender", tier.embed("sender", [*prompt, tier.special["bop"], *tokens[:-1]]))
    return states[len(prompt) :]


def calibration(tier: Tier, texts: TokenTexts, line: dict, state: np.ndarray, one: Commitment) -> dict:
    """The sender's distribution over the whole vocabulary where it commits, from its state [dim]."""
    logits = (state @ tier.head("sender").T).astype(np.float64)
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    target = line["targets"][one.target]
    candidates = [float(shares[texts.ids[p]]) if p in texts.ids else None for p in target["candidates"]]
    return {
        "game": line["name"],
        "target": target["object"],
        "position": one.position,
        "committed_rank": one.rank,
        "true_rank": truth_rank(target),
        "probabilities": candidates,
        "entropy": float(-(shares * np.log(np.maximum(shares, 1e-300))).sum()),
        "top_share": float(shares.max()),
    }


def truth_rank(target: dict) -> int | None:
    """Where among several candidates the true place stands, 0 first; None where there are not several."""
    candidates = target["candidates"]
    return candidates.index(target["place"]) if len(candidates) > 1 and target["place"] in candidates else None
