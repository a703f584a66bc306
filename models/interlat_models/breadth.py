"""Information breadth: how many words a latent step still holds open.

A step is read through the LM head of the model that wrote it, at temperature 1 over the whole
vocabulary. Its breadth is the entropy H in nats, or e^H, the effective number of hypotheses; and of its
ten likeliest words, renormalised and sorted, the cumulative shares of the first one to six.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .thought_text import NAME, Commitment

TOP, SHOWN = 10, 6
STEPS = 6
PERCENTILES = tuple(range(0, 101, 5))
QUARTILES = (25, 75)


def breadth(logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logits [n, vocabulary] → cumulative shares [n, 6] of the top-10 renormalised, entropies [n]."""
    shares = np.exp(logits.astype(np.float64) - logits.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    entropies = -(shares * np.log(np.maximum(shares, 1e-300))).sum(1)
    top = -np.sort(-shares, axis=1)[:, :TOP]
    return np.cumsum(top / top.sum(1, keepdims=True), axis=1)[:, :SHOWN], entropies


def aligned_steps(words: Sequence[str], commitments: Sequence[Commitment | None]) -> dict[str, int]:
    """Steps of the full message where its CoT `words` name something; step t is the state that emits
    word t, so it is read just before that word stands there.

    `name`: the first object or place with a number. `commitment`: the first candidate place of the first
    target that is committed on; `commitment-1` and `commitment+1` are the states before it, which emits
    the word before the place, and after it, which has the place as its input.
    """
    found = {}
    first = next((t for t, word in enumerate(words) if NAME.fullmatch(word)), None)
    if first is not None:
        found["name"] = first
    committed = next((one for one in commitments if one is not None), None)
    if committed is not None:
        for name, offset in (("commitment-1", -1), ("commitment", 0), ("commitment+1", 1)):
            if 0 <= committed.position + offset < len(words):
                found[name] = committed.position + offset
    return found


def spread(values: np.ndarray) -> dict:
    low, high = np.percentile(values, QUARTILES)
    return {"median": float(np.median(values)), "quartiles": [float(low), float(high)]}


def summary(cumulative: np.ndarray, entropies: np.ndarray) -> dict:
    """Over games: cumulative [games, 6], entropies [games]. The bands [21, 6] are the percentiles 0, 5,
    …, 100 over games of each cumulative share by itself."""
    bands = np.percentile(cumulative, PERCENTILES, axis=0)
    return {
        "games": len(entropies),
        "top_share_median": float(np.median(cumulative[:, 0])),
        "bands": [[round(float(share), 4) for share in row] for row in bands],
        "entropy": spread(entropies),
        "effective": spread(np.exp(entropies)),
    }
