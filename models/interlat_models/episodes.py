"""Training episodes: JSON lines of `npm run -s games -- episodes` → token ids."""

from __future__ import annotations

import gc
import json
import pickle
import random
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .tokenizer import ACT, BOP, BOS, OBS, Codec

# What a token of the turns is: the observation, a command to learn (with the <obs> that closes it),
# a random command (in the context, not to be learned), the <act> that opens a turn; and a command of
# an explorer that is not a step of its search, such as taking what it came upon, or of an informed player
# that goes on to the next candidate: rare, and all that counts.
OBSERVATION, COMMAND, RANDOM_COMMAND, OPENING, DECISION = range(5)
SEARCHING = ("go to", "open")
TWO_OBJECTS = "pick_two_obj_and_place"

Ids = Sequence[int]
Entity = int | Ids  # one token of our own vocabulary, several of a pretrained base


def tokens_of(entity: Entity) -> Ids:
    return [entity] if isinstance(entity, int) else entity


@dataclass
class Turns:
    ids: Ids
    labels: Ids

    def cut(self, length: int) -> Turns:
        return Turns(self.ids[:length], self.labels[:length])


NO_TURNS = Turns([], [])


@dataclass
class Target:
    """An object of the task and the places it may be in, most reliable first."""

    object: Entity
    candidates: list[Entity]


@dataclass
class Episode:
    """`informed` is played with all that the sender knows, `named` with the places its CoT names."""

    name: str
    view: str
    task_type: str
    opening: Ids
    sightings: list[list[int]]
    thought: Ids
    intro: Ids
    informed: Turns | None
    named: Turns | None
    explorer: Turns | None
    stale: bool
    targets: list[Target]
    committed: list[Entity]
    # Where the thought first names each committed place, if not a token each (`commitments`).
    named_at: list[int] | None = None

    def sender_prompt(self, sightings: list[list[int]]) -> list[int]:
        """<bos> + the sender's view, without <bop>."""
        return [BOS, *self.opening, *(token for sighting in sightings for token in sighting)]

    def shuffled_prompt(self, rng: random.Random) -> list[int]:
        return self.sender_prompt(rng.sample(self.sightings, len(self.sightings)))

    def actor_prompt(self) -> list[int]:
        return [BOS, *self.intro, BOP]

    def choices(self) -> list[tuple[int, list[int]]]:
        """Where the thought commits to one of several places that the sender was told of, and these; nothing
        where a place is not one token."""
        several = self.named_at is None and self.view == "uncertain" and all(len(t.candidates) > 1 for t in self.targets)
        places = self.commitments() if several else []
        return list(zip(places, (t.candidates for t in self.targets))) if len(places) == len(self.targets) else []

    def commitments(self) -> list[int]:
        """Where the thought, after a target's name, first names its place: the indices of its tokens."""
        if self.named_at is not None:
            return self.named_at
        found = []
        for target, place in zip(self.targets, self.committed):
            thought = list(self.thought)
            start = thought.index(target.object) if target.object in thought else len(thought)
            if place in thought[start:]:
                found.append(thought.index(place, start))
        return found


def read_lines(paths: Iterable[str | Path]) -> Iterator[dict]:
    for path in paths:
        with open(path, encoding="utf8") as file:
            for line in file:
                yield json.loads(line)


def renumber(line: dict, rng: random.Random, highest: int = 20) -> dict:
    """The same episode with the numbers of its most frequent classes spread over 1 to `highest`.

    Some rooms of other splits have more cabinets than any room seen in training.
    """
    numbers = Counter(re.findall(r"a ([a-z]+) [0-9]+", line["intro"]))
    renamed = {}
    for name, count in numbers.items():
        if 4 <= count <= highest:
            chosen = sorted(rng.sample(range(1, highest + 1), count))
            renamed |= {f"{name} {i + 1}": f"{name} {number}" for i, number in enumerate(chosen)}

    def swap(match: re.Match[str]) -> str:
        return renamed.get(match[0], match[0])

    return json.loads(re.sub(r"[a-z]+ [0-9]+", swap, json.dumps(line)))


