"""Training episodes: JSON lines of `npm run -s games -- episodes` → token ids."""

from __future__ import annotations

import json
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .tokenizer import ACT, BOP, BOS, OBS, Codec

# What a token of the turns is: the observation, a command to learn (with the <obs> that closes it),
# a random command (in the context, not to be learned), the <act> that opens a turn; and a command of
# an explorer that is not a step of its search, such as taking what it came upon: rare, and all that counts.
OBSERVATION, COMMAND, RANDOM_COMMAND, OPENING, DECISION = range(5)
SEARCHING = ("go to", "open")


@dataclass
class Turns:
    ids: list[int]
    labels: list[int]

    def cut(self, length: int) -> Turns:
        return Turns(self.ids[:length], self.labels[:length])


@dataclass
class Episode:
    name: str
    task_type: str
    task: list[int]
    sightings: list[list[int]]
    thoughts: list[list[int]]
    intro: list[int]
    informed: Turns | None
    explorer: Turns | None
    stale: bool

    def sender_prompt(self, sightings: list[list[int]]) -> list[int]:
        """<bos> + the scout's view, without <bop>."""
        return [BOS, *self.task, *(token for sighting in sightings for token in sighting)]

    def actor_prompt(self) -> list[int]:
        return [BOS, *self.intro, BOP]


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
    yield " ".join([line["task"], *line["sightings"]])
    yield from line["thoughts"]
    yield line["intro"]
    for turn in [*(line["informed"] or []), *(line["explorer"] or [])]:
        yield turn["command"]
        yield turn["observation"]


def _turns(codec: Codec, turns: list[dict] | None, exploring: bool) -> Turns | None:
    if turns is None:
        return None
    ids: list[int] = []
    labels: list[int] = []
    for turn in turns:
        command = codec.encode_known(turn["command"])
        observation = codec.encode_known(turn["observation"])
        ids += [ACT, *command, OBS, *observation]
        decides = exploring and not turn["command"].startswith(SEARCHING)
        kind = (DECISION if decides else COMMAND) if turn["expert"] else RANDOM_COMMAND
        labels += [OPENING, *[kind] * (len(command) + 1), *[OBSERVATION] * len(observation)]
    return Turns(ids, labels)


def encode_episode(codec: Codec, line: dict) -> Episode:
    return Episode(
        name=line["name"],
        task_type=line["task_type"],
        task=codec.encode(line["task"]),
        sightings=[codec.encode_known(" " + sighting) for sighting in line["sightings"]],
        thoughts=[codec.encode(thought) for thought in line["thoughts"]],
        intro=codec.encode(line["intro"]),
        informed=_turns(codec, line["informed"], exploring=False),
        explorer=_turns(codec, line["explorer"], exploring=True),
        stale=line["stale"],
    )


def load_episodes(path: str | Path) -> list[Episode]:
    """Episodes that `train_tokenizer.py` encoded. The file is our own: it is unpickled."""
    with open(path, "rb") as file:
        return pickle.load(file)


def more_of_two(episodes: list[Episode]) -> list[Episode]:
    """The episodes with those of the two-object task three times: it is the hardest to say in full."""
    return episodes + 2 * [e for e in episodes if e.task_type == "pick_two_obj_and_place"]


def save_episodes(path: str | Path, episodes: list[Episode]) -> None:
    with open(path, "wb") as file:
        pickle.dump(episodes, file, protocol=5)


