"""Made-up exercises, so that a base looks things up, and sees what it searches for, before it meets the game."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .telegram import SHARES
from .tokenizer import BOP, BOS, Codec

# Ids, the weight of the loss at each, and where a token stands for several: {position: candidates}.
Row = tuple[list[int], list[float], dict[int, list[int]]]
REPORT_QUESTIONS = 0.3
SEARCHES = 0.3  # of the rows
HELD = 0.35  # of the lists of a search: those that have what is wanted
UNSURE_WEIGHT = 4.0


@dataclass
class RecallExercises:
    """Lists "mug 1 in cabinet 3." with any entity in any place, then questions in four forms; and searches.

    Some objects have three places, "likely in", "maybe in", "perhaps in". Asked where such a one is, the
    answer is any of them with their shares, so that the model learns to hold all three; some are asked for
    one report. Each is asked once: an answer already there would be one more match.

    A search names a class ("mug") and then lists of what stands in a place. After each the answer is "take
    mug 1" where the list has one, else "go to". Without it an actor may never compare what it wants with
    what it reads: of two seeds one did not (LOG.md, 2026-11-25 and 26).
    """

    entities: list[int]
    words: list[int]
    inside: int
    stop: int
    the: int
    be: int
    reports: list[int]
    classes: dict[int, list[int]]  # its entities by the token of a class's name
    listing: tuple[int, int, int, int]  # "On the", ", you see a", ", a", ", and a"
    take: int
    go: int

    @classmethod
    def of(cls, codec: Codec) -> RecallExercises:
        texts = (" in", ".", " The", " is", " likely in", " maybe in", " perhaps in")
        inside, stop, the, be, *reports = (codec.encode(text)[0] for text in texts)
        entities = [i for i in range(codec.size) if codec.is_entity[i]]
        classes: dict[int, list[int]] = {}
        for entity in entities:
            name = codec.encode(codec.decode([entity]).rsplit(" ", 1)[0])
            if len(name) == 1:
                classes.setdefault(name[0], []).append(entity)
        on, see, another, last = (codec.encode(text)[0] for text in ("On the", ", you see a", ", a", ", and a"))
        return cls(
            entities=entities,
            classes=classes,
            listing=(on, see, another, last),
            take=codec.encode("take")[0],
            go=codec.encode("go to")[0],
            words=[i for i in range(7 + 256, codec.size) if not codec.is_entity[i]],
            inside=inside,
            stop=stop,
            the=the,
            be=be,
            reports=reports,
        )

    def row(self, count: int, rng: random.Random) -> Row:
        """One exercise of about 10 `count` tokens; the loss is on its answers."""
        search = rng.random() < SEARCHES and self.classes
        return self._search(count, rng) if search else self._questions(count, rng)

    def _search(self, count: int, rng: random.Random) -> Row:
        on, see, another, last = self.listing
        wanted = rng.choice(list(self.classes))
        those = self.classes[wanted]
        others = [entity for entity in self.entities if entity not in those]
        ids = [BOS, *rng.choices(self.words, k=3), wanted, *rng.choices(self.words, k=2), self.stop]
        weights = [0.0] * len(ids)
        while len(ids) < 9 * count:
            listed = rng.sample(others, rng.randint(1, 6))
            place = rng.choice(others)
            held = rng.choice(those) if rng.random() < HELD else None
            if held is not None:
                listed[rng.randrange(len(listed))] = held
            look = [on, place, see, listed[0]]
            for thing in listed[1:-1]:
                look += [another, thing]
            if len(listed) > 1:
                look += [last, listed[-1]]
            look.append(self.stop)
            answer = [self.go] if held is None else [self.take, held]
            ids += look + answer
            weights += [0.0] * len(look) + [1.0] * len(answer)
        return ids, weights, {}

    def _questions(self, count: int, rng: random.Random) -> Row:
        """About `count` entries; the loss is on the places asked for."""
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
