"""The page's sender and actor (src/lab/sender.ts, src/lab/actor.ts) as agents of `row_decoder.drive`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from .games import GameServer
from .row_decoder import Agent, ContextFull, Output, Tier


def random_of(*key: object) -> np.random.Generator:
    """A generator that depends on the key alone."""
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, np.uint32))


@dataclass(frozen=True)
class Thought:
    """A CoT without <eop>, and the states [tokens, dim]: row t emitted token t."""

    tokens: list[int]
    hidden: np.ndarray
    near_ties: int
    entropy: float  # nats a choice, that of <eop> included


def _softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp(logits.astype(np.float64) - logits.max())
    return weights / weights.sum()


def think(tier: Tier, prompt: list[int], sample: np.random.Generator | None = None) -> Agent[Thought]:
    """The sender's CoT on a prompt (<bos> …, without <bop>): greedy, or sampled at temperature 1."""
    tokens: list[int] = []
    states: list[np.ndarray] = []
    near_ties, surprise, choices = 0, 0.0, 0
    bop, eop = tier.special["bop"], tier.special["eop"]
    output = yield tier.embed("sender", [*prompt, bop])
    while True:
        shares = _softmax(output.logits)
        token = output.token if sample is None else int(sample.choice(len(shares), p=shares))
        choices += 1
        surprise -= float((shares * np.log(np.maximum(shares, 1e-300))).sum())
        near_ties += output.near_tie
        if token == eop:
            break
        tokens.append(token)
        states.append(output.hidden.copy())
        if len(tokens) == tier.longest_thought:
            break
        output = yield tier.embed("sender", [token])
    hidden = np.stack(states) if states else np.zeros((0, tier.table("sender").shape[1]), np.float32)
    return Thought(tokens, hidden, near_ties, surprise / choices)


def trained_latents(tier: Tier, prompt: list[int], count: int) -> Agent[np.ndarray]:
    """The compressed sender's latent steps [count, dim]; fewer steps are the first of these."""
    output = yield np.concatenate([tier.embed("sender-compressed", prompt), tier.latent_start[None]])
    states = [output.hidden.copy()]
    while len(states) < count:
        output = yield output.next_embeds[None]
        states.append(output.hidden.copy())
    return np.stack(states)


def untrained_latents(tier: Tier, prompt: list[int], count: int) -> Agent[np.ndarray]:
    """The base sender going on in latents from <bop> [count, dim]: each state, rescaled to the mean
    norm of the embeddings, is the next input."""
    norm = float(np.linalg.norm(tier.table("sender").astype(np.float64), axis=1).mean())
    output = yield tier.embed("sender", [*prompt, tier.special["bop"]])
    states = [output.hidden.copy()]
    while len(states) < count:
        last = states[-1].astype(np.float64)
        output = yield (last * (norm / np.linalg.norm(last))).astype(np.float32)[None]
        states.append(output.hidden.copy())
    return np.stack(states)


@dataclass(frozen=True)
class Turn:
    command: str
    observation: str
    admissible: bool


@dataclass(frozen=True)
class Episode:
    won_at: int | None
    turns: list[Turn]
    positions: int | None  # of the message; null where the context was full before it was read
    context_full: bool
    near_ties: int


def _written(tier: Tier, tokens: list[int]) -> str:
    return tier.codec.tokenizer.decode(tokens, skip_special_tokens=True)


def play(
    tier: Tier, server: GameServer, line: dict, message: np.ndarray | None, steps: int
) -> Agent[Episode]:
    """The free-form greedy actor on an episode's game. `message` [n, dim] are embeddings of the actor;
    None: it writes a thought of its own first. Raises ValueError where the engine's game is another."""
    opened = server.ask(op="open", game=line["name"])
    if opened["intro"] != line["intro"]:
        raise ValueError(f"{line['name']}: the episodes were made by another version of the engine.")
    handle, admissible = opened["game"], opened["admissible_commands"]
    bos, bop, eop, act, obs = (tier.special[name] for name in ("bos", "bop", "eop", "act", "obs"))
    turns: list[Turn] = []
    won_at, near_ties, positions, full = None, 0, None, False
    intro = tier.embed("actor", [bos, *tier.codec.encode_known(opened["intro"]), bop])
    try:
        if message is None:
            thought: list[int] = []
            output: Output = yield intro
            while output.token != eop and len(thought) < tier.longest_thought:
                thought.append(output.token)
                output = yield tier.embed("actor", [output.token])
            context, length = tier.embed("actor", [eop, act]), len(thought)
        else:
            context, length = np.concatenate([intro, message, tier.embed("actor", [eop, act])]), len(message)
        while len(turns) < steps and won_at is None:
            output = yield context
            positions = length
            written: list[int] = []
            while True:
                near_ties += output.near_tie
                if output.token == obs:
                    unread: list[int] = []
                    break
                written.append(output.token)
                if len(written) == tier.longest_command:
                    unread = [output.token]
                    break
                output = yield tier.embed("actor", [output.token])
            command = _written(tier, written)
            answer = server.ask(op="step", game=handle, command=command)
            observation = answer["observation"]
            turns.append(Turn(command, observation, command.strip() in admissible))
            admissible = answer["admissible_commands"]
            if answer["won"]:
                won_at = len(turns)
            observed = tier.codec.encode_known(observation)
            context = tier.embed("actor", [*unread, obs, *observed, act])
    except ContextFull:
        full = True
    server.ask(op="close", game=handle)
    return Episode(won_at, turns, positions, full, near_ties)
