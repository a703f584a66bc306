"""The parts of the comparison that need no engine."""

import gzip
import json
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

import long_run
import recording
from recording import (
    GAME_FILE,
    OTHER_LEVELS,
    TURNS_FILE,
    Difference,
    PlannedGame,
    Tally,
    commands_of,
    ends_with_a_win,
    plan,
    read_recording,
    record,
    write_whole,
)

PAIRS = [["kitchen", "a"], ["bathroom", "b"], ["bedroom", "c"]]
GAME = PlannedGame("train", "kitchen", "a", 1, "standard", "ours")


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


def test_a_level_stays_as_long_as_the_plan_says() -> None:
    games = plan(PAIRS, 12, first_seed=1, levels=OTHER_LEVELS, rounds=1)
    assert len({(game.room, game.level) for game in games}) == 3 * len(OTHER_LEVELS)
    assert games[1].name == "g1/train/bathroom/b/2/standard+places=40+others=30"
    assert games[0].name == "g2/train/kitchen/a/1/realistic"


def test_a_recording_that_does_not_say_its_generator_is_of_the_first() -> None:
    old = {key: value for key, value in asdict(GAME).items() if key not in ("version", "knobs")}
    assert tally_of(old).by["level"] == {"g1/standard": 1}


def tally_of(game: dict, difference: Difference | None = None, steps: int = 1) -> Tally:
    head = {"game": game, "seconds": 1.0, "date": "2026-11-23", "versions": {}}
    tally = Tally()
    tally.add(head, [turn(None), *[turn("look")] * (steps - 1), turn("look", won=True)], difference)
    return tally


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A result that is there, and a comparison of two steps that is long enough to replace it."""
    path = tmp_path / "result.json"
    path.write_text("before")
    monkeypatch.setattr(long_run, "RESULT", path)
    monkeypatch.setattr(long_run, "LEAST_STEPS", 2)
    return path


def test_a_result_is_written_after_enough_steps_without_a_difference(result: Path) -> None:
    assert long_run.report(tally_of(asdict(GAME), steps=1)) == 0
    assert result.read_text() == "before"
    assert long_run.report(tally_of(asdict(GAME), steps=2)) == 0
    written = json.loads(result.read_text())
    assert written["steps"] == 2
    assert isinstance(written["our_engine"]["with_uncommitted_changes"], bool)


def test_a_difference_is_told_and_leaves_the_result(
    result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    different = Difference("a", 1, "look", {}, {})
    assert long_run.report(tally_of(asdict(GAME), different, steps=2)) == 1
    assert result.read_text() == "before"
    assert "1 games differ" in capsys.readouterr().out


def test_a_failing_git_loses_no_tally(
    result: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(128, "git")

    monkeypatch.setattr(long_run.subprocess, "check_output", fail)
    assert long_run.report(tally_of(asdict(GAME), steps=2)) == 0
    assert result.read_text() == "before"
    told = capsys.readouterr().out
    assert "2 steps of 1 games, 0 games differ." in told
    assert "git does not say" in told


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
