"""Each perturbation has the statistics that it promises."""

import numpy as np
import pytest
from interlat_models.perturb import (
    CorpusStatistics,
    cov_gauss,
    cov_noise,
    derange,
    partial_rotation,
    random_rot,
    random_rotation,
    same_label_partners,
    white_noise,
)

STEPS, DIM = 40, 6
DRAWS = 3000


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def message() -> np.ndarray:
    mixing = rng(1).normal(size=(DIM, DIM))
    return (rng(2).normal(size=(STEPS, DIM)) @ mixing + 3).astype(np.float32)


@pytest.fixture(scope="module")
def corpus() -> CorpusStatistics:
    mixing = rng(3).normal(size=(DIM, DIM))
    return CorpusStatistics.fit([rng(10 + i).normal(size=(5, DIM)) @ mixing + 2 for i in range(300)])


def rows_of(change, draws: int = DRAWS) -> np.ndarray:
    """Many perturbed messages, row below row."""
    return np.concatenate([change(rng(100 + draw)) for draw in range(draws)]).astype(np.float64)


def assert_covariance(rows: np.ndarray, expected: np.ndarray, effective: int) -> None:
    """Within five standard errors of a covariance of `effective` independent rows."""
    found = np.cov(rows.T)
    spread = np.sqrt(np.outer(np.diag(expected), np.diag(expected)) * 2 / effective)
    assert (np.abs(found - expected) < 5 * spread).all()


def test_corpus_statistics(corpus: CorpusStatistics) -> None:
    rows = np.concatenate(
        [rng(10 + i).normal(size=(5, DIM)) @ rng(3).normal(size=(DIM, DIM)) + 2 for i in range(300)]
    )
    np.testing.assert_allclose(corpus.mean, rows.mean(0))
    np.testing.assert_allclose(corpus.covariance, np.cov(rows.T))
    assert (corpus.messages, corpus.rows) == (300, 1500)
    np.testing.assert_allclose(corpus.root(0.5) @ corpus.root(0.5), corpus.covariance, atol=1e-9)
    np.testing.assert_allclose(corpus.root(0.5) @ corpus.root(-0.5), np.eye(DIM), atol=1e-9)
    with pytest.raises(ValueError, match="too few"):
        CorpusStatistics.fit([np.zeros((2, 3))] * 299)


def test_white_noise(message: np.ndarray) -> None:
    noise = rows_of(lambda r: white_noise(message, 2.0, r) - message)
    assert np.abs(noise.mean(0)).max() < 5 * 2 / np.sqrt(len(noise))
    assert_covariance(noise, 4 * np.eye(DIM), len(noise))


@pytest.mark.parametrize("scope", ["message", "corpus"])
def test_cov_noise(message: np.ndarray, corpus: CorpusStatistics, scope: str) -> None:
    statistics = corpus if scope == "corpus" else None
    noise = rows_of(lambda r: cov_noise(message, 0.5, r, statistics) - message)
    covariance = corpus.covariance if statistics else np.cov(message.T)
    assert_covariance(noise, 0.25 * covariance, len(noise))


@pytest.mark.parametrize("scope", ["message", "corpus"])
@pytest.mark.parametrize("keep_mean", [True, False])
def test_cov_gauss(message: np.ndarray, corpus: CorpusStatistics, scope: str, keep_mean: bool) -> None:
    statistics = corpus if scope == "corpus" else None
    covariance = corpus.covariance if statistics else np.cov(message.T)
    mean = (corpus.mean if statistics else message.mean(0)) if keep_mean else np.zeros(DIM)
    rows = rows_of(lambda r: cov_gauss(message, r, statistics, keep_mean))
    assert_covariance(rows, covariance, len(rows))
    assert (np.abs(rows.mean(0) - mean) < 5 * np.sqrt(np.diag(covariance) / len(rows))).all()


def test_partial_cov_gauss_keeps_the_covariance(message: np.ndarray) -> None:
    rows = rows_of(lambda r: cov_gauss(message, r, strength=0.6))
    # The message's own part is the same in each draw, so its sample covariance has the factor (T-1)/T.
    x = message - message.mean(0)
    assert_covariance(rows, 0.64 * (x.T @ x) / STEPS + 0.36 * np.cov(message.T), len(rows))
    halfway = rows_of(lambda r: cov_gauss(message, r, keep_mean=False, strength=0.6))
    spread = np.sqrt(np.diag(np.cov(message.T)) / len(rows))
    assert (np.abs(halfway.mean(0) - 0.4 * message.mean(0)) < 5 * spread).all()


