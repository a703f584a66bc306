"""Random-weight models of the real shapes, scaled down, in folders as Hugging Face's libraries save them.

    python models/tests/stand_ins.py tests/models/wide

writes the tier that the TypeScript tests load: a sender and an actor of different widths, no compressed
sender.
"""

from __future__ import annotations

import json
import sys
import tempfile
from copy import deepcopy
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import nn
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM


TEXT = [
    "You are in the middle of a room. Looking quickly around you, you see a cabinet 11, a cabinet 3, a mug 1.",
    "Your task is to: put a hot potato in sinkbasin. You arrive at fridge 1. The fridge 1 is closed.",
    "take mug 1 from cabinet 11. go to cabinet 3. heat potato 2 with microwave 1. Nothing happens.",
]
CHATML = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
LLAMA3_ROPE = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}


def chat_tokenizer(added: list[str]) -> PreTrainedTokenizerFast:
    """Byte-level BPE of some 350 tokens with ChatML's special tokens and `added`, as Qwen2.5's is built."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=350, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(TEXT * 4, trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=CHATML[0], additional_special_tokens=CHATML[1:]
    )
    fast.add_special_tokens({"additional_special_tokens": [*CHATML[1:], *added]})
    return fast


def qwen(vocabulary: int, dim: int = 112, **more: object) -> Qwen2ForCausalLM:
    """Qwen2.5-0.5B in small: seven heads share a KV head, of 16 numbers each; QKV bias, tied embeddings."""
    shape = {
        "hidden_size": dim,
        "intermediate_size": 152,
        "num_hidden_layers": 2,
        "num_attention_heads": dim // 16,
        "num_key_value_heads": dim // 112,
        "max_position_embeddings": 512,
        "rope_theta": 1000000.0,
        "tie_word_embeddings": True,
        "rms_norm_eps": 1e-6,
        **more,
    }
    return shaken(Qwen2ForCausalLM(Qwen2Config(vocab_size=vocabulary, **shape)))


def llama(vocabulary: int, dim: int = 48, **more: object) -> LlamaForCausalLM:
    """Llama 3 in small: untied LM head, grouped KV heads of a width of their own, its stretched positions."""
    shape = {
        "hidden_size": dim,
        "intermediate_size": 80,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "max_position_embeddings": 512,
        "rope_parameters": LLAMA3_ROPE,
        "tie_word_embeddings": False,
        "rms_norm_eps": 1e-5,
        **more,
    }
    return shaken(LlamaForCausalLM(LlamaConfig(vocab_size=vocabulary, **shape)))


@torch.no_grad()
def shaken(model: nn.Module, size: float = 0.1) -> nn.Module:
    """Random weights large enough for differences to show, norms and biases included."""
    for weight in model.parameters():
        weight += size * torch.randn_like(weight)
    return model.eval()


@torch.no_grad()
def rounded(module: nn.Module) -> nn.Module:
    """The same with every matrix as the export rounds it."""
    # As a program of its own this file finds no package before `main`.
    from interlat_models.quantize import quantize

    copy = deepcopy(module)
    for weight in copy.parameters():
        if weight.ndim == 2:
            weight.copy_(torch.from_numpy(quantize(weight.numpy()).dequantize()))
    return copy


def save(model: nn.Module, tokenizer: PreTrainedTokenizerFast, folder: Path) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


class PublishedAdapter(nn.Module):
    """Interlat's public modules by their public names, written from their description: LayerNorm → MHA with a
    residual → LayerNorm → r = scale · x; (r + Linear(LayerNorm(GELU(Linear r)))) · output_scale; ± 10."""

    def __init__(self, dim: int, heads: int, sender_dim: int):
        super().__init__()
        self.input_projector = nn.Linear(sender_dim, dim) if sender_dim != dim else None
        self.hidden_mha = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.pre_ln, self.post_ln = nn.LayerNorm(dim, eps=1e-6), nn.LayerNorm(dim, eps=1e-6)
        self.adaptive_proj = nn.Module()
        self.adaptive_proj.scale = nn.Parameter(torch.tensor(0.2))
        self.adaptive_proj.output_scale = nn.Parameter(torch.tensor(0.1))
        self.adaptive_proj.proj = nn.Sequential(
            nn.Linear(dim, dim), nn.GELU(), nn.LayerNorm(dim), nn.Linear(dim, dim)
        )
        shaken(self)

    @torch.no_grad()
    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """[steps, sender_dim] → [steps, dim]"""
        x = self.pre_ln(hidden if self.input_projector is None else self.input_projector(hidden))
        x = self.post_ln(x + self.hidden_mha(x[None], x[None], x[None], need_weights=False)[0][0])
        residual = x * self.adaptive_proj.scale
        return ((residual + self.adaptive_proj.proj(residual)) * self.adaptive_proj.output_scale).clamp(-10, 10)

    def state(self) -> dict:
        parts = ("hidden_mha", "pre_ln", "post_ln", "adaptive_proj", "input_projector")
        modules = {name: getattr(self, name) for name in parts}
        nested = {name: dict(module.state_dict()) for name, module in modules.items() if module is not None}
        scales = {name: getattr(self.adaptive_proj, name).item() for name in ("scale", "output_scale")}
        return {**nested, **scales}

    def save(self, folder: Path) -> Path:
        torch.save(self.state(), folder / "hidden_mha_state.pt")
        settings = {"mha_num_heads": self.hidden_mha.num_heads, "prepended_length": 800}
        (folder / "prepended_config.json").write_text(json.dumps(settings))
        return folder / "hidden_mha_state.pt"


def save_compressed(student: nn.Module, folder: Path) -> nn.Module:
    """What Trainer writes for the public StudentOverTeacher; returns its `h2e`."""
    dim = student.config.hidden_size
    folder.mkdir()
    h2e = shaken(nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, dim, bias=False)))
    state = {f"student_lm.{name}": tensor for name, tensor in student.state_dict().items()}
    state |= {f"h2e.{name}": tensor for name, tensor in h2e.state_dict().items()}
    state |= {"lat_bos": torch.randn(dim), "teacher.pre_ln.weight": torch.ones(dim)}
    torch.save(state, folder / "pytorch_model.bin")
    return h2e


class Published:
    """A Qwen2 sender, a Llama actor of another width, the adapter between them and a compressed sender."""

    def __init__(self, folder: Path):
        torch.manual_seed(0)
        self.tokenizer = chat_tokenizer(["<FIRST_HUMAN_END>", "<bop>", "<eop>"])
        rows = len(self.tokenizer)
        # More rows than tokens, as Qwen2.5 has; the public code cuts the others to the tokenizer's length.
        self.sender, self.student, self.actor = qwen(rows + 5), qwen(rows), llama(rows)
        widths = [model.config.hidden_size for model in (self.actor, self.sender)]
        self.adapter = PublishedAdapter(widths[0], 8, widths[1]).eval()
        self.folder = folder
        save(self.sender, self.tokenizer, folder / "sender")
        save(self.actor, self.tokenizer, folder / "actor")
        self.adapter.save(folder / "actor")
        self.h2e = save_compressed(self.student, folder / "compressed")

    def command_line(self, out: Path, *more: str) -> list[str]:
        """For convert_published.py; what stands in `more` counts over what comes before."""
        folders = ["--sender", str(self.folder / "sender"), "--actor", str(self.folder / "actor")]
        return [*folders, "--out", str(out), *more]


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from convert_published import arguments, convert

    with tempfile.TemporaryDirectory() as folder:
        published = Published(Path(folder))
        title = "Random two-layer Qwen2 and Llama of different widths, for tests"
        more = ["--title", title, "--max-thought-tokens", "24", "--max-command-tokens", "8"]
        convert(arguments(published.command_line(Path(sys.argv[1]), *more)))


if __name__ == "__main__":
    main()


def start(base: Path, run: Path, name: str = "base") -> None:
    """A pretrained base as a run's checkpoint, with its tokenizer."""
    from interlat_models.pretrained import base_tokenizer, load_base

    run.mkdir(parents=True, exist_ok=True)
    base_tokenizer(str(base)).save(str(run / "tokenizer.json"))
    model = load_base(base)
    torch.save({"config": vars(model.config), "model": model.state_dict(), "meta": {}}, run / f"{name}.pt")
