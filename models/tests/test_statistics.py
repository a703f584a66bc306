"""Intervals and tests against published numbers."""

import pytest
from interlat_models.statistics import from_counts, holm, mcnemar_exact, paired_difference, wilson


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    # Newcombe 1998 (one proportion), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson(successes: int, count: int, low: float, high: float) -> None:
    assert wilson(successes, count) == pytest.approx((low, high), abs=5e-5)
    mirrored = wilson(count - successes, count)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=5e-5)


def test_wilson_without_trials() -> None:
    assert wilson(0, 0) == (0, 1)


def test_paired_difference() -> None:
    # Newcombe 1998 (paired differences), table III: 36, 12, 2, 0; methods 1 and 10.
    found = from_counts(36, 12, 2, 0)
    assert found.difference == pytest.approx(0.2)
    assert found.wald == pytest.approx((0.0642, 0.3358), abs=5e-5)
    assert found.newcombe == pytest.approx((0.0569, 0.3404), abs=5e-5)
    # Agresti, Categorical Data Analysis, approval ratings: 0.04 ± 1.96 · 0.0095.
    assert from_counts(794, 150, 86, 570).wald == pytest.approx((0.0213, 0.0587), abs=1e-4)


def test_paired_difference_of_games() -> None:
    first = [True] * 5 + [False] * 3 + [True, True]
    second = [True] * 5 + [False] * 3 + [False, True]
    found = paired_difference(first, second)
    assert (found.games, found.first_only, found.second_only) == (10, 1, 0)
    assert found.difference == pytest.approx(0.1)
    turned = paired_difference(second, first)
    assert turned.newcombe == pytest.approx((-found.newcombe[1], -found.newcombe[0]))
    alike = paired_difference(first, first)
    assert alike.difference == 0 and alike.mcnemar_p == 1
    assert alike.newcombe[0] <= 0 <= alike.newcombe[1]
    with pytest.raises(ValueError):
        paired_difference(first, second[:-1])
    with pytest.raises(ValueError):
        paired_difference([], [])


def test_mcnemar() -> None:
    assert mcnemar_exact(1, 9) == pytest.approx(2 * (1 + 10) / 1024)
    assert mcnemar_exact(9, 1) == mcnemar_exact(1, 9)
    assert mcnemar_exact(5, 5) == 1
    assert mcnemar_exact(0, 0) == 1
    assert mcnemar_exact(0, 6) == pytest.approx(2 / 64)
    assert 0 < mcnemar_exact(103, 9) < 1e-20


def test_holm() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []
