"""Made-up look-up exercises, so that a base model matches tokens before it meets the game."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .telegram import SHARES
from .tokenizer import BOP, BOS, Codec

# Ids, the weight of the loss at each, and where a token stands for several: {position: candidates}.
Row = tuple[list[int], list[float], dict[int, list[int]]]
REPORT_QUESTIONS = 0.3
UNSURE_WEIGHT = 4.0


@dataclass
class RecallExercises:
    """Lists "mug 1 in cabinet 3." with any entity in any place, then questions in four forms.

    Some objects have three places, "likely in", "maybe in", "perhaps in". Asked where such a one is, the
    answer is any of them with their shares, so that the model learns to hold all three; some are asked for
    one report. Each is asked once: an answer already there would be one more match.
    """

    entities: list[int]
    words: list[int]
    inside: int
    stop: int
    the: int
    be: int
    reports: list[int]

    @classmethod
    def of(cls, codec: Codec) -> RecallExercises:
        texts = (" in", ".", " The", " is", " likely in", " maybe in", " perhaps in")
        inside, stop, the, be, *reports = (codec.encode(text)[0] for text in texts)
        return cls(
            entities=[i for i in range(codec.size) if codec.is_entity[i]],
            words=[i for i in range(7 + 256, codec.size) if not codec.is_entity[i]],
            inside=inside,
            stop=stop,
            the=the,
            be=be,
            reports=reports,
        )

    def row(self, count: int, rng: random.Random) -> Row:
        """One exercise with about `count` entries; the loss is on the places asked for."""
        chosen = rng.sample(self.entities, min(2 * count, len(self.entities)))
        things, places = chosen[:count], chosen[count:]
        unsure = rng.randint(0, count // 4)
        entries = [(thing, self.inside, rng.choice(places)) for thing in things[3 * unsure :]]
        asked = [(self._question(thing, rng), [place]) for thing, _, place in entries]
        for thing in things[:unsure]:
            candidates = rng.sample(places, len(self.reports))
            entries += [(thing, report, place) for report, place in zip(self.reports, candidates)]
            which = rng.randrange(len(candidates))
            by_report = ([self.the, thing, self.reports[which]], [candidates[which]])
            asked.append(by_report if rng.random() < REPORT_QUESTIONS else (self._question(thing, rng), candidates))
        rng.shuffle(entries)
        rng.shuffle(asked)
        ids = [BOS, *rng.choices(self.words, k=3)]
        for thing, inside, place in entries:
            ids += [thing, inside, place, self.stop]
        ids.append(BOP)
        weights = [0.0] * len(ids)
        several: dict[int, list[int]] = {}
        for question, answers in asked:
            if len(answers) > 1:
                several[len(ids) + len(question)] = answers
            answer = rng.choices(answers, SHARES)[0] if len(answers) > 1 else answers[0]
            ids += [*question, answer, self.stop]
            weight = UNSURE_WEIGHT if len(answers) > 1 else 1.0
            weights += [0.0] * len(question) + [weight, 0.0]
        return ids, weights, several

    def _question(self, thing: int, rng: random.Random) -> list[int]:
        form = rng.random()
        if form < 0.3:
            return [self.the, thing, self.be, self.inside]
        if form < 0.5:
            filler = rng.choices(self.words, k=rng.randint(1, 4))
            return [*filler, thing, rng.choice(self.words)]
        if form < 0.75:
            # The bare name: latent steps say object and place side by side.
            return [thing]
        return [thing, self.inside]
