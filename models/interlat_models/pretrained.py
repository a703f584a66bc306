"""A pretrained Llama or Qwen2 in the place of our own Llama (llama.py), and its tokenizer in the place
of ours (tokenizer.py).

All stages count on the seven special tokens being the ids 0 to 6. A base's vocabulary is therefore
renumbered once, when it is loaded: each special token changes places with what stood there, and the rows
of the embeddings and of the LM head change with it. What the base computes stays the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoConfig, AutoModelForCausalLM, DynamicCache

from .hugging_face import Unsupported, check_config, plain_config
from .llama import EmbeddedModel, KeyValues
from .tokenizer import BOS, EOS, PAD, SPECIAL

# Longest text that is trained and exported: a base's own limit would make huge caches on a GPU.
CONTEXT = 2048


class PretrainedDecoder(EmbeddedModel):
    """A transformers model with the methods of `llama.Llama`. Its state dict has Hugging Face's names,
    with `lm_head.weight` only where that is not tied to the embeddings."""

    def __init__(self, config: dict):
        super().__init__()
        # `vars(model.config)` is what a checkpoint keeps.
        self.config = SimpleNamespace(**config)
        settings = {name: value for name, value in config.items() if name != "model_type"}
        causal = AutoModelForCausalLM.from_config(
            AutoConfig.for_model(config["model_type"], **settings), attn_implementation="sdpa"
        )
        self.model = causal.model
        if not config["tie_word_embeddings"]:
            self.lm_head = causal.lm_head
        positions = torch.arange(config["max_position_embeddings"])[None]
        cos, sin = self.model.rotary_emb(torch.zeros(1), positions)
        # [positions, head_dim], as llama.rope_table: for StaticDecoder (generate.py).
        self.register_buffer("cos", cos[0], persistent=False)
        self.register_buffer("sin", sin[0], persistent=False)

    def forward(self, embeds: Tensor) -> Tensor:
        """Embeddings [rows, steps, dim], padded on the right → hidden states after the final norm."""
        return self.model(inputs_embeds=embeds, use_cache=False).last_hidden_state

    def step(self, embeds: Tensor, past: KeyValues, valid: Tensor | None = None) -> Tensor:
        """The same with a cache; `valid` [rows, steps] marks what is not left padding."""
        if valid is None:
            valid = torch.ones(embeds.shape[:2], dtype=torch.bool, device=embeds.device)
        positions = past.advance(valid)
        cache = past.stored.setdefault(self, DynamicCache())
        return self.model(
            inputs_embeds=embeds,
            attention_mask=past.mask,
            position_ids=positions,
            past_key_values=cache,
            use_cache=True,
        ).last_hidden_state

    def logits(self, hidden: Tensor) -> Tensor:
        """Hidden states [..., dim] → logits [..., vocab] in float32 precision."""
        head = self.embeddings if self.config.tie_word_embeddings else self.lm_head.weight
        return F.linear(hidden.float(), head.float())


def decoder_of(checkpoint: dict) -> PretrainedDecoder:
    """The model of a checkpoint whose config names a `model_type`."""
    model = PretrainedDecoder(checkpoint["config"])
    model.load_state_dict(checkpoint["model"])
    return model


def load_base(name_or_folder: str | Path, context: int = CONTEXT) -> PretrainedDecoder:
    """Any Llama or Qwen2 causal LM by name or folder, renumbered for `base_tokenizer(name_or_folder)`.

    <bos>, <eos> and <pad> start as the base's own tokens, the other four as the mean embedding.
    """
    order = Renumbering.of(name_or_folder)
    causal = AutoModelForCausalLM.from_pretrained(name_or_folder, dtype=torch.float32)
    config = plain_config(causal.config)
    check_config(config, str(name_or_folder))
    config["vocab_size"] = len(order.sources)
    config["max_position_embeddings"] = min(context, config["max_position_embeddings"])
    config.setdefault("head_dim", config["hidden_size"] // config["num_attention_heads"])
    state = {name: tensor for name, tensor in causal.state_dict().items() if "rotary_emb" not in name}
    if config["tie_word_embeddings"]:
        state.pop("lm_head.weight", None)
    for name in ("model.embed_tokens.weight", "lm_head.weight"):
        if name in state:
            state[name] = order.rows(state[name])
    return decoder_of({"config": config, "model": state})


def base_tokenizer(name_or_folder: str | Path) -> Tokenizer:
    """The base's tokenizer with the seven special tokens as ids 0 to 6, for `tokenizer.Codec`."""
    return Tokenizer.from_str(json.dumps(Renumbering.of(name_or_folder).description))


class Renumbering:
    """`sources`: for each new id the base's id whose row it takes, or -1 for the mean of all rows."""

    def __init__(self, description: dict, own: dict[str, str]):
        """`description`: tokenizer.json; `own`: the base's token for some of <pad>, <bos>, <eos>."""
        if description["model"]["type"] != "BPE":
            raise Unsupported(f"A tokenizer of type {description['model']['type']} cannot be renumbered, only BPE.")
        vocabulary: dict[str, int] = dict(description["model"]["vocab"])
        vocabulary |= {added["content"]: added["id"] for added in description["added_tokens"]}
        if sorted(vocabulary.values()) != list(range(len(vocabulary))):
            raise Unsupported("The tokenizer's ids are not 0, 1, 2, … without gaps.")
        sources = list(range(len(vocabulary)))
        tokens = sorted(vocabulary, key=vocabulary.__getitem__)
        for special in SPECIAL:
            if special not in vocabulary:
                sources.append(vocabulary.get(own.get(special, ""), -1))
                tokens.append(special)
        for new, special in enumerate(SPECIAL):
            old = tokens.index(special)
            for table in (tokens, sources):
                table[new], table[old] = table[old], table[new]
        self.sources = sources
        self.description = renumbered(description, {token: i for i, token in enumerate(tokens)})

    @classmethod
    def of(cls, name_or_folder: str | Path) -> Renumbering:
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(name_or_folder)
        if not tokenizer.is_fast:
            raise Unsupported(f"{name_or_folder} has no tokenizer.json.")
        description = json.loads(tokenizer.backend_tokenizer.to_str())
        # Qwen2.5 has no beginning of a text: its end stands for both.
        end = tokenizer.eos_token or tokenizer.bos_token or ""
        own = {SPECIAL[PAD]: tokenizer.pad_token or end, SPECIAL[EOS]: end}
        return cls(description, {**own, SPECIAL[BOS]: tokenizer.bos_token or end})

    def rows(self, table: Tensor) -> Tensor:
        """The base's rows [at least its tokens, dim] in the new order [tokens, dim]."""
        sources = torch.tensor(self.sources)
        known = int(sources.max()) + 1
        if len(table) < known:
            raise Unsupported(f"The tokenizer has {known} tokens, the model {len(table)}.")
        return torch.where((sources < 0)[:, None], table[:known].mean(0), table[sources.clamp(min=0)])


def renumbered(description: dict, ids: dict[str, int]) -> dict:
    """tokenizer.json with these ids. Added tokens stand in the vocabulary, too, which fixes their ids;
    nothing is added around a text any more."""
    added = [{**token, "id": ids[token["content"]]} for token in description["added_tokens"]]
    named = {token["content"] for token in added}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    added += [{"id": ids[token], "content": token, **plain} for token in SPECIAL if token not in named]
    ordered = dict(sorted(ids.items(), key=lambda item: item[1]))
    return {
        **description,
        "model": {**description["model"], "vocab": ordered},
        "added_tokens": sorted(added, key=lambda token: token["id"]),
        "post_processor": None,
        "padding": None,
        "truncation": None,
    }
