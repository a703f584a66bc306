"""What a stage starts from: a checkpoint of the run, or a pretrained base."""

from __future__ import annotations

from pathlib import Path

from .llama import Llama, load_llama
from .pretrained import PretrainedDecoder, load_base
from .tokenizer import Codec


def load_start(run: Path, start_from: str, codec: Codec) -> Llama | PretrainedDecoder:
    """`start_from` is "base.pt" or another checkpoint of the run, else the folder or name of a base.

    Raises SystemExit where the model is not of the vocabulary that the episodes are encoded in.
    """
    model = load_llama(run / start_from) if start_from.endswith(".pt") else load_base(start_from)
    if model.config.vocab_size != codec.size:
        raise SystemExit(
            f"{start_from} has {model.config.vocab_size} tokens, the run's tokenizer {codec.size}: "
            "encode the episodes again (train_tokenizer.py) with the config that names this base."
        )
    return model
