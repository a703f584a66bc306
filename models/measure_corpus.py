"""What a tier's messages have in common, for the page: interlat_models/corpus_file.py.

    python models/measure_corpus.py --models public/models/tiny --run models/work/tiny

writes MODELS/corpus/VIEW.json for each view from the messages on RUN/dev.VIEW.jsonl (300 or more), in
onnxruntime. A view whose file is of the same models and episodes is left as it is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from interlat_models.corpus_file import corpus_file, is_current
from interlat_models.evaluation_set import fresh
from interlat_models.onnx_batch import OnnxTier

VIEWS = ("scout", "uncertain", "hedging", "planner")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("public/models/tiny"), help="folder of a tier")
    parser.add_argument("--run", type=Path, default=Path("models/work/tiny"), help="folder of dev.VIEW.jsonl")
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=VIEWS)
    options = parser.parse_args()
    tier = OnnxTier.load(options.models)
    manifest = json.loads((options.models / "manifest.json").read_text())
    for view in options.views:
        path = options.models / "corpus" / f"{view}.json"
        lines = fresh(options.run / f"dev.{view}.jsonl")
        if is_current(path, manifest, lines):
            print(f"{path}: of these models already")
            continue
        content = corpus_file(tier, manifest, view, lines)
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
        print(
            f"{path}: {content['thoughts']['messages']} messages, {path.stat().st_size:,} bytes,"
            f" the map shows {sum(content['map']['explained']):.0%} of the variance",
            flush=True,
        )


if __name__ == "__main__":
    main()
