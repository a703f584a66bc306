"""Results of evaluate_tier.py → one `card.json` a tier, which the model card and the page read.

    python models/summarize_results.py models/work/tiny/results --out models/cards/tiny.json

All results must be of the same model files. The JSON (rates and shares from 0 to 1):

- `models`: sha256 by file; `backend`; `dates`: [first, last]; `commands`: those that measured
- `rows`: one for each view, split and condition: `view`, `split`, `condition`, `meaning`, `games`,
  `left_out`, `complete` (all games of the set were played; else the interval is provisional),
  `success20`, `success20_ci95` (Wilson), `success50`, `success50_ci95`, `steps20`, `steps50` (means over
  all games, those not won counting the budget; null where the games were played for fewer steps),
  `steps_of_wins`, `by_task` and `by_truth_rank` ({group: {games, rate, ci95}}, 20 steps; the rank is the
  reliability of the true place, of two targets that of the less reliable), `second_to_candidate`
  ({games, rate, ci95} or null: after an empty first candidate the next receptacle is another one),
  `positions` (of the message, mean), `inadmissible_share`, `context_full`, `near_ties`
- `differences`: paired, over the games that both played, success within 20 steps: `family`, `split`,
  `first` and `second` ({view, condition}), `games`, `first_only`, `second_only`, `difference`, `ci95`
  (Newcombe's paired interval), `ci95_wald`, `p` (McNemar, exact), `p_holm` (over the family)
- `thoughts`: for each view and split: `games`, `tokens`, `words`, `entropy` (nats a choice), and the
  shares `true_places` (scout), `every_candidate` (hedging), `committed` (share of targets by rank,
  "none" where no candidate is named)
- `calibration`: for each split of the uncertain view, over the targets that the CoT commits on, the
  sender's whole distribution there: `targets`, `probability` (mean by reliability word), `entropy_mean`,
  `entropy_median`, `top_share_mean`, `top_share_median`, `committed`, `true` (shares by word)
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from statistics import median

from interlat_models.conditions import CONDITIONS
from interlat_models.figures import RANKS, condition_figures, mean, won_within
from interlat_models.result_files import ResultFile
from interlat_models.statistics import holm, paired_difference

BUDGET = 20
RECORDS = ("thoughts", "calibration")
# (view, condition) against (view, condition): the comparisons that the claims rest on.
CLAIMS = [
    (("uncertain", "latent"), ("uncertain", "text")),
    (("uncertain", "k8"), ("uncertain", "text")),
    (("uncertain", "latent"), ("uncertain", "text-sampled")),
    (("uncertain", "latent"), ("hedging", "text")),
    (("uncertain", "k8"), ("hedging", "text")),
    (("uncertain", "commitment-certain"), ("uncertain", "latent")),
    (("uncertain", "rest-certain"), ("uncertain", "latent")),
    *(((view, "k8"), (view, "latent")) for view in ("scout", "uncertain", "planner")),
    *(((view, "cross-task"), (view, "none")) for view in ("scout", "uncertain", "planner")),
    *(((view, "text-without-places"), (view, "none")) for view in ("scout", "uncertain")),
]

Key = tuple[str, str, str]  # view, split, condition


def read_results(folders: list[Path]) -> dict[Key, ResultFile]:
    found: dict[Key, ResultFile] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.jsonl")):
        results = ResultFile.read(path)
        if not results.header or not results.lines:
            continue
        key = tuple(results.header[name] for name in ("view", "split", "condition"))
        if key in found:
            raise SystemExit(f"{path} and {found[key].path} both hold {' '.join(key)}.")
        found[key] = results
    if not found:
        raise SystemExit("There are no results.")
    if len({json.dumps(results.header["models"], sort_keys=True) for results in found.values()}) > 1:
        raise SystemExit("These results are of different model files.")
    return found


def played(results: ResultFile) -> list[dict]:
    return [line for line in results.lines.values() if "left_out" not in line]


def row(results: ResultFile) -> dict:
    header = results.header
    figures = condition_figures(list(results.lines.values()), header["steps"])
    condition = CONDITIONS.get(header["condition"])
    made = {
        "view": header["view"],
        "split": header["split"],
        "condition": header["condition"],
        "meaning": condition.meaning if condition else "a scripted reference",
        "games": figures["games"],
        "left_out": len(results.lines) - figures["games"],
        "complete": len(results.lines) >= header["games"],
    }
    for budget in ("20", "50"):
        success = figures["success"].get(budget, {"rate": None, "ci95": None})
        made |= {f"success{budget}": success["rate"], f"success{budget}_ci95": success["ci95"]}
        made[f"steps{budget}"] = figures["steps"].get(budget)
    names = "steps_of_wins by_task by_truth_rank second_to_candidate inadmissible_share context_full near_ties"
    return {**made, **{name: figures[name] for name in names.split()}, "positions": figures["positions_mean"]}


def difference(family: str, split: str, first: ResultFile, second: ResultFile) -> dict | None:
    """None where the two have no game in common."""
    ours, theirs = ({line["game"]: won_within(line, BUDGET) for line in played(one)} for one in (first, second))
    games = [game for game in ours if game in theirs]
    if not games:
        return None
    found = paired_difference([ours[game] for game in games], [theirs[game] for game in games])
    return {
        "family": family,
        "split": split,
        "first": {"view": first.header["view"], "condition": first.header["condition"]},
        "second": {"view": second.header["view"], "condition": second.header["condition"]},
        "games": found.games,
        "first_only": found.first_only,
        "second_only": found.second_only,
        "difference": found.difference,
        "ci95": list(found.newcombe),
        "ci95_wald": list(found.wald),
        "p": found.mcnemar_p,
    }


def differences(results: dict[Key, ResultFile], baselines: list[str]) -> list[dict]:
    """All conditions against each baseline of their view and split, and the claims; Holm in each family."""
    order = {name: place for place, name in enumerate(CONDITIONS)}
    families: dict[str, list[dict]] = {}
    in_order = sorted(results.items(), key=lambda pair: order.get(pair[0][2], len(order)))
    for (view, split, condition), first in in_order:
        for baseline in baselines:
            second = results.get((view, split, baseline))
            if second is None or condition in (baseline, *RECORDS):
                continue
            family = f"{view}-{split} against {baseline}"
            families.setdefault(family, []).append(difference(family, split, first, second))
    for split in sorted({split for _, split, _ in results}):
        for (view, condition), (other, baseline) in CLAIMS:
            first, second = results.get((view, split, condition)), results.get((other, split, baseline))
            if first and second:
                family = f"claims-{split}"
                families.setdefault(family, []).append(difference(family, split, first, second))
    made: list[dict] = []
    for family in families.values():
        family = [one for one in family if one is not None]
        adjusted = holm([one["p"] for one in family])
        made += [{**one, "p_holm": p} for one, p in zip(family, adjusted)]
    return made


def ranks_of(values: list[int | None]) -> dict[str, float]:
    """Shares of the reliability words; "none" where there is no rank."""
    counts = Counter("none" if value is None else RANKS[value] for value in values)
    return {name: counts[name] / len(values) for name in (*RANKS, "none") if counts[name]}


def thoughts(results: ResultFile) -> dict:
    lines = list(results.lines.values())
    return {
        "view": results.header["view"],
        "split": results.header["split"],
        "games": len(lines),
        **{name: mean(line[name] for line in lines) for name in ("tokens", "words", "entropy")},
        **{name: mean(line[name] for line in lines) for name in ("true_places", "every_candidate")},
        "committed": ranks_of([rank for line in lines for rank in line["committed_rank"]] or [None]),
    }


def calibration(results: ResultFile) -> dict | None:
    targets = [target for line in results.lines.values() for target in line["targets"]]
    if not targets:
        return None
    made = {
        "view": results.header["view"],
        "split": results.header["split"],
        "targets": len(targets),
        "probability": {
            word: mean(target["probabilities"][rank] for target in targets) for rank, word in enumerate(RANKS)
        },
    }
    for name in ("entropy", "top_share"):
        values = [target[name] for target in targets]
        made |= {f"{name}_mean": mean(values), f"{name}_median": median(values)}
    made["committed"] = ranks_of([target["committed_rank"] for target in targets])
    made["true"] = ranks_of([target["true_rank"] for target in targets])
    return made


def card(results: dict[Key, ResultFile], baselines: list[str]) -> dict:
    headers = [one.header for one in results.values()]
    dates = sorted(header["date"] for header in headers)
    known = {key: one for key, one in results.items() if key[2] not in RECORDS}
    of = lambda name: [one for key, one in results.items() if key[2] == name]  # noqa: E731
    order = {name: place for place, name in enumerate(CONDITIONS)}
    rows = [row(one) for one in known.values()]
    return {
        "models": headers[0]["models"],
        "backend": ", ".join(sorted({header["backend"] for header in headers})),
        "dates": [dates[0], dates[-1]],
        "commands": sorted({header["command"] for header in headers}),
        "rows": sorted(rows, key=lambda r: (r["view"], r["split"], order.get(r["condition"], len(order)), r["condition"])),
        "differences": differences(known, baselines),
        "thoughts": [thoughts(one) for one in of("thoughts") if one.lines],
        "calibration": [found for one in of("calibration") if (found := calibration(one))],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="what evaluate_tier.py --out wrote")
    parser.add_argument("--out", type=Path, required=True, help="the JSON file")
    parser.add_argument("--baselines", default="text,none", help="conditions with commas between")
    options = parser.parse_args()
    made = card(read_results(options.folders), options.baselines.split(","))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf8")
    print(f"{options.out}: {len(made['rows'])} rows, {len(made['differences'])} differences")


if __name__ == "__main__":
    main()
