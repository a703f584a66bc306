"""The conditions of an evaluation: what the actor is given as a message, by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import perturb
from .materials import LeftOut, Materials, Unavailable
from .thought_text import without_places

TRAINED = (64, 32, 16, 8, 4, 2, 1)
TRUNCATED = (0.75, 0.5, 0.25, 0.1)
KEPT = 8
K8 = 8
SCOPES = ("message", "corpus")

# Embeddings of the actor [n, dim], or None: the actor writes a thought of its own.
MakeMessage = Callable[[Materials, int], "np.ndarray | None"]
# The same before the adapter: states of a sender [n, dim].
MakeStates = Callable[[Materials, int], np.ndarray]


@dataclass(frozen=True)
class Condition:
    """`make` gives a game's message and may raise LeftOut, or Unavailable. `mixes`: it depends on the
    other games of the set, so results of sets of different size are not joined. `views`: where it makes
    sense. `corpus`: it needs the corpus statistics. `states`: of a latent message, what `make` adapts;
    `writer` is the model they come from, whose LM head says what they mean."""

    name: str
    meaning: str
    make: MakeMessage
    mixes: bool = False
    views: tuple[str, ...] | None = None
    corpus: bool = False
    states: MakeStates | None = None
    writer: str = "sender"


def of_states(name: str, meaning: str, states: MakeStates, **more: object) -> Condition:
    """A latent message as a condition."""
    return Condition(name, meaning, lambda m, i: latents(m, states(m, i)), states=states, **more)


def words(m: Materials, tokens: list[int]) -> np.ndarray:
    return m.tier.embed("actor", tokens)


def latents(m: Materials, states: np.ndarray) -> np.ndarray:
    """Sender states [n, dim] as the actor reads them."""
    return m.tier.adapt(states) if len(states) else np.zeros((0, m.tier.table("actor").shape[1]), np.float32)


def kept_steps(steps: int, k: int) -> list[int]:
    """The middles of k equal parts (src/interlat/compress.ts)."""
    count = min(steps, k)
    return [math.floor((i + 0.5) * steps / count) for i in range(count)]


def truncated_steps(steps: int, ratio: float) -> int:
    return math.floor(steps * ratio + 0.5)


def trained(m: Materials, game: int, k: int) -> np.ndarray:
    if k not in m.tier.compressions or m.tier.latent_start is None:
        raise Unavailable(f"these models were not trained for {k} latent steps")
    return m.trained[game][:k]


def partner(m: Materials, game: int) -> int:
    found = m.same_type[game]
    if found is None:
        raise LeftOut("no other game of this type")
    return found


def swapped(m: Materials, game: int, at_commitment: bool, elsewhere: bool) -> np.ndarray:
    """The message [tokens, dim] with the certain sender's states where told to."""
    positions = [one.position for one in m.committed(game)]
    own, certain = m.thoughts[game].hidden, m.certain_states(game)
    mixed = (certain if elsewhere else own).copy()
    mixed[positions] = (certain if at_commitment else own)[positions]
    return latents(m, mixed)


Perturb = Callable[[np.ndarray, np.random.Generator, "perturb.CorpusStatistics | None"], np.ndarray]


def perturbed(name: str, meaning: str, change: Perturb, scope: str, k: int | None = None) -> Condition:
    """A perturbation of the full message, or of the first k trained steps."""

    def make(m: Materials, game: int) -> np.ndarray:
        states = m.thoughts[game].hidden if k is None else trained(m, game, k)
        if scope == "message" and len(states) < perturb.FEWEST_STEPS:
            raise LeftOut("a message of one step has no covariance of its own")
        corpus = m.corpus_of("thoughts" if k is None else f"k{k}") if scope == "corpus" else None
        return change(states, m.random(name, game), corpus)

    writer = "sender" if k is None else "sender-compressed"
    return of_states(name, meaning, make, corpus=scope == "corpus", writer=writer)


def _perturbations() -> list[Condition]:
    found = [
        of_states(
            "white-noise-1",
            "latent + normal noise of standard deviation 1",
            lambda m, i: perturb.white_noise(m.thoughts[i].hidden, 1.0, m.random("white-noise-1", i)),
        )
    ]
    for scope in SCOPES:
        for strength in (0.5, 1.0):
            noise: Perturb = lambda h, rng, corpus, s=strength: perturb.cov_noise(h, s, rng, corpus)  # noqa: E731
            of = f"noise of the {scope}'s covariance, strength {strength}"
            found.append(perturbed(f"cov-noise-{strength}-{scope}", f"latent + {of}", noise, scope))
            found.append(perturbed(f"k8-cov-noise-{strength}-{scope}", f"trained K = 8 + {of}", noise, scope, K8))
        for name, keep in (("0mu", False), ("mu", True)):
            gauss: Perturb = lambda h, rng, corpus, keep=keep: perturb.cov_gauss(h, rng, corpus, keep)  # noqa: E731
            meaning = f"noise of the {scope}'s covariance, {'with its' if keep else 'without the'} mean"
            found.append(perturbed(f"cov-gauss-{name}-{scope}", f"in place of latent: {meaning}", gauss, scope))
        meaning = f"latent, randomly rotated in coordinates whitened by the {scope}"
        found.append(
            perturbed(f"random-rot-{scope}", meaning, lambda h, rng, corpus: perturb.random_rot(h, rng, corpus), scope)
        )
    return found


