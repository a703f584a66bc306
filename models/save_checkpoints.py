"""A run's checkpoints in half precision, small enough to keep in git: what later stages, other seeds'
comparisons and the ablations go on from without training everything again.

    python models/save_checkpoints.py --run models/work/tiny --out models/checkpoints/tiny

To go on from them: copy the folder to models/work/tiny, make the episodes (runs/stages.sh, `episodes`)
and encode them with `train_tokenizer.py --keep`. Weights are rounded to float16; the shipped files were
exported before that.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor

from interlat_models.llama import load_checkpoint

NAMES = ("sender", "actor_text", "actor", "sender_compressed")


def halved(value: object) -> object:
    """The same with every float tensor in float16."""
    if isinstance(value, dict):
        return {key: halved(each) for key, each in value.items()}
    return value.half() if isinstance(value, Tensor) and value.is_floating_point() else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        torch.save(halved(load_checkpoint(options.run / f"{name}.pt")), options.out / f"{name}.pt")
    shutil.copy(options.run / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
