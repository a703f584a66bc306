"""Random-weight stand-ins of SmolLM2-135M (sender) and Qwen2.5-0.5B (actor) with two layers each: the widths,
heads, biases, angles and tied embeddings of the real ones, ChatML, tokenizers that cut as theirs do. Their
vocabularies are some thousand tokens in place of 49,152 and 151,936, so that the files stay small.

    python models/tests/bigger.py FOLDER

converts them with models/convert_published.py to FOLDER, and writes FOLDER/fixtures.json: what transformers' own
LlamaForCausalLM and Qwen2ForCausalLM say with the same rounded weights, alone and in a game of some steps.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from torch import Tensor, nn
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "models"), str(ROOT / "models/tests")]

import stand_ins  # noqa: E402
from convert_published import arguments, convert  # noqa: E402
from interlat_models.games import GameServer  # noqa: E402
from interlat_models.manifest import encode_floats  # noqa: E402
from interlat_models.templates import PLAN, REQUEST, SYSTEM  # noqa: E402

GAMES = [f"g1/dev/kitchen/pick_heat_then_place_in_recep/{seed}/standard" for seed in range(1, 20)]
VIEW, STEPS, K, THOUGHT, COMMAND = "scout", 3, 8, 16, 6
SENDER_WORDS, ACTOR_WORDS = 2000, 2500
USER, ANSWER, END = "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", "<|im_end|>"
WORDS = "You are in the middle of a room. Your task is to: put 2 hot potatoes in sinkbasin 11. 漢字"
# Two best logits this close may change places on another backend.
NEAR_TIE = 1e-3
# Qwen2.5's own, from its tokenizer.json.
QWEN_CUTS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def smollm_sender(vocabulary: int) -> LlamaForCausalLM:
    shape = {
        "hidden_size": 576,
        "intermediate_size": 1536,
        "num_hidden_layers": 2,
        "num_attention_heads": 9,
        "num_key_value_heads": 3,
        "max_position_embeddings": 2048,
        "rope_theta": 100000.0,
        "rms_norm_eps": 1e-5,
        "tie_word_embeddings": True,
    }
    return stand_ins.shaken(LlamaForCausalLM(LlamaConfig(vocab_size=vocabulary, **shape)), 0.02)


def qwen_actor(vocabulary: int) -> Qwen2ForCausalLM:
    shape = {
        "hidden_size": 896,
        "intermediate_size": 4864,
        "num_hidden_layers": 2,
        "num_attention_heads": 14,
        "num_key_value_heads": 2,
        "max_position_embeddings": 2048,
        "rope_theta": 1000000.0,
        "rms_norm_eps": 1e-6,
        "tie_word_embeddings": True,
    }
    return stand_ins.shaken(Qwen2ForCausalLM(Qwen2Config(vocab_size=vocabulary, **shape)), 0.02)


def trained_tokenizer(kind: str, size: int) -> PreTrainedTokenizerFast:
    """Byte-level BPE of texts of this repository that do not change, cut as SmolLM2's or as Qwen2.5's."""
    tokenizer = Tokenizer(models.BPE())
    if kind == "smollm2":
        digits = pre_tokenizers.Digits(individual_digits=True)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    else:
        tokenizer.normalizer = normalizers.NFC()
        split = pre_tokenizers.Split(Regex(QWEN_CUTS), behavior="isolated")
        whole = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, whole])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, show_progress=False)
    games = sorted((ROOT / "tests/fixtures/real-engine").glob("*/game.tw-pddl"))
    texts = [path.read_text() for path in [ROOT / "LICENSE", *games]]
    tokenizer.train_from_iterator([*stand_ins.TEXT * 20, *texts], trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END)
    added = ["<|endoftext|>", "<|im_start|>", END]
    if kind == "qwen2.5":
        added += ["<bop>", "<eop>"]
    fast.add_special_tokens({"additional_special_tokens": added})
    return fast


class Bigger:
    """The stand-ins in folders as Hugging Face's libraries save them."""

    def __init__(self, folder: Path):
        torch.manual_seed(0)
        self.folder = folder
        self.words = {"sender": trained_tokenizer("smollm2", SENDER_WORDS)}
        self.words["actor"] = trained_tokenizer("qwen2.5", ACTOR_WORDS)
        self.sender = smollm_sender(len(self.words["sender"]))
        self.student = smollm_sender(len(self.words["sender"]))
        self.actor = qwen_actor(len(self.words["actor"]))
        self.adapter = stand_ins.PublishedAdapter(896, 8, 576).eval()
        stand_ins.save(self.sender, self.words["sender"], folder / "sender")
        stand_ins.save(self.actor, self.words["actor"], folder / "actor")
        self.adapter.save(folder / "actor")
        self.h2e = stand_ins.save_compressed(self.student, folder / "compressed")
        self.start = torch.load(folder / "compressed/pytorch_model.bin", weights_only=True)["lat_bos"]

    def convert(self, out: Path, *more: str) -> dict:
        """The manifest of the tier."""
        folders = ["--sender", "sender", "--actor", "actor", "--compressed", "compressed"]
        line = [word if word.startswith("--") else str(self.folder / word) for word in folders]
        limits = ["--max-thought-tokens", str(THOUGHT), "--max-command-tokens", str(COMMAND)]
        title = "Random SmolLM2 and Qwen2.5 shapes of two layers, for tests"
        convert(arguments([*line, "--out", str(out), "--title", title, *limits, *more]))
        return json.loads((out / "manifest.json").read_text())


