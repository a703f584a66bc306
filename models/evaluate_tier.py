"""Plays thousands of games with each kind of message on the models as shipped, and keeps every result.

    node_modules/.bin/tsx src/cli/games.ts episodes --split unseen --count 1000 --view uncertain \\
      > models/work/tiny/unseen.uncertain.jsonl
    python models/evaluate_tier.py --models public/models/tiny --set all --games 1000 \\
      --episodes models/work/tiny/unseen.uncertain.jsonl --out models/work/tiny/results

Results go to OUT/VIEW-SPLIT/CONDITION.jsonl; what is there already is not played again. The corpus
statistics are fitted on the episodes of --corpus: of the same view, from dev or train.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from interlat_models.batch_agents import play
from interlat_models.conditions import CONDITIONS, HEADLINE, Condition, chosen
from interlat_models.episodes import read_lines
from interlat_models.figures import condition_figures, table_row
from interlat_models.games import GameServer
from interlat_models.materials import LeftOut, Materials, Unavailable, write_thoughts, write_trained
from interlat_models.onnx_batch import OnnxTier
from interlat_models.perturb import CorpusStatistics
from interlat_models.result_files import OtherResults, ResultFile, result_line
from interlat_models.row_decoder import Tier, drive
from interlat_models.thought_text import (
    calibration,
    names_every_candidate,
    names_true_places,
    prompt_tokens,
    truth_rank,
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


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
        return json.dumps({"models": self.tier.hashes, "episodes": sha256(self.episodes)}, sort_keys=True)

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
        found = CorpusStatistics.fit(messages)
        path = self.folder / f"corpus.{kind}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, stamp=self._stamp(), **vars(found))
        return found


class Evaluation:
    def __init__(self, tier: Tier, lines: list[dict], options: argparse.Namespace, server: GameServer):
        self.tier, self.lines, self.server, self.steps = tier, lines, server, options.steps
        view, split = lines[0]["view"], lines[0]["name"].split("/")[1]
        self.folder = options.out / f"{view}-{split}"
        self.materials = Materials(tier, lines, Corpus(tier, options.corpus, self.folder), options.seed)
        self.header = {
            "view": view,
            "split": split,
            "games": len(lines),
            "steps": options.steps,
            "seed": options.seed,
            "models": tier.hashes,
            "backend": tier.backend,
            "episodes": sha256(options.episodes),
            "corpus": sha256(options.corpus) if options.corpus else None,
            "command": " ".join(["python", *sys.argv]),
        }

    def results(self, name: str, mixes: bool = False, corpus: bool = False) -> ResultFile:
        header = {**self.header, "condition": name}
        if not corpus:
            header["corpus"] = None
        return ResultFile.resume(self.folder / f"{name}.jsonl", header, mixes)

    def record_thoughts(self) -> None:
        """thoughts.jsonl: what each CoT says; calibration.jsonl: how unsure the sender was where it
        committed."""
        kept, unsure = self.results("thoughts"), self.results("calibration")
        if all(line["name"] in kept.lines for line in self.lines):
            return
        m = self.materials
        for i, (line, thought) in enumerate(zip(self.lines, m.thoughts)):
            if line["name"] in kept.lines:
                continue
            text = self.tier.codec.decode(thought.tokens)
            known = any(target["candidates"] for target in line["targets"])
            found = [one for one in m.commitments[i] if one is not None]
            if self.header["view"] == "uncertain":
                targets = [calibration(self.tier, m.texts, line, thought.hidden[c.position], c) for c in found]
                unsure.append([{"game": line["name"], "targets": targets}])
            said = {
                "game": line["name"],
                "tokens": len(thought.tokens),
                "words": len(text.split()),
                "near_ties": thought.near_ties,
                "entropy": thought.entropy,
                "true_places": names_true_places(text, line) if self.header["view"] == "scout" else None,
                "every_candidate": names_every_candidate(text, line) if known else None,
                "committed_rank": [one and one.rank for one in m.commitments[i]],
                "text": text,
            }
            kept.append([said])

    def play(self, condition: Condition) -> None:
        """Plays the games that the condition's file does not hold. Raises Unavailable."""
        results = self.results(condition.name, condition.mixes, condition.corpus)
        todo = [i for i, line in enumerate(self.lines) if line["name"] not in results.lines]
        started: list[int] = []

        def actors() -> Iterator:
            for i in todo:
                try:
                    message = condition.make(self.materials, i)
                except LeftOut as reason:
                    line = {"game": self.lines[i]["name"], "condition": condition.name, "left_out": str(reason)}
                    results.append([line])
                    continue
                started.append(i)
                yield play(self.tier, self.server, self.lines[i], message, self.steps)

        if todo:
            for number, episode in drive(self.tier.decoder("actor"), actors()):
                results.append([result_line(condition.name, self.lines[started[number]], episode)])

    def figures(self, condition: Condition) -> dict:
        lines = ResultFile.read(self.folder / f"{condition.name}.jsonl").lines
        mine = [lines[line["name"]] for line in self.lines if line["name"] in lines]
        return condition_figures(mine, self.steps)


