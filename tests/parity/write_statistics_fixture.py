"""Paired differences, McNemar's test and Holm's correction as the Python side computes them, for the
page's own (src/shared/paired.ts).

    .venv/bin/python tests/parity/write_statistics_fixture.py

Writes tests/parity/fixtures/statistics.json. The p values are also summed in exact fractions here, so
that two ways of computing them agree before a third is held against them.
"""

from __future__ import annotations

import json
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models"))

from interlat_models.statistics import from_counts, holm, wilson  # noqa: E402

# both, first only, second only, neither: edges, few and many discordant games, and drawn ones below.
COUNTS = [
    (0, 0, 0, 1),
    (1, 0, 0, 0),
    (20, 12, 2, 16),
    (36, 12, 2, 0),
    (0, 5, 0, 0),
    (0, 50, 50, 0),
    (500, 300, 12, 188),
    (3, 1, 4, 2),
    (600, 23, 31, 346),
    (0, 700, 800, 0),
    (10000, 1200, 1100, 9000),
]


def exact_p(first_only: int, second_only: int) -> float:
    count, fewer = first_only + second_only, min(first_only, second_only)
    tail = sum(Fraction(math.comb(count, i), 2**count) for i in range(fewer + 1))
    return float(min(Fraction(1), 2 * tail))


def main() -> None:
    rng = random.Random(8)
    counts = COUNTS + [tuple(rng.randrange(0, 60) for _ in range(4)) for _ in range(20)]
    pairs = []
    for one in counts:
        found = from_counts(*one)
        assert math.isclose(found.mcnemar_p, exact_p(one[1], one[2]), rel_tol=1e-12), one
        pairs.append({"counts": one, "difference": found.difference, "ci95": found.newcombe, "p": found.mcnemar_p})
    families = [[], [0.03], [0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 1.0], [rng.random() ** 3 for _ in range(12)]]
    shares = [(0, 0), (0, 7), (7, 7), (1, 3), (466, 1000)]
    fixture = {
        "pairs": pairs,
        "holm": [{"p": family, "adjusted": holm(family)} for family in families],
        "wilson": [{"successes": s, "trials": n, "ci95": wilson(s, n)} for s, n in shares],
    }
    out = ROOT / "tests/parity/fixtures/statistics.json"
    out.write_text(json.dumps(fixture, indent=1) + "\n", encoding="utf8")


main()
