"""Records our exported games on the real engine: the fixtures of tests/unit that never skip.

python tests/differential/record_fixtures.py
"""

import json
from pathlib import Path

from real_engine import RealEngine, play, random_walk
from test_real_engine import EXPORTS, ROOT, WALK_STEPS, export

FIXTURES = ROOT / "tests" / "fixtures" / "real-engine"


def record(task: str, seed: int, folder: Path) -> None:
    game_file = export(task, seed, folder)
    engine = RealEngine(game_file)
    walkthrough = json.loads(game_file.read_text())["walkthrough"]
    turns = [*random_walk(engine, WALK_STEPS, seed), *play(engine, walkthrough)]
    with (folder / "turns.jsonl").open("w") as lines:
        lines.writelines(f"{json.dumps(turn)}\n" for turn in turns)


if __name__ == "__main__":
    for task, seed in EXPORTS:
        record(task, seed, FIXTURES / task)
        print(task)
