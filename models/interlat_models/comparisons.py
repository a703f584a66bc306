"""Results of the same games measured in two ways: the shipped files against float32 checkpoints, and this
machine's onnxruntime against the page's own code."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .figures import rate, won_within
from .result_files import ResultFile
from .statistics import paired_difference

BUDGET = 20
RECORDS = ("thoughts", "calibration", "breadth")  # of the sender, not of games
# A game in the progress lines of `npm run -s evaluate`.
PLAYED = re.compile(r"^\d+/\d+  won \d+  (\S+)  (\S+) after (\d+)$", re.MULTILINE)

Key = tuple[str, str, str]  # view, split, condition


def played(results: ResultFile) -> list[dict]:
    return [line for line in results.lines.values() if "left_out" not in line]


def precision(q8: dict[Key, ResultFile], fp32: dict[Key, ResultFile]) -> list[dict]:
    made = []
    for key, theirs in fp32.items():
        ours = q8.get(key)
        if key[2] in RECORDS or ours is None:
            continue
        first, second = ({line["game"]: line for line in played(one)} for one in (ours, theirs))
        games = [game for game in first if game in second]
        if not games:
            continue
        won = [[won_within(lines[game], BUDGET) for game in games] for lines in (first, second)]
        found = paired_difference(*won)
        same = [game for game, a, b in zip(games, *won) if a == b]
        made.append(
            {
                **dict(zip(("view", "split", "condition"), key)),
                "games": found.games,
                "q8": rate(won[0]),
                "fp32": rate(won[1]),
                "q8_only": found.first_only,
                "fp32_only": found.second_only,
                "other_steps": sum(first[game]["won_at"] != second[game]["won_at"] for game in same),
                "difference": found.difference,
                "ci95": list(found.newcombe),
                "p": found.mcnemar_p,
            }
        )
    return made


def wasm_check(results: dict[Key, ResultFile], path: Path) -> dict:
    """Compares what the page's own code played with the results of the same games. Raises SystemExit
    where that was on other files, or where there are no such results."""
    found = json.loads(path.read_text(encoding="utf8"))
    settings = found["settings"]
    message, steps = settings["message"], settings["steps"]
    forms = {"full": message["channel"], "trained": f"k{message['k']}", "untrained": f"untrained-{message['k']}"}
    condition = forms.get(message["compression"])
    ours = results.get((settings["view"], settings.get("split"), condition))
    if ours is None:
        raise SystemExit(f"{path}: there are no results of {settings['view']}, {settings.get('split')}, {condition}.")
    if not set(found["models"].values()) <= set(ours.header["models"].values()):
        raise SystemExit(f"{path} is of other model files.")
    if steps > ours.header["steps"]:
        raise SystemExit(f"{path} was played for {steps} steps, the results for {ours.header['steps']}.")
    log = path.with_suffix(".log").read_text(encoding="utf8")
    theirs = {game: int(step) if outcome == "won" else None for game, outcome, step in PLAYED.findall(log)}
    known = {line["game"]: line for line in played(ours)}
    games = [game for game in theirs if game in known]
    here = {game: known[game]["won_at"] if won_within(known[game], steps) else None for game in games}
    return {
        "view": settings["view"],
        "split": settings["split"],
        "condition": condition,
        "games": len(games),
        "equal": sum(theirs[game] == here[game] for game in games),
        "equal_success": sum((theirs[game] is None) == (here[game] is None) for game in games),
        "wasm": rate(theirs[game] is not None for game in games),
        "python": rate(here[game] is not None for game in games),
        "steps": steps,
        "near_ties": found["near_ties"],
        "different": [game for game in games if theirs[game] != here[game]],
        "date": found["date"],
    }
