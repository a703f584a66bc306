"""Our engine against the real one, on games that we export: not one difference in any turn."""

import json
import subprocess
from pathlib import Path

import pytest

from real_engine import RealEngine, Turn, play, random_walk, with_upstream_rules

ROOT = Path(__file__).resolve().parents[2]
GAMES = ["npm", "run", "-s", "games", "--"]
WALK_STEPS = 40

# (task, seed): every task type; the real engine takes about 10 steps per second.
EXPORTS = [
    ("pick_and_place_simple", 101),
    ("look_at_obj_in_light", 102),
    ("pick_clean_then_place_in_recep", 103),
    ("pick_heat_then_place_in_recep", 104),
    ("pick_cool_then_place_in_recep", 105),
    ("pick_two_obj_and_place", 106),
]


def export(task: str, seed: int, folder: Path, *more: str) -> Path:
    arguments = ["generate", "--split", "unseen", "--seed", str(seed), "--task", task, *more]
    subprocess.run([*GAMES, *arguments, "--out", str(folder)], cwd=ROOT, check=True)
    return folder / "game.tw-pddl"


def replay(game_file: Path, turns: list[Turn]) -> list[Turn]:
    """What our engine says to the commands of turns that begin with a reset."""
    lines = "".join(f"{turn['command']}\n" for turn in turns[1:])
    finished = subprocess.run(
        [*GAMES, "replay", str(game_file)],
        cwd=ROOT,
        check=True,
        input=lines,
        capture_output=True,
        text=True,
    )
    return [json.loads(line) for line in finished.stdout.splitlines()]


def assert_same(ours: list[Turn], real: list[Turn]) -> None:
    for index, (our_turn, real_turn) in enumerate(zip(ours, real, strict=True)):
        assert our_turn == real_turn, f"turn {index}"


@pytest.mark.parametrize("rules", ["ours", "upstream"])
@pytest.mark.parametrize(("task", "seed"), EXPORTS)
def test_plays_like_the_real_engine(task: str, seed: int, rules: str, tmp_path: Path) -> None:
    exported = export(task, seed, tmp_path / "export")
    game_file = (
        exported if rules == "ours" else with_upstream_rules(exported, tmp_path / "upstream")
    )
    engine = RealEngine(game_file)

    walk = random_walk(engine, WALK_STEPS, seed)
    assert any(turn["observation"] == "Nothing happens." for turn in walk)
    assert_same(replay(game_file, walk), walk)

    winning = list(play(engine, json.loads(game_file.read_text())["walkthrough"]))
    assert [turn["won"] for turn in winning] == [False] * (len(winning) - 1) + [True]
    assert_same(replay(game_file, winning), winning)


def test_is_found_by_the_environment_of_alfworld(tmp_path: Path) -> None:
    """AlfredTWEnv collects a game by its folder's files before it plays it."""
    from alfworld.agents.environment.alfred_tw_env import AlfredTWEnv

    export("pick_and_place_simple", 101, tmp_path / "pick_and_place_simple-x" / "trial_1")
    config = {
        "dataset": {"data_path": str(tmp_path), "num_train_games": -1},
        "env": {"goal_desc_human_anns_prob": 0, "task_types": [1, 2, 3, 4, 5, 6]},
    }
    assert AlfredTWEnv(config, train_eval="train").num_games == 1
