"""Perturbations of two small messages by interlat_models/perturb.py, with the normal numbers that were
drawn, for tests/parity/perturb.test.ts.

    python models/write_perturb_fixture.py

writes tests/parity/fixtures/perturb.json. The signs of singular vectors are free: both sides take those
with which the largest entry of each right vector is positive.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from interlat_models import perturb
from interlat_models.manifest import encode_floats

OUT = Path(__file__).parents[1] / "tests/parity/fixtures/perturb.json"
# More columns than rows, and more rows than columns.
SHAPES = {"wide": (6, 8), "tall": (12, 8)}
STRENGTHS = (0, 0.3, 0.75, 1)

_svd = np.linalg.svd


def _signed_svd(x: np.ndarray, full_matrices: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    u, sigma, vt = _svd(x, full_matrices=full_matrices)
    signs = np.sign(vt[np.arange(len(vt)), np.abs(vt).argmax(1)])
    return u * signs[: u.shape[1]], sigma, vt * signs[:, None]


class Recorder:
    """A generator that keeps what was drawn."""

    def __init__(self, seed: int):
        self.rng = np.random.default_rng(seed)
        self.drawn: list[np.ndarray] = []

    def standard_normal(self, size: int | tuple[int, ...]) -> np.ndarray:
        # As float32, so that base64 holds just what was used.
        numbers = self.rng.standard_normal(size).astype(np.float32).astype(np.float64)
        self.drawn.append(numbers.ravel())
        return numbers


KINDS = {
    "white-noise": lambda h, s, rng, corpus: perturb.white_noise(h, s, rng),
    "cov-noise": perturb.cov_noise,
    "cov-gauss-zero": lambda h, s, rng, corpus: perturb.cov_gauss(h, rng, corpus, keep_mean=False, strength=s),
    "cov-gauss-mean": lambda h, s, rng, corpus: perturb.cov_gauss(h, rng, corpus, strength=s),
    "random-rotation": lambda h, s, rng, corpus: perturb.random_rot(h, rng, corpus, strength=s),
}


def main() -> None:
    np.linalg.svd = _signed_svd
    rng = np.random.default_rng(6)
    dim = 8
    mixing = rng.normal(size=(dim, dim))
    rows = [(rng.normal(size=(5, dim)) @ mixing + 2).astype(np.float32) for _ in range(300)]
    fitted = perturb.CorpusStatistics.fit(rows)
    # Float32, as they are shipped.
    mean, covariance = (part.astype(np.float32) for part in (fitted.mean, fitted.covariance))
    corpus = perturb.CorpusStatistics(
        mean.astype(np.float64), covariance.astype(np.float64), fitted.messages, fitted.rows
    )
    messages = {
        name: (rng.normal(size=shape) @ mixing + 3).astype(np.float32) for name, shape in SHAPES.items()
    }
    cases = []
    for seed, (name, message) in enumerate(messages.items()):
        for kind, change in KINDS.items():
            for scope in ("message", "corpus"):
                if kind == "white-noise" and scope == "corpus":
                    continue
                for strength in (*STRENGTHS, 4) if kind in ("white-noise", "cov-noise") else STRENGTHS:
                    recorder = Recorder(seed)
                    changed = change(message, strength, recorder, corpus if scope == "corpus" else None)
                    drawn = np.concatenate(recorder.drawn) if recorder.drawn else np.zeros(0)
                    cases.append(
                        {
                            "message": name,
                            "kind": kind,
                            "scope": scope,
                            "strength": strength,
                            "normals": encode_floats(drawn),
                            "output": encode_floats(changed),
                        }
                    )
    content = {
        "numpy": np.__version__,
        "dim": dim,
        "mean": encode_floats(mean),
        "covariance": encode_floats(covariance.ravel()),
        "messages": {name: encode_floats(message) for name, message in messages.items()},
        "cases": cases,
    }
    OUT.write_text(json.dumps(content) + "\n")
    print(f"{OUT}: {len(cases)} cases, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
