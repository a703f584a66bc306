import math

import numpy as np
import pytest
from interlat_models.breadth import aligned_steps, breadth, summary
from interlat_models.thought_text import Commitment


def test_two_equal_words_are_two_hypotheses() -> None:
    logits = np.full((1, 40), -1e4)
    logits[0, [3, 17]] = 5.0
    shares, entropies = breadth(logits)
    assert shares[0].tolist() == pytest.approx([0.5, 1, 1, 1, 1, 1])
    assert math.exp(entropies[0]) == pytest.approx(2)


def test_the_top_ten_are_renormalised_and_the_entropy_is_of_all() -> None:
    shares, entropies = breadth(np.zeros((1, 40)))
    assert shares[0].tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    assert math.exp(entropies[0]) == pytest.approx(40)


def test_shares_are_sorted_and_do_not_depend_on_a_constant() -> None:
    given = np.array([0.1, 0.6, 0.3])
    logits = np.log(np.stack([given, given[::-1]])) + np.array([[700.0], [-700.0]])
    shares, entropies = breadth(logits)
    assert shares.tolist() == [pytest.approx([0.6, 0.9, 1.0])] * 2
    assert entropies.tolist() == pytest.approx([-(given * np.log(given)).sum()] * 2)


def test_a_certain_step_has_no_entropy() -> None:
    shares, entropies = breadth(np.array([[1000.0, 0, 0, 0]], np.float32))
    assert shares[0, 0] == 1 and entropies[0] == 0


def test_percentiles_over_games() -> None:
    top = np.linspace(0, 1, 101)
    cumulative = np.stack([top, *[np.ones(101)] * 5], axis=1)
    found = summary(cumulative, np.log(1 + top))
    assert found["games"] == 101 and found["top_share_median"] == pytest.approx(0.5)
    assert len(found["bands"]) == 21
    assert [row[0] for row in found["bands"]] == pytest.approx([p / 100 for p in range(0, 101, 5)])
    assert {row[5] for row in found["bands"]} == {1.0}
    assert found["effective"] == {"median": pytest.approx(1.5), "quartiles": pytest.approx([1.25, 1.75])}
    assert found["entropy"]["median"] == pytest.approx(math.log(1.5))


def test_steps_where_something_is_named() -> None:
    words = ["mug 1", "might be", "in", "shelf 3", "."]
    steps = aligned_steps(words, [None, Commitment(1, 3, 0)])
    assert steps == {"name": 0, "commitment-1": 2, "commitment": 3, "commitment+1": 4}
    assert aligned_steps(["go", "in"], [None]) == {}
    assert aligned_steps(["shelf 3"], [Commitment(0, 0, 0)]) == {"name": 0, "commitment": 0}
