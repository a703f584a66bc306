"""The runs of runs/ablations.sh → one JSON list that the model card and the page read.

    python models/collect_ablations.py --runs models/work/ablations --run models/work/tiny \\
      --out models/cards/tiny.ablations.json

Each entry: `stage` (actor or compressed), `variant` (baseline, or what was left out), `seed`, `tokens`,
`minutes`, `date`, `start` (sha256 of the checkpoints it started from), `of_tier` (they are those of --run),
`games` (dev games of each view) and `metrics`: success within 20 steps by "view condition", and the mean
JS divergence of the last logged steps where the stage measures it.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import re
from pathlib import Path

from interlat_models.comparisons import RECORDS
from interlat_models.figures import condition_figures
from interlat_models.llama import load_checkpoint
from interlat_models.manifest import file_sha256
from interlat_models.result_files import ResultFile

OUTPUTS = {"actor": "actor", "compressed": "sender_compressed"}
LAST_LINES = 8


def logged(path: Path, key: str) -> float | None:
    """Mean of a metric over the last lines of a log that have it."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    values = [line[key] for line in lines if key in line][-LAST_LINES:]
    if not all(math.isfinite(value) for value in values):
        raise SystemExit(f"{path}: {key} is no number. This run broke: delete its folder and run it again.")
    return round(sum(values) / len(values), 4) if values else None


def started_from(run: Path) -> dict[str, str]:
    """sha256 by name of the checkpoints that are another run's: links."""
    return {path.name: file_sha256(path) for path in sorted(run.glob("*.pt")) if path.is_symlink()}


def entry(run: Path, tier: Path) -> dict:
    stage, variant, seed = re.fullmatch(r"(actor|compressed)-(.+)-(\d+)", run.name).groups()
    meta = load_checkpoint(run / f"{OUTPUTS[stage]}.pt")["meta"]
    metrics, games = {}, 0
    for path in sorted(run.glob("results/*/*.jsonl")):
        results = ResultFile.read(path)
        if results.header.get("condition") in (*RECORDS, None) or not results.lines:
            continue
        figures = condition_figures(list(results.lines.values()), results.header["steps"])
        games = max(games, figures["games"])
        name = f"{results.header['view']} {results.header['condition']}"
        metrics[name] = figures["success"]["20"]["rate"]
    for key in ("js", "js_entities", "kl"):
        value = logged(run / f"{OUTPUTS[stage]}.log.jsonl", key)
        if value is not None:
            metrics[key] = value
    start = started_from(run)
    return {
        "stage": stage,
        "variant": variant,
        "seed": int(seed),
        "tokens": meta["tokens"],
        "minutes": meta["minutes"],
        "date": datetime.datetime.fromtimestamp((run / "ablation.done").stat().st_mtime, datetime.UTC).date().isoformat(),
        "start": start,
        "of_tier": all((tier / name).exists() and file_sha256(tier / name) == digest for name, digest in start.items()),
        "games": games,
        "metrics": metrics,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path("models/work/tiny"), help="the tier's checkpoints")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    runs = sorted(path.parent for path in options.runs.glob("*/ablation.done"))
    entries = [entry(run, options.run) for run in runs]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(entries, indent=1) + "\n")
    print(f"{options.out}: {len(entries)} runs")


if __name__ == "__main__":
    main()
