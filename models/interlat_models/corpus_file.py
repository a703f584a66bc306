"""`corpus/VIEW.json` beside a tier (src/shared/corpus.ts): mean and covariance of the rows of many dev
games' messages, for perturbations of scope `corpus`, a map of the messages in two dimensions, and their means
in all dimensions, for the distances between them."""

from __future__ import annotations

import base64
import datetime
import json
from pathlib import Path

import numpy as np

from .manifest import encode_floats, same_models
from .materials import write_thoughts, write_trained
from .perturb import CorpusStatistics
from .row_decoder import Tier
from .thought_text import prompt_tokens

TRAINED = 8
DIGITS = 3


def sender_files(manifest: dict) -> dict[str, str]:
    """sha256 by path of the files that the sender's messages depend on."""
    roles = ("sender", "sender-compressed", "tokenizer")
    return {
        file["path"]: file["sha256"]
        for file in manifest["files"]
        if file["role"] in roles or file.get("of") in roles
    }


def is_current(path: Path, manifest: dict, lines: list[dict]) -> bool:
    """Whether the file is of these models and these games."""
    if not path.exists():
        return False
    content = json.loads(path.read_text())
    messages = content["map"]["messages"]
    if any("vector" not in message for message in messages):
        return False
    games = [message["game"] for message in messages]
    return same_models(content["models"], sender_files(manifest)) and games == [line["name"] for line in lines]


def encode_thousandths(values: np.ndarray) -> str:
    """Base64 of little-endian int16 thousandths. Raises ValueError for a number of 32 or more."""
    thousandths = np.round(values * 1000)
    if np.abs(thousandths).max() > np.iinfo(np.int16).max:
        raise ValueError("A message stands too far out for 16 bits of thousandths.")
    return base64.b64encode(thousandths.astype("<i2").tobytes()).decode()


def moments(messages: list[np.ndarray]) -> dict:
    """Raises ValueError where there are fewer than 300 messages."""
    found = CorpusStatistics.fit(messages)
    upper = found.covariance[np.triu_indices(len(found.mean))]
    return {
        "messages": found.messages,
        "rows": found.rows,
        "mean": encode_floats(found.mean),
        "covariance": encode_floats(upper),
    }


def message_map(lines: list[dict], messages: list[np.ndarray]) -> dict:
    """Two principal components of all rows, where the messages stand on them, and the messages' means."""
    found = CorpusStatistics.fit(messages)
    values, vectors = np.linalg.eigh(found.covariance)
    components = vectors[:, [-1, -2]].T
    # The sign is free: the largest entry is positive, so that a second run draws the same map.
    components *= np.sign(components[np.arange(2), np.abs(components).argmax(1)])[:, None]
    described = []
    for line, message in zip(lines, messages):
        vector = message.mean(0) - found.mean
        described.append(
            {
                "game": line["name"],
                "taskType": line["task_type"],
                "mean": [round(float(value), DIGITS) for value in components @ vector],
                "vector": encode_thousandths(vector),
            }
        )
    return {
        "components": encode_floats(components),
        "explained": [float(f"{value / values.sum():.4g}") for value in values[[-1, -2]]],
        "messages": described,
    }


def corpus_file(tier: Tier, manifest: dict, view: str, lines: list[dict]) -> dict:
    """The file's content, from the greedy messages on these episodes."""
    prompts = [prompt_tokens(tier, line) for line in lines]
    thoughts = [thought.hidden for thought in write_thoughts(tier, prompts)]
    k8 = None
    if TRAINED in tier.compressions and tier.latent_start is not None:
        k8 = moments(write_trained(tier, prompts, TRAINED))
    return {
        "format": 1,
        "view": view,
        "models": sender_files(manifest),
        "date": datetime.date.today().isoformat(),
        "thoughts": moments(thoughts),
        "k8": k8,
        "map": message_map(lines, thoughts),
    }
