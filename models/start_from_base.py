"""Stage 1 from a pretrained base instead of train_base.py: a checkpoint the stages start from.

    python models/start_from_base.py --base Qwen/Qwen2.5-0.5B-Instruct --run models/work/qwen
    python models/start_from_base.py --base FOLDER --run models/work/qwen --name actor_base

The first call writes the run's tokenizer.json, too; a later one (an actor's own base) must share it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from interlat_models.hugging_face import Unsupported
from interlat_models.pretrained import CONTEXT, base_tokenizer, load_base
from interlat_models.stage_files import save_atomically


def start(base: str, run: Path, name: str = "base", context: int = CONTEXT) -> None:
    run.mkdir(parents=True, exist_ok=True)
    tokenizer, path = base_tokenizer(base), run / "tokenizer.json"
    if path.exists() and type(tokenizer).from_file(str(path)).get_vocab() != tokenizer.get_vocab():
        raise Unsupported(f"{path} is another tokenizer than that of {base}: sender and actor share one.")
    tokenizer.save(str(path))
    model = load_base(base, context)
    meta = {"stage": name, "tokens": 0, "step": 0, "minutes": 0, "seed": 0, "settings": {"base": base}}
    save_atomically(run / f"{name}.pt", {"config": vars(model.config), "model": model.state_dict(), "meta": meta})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", required=True, help="name or folder of a Llama or Qwen2 causal LM")
    parser.add_argument("--run", type=Path, required=True, help="folder of the run")
    parser.add_argument("--name", default="base", help="the checkpoint is written to RUN/NAME.pt")
    parser.add_argument("--context", type=int, default=CONTEXT, help="longest text")
    options = parser.parse_args()
    try:
        start(options.base, options.run, options.name, options.context)
    except Unsupported as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
