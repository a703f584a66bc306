"""Intervals and tests of success rates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054


def wilson(successes: int, count: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927); (0, 1) without any trial."""
    if count == 0:
        return 0.0, 1.0
    share = successes / count
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True)
class PairedDifference:
    """First minus second over the same games. `first_only` and `second_only` are the discordant
    counts; `wald` is the interval from them alone, `newcombe` Newcombe's (1998, method 10), which is
    the one to quote: it also holds for few discordant games."""

    games: int
    first_only: int
    second_only: int
    difference: float
    wald: tuple[float, float]
    newcombe: tuple[float, float]
    mcnemar_p: float


def paired_difference(first: Sequence[bool], second: Sequence[bool]) -> PairedDifference:
    both = sum(a and b for a, b in zip(first, second, strict=True))
    first_only = sum(a and not b for a, b in zip(first, second))
    second_only = sum(b and not a for a, b in zip(first, second))
    neither = len(first) - both - first_only - second_only
    return from_counts(both, first_only, second_only, neither)


def from_counts(both: int, first_only: int, second_only: int, neither: int) -> PairedDifference:
    games = both + first_only + second_only + neither
    if games == 0:
        raise ValueError("There is no game to compare.")
    difference = (first_only - second_only) / games
    discordant = first_only + second_only
    half = Z95 * math.sqrt(discordant - (first_only - second_only) ** 2 / games) / games
    return PairedDifference(
        games,
        first_only,
        second_only,
        difference,
        (difference - half, difference + half),
        _newcombe(both, first_only, second_only, neither),
        mcnemar_exact(first_only, second_only),
    )


def _newcombe(both: int, first_only: int, second_only: int, neither: int) -> tuple[float, float]:
    """Newcombe 1998, method 10: Wilson's intervals of both shares, joined by their correlation phi,
    with a continuity correction where it is positive."""
    games = both + first_only + second_only + neither
    p1, p2 = (both + first_only) / games, (both + second_only) / games
    low1, high1 = wilson(both + first_only, games)
    low2, high2 = wilson(both + second_only, games)
    below1, above1, below2, above2 = p1 - low1, high1 - p1, p2 - low2, high2 - p2
    margins = (both + first_only) * (second_only + neither) * (both + second_only) * (first_only + neither)
    phi = 0.0
    if margins:
        product = both * neither - first_only * second_only
        if product > 0:
            product = max(0.0, product - games / 2)
        phi = product / math.sqrt(margins)
    lower = math.sqrt(max(0.0, below1**2 - 2 * phi * below1 * above2 + above2**2))
    upper = math.sqrt(max(0.0, above1**2 - 2 * phi * above1 * below2 + below2**2))
    return p1 - p2 - lower, p1 - p2 + upper


def mcnemar_exact(first_only: int, second_only: int) -> float:
    """Two-sided exact p of McNemar's test: the binomial sign test on the discordant pairs."""
    count, fewer = first_only + second_only, min(first_only, second_only)
    if count == 0:
        return 1.0
    tail = sum(math.comb(count, i) for i in range(fewer + 1))
    return min(1.0, 2 * tail / 2**count)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p values (1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = largest
    return adjusted
