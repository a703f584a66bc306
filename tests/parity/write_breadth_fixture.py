"""Random logits and their information breadth by models/interlat_models/breadth.py.

    .venv/bin/python tests/parity/write_breadth_fixture.py

Writes tests/parity/fixtures/breadth.json: logits [steps, vocabulary], from nearly flat to nearly certain,
with ties; cumulative [steps, 6] and entropies [steps] in double precision.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models"))

from interlat_models.breadth import breadth  # noqa: E402


def main() -> None:
    rng = np.random.default_rng(6)
    scales = np.array([0.05, 0.5, 1, 2, 4, 8, 30, 300])
    logits = (rng.standard_normal((len(scales), 48)) * scales[:, None]).round(3)
    logits[2, :12] = logits[2].max()
    cumulative, entropies = breadth(logits)
    content = {"logits": logits.tolist(), "cumulative": cumulative.tolist(), "entropies": entropies.tolist()}
    path = ROOT / "tests/parity/fixtures/breadth.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
