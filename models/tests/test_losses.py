"""Every loss against NumPy."""

import numpy as np
import pytest
import torch
from interlat_models.losses import (
    alignment_loss,
    entropy,
    js_divergence,
    latent_direction_loss,
    separation_loss,
    uncertainty_weighted_kl,
    weighted_cross_entropy,
)

N, V = 30, 11


def logits(seed: int, scale: float = 3.0) -> torch.Tensor:
    return torch.randn(N, V, generator=torch.Generator().manual_seed(seed)) * scale


def softmax(x: torch.Tensor) -> np.ndarray:
    e = np.exp(x.double().numpy() - x.double().numpy().max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def kl(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    return (p * (np.log(p) - np.log(q))).sum(-1)


def js(a: torch.Tensor, b: torch.Tensor) -> np.ndarray:
    p, q = softmax(a), softmax(b)
    return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2


def test_js_divergence() -> None:
    a, b = logits(1), logits(2)
    assert js_divergence(a, b).numpy() == pytest.approx(js(a, b), abs=1e-5)
    assert js_divergence(a, a).abs().max() < 1e-6
    far = torch.zeros(1, V)
    far[0, 0] = 80.0
    assert js_divergence(far, far.flip(1)).item() == pytest.approx(np.log(2), abs=1e-5)


def test_separation_loss_is_by_row() -> None:
    a, b = logits(1), logits(2, 0.5)
    rows = torch.tensor([0] * 4 + [1] * 20 + [2] * 6)
    each = js(a, b)
    means = np.array([each[:4].mean(), each[4:24].mean(), each[24:].mean()])
    loss, mean = separation_loss(a, b, rows, 3)
    assert loss.item() == pytest.approx(np.maximum(0, 0.69 - means).mean(), abs=1e-5)
    assert mean.item() == pytest.approx(means.mean(), abs=1e-5)


def test_alignment_loss() -> None:
    latent, text = logits(3), logits(4)
    a, b = latent.double().numpy(), text.double().numpy()
    cosine = (a * b).sum(-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)
    expected = 0.7 * kl(softmax(text), softmax(latent)).mean() + 0.3 * (1 - cosine).mean()
    assert alignment_loss(latent, text).item() == pytest.approx(expected, rel=1e-5)
    assert alignment_loss(text, text).item() == pytest.approx(0, abs=1e-5)


def test_uncertainty_weighted_kl() -> None:
    compressed, full, without = logits(5), logits(6, 5.0), logits(7, 1.0)

    def h(x: torch.Tensor) -> np.ndarray:
        p = softmax(x)
        return -(p * np.log(p)).sum(-1)

    assert entropy(full).numpy() == pytest.approx(h(full), abs=1e-5)
    gain = np.maximum(0, h(without) - h(full))
    weights = np.minimum(gain, np.quantile(gain, 0.95))
    each = kl(softmax(full / 4), softmax(compressed / 4)) * 16
    expected = (each * weights).sum() / weights.sum()
    assert uncertainty_weighted_kl(compressed, full, without).item() == pytest.approx(expected, rel=1e-4)
    # Where the message takes away no doubt, nothing is asked.
    assert uncertainty_weighted_kl(compressed, full, full).item() == pytest.approx(0, abs=1e-4)


def test_latent_direction_loss() -> None:
    first, second = [torch.randn(4, 8), torch.randn(2, 8)], [torch.randn(9, 8), torch.randn(9, 8)]
    expected = []
    for a, b in zip(first, second):
        x, y = a.numpy().mean(0), b.numpy().mean(0)
        expected.append(1 - x @ y / np.linalg.norm(x) / np.linalg.norm(y))
    assert latent_direction_loss(first, second).item() == pytest.approx(np.mean(expected), abs=1e-5)


def test_weighted_cross_entropy() -> None:
    x, targets = logits(8), torch.arange(N) % V
    weights = torch.arange(N).float()
    each = -np.log(softmax(x))[np.arange(N), targets.numpy()]
    loss, found = weighted_cross_entropy(x, targets, weights)
    assert found.numpy() == pytest.approx(each, rel=1e-5)
    assert loss.item() == pytest.approx((each * np.arange(N)).sum() / np.arange(N).sum(), rel=1e-5)
