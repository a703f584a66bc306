"""The peer of `npm run benchmark -- --only episodes`: the same episodes with PyTorch and transformers on one core.

A sender's and an actor's `LlamaForCausalLM` with the tier's weights in 8 bits, as exported, advance many games in
one batch with a KV cache. transformers keeps all rows of a cache equally long, so games are played in waves:
the words of so many games together, then all their conditions together (with one game at a time one episode
after the other); pieces of several lengths are filled up on the left, and rows that have ended leave the cache.

Says `ready`, waits for a line of stdin, plays, and writes one JSON line. The engine is a process of its own,
whose time is not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import DynamicCache, LlamaForCausalLM

from interlat_models.adapter import Adapter
from interlat_models.checkpoints import exported_decoder, load_run
from interlat_models.games import GameServer
from interlat_models.llama import LlamaConfig, load_checkpoint
from interlat_models.tokenizer import ACT, BOP, BOS, EOP, OBS, Codec
from interlat_models.transformers_llama import transformers_llama

LONGEST_THOUGHT, LONGEST_COMMAND = 256, 16
CONDITIONS = ("none", "text", "latent")


def transformers_model(checkpoint: dict) -> LlamaForCausalLM:
    return transformers_llama(LlamaConfig(**checkpoint["config"]), exported_decoder(checkpoint).module.state_dict())


class Rows:
    """Sequences of one model that advance together; `seen` [rows, held] marks what is no filling."""

    def __init__(self, model: LlamaForCausalLM, rows: int):
        self.model, self.cache = model, DynamicCache()
        self.seen = torch.zeros(rows, 0, dtype=torch.bool)
        self.lengths = torch.zeros(rows, dtype=torch.long)

    def feed(self, pieces: list[Tensor]) -> Tensor:
        """Appends embeddings [n_i, dim] to row i; the hidden states [rows, dim] after each one's last."""
        counts = torch.tensor([len(piece) for piece in pieces])
        longest = int(counts.max())
        embeds = pieces[0].new_zeros(len(pieces), longest, pieces[0].shape[1])
        for row, piece in enumerate(pieces):
            embeds[row, longest - len(piece) :] = piece
        offsets = torch.arange(longest) - (longest - counts)[:, None]
        new = offsets >= 0
        self.seen = torch.cat([self.seen, new], 1)
        # Filling sees itself: a row of weights that sees nothing would be no numbers.
        past = self.seen.shape[1] - longest
        before = torch.ones(longest, past + longest, dtype=torch.bool).tril(past)
        itself = torch.ones_like(before).triu(past) & before
        mask = (self.seen[:, None, None] & before) | itself
        positions = (self.lengths[:, None] + offsets).clamp(min=0)
        answer = self.model.model(
            inputs_embeds=embeds,
            attention_mask=mask,
            position_ids=positions,
            past_key_values=self.cache,
            use_cache=True,
        )
        self.lengths += counts
        return answer.last_hidden_state[:, -1]

    def keep(self, rows: list[int]) -> None:
        index = torch.tensor(rows)
        self.cache.batch_select_indices(index)
        self.seen, self.lengths = self.seen[index], self.lengths[index]

    def likeliest(self, hidden: Tensor) -> list[int]:
        return self.model.lm_head(hidden).argmax(-1).tolist()


