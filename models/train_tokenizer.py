"""Stage 0: the tokenizer and the encoded episodes."""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from interlat_models.episodes import encode_episode, read_lines, renumber, save_episodes, texts_of
from interlat_models.tokenizer import Codec, build_tokenizer

TEXTS_FOR_VOCABULARY = 4000
RENUMBERED_SHARE = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", default="models/work/tiny")
    parser.add_argument("--train", nargs="+", required=True, help="episodes of the train split (JSON lines)")
    parser.add_argument("--dev", nargs="*", default=[], help="episodes of the dev split")
    options = parser.parse_args()
    run = Path(options.run)
    rng = random.Random(0)
    lines = [
        renumber(line, rng) if rng.random() < RENUMBERED_SHARE else line
        for line in read_lines(options.train)
    ]
    texts = [text for line in lines[:TEXTS_FOR_VOCABULARY] for text in texts_of(line)]
    entities = {
        entity
        for line in lines
        for text in [line["intro"], *line["sightings"]]
        for entity in re.findall(r"[a-z]+ [0-9]+", text)
    }
    tokenizer = build_tokenizer(texts, entities)
    tokenizer.save(str(run / "tokenizer.json"))
    codec = Codec(tokenizer)
    episodes = [encode_episode(codec, line) for line in lines]
    save_episodes(run / "train.pickle", episodes)
    save_episodes(run / "dev.pickle", [encode_episode(codec, line) for line in read_lines(options.dev)])
    lengths = sorted(len(thought) for episode in episodes for thought in episode.thoughts)
    print(
        f"vocabulary {codec.size}, entities {len(entities)}, episodes {len(episodes)}, "
        f"CoT tokens {lengths[0]} to {lengths[-1]}, median {lengths[len(lengths) // 2]}"
    )


if __name__ == "__main__":
    main()