class Reference:
    """The agents with transformers' own models and no cache: every position is computed anew each time."""

    def __init__(self, bigger: Bigger):
        self.words = bigger.words
        self.sender, self.student, self.actor = (stand_ins.rounded(m) for m in (bigger.sender, bigger.student, bigger.actor))
        self.h2e, self.start, self.adapter = stand_ins.rounded(bigger.h2e), bigger.start, bigger.adapter
        self.margin = float("inf")

    def encode(self, role: str, text: str) -> list[int]:
        return self.words[role](text, add_special_tokens=False).input_ids

    def number(self, role: str, token: str) -> int:
        return self.words[role].convert_tokens_to_ids(token)

    def embed(self, model: nn.Module, ids: list[int]) -> Tensor:
        return model.get_input_embeddings()(torch.tensor(ids, dtype=torch.long))

    @torch.no_grad()
    def last(self, model: nn.Module, embeds: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and hidden state after the final norm, at the last position."""
        out = model(inputs_embeds=embeds[None], output_hidden_states=True, use_cache=False)
        return out.logits[0, -1], out.hidden_states[-1][0, -1]

    def choose(self, logits: Tensor) -> int:
        best = logits.topk(2).values
        self.margin = min(self.margin, float(best[0] - best[1]))
        return int(logits.argmax())

    @torch.no_grad()
    def think(self, prompt: str) -> tuple[list[int], Tensor, Tensor]:
        """Tokens, states [tokens, 576], and the first choice's logits."""
        rows = self.embed(self.sender, self.encode("sender", f"{USER}{prompt}{ANSWER}"))
        tokens, states, first = [], [], None
        while len(tokens) < THOUGHT:
            logits, hidden = self.last(self.sender, rows)
            first = logits if first is None else first
            token = self.choose(logits)
            if token == self.number("sender", END):
                break
            tokens.append(token)
            states.append(hidden)
            rows = torch.cat([rows, self.embed(self.sender, [token])])
        return tokens, torch.stack(states), first

    @torch.no_grad()
    def compress(self, prompt: str) -> Tensor:
        """[K, 576]"""
        ids = self.encode("sender", f"{REQUEST}{SYSTEM}{USER}{prompt}")
        rows = torch.cat([self.embed(self.student, ids), self.start[None]])
        states: list[Tensor] = []
        while len(states) < K:
            states.append(self.last(self.student, rows)[1])
            rows = torch.cat([rows, self.h2e(states[-1])[None]])
        return torch.stack(states)

    @torch.no_grad()
    def play(self, server: GameServer, game: str, message: Tensor) -> dict:
        """Message embeddings [positions, 896] → the steps, and the first choice's logits."""
        opened = server.ask(op="open", game=game)
        end = self.number("actor", END)
        rows = torch.cat(
            [
                self.embed(self.actor, self.encode("actor", f"{SYSTEM}{USER}{opened['intro']}{PLAN}")),
                self.embed(self.actor, [self.number("actor", "<bop>")]),
                message,
                self.embed(self.actor, [self.number("actor", "<eop>"), *self.encode("actor", ANSWER)]),
            ]
        )
        steps: list[dict] = []
        first = None
        while len(steps) < STEPS:
            tokens: list[int] = []
            while len(tokens) < COMMAND and end not in tokens:
                logits, _ = self.last(self.actor, rows)
                first = logits if first is None else first
                tokens.append(self.choose(logits))
                if tokens[-1] != end:
                    rows = torch.cat([rows, self.embed(self.actor, tokens[-1:])])
            text = self.words["actor"].decode([t for t in tokens if t != end], skip_special_tokens=True)
            command = text.split("Action:", 1)[1].lstrip().split("\n")[0] if "Action:" in text else text
            command = command.strip()
            observation = server.ask(op="step", game=opened["game"], command=command)["observation"]
            said = f"\n{USER}Observation: {observation}{ANSWER}"
            rows = torch.cat([rows, self.embed(self.actor, [end, *self.encode("actor", said)])])
            steps.append({"tokens": tokens, "command": command, "observation": observation})
        return {"logits": encode_floats(first.numpy()), "steps": steps}

    @torch.no_grad()
    def answers(self, role: str, ids: list[int]) -> dict:
        """What a role says after the last but one and the last of these tokens."""
        model = {"sender": self.sender, "sender-compressed": self.student, "actor": self.actor}[role]
        out = model(input_ids=torch.tensor([ids]), output_hidden_states=True)
        hidden = out.hidden_states[-1][0, -2:]
        found = {"logits": out.logits[0, -2:], "hidden_states": hidden}
        if role == "sender-compressed":
            found["next_embeds"] = self.h2e(hidden)
        return found

    def fixtures(self) -> dict:
        """Of the first game in which no two best logits are close: every backend must play it alike."""
        for game in GAMES:
            self.margin = float("inf")
            found = self.game_fixtures(game)
            if self.margin > NEAR_TIE:
                return found
        raise SystemExit(f"In {len(GAMES)} games there is none without a near tie.")

    def game_fixtures(self, game: str) -> dict:
        ids = {role: self.encode(role, WORDS) for role in ("sender", "actor")}
        ids["sender-compressed"] = ids["sender"]
        with GameServer() as server:
            prompt = server.ask(op="open", game=game, view=VIEW)["senderPrompt"]
            thought, states, first = self.think(prompt)
            trained = self.compress(prompt)
            said = self.encode("actor", self.words["sender"].decode(thought, skip_special_tokens=True))
            messages = {
                "latent": self.adapter(states),
                "trained": self.adapter(trained),
                "text": self.embed(self.actor, said),
                "none": torch.zeros(0, 896),
            }
            lanes = {name: self.play(server, game, message.detach()) for name, message in messages.items()}
        decoders = {
            role: {"tokens": tokens, **{k: encode_floats(v.numpy()) for k, v in self.answers(role, tokens).items()}}
            for role, tokens in ids.items()
        }
        return {
            "text": WORDS,
            "decoders": decoders,
            "game": game,
            "view": VIEW,
            "k": K,
            "stepBudget": STEPS,
            "thought": thought,
            "thoughtLogits": encode_floats(first.numpy()),
            "states": encode_floats(states.numpy()),
            "trained": encode_floats(trained.numpy()),
            "said": said,
            "lanes": lanes,
            "margin": self.margin,
        }


def main() -> None:
    import tempfile

    torch.set_num_threads(1)
    out = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        bigger = Bigger(Path(folder))
        bigger.convert(out)
        (out / "fixtures.json").write_text(json.dumps(Reference(bigger).fixtures()) + "\n")


if __name__ == "__main__":
    main()
