"""Games of our generator, recorded on the real engine, and our engine held against the recordings.

A game's folder holds `game.tw-pddl` as it was played, and `turns.jsonl.gz`: a head line, then one
line for each turn. Both appear whole or not at all, so that an interrupted run can go on.
"""

import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import NamedTuple

from directed import after_the_win
from our_engine import OurEngine
from real_engine import RealEngine, Turn, play, random_walk, with_upstream_rules

GAME_FILE = "game.tw-pddl"
TURNS_FILE = "turns.jsonl.gz"
SPLITS = ("train", "unseen")
PACKAGES = ("alfworld", "textworld", "fast_downward_textworld")


class Level(NamedTuple):
    """What a game's name says of its making besides room, task and seed."""

    preset: str
    version: str = "g1"
    # As the name writes them: "+places=40+others=30".
    knobs: str = ""


PLAIN_LEVELS = (Level("standard"), Level("realistic"))
SMALL = Level("standard", knobs="+places=8+others=0+usual=1")
OTHER_LEVELS = (
    Level("realistic", "g2"),
    Level("standard", knobs="+places=40+others=30"),
    Level("realistic", "g2", "+usual=0"),
    SMALL,
)


@dataclass(frozen=True)
class PlannedGame:
    """A generated game and whose domain and grammar it is played by: "ours" or "upstream"."""

    split: str
    room: str
    task: str
    seed: int
    preset: str
    rules: str
    # Recordings that were made before there were others do not say these two.
    version: str = "g1"
    knobs: str = ""

    @property
    def name(self) -> str:
        level = f"{self.preset}{self.knobs}"
        return f"{self.version}/{self.split}/{self.room}/{self.task}/{self.seed}/{level}"

    @property
    def level(self) -> str:
        """Generator, preset and knobs."""
        return f"{self.version}/{self.preset}{self.knobs}"

    @property
    def folder(self) -> str:
        return f"{self.name.replace('/', '-')}-{self.rules}"


def plan(
    pairs: list[list[str]],
    count: int,
    first_seed: int,
    levels: Sequence[Level] = PLAIN_LEVELS,
    rounds: int = 2,
) -> list[PlannedGame]:
    """All pairs of room and task in turn; split and rules change from round to round.

    A pair changes its level after so many rounds."""
    games = []
    for index in range(count):
        turn, which = divmod(index, len(pairs))
        room, task = pairs[which]
        split = SPLITS[turn % 2]
        level = levels[(turn // rounds + which) % len(levels)]
        rules = "upstream" if (turn + which) % 3 == 0 else "ours"
        games.append(
            PlannedGame(
                split,
                room,
                task,
                first_seed + index,
                level.preset,
                rules,
                level.version,
                level.knobs,
            )
        )
    return games


def export(games: list[PlannedGame], folder: Path, engine: OurEngine) -> list[PlannedGame]:
    """Writes the game files that are not there yet; returns the games that exist."""
    there = []
    for game in games:
        path = folder / game.folder / GAME_FILE
        if not path.exists():
            files = engine.export(game.name)
            if files is None:
                continue
            ours = files[GAME_FILE]
            text = ours if game.rules == "ours" else with_upstream_rules(ours)
            write_whole(path, text.encode())
        there.append(game)
    return there


def write_whole(path: Path, content: bytes) -> None:
    """The file appears complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def record(game: PlannedGame, folder: Path, steps: int, directed: bool = False) -> int:
    """A random walk and the walkthrough on the real engine, unless the game's folder has them.

    With `directed`, what directed.py does follows. Returns the number of turns."""
    path = folder / TURNS_FILE
    if path.exists():
        return sum(1 for _ in read_recording(path)[1])
    start = time.monotonic()
    game_file = folder / GAME_FILE
    engine = RealEngine(game_file)
    walkthrough = json.loads(game_file.read_text())["walkthrough"]
    turns = [*random_walk(engine, steps, game.seed), *play(engine, walkthrough)]
    if directed:
        turns += after_the_win(engine, walkthrough, turns[-1])
    head = {
        "game": asdict(game),
        "date": datetime.now(UTC).date().isoformat(),
        "versions": versions(),
        "seconds": round(time.monotonic() - start, 1),
    }
    lines = "".join(f"{json.dumps(line)}\n" for line in [head, *turns])
    write_whole(path, gzip.compress(lines.encode(), mtime=0))
    return len(turns)


def versions() -> dict[str, str]:
    return {package: version(package) for package in PACKAGES} | {"Python": python_version()}


def read_recording(path: Path) -> tuple[dict, list[Turn]]:
    """The head line and the turns."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        head, *turns = (json.loads(line) for line in lines)
    return head, turns


@dataclass(frozen=True)
class Difference:
    """The first turn of a game that our engine answers otherwise."""

    game: str
    turn: int
    command: str | None
    ours: object
    real: object

    def __str__(self) -> str:
        return (
            f"{self.game}, turn {self.turn}, command {self.command!r}\n"
            f"  ours: {json.dumps(self.ours)}\n  real: {json.dumps(self.real)}"
        )


def compare(game_folder: Path, turns: list[Turn], engine: OurEngine) -> Difference | None:
    """Plays a recording's commands on our engine."""
    ours = engine.replay(game_folder / GAME_FILE, [turn["command"] for turn in turns])
    if isinstance(ours, dict):
        return Difference(game_folder.name, 0, None, ours, turns[0])
    for index, (our_turn, real_turn) in enumerate(zip(ours, turns, strict=True)):
        if our_turn != real_turn:
            return Difference(game_folder.name, index, real_turn["command"], our_turn, real_turn)
    return None


def commands_of(turns: list[Turn]) -> Iterator[str]:
    """For each step its verb, or "invalid" where the command was not admissible."""
    for before, turn in zip(turns, turns[1:], strict=False):
        command = turn["command"]
        if command is None:
            continue
        text = command.strip()
        yield text.split()[0] if text in before["admissible_commands"] else "invalid"


def ends_with_a_win(turns: list[Turn]) -> bool:
    """Whether the last episode is won by its last command and not before."""
    start = max(index for index, turn in enumerate(turns) if turn["command"] is None)
    *before, last = [turn["won"] for turn in turns[start:]]
    return last is True and not any(before)


class Tally:
    """What has been compared so far."""

    def __init__(self) -> None:
        self.games = 0
        self.steps = 0
        self.resets = 0
        self.walkthroughs_won = 0
        self.real_seconds = 0.0
        self.dates: set[str] = set()
        self.versions: list[dict[str, str]] = []
        self.by = {key: Counter() for key in ("level", "room", "rules", "split", "task", "verb")}
        self.differences: list[Difference] = []

    def add(self, head: dict, turns: list[Turn], difference: Difference | None) -> None:
        verbs = list(commands_of(turns))
        self.games += 1
        self.steps += len(verbs)
        self.resets += len(turns) - len(verbs)
        self.walkthroughs_won += ends_with_a_win(turns)
        self.real_seconds += head["seconds"]
        self.dates.add(head["date"])
        if head["versions"] not in self.versions:
            self.versions.append(head["versions"])
        game = PlannedGame(**head["game"])
        self.by["verb"].update(verbs)
        for key in ("level", "room", "rules", "split", "task"):
            self.by[key][getattr(game, key)] += len(verbs)
        if difference is not None:
            self.differences.append(difference)
