"""Our engine against the real one, on games that we export: not one difference in any turn."""

import subprocess
from multiprocessing import Pool
from pathlib import Path

import pytest

from our_engine import ROOT, OurEngine
from recording import (
    OTHER_LEVELS,
    PLAIN_LEVELS,
    SMALL,
    SPLITS,
    TURNS_FILE,
    Difference,
    PlannedGame,
    Tally,
    compare,
    export,
    plan,
    read_recording,
    record,
)

LEAST_STEPS = 1_500
GAMES = 28
WALK_STEPS = 50
PROCESSES = 2
# In this order each pair of room and task is played in both presets. Large houses take too long here.
LEVELS = (PLAIN_LEVELS[0], PLAIN_LEVELS[1], SMALL, OTHER_LEVELS[0])


def planned(pairs: list[list[str]]) -> list[PlannedGame]:
    return plan(pairs, GAMES, first_seed=101, levels=LEVELS, rounds=1)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    """Every game recorded on the real engine, then played on ours."""
    folder = tmp_path_factory.mktemp("games")
    tally = Tally()
    with OurEngine() as engine:
        games = export(planned(engine.pairs()), folder, engine)
        with Pool(PROCESSES) as pool:
            folders = [(game, folder / game.folder, WALK_STEPS) for game in games]
            pool.starmap(record, folders, chunksize=1)
        for game in games:
            path = folder / game.folder / TURNS_FILE
            head, turns = read_recording(path)
            tally.add(head, turns, compare(path.parent, turns, engine))
    return tally


def test_enough_of_everything_is_compared(played: Tally) -> None:
    with OurEngine() as engine:
        pairs = engine.pairs()
    assert played.steps >= LEAST_STEPS
    assert set(played.by["room"]) == {room for room, _ in pairs}
    assert len(played.by["room"]) == 4
    assert set(played.by["task"]) == {task for _, task in pairs}
    assert len(played.by["task"]) == 6
    assert set(played.by["split"]) == set(SPLITS)
    assert set(played.by["level"]) == {game.level for game in planned(pairs)}
    assert len(played.by["level"]) == len(LEVELS)
    assert played.games == GAMES
    # With every game played, each pair of room and task was played in both presets.
    crossed = {(game.room, game.task, game.preset) for game in planned(pairs)}
    assert len(crossed) == 2 * len(pairs)
    assert set(played.by["rules"]) == {"ours", "upstream"}
    assert 0.05 < played.by["verb"]["invalid"] / played.steps < 0.4


def test_every_turn_is_the_real_engines(played: Tally) -> None:
    assert not played.differences, "\n".join(map(str, played.differences))


def test_every_walkthrough_wins_on_the_real_engine_and_not_before_its_end(played: Tally) -> None:
    assert played.walkthroughs_won == played.games


def test_a_difference_is_found(tmp_path: Path) -> None:
    """One changed word in a recording is seen, so that 0 differences means something."""
    game = PlannedGame("train", "bathroom", "pick_and_place_simple", 1, "standard", "ours")
    with OurEngine() as engine:
        export([game], tmp_path, engine)
        folder = tmp_path / game.folder
        turns = engine.replay(folder / "game.tw-pddl", [None, "look", "inventory"])
        assert compare(folder, turns, engine) is None
        changed = [*turns[:2], turns[2] | {"observation": "You are carrying: a pan 1."}]
        found = compare(folder, changed, engine)
    assert found == Difference(folder.name, 2, "inventory", turns[2], changed[2])


def test_an_exported_dataset_is_played_by_the_environment_of_alfworld(tmp_path: Path) -> None:
    """As its users do it: AlfredTWEnv collects the games by their files, and plays one of them."""
    from alfworld.agents.environment.alfred_tw_env import AlfredTWEnv

    options = ["--split", "unseen", "--seed", "101", "--count", "3"]
    command = ["npm", "run", "-s", "games", "--", "generate", *options, "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    config = {
        "dataset": {"data_path": str(tmp_path), "num_train_games": -1},
        "env": {
            "goal_desc_human_anns_prob": 0,
            "task_types": [1, 2, 3, 4, 5, 6],
            "domain_randomization": False,
            "expert_type": "handcoded",
        },
        "general": {"training_method": "dagger"},
        "dagger": {"training": {"max_nb_steps_per_episode": 50}},
    }
    collected = AlfredTWEnv(config, train_eval="train")
    assert collected.num_games == 3
    environment = collected.init_env(batch_size=1)
    _, state = environment.reset()
    walkthrough = Path(state["extra.gamefile"][0]).with_name("walkthrough.txt").read_text()
    for text in walkthrough.splitlines():
        assert text in state["admissible_commands"][0]
        _, _, done, state = environment.step([text])
    assert state["won"][0] and done[0]
    environment.close()
