"""A peer of `npm run benchmark -- --only tier`: PyTorch and transformers' `generate` on one core, the actor's weights.

    python models/measure_peer.py --run models/checkpoints/tiny --batches 1 8 32 --positions 256 --tokens 48

One JSON line: for each batch the processor seconds of reading and of writing, the middle of some rounds. Weights
are the checkpoint's in float32, its own best on a CPU.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import torch
import transformers
from transformers import LlamaForCausalLM, StoppingCriteria

from interlat_models.llama import LlamaConfig, load_checkpoint
from interlat_models.transformers_llama import transformers_llama


def causal_model(path: Path) -> LlamaForCausalLM:
    checkpoint = load_checkpoint(path)
    return transformers_llama(LlamaConfig(**checkpoint["config"]), checkpoint["model"])


class FirstToken(StoppingCriteria):
    """Notes the processor time after the first token, and stops nothing."""

    at: float | None = None

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: object) -> torch.Tensor:
        self.at = self.at or time.process_time()
        return torch.zeros(len(input_ids), dtype=torch.bool)


@torch.inference_mode()
def seconds(model: LlamaForCausalLM, batch: int, positions: int, tokens: int) -> tuple[float, float]:
    """Processor seconds of `generate` on equal prompts: until the first token, and `tokens` more."""
    prompt = torch.tensor([[7 + (37 * place) % 200 for place in range(positions)]]).repeat(batch, 1)
    settings = {"do_sample": False, "eos_token_id": None, "pad_token_id": 0, "max_new_tokens": tokens + 1}
    first = FirstToken()
    start = time.process_time()
    model.generate(prompt, attention_mask=torch.ones_like(prompt), stopping_criteria=[first], **settings)
    return first.at - start, time.process_time() - first.at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path("models/checkpoints/tiny"))
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--positions", type=int, default=256)
    parser.add_argument("--tokens", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = causal_model(options.run / "actor.pt")
    speeds = []
    for batch in options.batches:
        seconds(model, batch, options.positions, 2)
        measured = [seconds(model, batch, options.positions, options.tokens) for _ in range(options.rounds)]
        read, write = (statistics.median(part) for part in zip(*measured))
        speeds.append({"batch": batch, "prefill": batch * options.positions / read, "decode": batch * options.tokens / write})
    name = f"PyTorch {torch.__version__}, transformers {transformers.__version__} generate, fp32"
    print(json.dumps({"name": name, "speeds": speeds}))


if __name__ == "__main__":
    main()
