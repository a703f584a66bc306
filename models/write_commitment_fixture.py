"""Where thoughts commit, and what a sender is told who is certain of that, by
interlat_models/thought_text.py, for tests/parity/commitments.test.ts.

    python models/write_commitment_fixture.py

reads models/work/tiny/dev.uncertain.jsonl and writes tests/parity/fixtures/commitments.json: three games
of one target and one of two, with the episodes' own thoughts.
"""

from __future__ import annotations

import json
from pathlib import Path

from interlat_models.evaluation_set import fresh
from interlat_models.thought_text import TokenTexts, certain_sightings, commitments
from interlat_models.tokenizer import Codec

ROOT = Path(__file__).parents[1]
OUT = ROOT / "tests/parity/fixtures/commitments.json"


def chosen(lines: list[dict]) -> list[dict]:
    one = [line for line in lines if len(line["targets"]) == 1]
    two = [line for line in lines if len(line["targets"]) == 2]
    return [*one[:3], two[0]]


def main() -> None:
    codec = Codec.load(ROOT / "public/models/tiny/tokenizer.json")
    texts = TokenTexts(codec)
    games = []
    for line in chosen(fresh(ROOT / "models/work/tiny/dev.uncertain.jsonl")):
        tokens = codec.encode(line["thought"])
        found = commitments(texts, tokens, line)
        sightings = certain_sightings(line, [one for one in found if one])
        games.append(
            {
                "game": line["name"],
                "tokens": [codec.decode([token]) for token in tokens],
                "commitments": [
                    {"target": one.target, "rank": one.rank, "positions": [one.position]}
                    for one in found
                    if one
                ],
                "prompt": " ".join([line["opening"], *sightings]),
            }
        )
    OUT.write_text(json.dumps(games, indent=1) + "\n")
    print(f"{OUT}: {[game['commitments'] for game in games]}")


if __name__ == "__main__":
    main()
