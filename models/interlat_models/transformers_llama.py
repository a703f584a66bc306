"""A decoder as transformers' own model, for the peers of the benchmark."""

from __future__ import annotations

from torch import Tensor
from transformers import LlamaConfig as HuggingFaceConfig
from transformers import LlamaForCausalLM

from interlat_models.llama import LlamaConfig


def transformers_llama(config: LlamaConfig, state: dict[str, Tensor]) -> LlamaForCausalLM:
    """With the weights of `state`, ready to decode. Exits where they do not fit."""
    model = LlamaForCausalLM(HuggingFaceConfig(**config.to_hugging_face(), attn_implementation="sdpa"))
    missing, odd = model.load_state_dict(state, strict=False)
    if odd or set(missing) - {"lm_head.weight"}:
        raise SystemExit(f"The weights do not fit transformers: {[*missing, *odd]}.")
    model.tie_weights()
    return model.eval()
