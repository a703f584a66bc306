"""Made-up look-up exercises, so that a base model matches tokens before it meets the game."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .tokenizer import BOP, BOS, Codec

Row = tuple[list[int], list[float]]  # ids, weight of the loss at each


@dataclass
class RecallExercises:
    """Lists "mug 1 in cabinet 3." with any entity in any place, then questions in four forms."""

    entities: list[int]
    words: list[int]
    inside: int
    stop: int
    the: int
    be: int

    @classmethod
    def of(cls, codec: Codec) -> RecallExercises:
        ids = {text: codec.encode(text) for text in (" in", ".", " The", " is")}
        return cls(
            entities=[i for i in range(codec.size) if codec.is_entity[i]],
            words=[i for i in range(7 + 256, codec.size) if not codec.is_entity[i]],
            inside=ids[" in"][0],
            stop=ids["."][0],
            the=ids[" The"][0],
            be=ids[" is"][0],
        )

    def row(self, count: int, rng: random.Random) -> Row:
        """One exercise with `count` entries; the loss is on the places asked for."""
        chosen = rng.sample(self.entities, min(2 * count, len(self.entities)))
        objects, places = chosen[:count], chosen[count:]
        entries = [(thing, rng.choice(places)) for thing in objects]
        ids = [BOS, *rng.choices(self.words, k=3)]
        for thing, place in entries:
            ids += [thing, self.inside, place, self.stop]
        ids.append(BOP)
        weights = [0.0] * len(ids)
        rng.shuffle(entries)
        for thing, place in entries:
            form = rng.random()
            if form < 0.3:
                question = [self.the, thing, self.be, self.inside]
            elif form < 0.5:
                filler = rng.choices(self.words, k=rng.randint(1, 4))
                question = [*filler, thing, rng.choice(self.words)]
            elif form < 0.75:
                # The bare name: latent steps say object and place side by side.
                question = [thing]
            else:
                question = [thing, self.inside]
            ids += [*question, place, self.stop]
            weights += [0.0] * len(question) + [1.0, 0.0]
        return ids, weights
