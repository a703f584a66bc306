"""Perturbations of a latent message H [T, d] (the paper, section 4, and its public code).

Statistics come from one of two scopes. `message`: the mean over the T rows of H itself, X = H - mean, as
in the paper's code. `corpus`: mean mu [d] and covariance Sigma [d, d] fitted on at least 300 messages,
X = H - mu. With T - 1 <= d the `message` scope keeps to H's own rows: its RandomRot is an orthogonal
mixing of the steps, and its CovGauss stays in the space that they span. Only `corpus` destroys the
directions.

All functions take H [T, d] and give float32 [T, d]; strength 0 gives H back bit for bit. Randomness
comes from the NumPy generator alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Singular values below this share of the largest count as zero.
TINY = 1e-6
FEWEST_MESSAGES = 300
FEWEST_STEPS = 2


@dataclass(frozen=True)
class CorpusStatistics:
    """mean [d] and covariance [d, d] of the rows of many messages."""

    mean: np.ndarray
    covariance: np.ndarray
    messages: int
    rows: int

    @classmethod
    def fit(cls, messages: Sequence[np.ndarray], fewest: int = FEWEST_MESSAGES) -> CorpusStatistics:
        """From messages [T_i, d]; raises ValueError where there are fewer than `fewest`."""
        if len(messages) < fewest:
            raise ValueError(f"{len(messages)} messages are too few for a corpus: take {fewest} or more.")
        rows = np.concatenate(messages).astype(np.float64)
        mean = rows.mean(0)
        centred = rows - mean
        return cls(mean, centred.T @ centred / (len(rows) - 1), len(messages), len(rows))

    def root(self, power: float) -> np.ndarray:
        """Sigma to the power of 1/2 or -1/2 [d, d]; directions without variance are left out."""
        values, vectors = np.linalg.eigh(self.covariance)
        sigma = np.sqrt(np.maximum(values, 0))
        kept = sigma > TINY * sigma.max()
        scale = np.where(kept, np.where(kept, sigma, 1.0) ** (2 * power), 0.0)
        return (vectors * scale) @ vectors.T


def centred(message: np.ndarray, corpus: CorpusStatistics | None) -> tuple[np.ndarray, np.ndarray]:
    """Mean [d] and X [T, d] in float64; scope `message` where `corpus` is None. Raises ValueError for
    a message of one step, which has no covariance of its own."""
    rows = message.astype(np.float64)
    if corpus is not None:
        return corpus.mean, rows - corpus.mean
    if len(rows) < FEWEST_STEPS:
        raise ValueError("A message of one step has no covariance of its own: use the corpus scope.")
    mean = rows.mean(0)
    return mean, rows - mean


def covariance_noise(x: np.ndarray, corpus: CorpusStatistics | None, rng: np.random.Generator) -> np.ndarray:
    """Noise [T, d] of the covariance: (Z X)/sqrt(T-1), Z [T, T] normal, or N Sigma^1/2."""
    if corpus is None:
        return rng.standard_normal((len(x), len(x))) @ x / np.sqrt(len(x) - 1)
    return rng.standard_normal(x.shape) @ corpus.root(0.5)


def white_noise(message: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    """H + s N, N iid standard normal. The paper: s = 1."""
    if strength == 0:
        return message.copy()
    return (message + strength * rng.standard_normal(message.shape)).astype(np.float32)


def cov_noise(
    message: np.ndarray, strength: float, rng: np.random.Generator, corpus: CorpusStatistics | None = None
) -> np.ndarray:
    """H + s times noise of the covariance. The paper: s = 0.5 and 1, scope `message`."""
    if strength == 0:
        return message.copy()
    _, x = centred(message, corpus)
    return (message + strength * covariance_noise(x, corpus, rng)).astype(np.float32)


def cov_gauss(
    message: np.ndarray,
    rng: np.random.Generator,
    corpus: CorpusStatistics | None = None,
    keep_mean: bool = True,
    strength: float = 1.0,
) -> np.ndarray:
    """Noise of the covariance in place of X (CovGauss-mu; without the mean CovGauss-0mu).

    Strength a in [0, 1]: sqrt(1 - a^2) X + a noise, which keeps the covariance; the mean stays, or is
    scaled by 1 - a.
    """
    if strength == 0:
        return message.copy()
    mean, x = centred(message, corpus)
    mixed = np.sqrt(1 - strength**2) * x + strength * covariance_noise(x, corpus, rng)
    return (mixed + mean * (1.0 if keep_mean else 1 - strength)).astype(np.float32)


def random_rotation(size: int, rng: np.random.Generator) -> np.ndarray:
    """A rotation [size, size], uniform (Haar) among those of determinant 1: from the others no path
    leads to the identity."""
    q, r = np.linalg.qr(rng.standard_normal((size, size)))
    q = q * np.where(np.diag(r) < 0, -1.0, 1.0)
    if np.linalg.det(q) < 0:
        q[:, -1] *= -1
    return q


def partial_rotation(q: np.ndarray, strength: float) -> np.ndarray:
    """The point at `strength` on the geodesic from the identity (0) to a rotation q (1)."""
    if strength == 1:
        return q
    values, vectors = np.linalg.eig(q)
    turned = (vectors * np.exp(1j * strength * np.angle(values))) @ np.linalg.inv(vectors)
    return turned.real


def random_rot(
    message: np.ndarray,
    rng: np.random.Generator,
    corpus: CorpusStatistics | None = None,
    strength: float = 1.0,
) -> np.ndarray:
    """A random rotation in whitened coordinates; strength goes along the geodesic from none to all.

    `message`: mean + X V diag(1/s) Q diag(s) V^T with X/sqrt(T-1) = U diag(s) V^T, Q [r, r].
    `corpus`: mu + X Sigma^-1/2 Q Sigma^1/2, Q [d, d].
    """
    if strength == 0:
        return message.copy()
    mean, x = centred(message, corpus)
    if corpus is not None:
        q = partial_rotation(random_rotation(x.shape[1], rng), strength)
        return (mean + x @ corpus.root(-0.5) @ q @ corpus.root(0.5)).astype(np.float32)
    _, sigma, vt = np.linalg.svd(x / np.sqrt(len(x) - 1), full_matrices=False)
    rank = int((sigma > TINY * sigma[0]).sum()) if sigma[0] > 0 else 0
    if rank == 0:
        return message.copy()
    sigma, vt = sigma[:rank], vt[:rank]
    q = partial_rotation(random_rotation(rank, rng), strength)
    return (mean + ((x @ vt.T) / sigma) @ q @ (sigma[:, None] * vt)).astype(np.float32)


def derange(labels: Sequence[str], rng: np.random.Generator) -> list[int]:
    """CrossTask: a permutation with labels[result[i]] != labels[i] (src/interlat/derangement.ts).

    Raises ValueError where one label takes more than half of the items.
    """
    groups: dict[str, list[int]] = {}
    for item, label in enumerate(labels):
        groups.setdefault(label, []).append(item)
    shift = max((len(group) for group in groups.values()), default=0)
    if 2 * shift > len(labels):
        raise ValueError("More than half of the items have the same label.")
    order = list(groups.values())
    drawn_up = [
        int(item) for place in rng.permutation(len(order)) for item in rng.permutation(order[place])
    ]
    result = [0] * len(labels)
    for place, item in enumerate(drawn_up):
        result[item] = drawn_up[(place + shift) % len(drawn_up)]
    return result


def same_label_partners(labels: Sequence[str], rng: np.random.Generator) -> list[int | None]:
    """SameTypeMismatch: another item of the same label, each used once; None where there is no other."""
    groups: dict[str, list[int]] = {}
    for item, label in enumerate(labels):
        groups.setdefault(label, []).append(item)
    result: list[int | None] = [None] * len(labels)
    for group in groups.values():
        if len(group) > 1:
            shuffled = [int(item) for item in rng.permutation(group)]
            for place, item in enumerate(shuffled):
                result[item] = shuffled[(place + 1) % len(shuffled)]
    return result