def _conditions() -> list[Condition]:
    plain = [
        Condition("none", "no message", lambda m, i: words(m, [])),
        Condition("text", "the sender's CoT as words, greedy", lambda m, i: words(m, m.thoughts[i].tokens)),
        Condition(
            "text-sampled", "the CoT sampled at temperature 1", lambda m, i: words(m, m.sampled[i].tokens)
        ),
        Condition(
            "text-without-places",
            "the words without the sentences that name the targets' places",
            lambda m, i: words(
                m, m.tier.codec.encode(without_places(m.tier.codec.decode(m.thoughts[i].tokens), m.lines[i]))
            ),
        ),
        Condition("thought-own", "no sender: the actor writes a thought itself (CoT full)", lambda m, i: None),
        of_states("latent", "the full message of hidden states", lambda m, i: m.thoughts[i].hidden),
        *(
            of_states(
                f"k{k}",
                f"{k} trained latent steps",
                lambda m, i, k=k: trained(m, i, k),
                writer="sender-compressed",
            )
            for k in TRAINED
        ),
        of_states(
            "untrained-8", "8 latent steps of the base sender, untrained", lambda m, i: m.untrained[i]
        ),
        Condition(
            "kept-8",
            "8 states of the full message, evenly",
            lambda m, i: latents(m, m.thoughts[i].hidden[kept_steps(len(m.thoughts[i].tokens), KEPT)]),
        ),
        *(
            Condition(
                f"truncated-{ratio}",
                f"the first {ratio:.0%} of the full message",
                lambda m, i, ratio=ratio: latents(
                    m, m.thoughts[i].hidden[: truncated_steps(len(m.thoughts[i].tokens), ratio)]
                ),
            )
            for ratio in TRUNCATED
        ),
    ]
    mismatched = [
        Condition(
            "cross-task",
            "the latent message of a game of another task type",
            lambda m, i: latents(m, m.thoughts[m.cross_task[i]].hidden),
            mixes=True,
        ),
        Condition(
            "cross-task-text",
            "the words of a game of another task type",
            lambda m, i: words(m, m.thoughts[m.cross_task[i]].tokens),
            mixes=True,
        ),
        Condition(
            "cross-task-k8",
            "the trained K = 8 of a game of another task type",
            lambda m, i: latents(m, trained(m, m.cross_task[i], K8)),
            mixes=True,
        ),
        Condition(
            "same-type",
            "the latent message of another game of the same type",
            lambda m, i: latents(m, m.thoughts[partner(m, i)].hidden),
            mixes=True,
        ),
    ]
    swaps = [
        Condition(
            "commitment-certain",
            "latent, only the committing states from a sender told that one place for certain",
            lambda m, i: swapped(m, i, at_commitment=True, elsewhere=False),
            views=("uncertain",),
        ),
        Condition(
            "rest-certain",
            "only the committing states real, all others from the certain sender",
            lambda m, i: swapped(m, i, at_commitment=False, elsewhere=True),
            views=("uncertain",),
        ),
        Condition(
            "all-certain",
            "all states from the certain sender",
            lambda m, i: swapped(m, i, at_commitment=True, elsewhere=True),
            views=("uncertain",),
        ),
    ]
    return [*plain, *mismatched, *_perturbations(), *swaps]


CONDITIONS = {condition.name: condition for condition in _conditions()}
# Whose information breadth is measured: every latent message but those of other games.
BREADTH = ["latent", "k8", "untrained-8", *(one.name for one in _perturbations())]
HEADLINE = (
    "none text latent k8 k1 untrained-8 kept-8 cross-task cross-task-text cross-task-k8 same-type"
    " commitment-certain rest-certain all-certain"
).split()


def chosen(names: list[str], view: str) -> list[Condition]:
    """Conditions by name, but those that make no sense for the view. Raises KeyError for a name that is none."""
    found = [CONDITIONS[name] for name in names]
    return [one for one in found if one.views is None or view in one.views]
