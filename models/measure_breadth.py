"""Information breadth of the latent messages of a set of games: interlat_models/breadth.py.

    python models/measure_breadth.py --models public/models/tiny --games 1000 \\
      --episodes models/work/tiny/unseen.uncertain.jsonl --out models/work/tiny/results

For steps 1 to 6 of the trained K = 8 (through the compressed sender's head), of the untrained K = 8 and
of the full message (the sender's), of the perturbed messages; of full messages, perturbed or not, also
where the CoT names something (`breadth.aligned_steps`). Goes to OUT/VIEW-SPLIT/breadth.jsonl, a line a
game: {"game", "breadth": {MESSAGE: {STEP: [top-1, …, top-6 cumulative, entropy]}}}.
"""

from __future__ import annotations

import argparse

import numpy as np

from interlat_models.breadth import STEPS, aligned_steps, breadth
from interlat_models.conditions import BREADTH, CONDITIONS, Condition
from interlat_models.evaluation_set import EvaluationSet, add_options, check_options, open_tier
from interlat_models.materials import LeftOut, Materials, Unavailable
from interlat_models.result_files import OtherResults, ResultFile
from interlat_models.row_decoder import Tier

DIGITS = 5


def steps_of(condition: Condition, m: Materials, game: int) -> dict[str, int]:
    """The steps that are read, by name; those the message does not have included."""
    first = {str(step + 1): step for step in range(STEPS)}
    if condition.writer != "sender" or condition.name.startswith("untrained"):
        return first
    texts = [m.texts.texts[token] for token in m.thoughts[game].tokens]
    return first | aligned_steps(texts, m.commitments[game])


def measure(tier: Tier, condition: Condition, m: Materials, game: int) -> dict[str, list[float]]:
    states = condition.states(m, game)
    steps = {name: step for name, step in steps_of(condition, m, game).items() if step < len(states)}
    if not steps:
        return {}
    logits = states[list(steps.values())].astype(np.float32) @ tier.head(condition.writer).T
    shares, entropies = breadth(logits)
    return {
        name: [round(float(value), DIGITS) for value in (*shares[i], entropies[i])]
        for i, name in enumerate(steps)
    }


def measure_game(tier: Tier, m: Materials, game: int, skipped: dict[str, str]) -> dict:
    found = {}
    for name in BREADTH:
        try:
            steps = measure(tier, CONDITIONS[name], m, game) if name not in skipped else {}
        except LeftOut:
            continue
        except Unavailable as reason:
            skipped[name] = str(reason)
            continue
        if steps:
            found[name] = steps
    return {"game": m.lines[game]["name"], "breadth": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    add_options(parser)
    options = parser.parse_args()
    check_options(parser, options)
    tier = open_tier(options)
    of = EvaluationSet(tier, options, steps=0)
    m = Materials(tier, of.lines, of.corpus, options.seed)
    try:
        results = ResultFile.resume(of.folder / "breadth.jsonl", {**of.header, "condition": "breadth"}, mixes=False)
        skipped: dict[str, str] = {}
        for i, line in enumerate(of.lines):
            if line["name"] not in results.lines:
                results.append([measure_game(tier, m, i, skipped)])
    except (OtherResults, ValueError) as error:
        raise SystemExit(str(error)) from error
    for name, reason in skipped.items():
        print(f"{name:24}  skipped: {reason}")
    print(f"{results.path}: {len(results.lines)} games")


if __name__ == "__main__":
    main()
