"""The same training with other seeds → one JSON list that the model card reads.

    python models/collect_seeds.py --runs models/work/tiny models/work/tiny-seed0 models/work/tiny-seed2 \\
      --results results-seeds --out models/cards/tiny.seeds.json

Reads <run>/<results>/VIEW-SPLIT/CONDITION.jsonl (evaluate_tier.py --torch <run>, or --models of its
tier). Each entry: `run`, `seed` (null without the run's actor.pt), `models` (sha256 by file), `backend`
and `rows`: `view`, `split`, `condition`, `games`, `success20`, `success20_ci95`, `success50` and
`success50_ci95` (null where the games were played for fewer steps).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from interlat_models.comparisons import RECORDS
from interlat_models.figures import condition_figures
from interlat_models.llama import load_checkpoint
from interlat_models.result_files import ResultFile


def row(results: ResultFile) -> dict:
    figures = condition_figures(list(results.lines.values()), results.header["steps"])
    made = {name: results.header[name] for name in ("view", "split", "condition")}
    made["games"] = figures["games"]
    for budget in ("20", "50"):
        found = figures["success"].get(budget, {"rate": None, "ci95": None})
        made |= {f"success{budget}": found["rate"], f"success{budget}_ci95": found["ci95"]}
    return made


def entry(run: Path, folder: str) -> dict:
    """Raises SystemExit where the run has no results, or those of several models."""
    found = [ResultFile.read(path) for path in sorted((run / folder).glob("*/*.jsonl"))]
    found = [one for one in found if one.lines and one.header.get("condition") not in (*RECORDS, None)]
    models = {json.dumps(one.header["models"], sort_keys=True) for one in found}
    if len(models) != 1:
        raise SystemExit(f"{run / folder} holds results of {len(models)} sets of models.")
    checkpoint = run / "actor.pt"
    return {
        "run": run.name,
        "seed": load_checkpoint(checkpoint)["meta"]["seed"] if checkpoint.exists() else None,
        "models": json.loads(models.pop()),
        "backend": found[0].header["backend"],
        "rows": [row(one) for one in found],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--results", default="results", help="the folder in each run")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    entries = [entry(run, options.results) for run in options.runs]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf8")
    print(f"{options.out}: {len(entries)} runs")


if __name__ == "__main__":
    main()