def texts_of(line: dict) -> Iterator[str]:
    """Every text of an episode, as the models will read it."""
    yield " ".join([line["opening"], *line["sightings"]])
    yield line["thought"]
    yield line["intro"]
    for turns in (line["informed"], line["named"], line["explorer"]):
        for turn in turns or []:
            yield turn["command"]
            yield turn["observation"]


def ids_of(codec: Codec, ids: Iterable[int]) -> array:
    """Few bytes a token: there are tens of millions of them."""
    return array("H" if codec.size <= 1 << 16 else "I", ids)


def first_named(codec: Codec, line: dict) -> list[int]:
    """The indices of the tokens that name each committed place for the first time after its object."""
    thought, found = line["thought"], []
    offsets = codec.tokenizer.encode(thought, add_special_tokens=False).offsets
    for target, place in zip(line["targets"], line["committed"]):
        if match := re.search(rf"\b{target['object']}\b.*?\b({place})\b", thought, re.DOTALL):
            found += [i for i, (start, end) in enumerate(offsets) if start < match.end(1) and end > match.start(1)]
    return found


def _turns(
    codec: Codec, turns: list[dict] | None, exploring: bool, second_choices: frozenset[str] = frozenset()
) -> Turns | None:
    """`second_choices`: the commands that go to another candidate after the first."""
    if turns is None:
        return None
    ids, labels = ids_of(codec, []), array("B")
    for turn in turns:
        command = codec.encode_known(turn["command"])
        observation = codec.encode_known(turn["observation"])
        ids.extend([ACT, *command, OBS, *observation])
        decides = exploring and not turn["command"].startswith(SEARCHING)
        decides = decides or turn["command"] in second_choices
        kind = (DECISION if decides else COMMAND) if turn["expert"] else RANDOM_COMMAND
        labels.extend([OPENING, *[kind] * (len(command) + 1), *[OBSERVATION] * len(observation)])
    return Turns(ids, labels)


def encode_episode(codec: Codec, line: dict, reader: Codec | None = None) -> Episode:
    """`codec` is the sender's; `reader` the actor's, where that is another."""
    reader = reader or codec

    def entity(name: str) -> Entity:
        ids = codec.encode_known(f" {name}")
        return ids[0] if len(ids) == 1 else ids

    exploring = line["view"] == "planner"
    committed = [entity(place) for place in line["committed"]]
    one_each = all(isinstance(place, int) for place in committed)
    others = frozenset(f"go to {p}" for target in line["targets"] for p in target["candidates"][1:])
    return Episode(
        name=line["name"],
        view=line["view"],
        task_type=line["task_type"],
        opening=ids_of(codec, codec.encode(line["opening"])),
        sightings=[codec.encode_known(f" {sighting}") for sighting in line["sightings"]],
        thought=ids_of(codec, codec.encode(line["thought"])),
        intro=ids_of(reader, reader.encode(line["intro"])),
        informed=_turns(reader, line["informed"], exploring, others),
        named=_turns(reader, line["named"], exploring=True),
        explorer=_turns(reader, line["explorer"], exploring=True),
        stale=line["stale"],
        targets=[
            Target(entity(target["object"]), [entity(place) for place in target["candidates"]])
            for target in line["targets"]
        ],
        committed=committed,
        named_at=None if one_each else first_named(codec, line),
    )


def load_episodes(path: str | Path) -> list[Episode]:
    """Episodes that `train_tokenizer.py` encoded. The file is our own: it is unpickled."""
    # Millions of objects and no cycles: looking for cycles takes three times as long as reading.
    gc.disable()
    try:
        with open(path, "rb") as file:
            return pickle.load(file)
    finally:
        gc.enable()


def more_of_two(episodes: list[Episode], copies: int) -> list[Episode]:
    """The episodes, those of the two-object task so many times."""
    return episodes + (copies - 1) * [e for e in episodes if e.task_type == TWO_OBJECTS]


def save_episodes(path: str | Path, episodes: list[Episode]) -> None:
    with open(path, "wb") as file:
        pickle.dump(episodes, file, protocol=5)