@dataclass
class Peer:
    codec: Codec
    sender: LlamaForCausalLM
    actor: LlamaForCausalLM
    adapter: Adapter
    view: str
    steps: int

    def embed(self, model: LlamaForCausalLM, tokens: list[int]) -> Tensor:
        return model.model.embed_tokens(torch.tensor(tokens, dtype=torch.long))

    def think(self, prompts: list[str]) -> list[tuple[list[int], Tensor]]:
        """The greedy words for each prompt, and the states [tokens, dim] that emitted them."""
        rows = Rows(self.sender, len(prompts))
        tokens: list[list[int]] = [[] for _ in prompts]
        states: list[list[Tensor]] = [[] for _ in prompts]
        alive = list(range(len(prompts)))
        hidden = rows.feed([self.embed(self.sender, [BOS, *self.codec.encode(text), BOP]) for text in prompts])
        while alive:
            going = []
            for place, token in enumerate(rows.likeliest(hidden)):
                game = alive[place]
                if token == EOP:
                    continue
                tokens[game].append(token)
                states[game].append(hidden[place])
                if len(tokens[game]) < LONGEST_THOUGHT:
                    going.append(place)
            if len(going) < len(alive):
                alive = [alive[place] for place in going]
                if alive:
                    rows.keep(going)
            if alive:
                hidden = rows.feed([self.embed(self.sender, tokens[game][-1:]) for game in alive])
        dim = self.sender.config.hidden_size
        return [(words, torch.stack(kept) if kept else torch.zeros(0, dim)) for words, kept in zip(tokens, states)]

    def message(self, condition: str, words: list[int], states: Tensor) -> Tensor:
        if condition == "latent" and len(states):
            return self.adapter(states[None], torch.ones(1, len(states), dtype=torch.bool))[0]
        return self.embed(self.actor, words if condition == "text" else [])

    def play(self, server: GameServer, episodes: list[tuple[dict, Tensor]]) -> list[dict]:
        """Plays opened games, each with a message, to their ends."""
        rows = Rows(self.actor, len(episodes))
        commands: list[list[int]] = [[] for _ in episodes]
        results = [{"won": False, "steps": 0} for _ in episodes]
        alive = list(range(len(episodes)))
        hidden = rows.feed(
            [
                torch.cat(
                    [
                        self.embed(self.actor, [BOS, *self.codec.encode(game["intro"]), BOP]),
                        message,
                        self.embed(self.actor, [EOP, ACT]),
                    ]
                )
                for game, message in episodes
            ]
        )
        while alive:
            going, pieces = [], []
            for place, token in enumerate(rows.likeliest(hidden)):
                one = alive[place]
                if token != OBS:
                    commands[one].append(token)
                if token != OBS and len(commands[one]) < LONGEST_COMMAND:
                    pieces.append([token])
                else:
                    command = self.codec.tokenizer.decode(commands[one], skip_special_tokens=True)
                    unread = [] if token == OBS else [token]
                    commands[one] = []
                    answer = server.ask(op="step", game=episodes[one][0]["game"], command=command)
                    results[one]["steps"] += 1
                    results[one]["won"] = answer["won"]
                    if answer["won"] or results[one]["steps"] == self.steps:
                        continue
                    pieces.append([*unread, OBS, *self.codec.encode_known(answer["observation"]), ACT])
                going.append(place)
            if len(going) < len(alive):
                alive = [alive[place] for place in going]
                if alive:
                    rows.keep(going)
            if alive:
                hidden = rows.feed([self.embed(self.actor, piece) for piece in pieces])
        return results

    def wave(self, server: GameServer, names: list[str]) -> list[dict]:
        """All conditions of some games."""
        opened = [
            [server.ask(op="open", game=name, view=self.view) for _ in CONDITIONS] for name in names
        ]
        thoughts = self.think([games[0]["senderPrompt"] for games in opened])
        episodes = [
            (game, self.message(condition, *thought))
            for games, thought in zip(opened, thoughts)
            for game, condition in zip(games, CONDITIONS)
        ]
        together = [episodes] if len(names) > 1 else [[one] for one in episodes]
        results = [result for some in together for result in self.play(server, some)]
        for game, _ in episodes:
            server.ask(op="close", game=game["game"])
        keys = [{"game": name, "condition": condition} for name in names for condition in CONDITIONS]
        return [{**key, **result} for key, result in zip(keys, results)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path("models/checkpoints/tiny"))
    parser.add_argument("--work", required=True, help='JSON {"names", "view", "stepBudget", "concurrency"}')
    options = parser.parse_args()
    work = json.loads(options.work)
    torch.set_num_threads(1)
    with torch.inference_mode(), GameServer() as server:
        peer = Peer(
            codec=Codec.of_both(options.run),
            sender=transformers_model(load_checkpoint(options.run / "sender.pt")),
            actor=transformers_model(load_checkpoint(options.run / "actor.pt")),
            adapter=load_run(options.run).adapter,
            view=work["view"],
            steps=work["stepBudget"],
        )
        names, size = work["names"], work["concurrency"]
        peer.wave(server, names[:2])
        print("ready", flush=True)
        sys.stdin.readline()
        clock, cpu = time.perf_counter(), time.process_time()
        results = []
        for start in range(0, len(names), size):
            results += peer.wave(server, names[start : start + size])
        figures = {
            "episodes": results,
            "seconds": time.perf_counter() - clock,
            "cpuSeconds": time.process_time() - cpu,
        }
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
