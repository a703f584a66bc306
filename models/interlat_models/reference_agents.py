"""The sender and the actor in plain PyTorch, one sequence at a time, greedy: what the page's agents
(src/lab) must agree with."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from .checkpoints import ExportedRun
from .games import GameServer
from .tokenizer import ACT, BOP, BOS, EOP, OBS, Codec


@dataclass
class ReferenceAgents:
    run: ExportedRun
    codec: Codec
    max_thought_tokens: int
    max_command_tokens: int
    # The smallest difference of two best logits so far.
    margin: float = field(default=float("inf"))

    def choose(self, logits: Tensor) -> int:
        best = logits.topk(2).values
        self.margin = min(self.margin, float(best[0] - best[1]))
        return int(logits.argmax())

    def think(self, prompt: str) -> tuple[list[int], Tensor]:
        """The chain of thought's tokens and hidden states [tokens, dim]."""
        sender = self.run.decoders["sender"]
        sequence = sender.start()
        outputs = sequence.append(self.embed("sender", [BOS, *self.codec.encode(prompt), BOP]))
        tokens, states = [], []
        while len(tokens) < self.max_thought_tokens:
            token = self.choose(outputs["logits"])
            if token == EOP:
                break
            tokens.append(token)
            states.append(outputs["hidden_states"])
            outputs = sequence.append(self.embed("sender", [token]))
        return tokens, torch.stack(states) if states else torch.zeros(0, len(self.run.latent_start))

    def compress(self, prompt: str, steps: int) -> Tensor:
        """The compressed sender's latent steps [steps, dim]."""
        sequence = self.run.decoders["sender-compressed"].start()
        context = self.embed("sender-compressed", [BOS, *self.codec.encode(prompt)])
        start = torch.from_numpy(self.run.latent_start)[None]
        outputs = sequence.append(torch.cat([context, start]))
        states = [outputs["hidden_states"]]
        while len(states) < steps:
            outputs = sequence.append(outputs["next_embeds"][None])
            states.append(outputs["hidden_states"])
        return torch.stack(states)

    @torch.no_grad()
    def adapt(self, latents: Tensor) -> Tensor:
        valid = torch.ones(1, len(latents), dtype=torch.bool)
        return self.run.adapter(latents[None], valid)[0]

    def embed(self, role: str, tokens: list[int]) -> Tensor:
        return self.run.decoders[role].module.embed(torch.tensor(tokens)).detach()

    def play(self, server: GameServer, game: str, message: Tensor, budget: int) -> list[dict]:
        """An episode with message embeddings [positions, dim]: per step tokens, command, observation."""
        opened = server.ask(op="open", game=game)
        sequence = self.run.decoders["actor"].start()
        intro = self.embed("actor", [BOS, *self.codec.encode(opened["intro"]), BOP])
        context = torch.cat([intro, message, self.embed("actor", [EOP, ACT])])
        steps = []
        while len(steps) < budget:
            outputs = sequence.append(context)
            tokens, written = [], []
            while True:
                token = self.choose(outputs["logits"])
                tokens.append(token)
                if token == OBS:
                    break
                written.append(token)
                if len(written) == self.max_command_tokens:
                    break
                outputs = sequence.append(self.embed("actor", [token]))
            command = self.codec.tokenizer.decode(written, skip_special_tokens=True)
            answer = server.ask(op="step", game=opened["game"], command=command)
            steps.append({"tokens": tokens, "command": command, "observation": answer["observation"]})
            if answer["won"]:
                break
            unread = [] if tokens[-1] == OBS else tokens[-1:]
            observed = self.codec.encode(answer["observation"])
            context = self.embed("actor", [*unread, OBS, *observed, ACT])
        return steps
