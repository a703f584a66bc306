"""Records a game of every form of file on the real engine: the fixtures in tests/fixtures/forms.

python tests/differential/record_forms.py [FORM ...]

Each is recorded with our texts and again with those of the installed alfworld package, changed to the
form. Both must tell the same story; only ours is kept. The turns are the real engine's own: in a game
of several agents all of their commands are listed, and each command names its agent.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path

from forms import Form, forms, own_rules, package_rules
from our_engine import ROOT, OurEngine
from real_engine import RealEngine, Turn, play, random_walk

FIXTURES = ROOT / "tests" / "fixtures" / "forms"
STEPS = 120
EXPORTED = "g1/unseen/kitchen/pick_two_obj_and_place/1/standard"


class AgentEngine:
    """The real engine as one agent of several sees it, with the turns as they really were."""

    def __init__(self, engine: RealEngine, agent: str | None) -> None:
        self._engine = engine
        # The name of an id without a number ends with a space.
        self._prefix = "" if agent is None else f"{agent} : "
        self.turns: list[Turn] = []

    def reset(self) -> Turn:
        return self._own(self._engine.reset())

    def step(self, command: str) -> Turn:
        shared = command.strip() in self.turns[-1]["admissible_commands"]
        if self._prefix and not shared:
            command = f"{self._prefix}{command.strip()}"
        return self._own(self._engine.step(command))

    def _own(self, turn: Turn) -> Turn:
        self.turns.append(turn)
        admissible = [
            command.removeprefix(self._prefix)
            for command in turn["admissible_commands"]
            if command.startswith(self._prefix) or " : " not in command
        ]
        return {**turn, "admissible_commands": admissible}


def record(form: Form, folder: Path) -> dict[str, list[Turn]]:
    """By the player's name: a random walk, a reset and another one, a reset and how to win."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "game.tw-pddl"
    file.write_text(form.text())
    engine = RealEngine(file)
    told = {}
    for player in form.players:
        seen = AgentEngine(engine, player)
        for seed in (1, 2):
            random_walk(seen, STEPS // 2, seed)
        won = list(play(seen, form.winning(player)))[-1]["won"]
        assert won, f"{player} did not win"
        told[player or "turns"] = seen.turns
    return told


def main(chosen: list[str]) -> None:
    with OurEngine() as ours:
        own = forms(own_rules(ours.export(EXPORTED)["game.tw-pddl"]))
    package = forms(package_rules())
    for name in chosen or own:
        folder = FIXTURES / name
        told = record(own[name], folder)
        with tempfile.TemporaryDirectory() as elsewhere:
            if record(package[name], Path(elsewhere)) != told:
                raise SystemExit(f"{name}: our texts and upstream's differ on the real engine.")
        for player, turns in told.items():
            lines = "".join(f"{json.dumps(turn)}\n" for turn in turns)
            (folder / f"{player}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
        print(name, {player: len(turns) for player, turns in told.items()}, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
