"""Results of evaluate_tier.py → one `card.json` a tier, which the model card and the page read.

    python models/summarize_results.py models/work/tiny/results --out models/cards/tiny.json \\
      --fp32 models/work/tiny/results-fp32 --wasm models/work/tiny/wasm.uncertain.latent.json

All results must be of the same model files. The JSON (rates and shares from 0 to 1):

- `models`: sha256 by file; `backend`; `dates`: [first, last]; `commands`: those that measured
- `rows`: one for each view, split and condition: `view`, `split`, `condition`, `meaning`, `games`,
  `left_out`, `complete` (all games of the set were played; else the interval is provisional),
  `success20`, `success20_ci95` (Wilson), `success50`, `success50_ci95`, `steps20`, `steps50` (means over
  all games, those not won counting the budget; null where the games were played for fewer steps),
  `steps_of_wins`, `by_task` and `by_truth_rank` ({group: {games, rate, ci95}}, 20 steps; the rank is the
  reliability of the true place, of two targets that of the less reliable), `second_to_candidate`
  ({games, rate, ci95} or null: after an empty first candidate the next receptacle is another one),
  `positions` (of the message, mean), `inadmissible_share`, `context_full`, `near_ties`, `date`,
  `command` (its place in `commands`)
- `differences`: paired, over the games that both played, success within 20 steps: `family`, `split`,
  `first` and `second` ({view, condition}), `games`, `first_only`, `second_only`, `difference`, `ci95`
  (Newcombe's paired interval), `ci95_wald`, `p` (McNemar, exact), `p_holm` (over the family)
- `thoughts`: for each view and split: `games`, `tokens`, `words`, `entropy` (nats a choice), and the
  shares `true_places` (scout), `every_candidate` (hedging), `committed` (share of targets by rank,
  "none" where no candidate is named)
- `calibration`: for each split of the uncertain view, over the targets that the CoT commits on, the
  sender's whole distribution there: `targets`, `probability` (mean by reliability word), `entropy_mean`,
  `entropy_median`, `top_share_mean`, `top_share_median`, `committed`, `true` (shares by word)

Where they were measured, else absent:

- `breadth` (measure_breadth.py): one for each view, split, message and step: `view`, `split`, `message`,
  `meaning`, `step` ("1" to "6", or where the CoT names something: "name", "commitment-1", "commitment",
  "commitment+1"), `games`, `top_share_median` (P50 of the top-1 share of the top-10 renormalised),
  `bands` [21][6] (percentiles 0, 5, …, 100 over games of the cumulative top-1 … top-6), `entropy` (nats,
  whole vocabulary) and `effective` (e^H), each {median, quartiles}
- `precision` (--fp32): these files against the same models in float32, paired, success within 20 steps:
  `view`, `split`, `condition`, `games`, `q8` and `fp32` ({games, rate, ci95}), `q8_only`, `fp32_only`,
  `other_steps` (games that both won or both lost, at another step), `difference` (q8 - fp32), `ci95`
  (Newcombe), `p` (McNemar, exact)
- `fp32_models`: sha256 of the float32 checkpoints by file
- `wasm_check` (--wasm, outputs of `npm run -s evaluate -- … --json > FILE.json 2> FILE.log`): `view`,
  `split`, `condition`, `games` (played by both), `equal` (won at the same step, or lost by both),
  `equal_success`, `wasm` and `python` ({games, rate, ci95}, within `steps`), `steps`, `near_ties` (of the
  WASM run), `different` (names of the games that are not equal), `date`
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from statistics import median

import jsonschema
import numpy as np

from interlat_models import breadth
from interlat_models.comparisons import BUDGET, RECORDS, Key, played, precision, wasm_check
from interlat_models.conditions import BREADTH, CONDITIONS
from interlat_models.figures import RANKS, condition_figures, mean, won_within
from interlat_models.manifest import same_models
from interlat_models.result_files import ResultFile
from interlat_models.statistics import holm, paired_difference

SCHEMA = Path(__file__).parent / "card.schema.json"
# (view, condition) against (view, condition): the comparisons that the claims rest on.
CLAIMS = [
    (("uncertain", "latent"), ("uncertain", "text")),
    (("uncertain", "k8"), ("uncertain", "text")),
    (("uncertain", "latent"), ("uncertain", "text-sampled")),
    (("uncertain", "latent"), ("uncertain", "script-named")),
    (("uncertain", "k8"), ("uncertain", "script-named")),
    (("uncertain", "latent"), ("hedging", "text")),
    (("uncertain", "k8"), ("hedging", "text")),
    (("uncertain", "commitment-certain"), ("uncertain", "latent")),
    (("uncertain", "rest-certain"), ("uncertain", "latent")),
    *(((view, "k8"), (view, "latent")) for view in ("scout", "uncertain", "planner")),
    *(((view, "cross-task"), (view, "none")) for view in ("scout", "uncertain", "planner")),
    *(((view, "text-without-places"), (view, "none")) for view in ("scout", "uncertain")),
]


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
    first, *others = (results.header["models"] for results in found.values())
    if not all(same_models(first, other) for other in others):
        raise SystemExit("These results are of different model files.")
    return found


def row(results: ResultFile, commands: list[str]) -> dict:
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
    made |= {name: figures[name] for name in names.split()}
    made |= {"positions": figures["positions_mean"], "date": header["date"]}
    return {**made, "command": commands.index(header["command"])}


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


def breadths(results: ResultFile) -> list[dict]:
    lines = [line["breadth"] for line in results.lines.values()]
    made = []
    for message in BREADTH:
        of_games = [line[message] for line in lines if message in line]
        for step in dict.fromkeys(step for one in of_games for step in one):
            values = np.array([one[step] for one in of_games if step in one])
            place = {"view": results.header["view"], "split": results.header["split"], "message": message}
            meaning = CONDITIONS[message].meaning
            found = breadth.summary(values[:, :-1], values[:, -1])
            made.append({**place, "meaning": meaning, "step": step, **found})
    return made


def card(results: dict[Key, ResultFile], baselines: list[str]) -> dict:
    headers = [one.header for one in results.values()]
    dates = sorted(header["date"] for header in headers)
    known = {key: one for key, one in results.items() if key[2] not in RECORDS}
    of = lambda name: [one for key, one in results.items() if key[2] == name]  # noqa: E731
    order = {name: place for place, name in enumerate(CONDITIONS)}
    commands = sorted({header["command"] for header in headers})
    rows = [row(one, commands) for one in known.values()]
    made = {
        "models": headers[0]["models"],
        "backend": ", ".join(sorted({header["backend"] for header in headers})),
        "dates": [dates[0], dates[-1]],
        "commands": commands,
        "rows": sorted(rows, key=lambda r: (r["view"], r["split"], order.get(r["condition"], len(order)), r["condition"])),
        "differences": differences(known, baselines),
        "thoughts": [thoughts(one) for one in of("thoughts") if one.lines],
        "calibration": [found for one in of("calibration") if (found := calibration(one))],
    }
    broad = [found for one in of("breadth") for found in breadths(one)]
    return made | ({"breadth": broad} if broad else {})


def written(made: dict) -> str:
    """JSON with lists of numbers in one line each. Raises jsonschema.ValidationError where it does not
    fit the page's schema."""
    if SCHEMA.exists():
        jsonschema.validate(made, json.loads(SCHEMA.read_text(encoding="utf8")))
    text = json.dumps(made, indent=1, ensure_ascii=False)
    numbers = re.compile(r"\[\s+([-+.0-9eE]+(?:,\s+[-+.0-9eE]+)*)\s+\]")
    return numbers.sub(lambda match: f"[{' '.join(match[1].split())}]", text) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="what evaluate_tier.py --out wrote")
    parser.add_argument("--out", type=Path, required=True, help="the JSON file")
    parser.add_argument("--baselines", default="text,none", help="conditions with commas between")
    parser.add_argument("--fp32", type=Path, help="what evaluate_tier.py --torch wrote, of the same models")
    parser.add_argument("--wasm", type=Path, nargs="*", default=[], help="what `npm run -s evaluate` wrote")
    options = parser.parse_args()
    results = read_results(options.folders)
    made = card(results, options.baselines.split(","))
    if options.fp32:
        exact = read_results([options.fp32])
        made["precision"] = precision(results, exact)
        made["fp32_models"] = next(iter(exact.values())).header["models"]
    if options.wasm:
        made["wasm_check"] = [wasm_check(results, path) for path in options.wasm]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(written(made), encoding="utf8")
    print(f"{options.out}: {len(made['rows'])} rows, {len(made['differences'])} differences")


if __name__ == "__main__":
    main()
