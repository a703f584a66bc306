"""Stage 0: the tokenizer and the encoded episodes."""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from interlat_models.config import load_tier
from interlat_models.episodes import encode_episode, read_lines, renumber, save_episodes, texts_of
from interlat_models.pretrained import base_tokenizer
from interlat_models.tokenizer import ACTOR_FILE, SHARED_FILE, Codec, build_tokenizer

TEXTS_FOR_VOCABULARY = 6000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="models/configs/tiny.toml", help="the tier's settings")
    parser.add_argument("--run", type=Path, default=Path("models/work/tiny"), help="folder of the run")
    parser.add_argument("--train", nargs="+", required=True, help="episodes of the train split (JSON lines)")
    parser.add_argument("--keep", action="store_true", help="encode with the tokenizer that is in the run")
    options = parser.parse_args()
    run, tier = options.run, load_tier(options.config)
    rng = random.Random(0)
    lines = [
        renumber(line, rng) if rng.random() < tier.data.renumbered_share else line
        for line in read_lines(options.train)
    ]
    texts = [text for line in lines[:TEXTS_FOR_VOCABULARY] for text in texts_of(line)]
    entities = {
        entity
        for line in lines
        for text in [line["intro"], *line["sightings"]]
        for entity in re.findall(r"[a-z]+ [0-9]+", re.sub("likely |maybe |perhaps ", "", text))
    }

    def saved(base: str, file: str) -> Codec:
        """The tokenizer of a pretrained base, or one built from the episodes."""
        if options.keep:
            return Codec.load(run / file)
        tokenizer = base_tokenizer(base) if base else build_tokenizer(texts, entities)
        tokenizer.save(str(run / file))
        return Codec(tokenizer)

    writer, reader = (tier.pretrained_of(stage.start_from) for stage in (tier.sender, tier.actor_text))
    codec = saved(writer, SHARED_FILE)
    if not options.keep:
        (run / ACTOR_FILE).unlink(missing_ok=True)
    actor_codec = codec if reader == writer else saved(reader, ACTOR_FILE)
    episodes = [encode_episode(codec, line, actor_codec) for line in lines]
    save_episodes(run / "train.pickle", episodes)
    print(f"vocabulary {codec.size}, entities {len(entities)}, episodes {len(episodes)}")
    for view in sorted({episode.view for episode in episodes}):
        lengths = sorted(len(episode.thought) for episode in episodes if episode.view == view)
        print(f"CoT tokens, {view}: {lengths[0]} to {lengths[-1]}, median {lengths[len(lengths) // 2]}")
    for name in ("informed", "named", "explorer"):
        if turns := sorted(len(t.ids) for e in episodes if (t := getattr(e, name))):
            print(f"turns, {name}: median {turns[len(turns) // 2]}, 95% {turns[len(turns) * 19 // 20]}, most {turns[-1]}")


if __name__ == "__main__":
    main()
