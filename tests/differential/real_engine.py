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
    won = bool(state["won"])
    return {
        "command": command,
        "observation": state.feedback,
        "admissible_commands": state["admissible_commands"],
        "won": won,
        # A reset has no score in the real engine, also where the goal holds from the start. What is
        # written for it is what a step in the same state has, as our engine says: 1 where won.
        "score": int(won) if command is None else state["score"],
    }


def with_upstream_rules(text: str) -> str:
    """The same game's text with the domain and the grammar of the installed alfworld package."""
    game = json.loads(text)
    rules = json.loads(game["grammar"].split('"""')[1])
    task = rules["task"][0]["rhs"].removeprefix("Your task is to: ").removesuffix(".")
    data = files("alfworld") / "data"
    game["pddl_domain"] = (data / "alfred.pddl").read_text()
    game["grammar"] = (data / "alfred.twl2").read_text().replace("UNKNOWN GOAL", task)
    return json.dumps(game)


# How much a walk likes each verb: handling things tells more than walking about.
_LIKING = {"go": 6.0, "open": 5.0, "take": 5.0, "examine": 2.0, "help": 0.3}
_LIKING |= {"move": 1.5, "put": 1.5}
_HANDLING = ("heat", "cool", "clean", "use", "slice")
# Where and with what things are handled: a walk goes to these and takes these more often.
_TOOLS = ("microwave", "fridge", "sinkbasin", "knife", "lamp")
_DISTORTED_SHARE = 0.2
_NONSENSE = ("", " ", "go to", "help me", "take all", "go to cabinet 99", "examine", "drop", "0")


def random_walk(engine: RealEngine, steps: int, seed: int) -> list[Turn]:
    """A reset and `steps` commands, about one in six of them not admissible."""
    rng = random.Random(seed)
    turns = [engine.reset()]
    known: dict[str, None] = {}
    for _ in range(steps):
        admissible = list(turns[-1]["admissible_commands"])
        known |= dict.fromkeys(admissible)
        if rng.random() < _DISTORTED_SHARE:
            command = _distort(rng, *rng.choices(list(known), k=2))
        else:
            command = _choose(rng, admissible)
        turns.append(engine.step(command))
    return turns


def _choose(rng: random.Random, commands: list[str]) -> str:
    verbs = sorted({command.split()[0] for command in commands})
    weights = [12.0 if verb in _HANDLING else _LIKING.get(verb, 1.0) for verb in verbs]
    verb = rng.choices(verbs, weights)[0]
    choices = [command for command in commands if command.split()[0] == verb]
    return rng.choices(choices, [8.0 if _names_tool(command) else 1.0 for command in choices])[0]


def _names_tool(command: str) -> bool:
    return command.startswith(("go", "take")) and any(tool in command for tool in _TOOLS)


def _distort(rng: random.Random, command: str, other: str) -> str:
    """Something a player may type: mostly wrong, sometimes only untidy."""
    verb, _, rest = command.partition(" ")
    return rng.choice(
        [
            command,
            command.upper(),
            f"  {command}\t",
            f"{command} now",
            command.replace(" ", "  ", 1),
            command.replace("1", "7"),
            f"{other.split()[0]} {rest}",
            _other_dialect(verb, rest),
            rng.choice(_NONSENSE),
        ]
    )


def _other_dialect(verb: str, rest: str) -> str:
    """What an old file calls moving; for other verbs, the thing used."""
    if verb == "move":
        return f"put {rest.replace(' to ', ' in/on ')}"
    return f"use {rest.partition(' from ')[0]}"


def play(engine: RealEngine, commands: list[str]) -> Iterator[Turn]:
    """A reset and the commands."""
    yield engine.reset()
    for command in commands:
        yield engine.step(command)
