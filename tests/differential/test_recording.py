"""The parts of the comparison that need no engine."""

import gzip
import json
from pathlib import Path

import pytest

import recording
from recording import (
    GAME_FILE,
    TURNS_FILE,
    PlannedGame,
    commands_of,
    ends_with_a_win,
    plan,
    read_recording,
    record,
    write_whole,
)

PAIRS = [["kitchen", "a"], ["bathroom", "b"], ["bedroom", "c"]]


def turn(command: str | None, admissible: tuple[str, ...] = ("look",), won: bool = False) -> dict:
    return {"command": command, "admissible_commands": list(admissible), "won": won}


class FakeEngine:
    """Stands for the real engine and counts how many games are loaded."""

    loaded = 0

    def __init__(self, game_file: Path) -> None:
        FakeEngine.loaded += 1

    def reset(self) -> dict:
        return turn(None)

    def step(self, command: str) -> dict:
        return turn(command)


def test_a_plan_crosses_every_pair_with_every_split_preset_and_rules() -> None:
    games = plan(PAIRS, 36, first_seed=1)
    assert len({game.seed for game in games}) == 36
    crossed = {(game.room, game.split, game.preset, game.rules) for game in games}
    assert len(crossed) == 3 * 2 * 2 * 2
    assert sum(game.rules == "upstream" for game in games) == 12


def test_a_longer_plan_begins_with_the_shorter_one() -> None:
    assert plan(PAIRS, 40, first_seed=1)[:7] == plan(PAIRS, 7, first_seed=1)


def test_a_write_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "game" / TURNS_FILE
    monkeypatch.setattr(recording.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"half")
    assert not path.exists()


def test_recording_goes_on_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-written file is not taken for a recording; a whole one is not made again."""
    game = PlannedGame("train", "kitchen", "a", 1, "standard", "ours")
    folder = tmp_path / game.folder
    write_whole(folder / GAME_FILE, json.dumps({"walkthrough": ["look"]}).encode())
    (folder / f"{TURNS_FILE}.part").write_bytes(gzip.compress(b'{"command": null}\n')[:12])
    monkeypatch.setattr(recording, "RealEngine", FakeEngine)
    monkeypatch.setattr(FakeEngine, "loaded", 0)

    # A walk of three commands and a walkthrough of one, each after a reset.
    assert record(game, folder, steps=3) == 6
    assert FakeEngine.loaded == 1
    head, turns = read_recording(folder / TURNS_FILE)
    assert head["game"]["room"] == "kitchen"
    assert [one["command"] for one in turns].count(None) == 2

    assert record(game, folder, steps=3) == 6
    assert FakeEngine.loaded == 1
    assert sorted(path.name for path in folder.iterdir()) == [GAME_FILE, TURNS_FILE]


def test_commands_count_by_verb_and_invalid_ones_apart() -> None:
    turns = [
        turn(None, ("look", "go to bed 1")),
        turn("  go to bed 1 ", ("look",)),
        turn("go to bed 1", ("look",)),
        turn(None, ("look",)),
        turn("look"),
    ]
    assert list(commands_of(turns)) == ["go", "invalid", "look"]


def test_a_walkthrough_wins_with_its_last_command_alone() -> None:
    walk = [turn(None), turn("look", won=True)]
    assert ends_with_a_win([*walk, turn(None), turn("look"), turn("look", won=True)])
    assert not ends_with_a_win([*walk, turn(None), turn("look", won=True), turn("look", won=True)])
    assert not ends_with_a_win([*walk, turn(None), turn("look")])
