"""Plays games on the real engine: alfworld and TextWorld, as their users run them."""

import json
import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from alfworld.agents.environment.alfred_tw_env import AlfredDemangler
from textworld import EnvInfos
from textworld.envs import PddlEnv

Turn = dict[str, object]


class RealEngine:
    """One game file in the real engine. Turns have the keys of `games replay`."""

    def __init__(self, game_file: Path) -> None:
        requested = EnvInfos(won=True, admissible_commands=True, score=True)
        self._environment = AlfredDemangler(PddlEnv(requested), shuffle=False)
        self._environment.load(str(game_file))

    def reset(self) -> Turn:
        return _turn(None, self._environment.reset())

    def step(self, command: str) -> Turn:
        state, _, _ = self._environment.step(command)
        return _turn(command, state)


def _turn(command: str | None, state) -> Turn:
    return {
        "command": command,
        "observation": state.feedback,
        "admissible_commands": state["admissible_commands"],
        "won": bool(state["won"]),
        "score": state.get("score") or 0,
    }


def with_upstream_rules(game_file: Path, folder: Path) -> Path:
    """The same game with the domain and the grammar of the installed alfworld package."""
    game = json.loads(game_file.read_text())
    rules = json.loads(game["grammar"].split('"""')[1])
    task = rules["task"][0]["rhs"].removeprefix("Your task is to: ").removesuffix(".")
    data = files("alfworld") / "data"
    game["pddl_domain"] = (data / "alfred.pddl").read_text()
    game["grammar"] = (data / "alfred.twl2").read_text().replace("UNKNOWN GOAL", task)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / game_file.name
    path.write_text(json.dumps(game))
    return path


# How much a walk likes each verb: handling things tells more than walking about.
_LIKING = {"go": 6.0, "open": 5.0, "take": 5.0, "move": 3.0, "put": 3.0, "examine": 2.0, "help": 0.3}
_HANDLING = ("heat", "cool", "clean", "use", "slice")
_INVALID_SHARE = 0.15
_NONSENSE = ("", " ", "go to", "help me", "take all", "go to cabinet 99", "examine", "drop", "0")


def random_walk(engine: RealEngine, steps: int, seed: int) -> list[Turn]:
    """A reset and `steps` commands, about one in seven of them not admissible."""
    rng = random.Random(seed)
    turns = [engine.reset()]
    known: list[str] = []
    for _ in range(steps):
        admissible = list(turns[-1]["admissible_commands"])
        known += [command for command in admissible if command not in known]
        if rng.random() < _INVALID_SHARE:
            command = _distort(rng, rng.choice(known))
        else:
            command = _choose(rng, admissible)
        turns.append(engine.step(command))
    return turns


def _choose(rng: random.Random, commands: list[str]) -> str:
    verbs = sorted({command.split()[0] for command in commands})
    weights = [4.0 if verb in _HANDLING else _LIKING.get(verb, 1.0) for verb in verbs]
    verb = rng.choices(verbs, weights)[0]
    return rng.choice([command for command in commands if command.split()[0] == verb])


def _distort(rng: random.Random, command: str) -> str:
    """Something a player may type: mostly wrong, sometimes only untidy."""
    return rng.choice(
        [
            command,
            command.upper(),
            f"  {command}\t",
            f"{command} now",
            command.replace(" ", "  ", 1),
            command.replace("1", "7"),
            f"use {command.rpartition(' from ')[0]}",
            rng.choice(_NONSENSE),
        ]
    )


def play(engine: RealEngine, commands: list[str]) -> Iterator[Turn]:
    """A reset and the commands."""
    yield engine.reset()
    for command in commands:
        yield engine.step(command)
