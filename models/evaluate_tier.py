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
import time
from collections.abc import Iterator
from pathlib import Path

from interlat_models.batch_agents import play
from interlat_models.conditions import CONDITIONS, HEADLINE, Condition, chosen
from interlat_models.episodes import read_lines
from interlat_models.evaluation_set import EvaluationSet, add_options, check_options, open_tier
from interlat_models.figures import condition_figures, table_row
from interlat_models.games import GameServer
from interlat_models.materials import LeftOut, Materials, Unavailable
from interlat_models.result_files import OtherResults, ResultFile, result_line
from interlat_models.row_decoder import Tier, drive
from interlat_models.thought_text import calibration, names_every_candidate, names_true_places, truth_rank


class Evaluation:
    def __init__(self, tier: Tier, of: EvaluationSet, server: GameServer):
        self.tier, self.lines, self.server = tier, of.lines, server
        self.folder, self.header, self.steps = of.folder, of.header, of.header["steps"]
        self.materials = Materials(tier, of.lines, of.corpus, of.header["seed"])

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
    files: dict[str, ResultFile] = {}
    for entry in read_lines([path]):
        line, script = wanted.get(entry["name"]), entry["script"]
        if line is None:
            continue
        if script not in files:
            files[script] = evaluation.results(f"script-{script}")
        results = files[script]
        if line["name"] not in results.lines:
            won_at = entry["won_at"]
            made = {
                "game": line["name"],
                "condition": f"script-{script}",
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
    add_options(parser)
    parser.add_argument("--scripts", type=Path, help="JSON lines {name, script, won_at} to record too")
    parser.add_argument("--conditions", help="names with commas between")
    parser.add_argument("--set", choices=("headline", "all"), default="headline")
    parser.add_argument("--except", dest="left_out", default="", help="names to leave out of it")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--list", action="store_true", help="list the conditions and end")
    options = parser.parse_args()
    if options.list:
        for one in CONDITIONS.values():
            print(f"{'*' if one.name in HEADLINE else ' '} {one.name:24} {one.meaning}")
        raise SystemExit
    check_options(parser, options)
    return options


def main() -> None:
    options = read_options()
    tier = open_tier(options)
    of = EvaluationSet(tier, options, options.steps)
    wanted = list(CONDITIONS) if options.set == "all" else HEADLINE
    names = options.conditions.split(",") if options.conditions else wanted
    left_out = options.left_out.split(",") if options.left_out else []
    unknown = [name for name in (*names, *left_out) if name not in CONDITIONS]
    if unknown:
        raise SystemExit(f"No condition is called {', '.join(unknown)}: see --list.")
    conditions = chosen([name for name in names if name not in left_out], of.header["view"])
    with GameServer() as server:
        evaluation = Evaluation(tier, of, server)
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
