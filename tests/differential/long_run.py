"""The long comparison with the real engine: records many games on it, then holds ours against them.

python tests/differential/long_run.py --steps 100000 --processes 2

Recordings stay in tests/differential/recorded (not in git), so that a run that was stopped goes on
where it was, and so that `--only compare` compares a later engine without the real one. The result
of at least 100,000 steps without a difference goes into tests/differential/result.json.
"""

import argparse
import json
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime
from math import ceil
from multiprocessing import Pool
from pathlib import Path

from our_engine import ROOT, OurEngine
from recording import (
    OTHER_LEVELS,
    TURNS_FILE,
    PlannedGame,
    Tally,
    compare,
    export,
    plan,
    read_recording,
    record,
)

FOLDER = ROOT / "tests" / "differential" / "recorded"
RESULT = ROOT / "tests" / "differential" / "result.json"
LEAST_STEPS = 100_000
WALK_STEPS = 220
FIRST_SEED = 10_000
# Besides the games of the plain presets, one of the other levels for every eleven of them.
OTHER_SHARE = 11
FIRST_OTHER_SEED = 20_000
# The real engine copies its planner for each game and keeps it: processes are renewed.
GAMES_PER_PROCESS = 10
SHOWN_DIFFERENCES = 5


def plan_all(pairs: list[list[str]], steps: int) -> list[PlannedGame]:
    count = ceil(steps / WALK_STEPS)
    others = ceil(count / OTHER_SHARE)
    return [
        *plan(pairs, count, FIRST_SEED),
        *plan(pairs, others, FIRST_OTHER_SEED, OTHER_LEVELS),
    ]


def record_one(game: PlannedGame) -> int:
    return record(game, FOLDER / game.folder, WALK_STEPS)


def record_all(games: list[PlannedGame], processes: int) -> None:
    start = time.monotonic()
    turns = 0
    with Pool(processes, maxtasksperchild=GAMES_PER_PROCESS) as pool:
        for done, count in enumerate(pool.imap_unordered(record_one, games), 1):
            turns += count
            minutes = (time.monotonic() - start) / 60
            print(f"{done} of {len(games)} games, {turns} turns, {minutes:.1f} min", flush=True)


def compare_all() -> Tally:
    tally = Tally()
    with OurEngine() as engine:
        for path in sorted(FOLDER.glob(f"*/{TURNS_FILE}")):
            head, turns = read_recording(path)
            difference = compare(path.parent, turns, engine)
            if difference is not None and len(tally.differences) < SHOWN_DIFFERENCES:
                print(difference)
            tally.add(head, turns, difference)
    return tally


def told_by(tally: Tally) -> dict:
    """What was compared and came out."""
    return {
        "steps": tally.steps,
        "differences": len(tally.differences),
        "games": tally.games,
        "resets": tally.resets,
        "walkthroughs_won": tally.walkthroughs_won,
        "invalid_share": round(tally.by["verb"]["invalid"] / tally.steps, 3),
        "steps_by": {key: dict(sorted(counts.items())) for key, counts in tally.by.items()},
        "real_engine": {
            "versions": tally.versions,
            "recorded_on": sorted(tally.dates),
            "hours": round(tally.real_seconds / 3600, 2),
        },
    }


def our_engine() -> dict:
    """Which of our engines was compared. Fails where git does."""
    changes = _git("status", "--porcelain", "--", "src/alfworld", "src/shared")
    return {
        "commit": _git("rev-parse", "HEAD"),
        "with_uncommitted_changes": changes != "",
        "compared_on": datetime.now(UTC).date().isoformat(),
    }


def report(tally: Tally) -> int:
    """Prints the tally; writes result.json after enough steps without a difference.

    Returns the exit code: 1 where the engines differ."""
    result = told_by(tally)
    print(json.dumps(result, indent=2))
    print(f"{tally.steps} steps of {tally.games} games, {len(tally.differences)} games differ.")
    if tally.differences:
        return 1
    if tally.steps >= LEAST_STEPS:
        try:
            result["our_engine"] = our_engine()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{RESULT} stays as it is: git does not say which engine this was: {error}")
            return 0
        result["command"] = shlex.join(["python", *sys.argv])
        RESULT.write_text(f"{json.dumps(result, indent=2)}\n")
    return 0


def _git(*arguments: str) -> str:
    return subprocess.check_output(["git", *arguments], cwd=ROOT, text=True).rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(description="Our engine against the real one, for long.")
    parser.add_argument("--steps", type=int, default=LEAST_STEPS, help="to record, at least")
    parser.add_argument("--processes", type=int, default=2, help="real engines at a time")
    parser.add_argument("--only", choices=["record", "compare"], help="one phase of the two")
    options = parser.parse_args()
    if options.only != "compare":
        with OurEngine() as engine:
            games = export(plan_all(engine.pairs(), options.steps), FOLDER, engine)
        record_all(games, options.processes)
    if options.only == "record":
        return 0
    tally = compare_all()
    if tally.games == 0:
        print(f"Nothing is recorded in {FOLDER}. Run without --only compare first.")
        return 1
    return report(tally)


if __name__ == "__main__":
    sys.exit(main())