def record_scripts(evaluation: Evaluation, path: Path) -> None:
    """Results of scripted references from JSON lines {name, script, won_at}, as conditions script-NAME."""
    wanted = {line["name"]: line for line in evaluation.lines}
    for entry in read_lines([path]):
        line = wanted.get(entry["name"])
        if line is None:
            continue
        results = evaluation.results(f"script-{entry['script']}")
        if line["name"] not in results.lines:
            won_at = entry["won_at"]
            made = {
                "game": line["name"],
                "condition": f"script-{entry['script']}",
                "task_type": line["task_type"],
                "room": line["room"],
                "won_at": won_at,
                "steps": evaluation.steps if won_at is None else won_at,
                "positions": None,
                "context_full": False,
                "second_to_candidate": None,
                "truth_rank": [truth_rank(target) for target in line["targets"]],
                "inadmissible": 0,
                "near_ties": 0,
            }
            results.append([made])


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, help="folder of a tier")
    parser.add_argument("--torch", type=Path, help="a training run's folder in its place, in float32")
    parser.add_argument("--actor", default="actor.pt", help="with --torch: the actor's checkpoint")
    parser.add_argument("--episodes", type=Path)
    parser.add_argument("--corpus", type=Path, help="default: dev.VIEW.jsonl beside the episodes")
    parser.add_argument("--scripts", type=Path, help="JSON lines {name, script, won_at} to record too")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--conditions", help="names with commas between")
    parser.add_argument("--set", choices=("headline", "all"), default="headline")
    parser.add_argument("--games", type=int)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="list the conditions and end")
    options = parser.parse_args()
    if options.list:
        for one in CONDITIONS.values():
            print(f"{'*' if one.name in HEADLINE else ' '} {one.name:24} {one.meaning}")
        raise SystemExit
    if (options.models is None) == (options.torch is None) or not options.episodes or not options.out:
        parser.error("--episodes, --out and one of --models and --torch are needed")
    return options


def main() -> None:
    options = read_options()
    lines = fresh(options.episodes, options.games)
    if len({(line["view"], line["name"].split("/")[1]) for line in lines}) != 1:
        raise SystemExit("The episodes must be of one view and one split.")
    if options.corpus is None:
        beside = options.episodes.parent / f"dev.{lines[0]['view']}.jsonl"
        options.corpus = beside if beside.exists() else None
    if options.models:
        tier: Tier = OnnxTier.load(options.models)
    else:
        import torch  # Only here: the shipped tier needs none of it.

        from interlat_models.torch_tier import TorchTier

        torch.set_num_threads(1)
        tier = TorchTier(options.torch, actor=options.actor)
    wanted = list(CONDITIONS) if options.set == "all" else HEADLINE
    names = options.conditions.split(",") if options.conditions else wanted
    unknown = [name for name in names if name not in CONDITIONS]
    if unknown:
        raise SystemExit(f"No condition is called {', '.join(unknown)}: see --list.")
    conditions = chosen(names, lines[0]["view"])
    with GameServer() as server:
        evaluation = Evaluation(tier, lines, options, server)
        try:
            evaluation.record_thoughts()
            if options.scripts:
                record_scripts(evaluation, options.scripts)
            for condition in conditions:
                started = time.monotonic()
                try:
                    evaluation.play(condition)
                except Unavailable as reason:
                    print(f"{condition.name:24}  skipped: {reason}", flush=True)
                    continue
                row = table_row(condition.name, evaluation.figures(condition))
                print(f"{row}  ({time.monotonic() - started:.0f} s)", flush=True)
        except (OtherResults, ValueError) as error:
            raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
