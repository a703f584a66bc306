"""Records our exported games on the real engine: the fixtures of tests/unit that never skip.

python tests/differential/record_fixtures.py

A game file that is there stays as it is; delete a folder to have it made anew. Each game is recorded
with our rules and again with those of the installed alfworld package. Both must tell the same story,
so only one of them is kept, and no text of the package is.
"""

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from our_engine import ROOT, OurEngine
from real_engine import with_upstream_rules
from recording import (
    GAME_FILE,
    SMALL,
    TURNS_FILE,
    PlannedGame,
    read_recording,
    record,
    versions,
    write_whole,
)

FIXTURES = ROOT / "tests" / "fixtures" / "real-engine"
WALK_STEPS = 120
LIGHT, SIMPLE, TWO = "look_at_obj_in_light", "pick_and_place_simple", "pick_two_obj_and_place"
CLEAN, HEAT, COOL = (f"pick_{verb}_then_place_in_recep" for verb in ("clean", "heat", "cool"))

GAMES = {
    SIMPLE: PlannedGame("unseen", "bedroom", SIMPLE, 101, "standard", "ours"),
    LIGHT: PlannedGame("unseen", "bedroom", LIGHT, 102, "standard", "ours"),
    CLEAN: PlannedGame("unseen", "kitchen", CLEAN, 103, "standard", "ours"),
    HEAT: PlannedGame("unseen", "kitchen", HEAT, 104, "standard", "ours"),
    COOL: PlannedGame("unseen", "kitchen", COOL, 105, "standard", "ours"),
    TWO: PlannedGame("unseen", "livingroom", TWO, 106, "standard", "ours"),
    f"{SIMPLE}-realistic": PlannedGame("train", "bathroom", SIMPLE, 201, "realistic", "ours"),
    f"{LIGHT}-realistic": PlannedGame("train", "livingroom", LIGHT, 202, "realistic", "ours"),
    f"{CLEAN}-realistic": PlannedGame("train", "bathroom", CLEAN, 203, "realistic", "ours"),
    f"{HEAT}-realistic": PlannedGame("train", "kitchen", HEAT, 204, "realistic", "ours"),
    f"{COOL}-realistic": PlannedGame("unseen", "kitchen", COOL, 205, "realistic", "ours"),
    f"{TWO}-realistic": PlannedGame("train", "bedroom", TWO, 206, "realistic", "ours"),
    f"{SIMPLE}-small": PlannedGame(
        "unseen", "bathroom", SIMPLE, 303, "standard", "ours", knobs=SMALL.knobs
    ),
}
# After the win these go on as directed.py says.
DIRECTED = {
    f"{HEAT}-directed": PlannedGame("train", "kitchen", HEAT, 310, "realistic", "ours", "g2"),
    f"{COOL}-directed": PlannedGame(
        "unseen", "kitchen", COOL, 310, "standard", "ours", knobs="+places=16+others=30"
    ),
}
ALL = GAMES | DIRECTED


def record_both(game: PlannedGame, folder: Path) -> None:
    directed = game in DIRECTED.values()
    record(game, folder, WALK_STEPS, directed)
    with tempfile.TemporaryDirectory() as elsewhere:
        other = Path(elsewhere)
        text = with_upstream_rules((folder / GAME_FILE).read_text())
        write_whole(other / GAME_FILE, text.encode())
        record(replace(game, rules="upstream"), other, WALK_STEPS, directed)
        upstream = read_recording(other / TURNS_FILE)[1]
    if read_recording(folder / TURNS_FILE)[1] != upstream:
        (folder / TURNS_FILE).unlink()
        raise SystemExit(f"{folder.name}: our rules and upstream's differ on the real engine.")


def main() -> None:
    with OurEngine() as engine:
        for name, game in ALL.items():
            folder = FIXTURES / name
            if (folder / TURNS_FILE).exists():
                continue
            if not (folder / GAME_FILE).exists():
                for file, text in engine.export(game.name).items():
                    write_whole(folder / file, text.encode())
            record_both(game, folder)
            print(folder.name, flush=True)
    about = {
        "recorded_on": datetime.now(UTC).date().isoformat(),
        "versions": versions(),
        "rules": "each walk was the same, turn by turn, with our rules and with alfworld's own",
        "games": {name: game.name for name, game in ALL.items()},
        "directed": list(DIRECTED),
    }
    write_whole(FIXTURES / "versions.json", f"{json.dumps(about, indent=2)}\n".encode())


if __name__ == "__main__":
    main()
