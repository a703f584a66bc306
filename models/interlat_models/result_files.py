"""Results of a condition on disk: JSON lines, first a header, then a line a game.

The header says what the lines were measured with; lines are never added to those of other models,
episodes or settings.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path

from .batch_agents import Episode, Turn
from .manifest import same_models
from .thought_text import truth_rank

# What must be equal for lines to stand in one file.
SAME = ("condition", "view", "split", "models", "backend", "episodes", "corpus", "seed", "steps")
GOING = re.compile(r"(?:go to|open) (.+)")
NOTHING = "Nothing happens."


class OtherResults(Exception):
    """The file's lines were measured with something else."""


@dataclass
class ResultFile:
    path: Path
    header: dict
    lines: dict[str, dict]  # by game

    @classmethod
    def read(cls, path: Path) -> ResultFile:
        header, lines = {}, {}
        with open(path, encoding="utf8") as file:
            for text in file:
                if not text.endswith("\n"):
                    break  # A run was killed while it wrote this.
                line = json.loads(text)
                if "header" in line:
                    header = line["header"]
                else:
                    lines[line["game"]] = line
        return cls(path, header, lines)

    @classmethod
    def resume(cls, path: Path, header: dict, mixes: bool) -> ResultFile:
        """The file to go on with. Raises OtherResults where its lines are of something else; `mixes`:
        also where they are of a set of another size."""
        if path.exists():
            found = cls.read(path)
            for key in (*SAME, "games") if mixes else SAME:
                known = found.header.get(key)
                if known != header[key] and not (key == "models" and known and same_models(known, header[key])):
                    raise OtherResults(
                        f"{path} was measured with another {key}: {known!r:.120}, now"
                        f" {header[key]!r:.120}. Move it away, or choose another --out."
                    )
            games = max(header["games"], found.header["games"])
            found.header = {**header, "date": found.header["date"], "games": games}
        else:
            found = cls(path, {**header, "date": now()}, {})
        path.parent.mkdir(parents=True, exist_ok=True)
        text = [json.dumps({"header": found.header}), *(json.dumps(line) for line in found.lines.values())]
        part = path.with_suffix(".partial")
        part.write_text("".join(f"{line}\n" for line in text), encoding="utf8")
        part.replace(path)
        return found

    def append(self, lines: list[dict]) -> None:
        with open(self.path, "a", encoding="utf8") as file:
            for line in lines:
                self.lines[line["game"]] = line
                file.write(json.dumps(line) + "\n")


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def visits(turns: list[Turn]) -> list[str]:
    """The receptacles that were gone to or opened, repeats in a row left out."""
    found: list[str] = []
    for turn in turns:
        match = GOING.fullmatch(turn.command.strip())
        if match and turn.observation != NOTHING and found[-1:] != [match[1]]:
            found.append(match[1])
    return found


def second_to_candidate(turns: list[Turn], target: dict) -> bool | None:
    """Whether, after a first candidate place that does not hold the target, the next receptacle is
    another candidate. None where there are not several candidates, none was visited, or the first
    visited one is the true place."""
    candidates = target["candidates"]
    if len(candidates) < 2:
        return None
    places = visits(turns)
    first = next((i for i, place in enumerate(places) if place in candidates), None)
    if first is None or places[first] == target["place"]:
        return None
    following = places[first + 1 : first + 2]
    return bool(following) and following[0] in candidates


def result_line(condition: str, line: dict, episode: Episode) -> dict:
    targets = line["targets"]
    return {
        "game": line["name"],
        "condition": condition,
        "task_type": line["task_type"],
        "room": line["room"],
        "won_at": episode.won_at,
        "steps": len(episode.turns),
        "positions": episode.positions,
        "context_full": episode.context_full,
        "second_to_candidate": second_to_candidate(episode.turns, targets[0]) if targets else None,
        "truth_rank": [truth_rank(target) for target in targets],
        "inadmissible": sum(not turn.admissible for turn in episode.turns),
        "near_ties": episode.near_ties,
    }