def test_random_rot_of_a_message_keeps_its_singular_values(message: np.ndarray) -> None:
    for steps in (5, STEPS):  # Fewer steps than dimensions, and more.
        part = message[:steps]
        for strength in (0.3, 1.0):
            turned = random_rot(part, rng(), strength=strength)
            before = np.linalg.svd(part - part.mean(0), compute_uv=False)
            after = np.linalg.svd(turned - turned.mean(0), compute_uv=False)
            kept = before > 1e-6 * before[0]
            np.testing.assert_allclose(after[kept], before[kept], rtol=1e-4)
            np.testing.assert_allclose(turned.mean(0), part.mean(0), atol=1e-5)
            assert np.abs(turned - part).max() > 0.1


def test_random_rot_of_a_corpus_rotates_whitened_coordinates(message: np.ndarray, corpus: CorpusStatistics) -> None:
    whiten = lambda h: (h - corpus.mean) @ corpus.root(-0.5)  # noqa: E731
    turned = random_rot(message, rng(), corpus)
    before, after = whiten(message.astype(np.float64)), whiten(turned.astype(np.float64))
    np.testing.assert_allclose(before @ before.T, after @ after.T, rtol=1e-3, atol=1e-3)
    assert np.abs(before - after).max() > 0.1


def test_rotations() -> None:
    found = [random_rotation(4, rng(seed)) for seed in range(DRAWS)]
    for q in found[:20]:
        np.testing.assert_allclose(q @ q.T, np.eye(4), atol=1e-12)
        assert np.linalg.det(q) == pytest.approx(1)
        half = partial_rotation(q, 0.5)
        np.testing.assert_allclose(half @ half, q, atol=1e-9)
        np.testing.assert_allclose(half @ half.T, np.eye(4), atol=1e-9)
        np.testing.assert_allclose(partial_rotation(q, 1e-9), np.eye(4), atol=1e-7)
    entries = np.stack(found).reshape(DRAWS, -1)
    # Haar: entries of mean 0 and variance 1/4.
    assert np.abs(entries.mean(0)).max() < 5 * 0.5 / np.sqrt(DRAWS)
    assert np.abs((entries**2).mean(0) - 0.25).max() < 0.03


@pytest.mark.parametrize("scope", ["message", "corpus"])
def test_strength_zero_changes_nothing(message: np.ndarray, corpus: CorpusStatistics, scope: str) -> None:
    statistics = corpus if scope == "corpus" else None
    for changed in (
        white_noise(message, 0, rng()),
        cov_noise(message, 0, rng(), statistics),
        cov_gauss(message, rng(), statistics, strength=0),
        cov_gauss(message, rng(), statistics, keep_mean=False, strength=0),
        random_rot(message, rng(), statistics, strength=0),
    ):
        assert changed.dtype == message.dtype
        assert changed.tobytes() == message.tobytes()


def test_one_step_has_no_covariance_of_its_own(corpus: CorpusStatistics) -> None:
    one = np.ones((1, DIM), np.float32)
    for change in (
        lambda statistics: cov_noise(one, 1, rng(), statistics),
        lambda statistics: cov_gauss(one, rng(), statistics),
        lambda statistics: random_rot(one, rng(), statistics),
    ):
        with pytest.raises(ValueError, match="use the corpus scope"):
            change(None)
        assert change(corpus).shape == (1, DIM)
    assert white_noise(one, 1, rng()).shape == (1, DIM)


def test_directions_without_variance_stay_out() -> None:
    flat = rng().normal(size=(20, 2)) @ rng(1).normal(size=(2, DIM))
    flat = flat.astype(np.float32)
    for changed in (cov_gauss(flat, rng()), random_rot(flat, rng())):
        assert np.isfinite(changed).all()
        assert np.linalg.matrix_rank(changed - changed.mean(0), tol=1e-3) == 2
    corpus = CorpusStatistics.fit([flat] * 300)
    assert np.abs(random_rot(flat, rng(), corpus)).max() < 100
    same = np.ones((3, DIM), np.float32)
    np.testing.assert_array_equal(random_rot(same, rng()), same)


def test_seeds_decide(message: np.ndarray) -> None:
    np.testing.assert_array_equal(random_rot(message, rng(4)), random_rot(message, rng(4)))
    assert not np.array_equal(random_rot(message, rng(4)), random_rot(message, rng(5)))


def test_mismatches() -> None:
    labels = list("aaabbccccd")
    partners = derange(labels, rng())
    assert sorted(partners) == list(range(len(labels)))
    assert all(labels[i] != labels[other] for i, other in enumerate(partners))
    with pytest.raises(ValueError, match="half"):
        derange(list("aab"), rng())
    same = same_label_partners(labels, rng())
    assert same[9] is None
    assert all(labels[other] == labels[i] and other != i for i, other in enumerate(same) if other is not None)
