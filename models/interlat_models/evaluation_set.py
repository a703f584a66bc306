"""What an evaluation is run on: models, episodes, and statistics of the messages of other games."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import islice
from pathlib import Path

import numpy as np

from .episodes import read_lines
from .manifest import file_sha256
from .materials import Unavailable, write_thoughts, write_trained
from .onnx_batch import OnnxTier
from .perturb import CorpusStatistics
from .row_decoder import Tier
from .thought_text import prompt_tokens


def fresh(path: Path, count: int | None = None) -> list[dict]:
    """The first episodes of a file that are not out of date."""
    return list(islice((line for line in read_lines([path]) if not line["stale"]), count))


class Corpus:
    """Statistics of the messages of other games, fitted when first asked for and kept in `folder`."""

    def __init__(self, tier: Tier, episodes: Path | None, folder: Path):
        self.tier, self.episodes, self.folder = tier, episodes, folder
        self.known: dict[str, CorpusStatistics] = {}

    def __call__(self, kind: str) -> CorpusStatistics:
        """`kind`: "thoughts" for full messages, "k8" for eight trained steps."""
        if kind not in self.known:
            self.known[kind] = self._read(kind) or self._fit(kind)
        return self.known[kind]

    def _stamp(self) -> str:
        return json.dumps({"models": self.tier.hashes, "episodes": file_sha256(self.episodes)}, sort_keys=True)

    def _read(self, kind: str) -> CorpusStatistics | None:
        path = self.folder / f"corpus.{kind}.npz"
        if self.episodes is None:
            raise Unavailable("the corpus scope needs --corpus")
        if not path.exists():
            return None
        with np.load(path) as kept:
            if str(kept["stamp"]) != self._stamp():
                return None
            return CorpusStatistics(
                kept["mean"], kept["covariance"], int(kept["messages"]), int(kept["rows"])
            )

    def _fit(self, kind: str) -> CorpusStatistics:
        prompts = [prompt_tokens(self.tier, line) for line in fresh(self.episodes)]
        if kind == "thoughts":
            messages = [thought.hidden for thought in write_thoughts(self.tier, prompts)]
        else:
            messages = write_trained(self.tier, prompts, int(kind.removeprefix("k")))
        try:
            found = CorpusStatistics.fit(messages)
        except ValueError as error:
            raise Unavailable(str(error)) from error
        path = self.folder / f"corpus.{kind}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, stamp=self._stamp(), **vars(found))
        return found


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that choose models, episodes and where results go."""
    parser.add_argument("--models", type=Path, help="folder of a tier")
    parser.add_argument("--torch", type=Path, help="a training run's folder in its place, in float32")
    parser.add_argument("--actor", default="actor.pt", help="with --torch: the actor's checkpoint")
    parser.add_argument("--episodes", type=Path)
    parser.add_argument("--corpus", type=Path, help="default: dev.VIEW.jsonl beside the episodes")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--games", type=int)
    parser.add_argument("--seed", type=int, default=0)


def check_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if (options.models is None) == (options.torch is None) or not options.episodes or not options.out:
        parser.error("--episodes, --out and one of --models and --torch are needed")


def open_tier(options: argparse.Namespace) -> Tier:
    if options.models:
        return OnnxTier.load(options.models)
    import torch  # Only here: the shipped tier needs none of it.

    from .torch_tier import TorchTier

    torch.set_num_threads(1)
    return TorchTier(options.torch, actor=options.actor)


class EvaluationSet:
    """The episodes asked for, of one view and one split, and the header of their results. Raises
    SystemExit where they are of several."""

    def __init__(self, tier: Tier, options: argparse.Namespace, steps: int):
        self.lines = fresh(options.episodes, options.games)
        kinds = {(line["view"], line["name"].split("/")[1]) for line in self.lines}
        if len(kinds) != 1:
            raise SystemExit("The episodes must be of one view and one split.")
        [(view, split)] = kinds
        beside = options.episodes.parent / f"dev.{view}.jsonl"
        corpus = options.corpus or (beside if beside.exists() else None)
        self.folder = options.out / f"{view}-{split}"
        self.corpus = Corpus(tier, corpus, self.folder)
        self.header = {
            "view": view,
            "split": split,
            "games": len(self.lines),
            "steps": steps,
            "seed": options.seed,
            "models": tier.hashes,
            "backend": tier.backend,
            "episodes": file_sha256(options.episodes),
            "corpus": file_sha256(corpus) if corpus else None,
            "command": " ".join(["python", *sys.argv]),
        }
