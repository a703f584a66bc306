"""Writes the rows of a tier's card into its manifest.

    python models/record_evaluation.py --models public/models/tiny --card models/cards/tiny.json

`success` and `stepsMean` are within 20 steps. Scripted references and rows of other sets of games stay
in the card.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from interlat_models.manifest import files_played, same_models, write_manifest

SPLITS = ("seen", "unseen")


def entry(row: dict, card: dict) -> dict:
    """A row of the card as an entry of the manifest's `evaluation`."""
    return {
        "split": row["split"],
        "message": f"{row['view']}: {row['condition']}",
        "games": row["games"],
        "success": row["success20"],
        "successCi95": row["success20_ci95"],
        "stepsMean": row["steps20"],
        "device": card["backend"],
        "date": row["date"],
        "command": card["commands"][row["command"]],
    }


def entries(manifest: dict, card: dict) -> list[dict]:
    """Raises SystemExit where the card is of other files than the tier's."""
    if not same_models(card["models"], files_played(manifest)):
        raise SystemExit("These figures are of other model files: evaluate this tier.")
    return [
        entry(row, card)
        for row in card["rows"]
        if row["split"] in SPLITS
        and row["games"]
        and row["success20"] is not None
        and not row["condition"].startswith("script-")
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, required=True, help="folder of the tier")
    parser.add_argument("--card", type=Path, required=True, help="JSON of summarize_results.py")
    options = parser.parse_args()
    manifest = json.loads((options.models / "manifest.json").read_text(encoding="utf8"))
    found = entries(manifest, json.loads(options.card.read_text(encoding="utf8")))
    write_manifest(options.models, {**manifest, "evaluation": found})
    print(f"{options.models}: {len(found)} rows")


if __name__ == "__main__":
    main()
