import random
from collections import Counter
from dataclasses import replace

import pytest
import torch
from interlat_models.actor import LOSS_WEIGHTS, Message, curriculum, run_actor
from interlat_models.episodes import (
    COMMAND,
    DECISION,
    NO_TURNS,
    OBSERVATION,
    RANDOM_COMMAND,
    Episode,
    Target,
    encode_episode,
    renumber,
)
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.recall import RecallExercises
from interlat_models.sender import FACT_WEIGHT, FIRST_MENTION_WEIGHT, SenderRows
from interlat_models.telegram import SHARES, telegram, telegram_loss
from interlat_models.tokenizer import ACT, BOP, BOS, EOP, OBS, Codec, Codecs, build_tokenizer
from lines import LINE, UNSURE
from train_actor import examples, text_turns


def codec() -> Codec:
    texts = [LINE["opening"], LINE["thought"], LINE["intro"], "Yes. The mug 1 is in cabinet 3."]
    texts += [UNSURE["thought"], *(f" {sighting}" for sighting in UNSURE["sightings"])]
    return Codec(build_tokenizer(texts * 3, ["mug 1", "cup 1", "cabinet 1", "cabinet 3", "sofa 1"]))


def entity(c: Codec, name: str) -> int:
    (token,) = c.encode(f" {name}")
    return token


def test_turns_and_their_labels() -> None:
    c = codec()
    turns = encode_episode(c, LINE).informed
    assert c.decode(turns.ids) == (
        "<act>go to cabinet 1<obs>On it is cup 1.<act>go to cabinet 3<obs>On it is mug 1."
    )
    learned = [token for token, label in zip(turns.ids, turns.labels) if label == COMMAND]
    assert learned == [*c.encode("go to cabinet 3"), OBS]
    assert Counter(turns.labels)[RANDOM_COMMAND] == len(c.encode("go to cabinet 1")) + 1
    assert LOSS_WEIGHTS[RANDOM_COMMAND] == 0 < LOSS_WEIGHTS[OBSERVATION] < LOSS_WEIGHTS[COMMAND]


def test_an_explorer_s_decisions_weigh_more() -> None:
    c = codec()
    turns = encode_episode(c, LINE).explorer
    heavy = [token for token, label in zip(turns.ids, turns.labels) if label == DECISION]
    assert c.decode(heavy) == "take mug 1<obs>"
    assert LOSS_WEIGHTS[DECISION] > LOSS_WEIGHTS[COMMAND]


def test_sender_row() -> None:
    c = codec()
    episode = encode_episode(c, LINE)
    ids, weights, _ = SenderRows(c).row(episode, random.Random(0))
    prompt = ids[: ids.index(BOP)]
    assert prompt[0] == BOS and weights[: len(prompt) + 1] == [0.0] * (len(prompt) + 1)
    assert sorted(c.decode(prompt[1:])) == sorted(" ".join([LINE["opening"], *LINE["sightings"]]))
    thought = ids[len(prompt) + 1 : ids.index(EOP)]
    assert c.decode(thought) == LINE["thought"]
    heavy = [i for i, weight in zip(ids, weights) if weight == FIRST_MENTION_WEIGHT]
    assert heavy == [i for i in thought if c.is_entity[i]] and len(heavy) == 2
    assert set(c.decode(ids[ids.index(EOP) + 1 :]).strip().split(". ")) <= {
        "The mug 1 is in cabinet 3", "The cup 1 is in cabinet 1.", "The mug 1 is in cabinet 3.", "The cup 1 is in cabinet 1",
    }
    assert len({tuple(SenderRows(c).row(episode, random.Random(seed))[0]) for seed in range(20)}) > 1, "not shuffled"


def test_renumber_is_consistent_and_keeps_the_order() -> None:
    found = renumber(LINE, random.Random(0))
    numbers = [int(part.split()[-1]) for part in found["intro"].removeprefix("you see a ").split(",")[:4]]
    assert numbers == sorted(set(numbers), reverse=True) and numbers != [4, 3, 2, 1]
    assert found["sightings"] == [f"mug 1 in cabinet {numbers[1]}.", f"cup 1 in cabinet {numbers[3]}."]
    assert found["informed"][1]["command"] == f"go to cabinet {numbers[1]}"


def test_a_report_keeps_its_words_in_the_facts() -> None:
    """Plain sightings become "The cup 1 is in …", reports "The mug 1 perhaps in …"; the loss is on places."""
    c = codec()
    ids, weights, _ = SenderRows(c).row(encode_episode(c, UNSURE), random.Random(0))
    start = ids.index(EOP) + 1
    facts = set(c.decode(ids[start:]).strip(".").split("."))
    assert {" The mug 1 likely in cabinet 3", " The cup 1 is in cabinet 1"} <= facts
    asked = [token for token, weight in zip(ids[start:], weights[start:]) if weight == FACT_WEIGHT]
    assert {c.decode([token]) for token in asked} == {" cabinet 3", " cabinet 1", " sofa 1"}


def test_commitments_are_first_mentions_of_the_places_named() -> None:
    c = codec()
    episode = encode_episode(c, UNSURE)
    (at,) = episode.commitments()
    assert c.decode(list(episode.thought[: at + 1])) == "I need mug 1. My guess is cabinet 1"
    assert encode_episode(c, {**UNSURE, "committed": []}).commitments() == []
    assert replace(episode, committed=[entity(c, "sofa 1")]).commitments() == []
    before = encode_episode(c, {**UNSURE, "thought": "Not cabinet 1. I need mug 1. My guess is cabinet 1."})
    (at,) = before.commitments()
    assert at == len(before.thought) - 2, "the place is named after its object"


def test_choices_are_commitments_among_several_places() -> None:
    c = codec()
    episode = encode_episode(c, UNSURE)
    places = [entity(c, name) for name in ("cabinet 3", "cabinet 1", "sofa 1")]
    assert episode.choices() == [(episode.commitments()[0], places)]
    assert encode_episode(c, LINE).choices() == []
    ids, _, several = SenderRows(c).row(episode, random.Random(0))
    assert [(ids[at], found) for at, found in several.items()] == [(entity(c, "cabinet 1"), places)]
    assert encode_episode(Codec(build_tokenizer([], [])), UNSURE).choices() == []


def test_commitments_where_a_place_is_several_tokens() -> None:
    """Letters and digits a token each; cabinet 1 is not taken for the start of cabinet 12."""
    c = Codec(build_tokenizer([], []))
    line = {**UNSURE, "thought": "Mug 1: not mug 1 in cabinet 12. It is cabinet 1.", "committed": ["cabinet 1"]}
    episode = encode_episode(c, line)
    assert not any(c.is_entity)
    said = c.decode([episode.thought[at] for at in episode.commitments()])
    assert said.strip() == "cabinet 1" and min(episode.commitments()) > c.decode(list(episode.thought)).index(".")


def test_what_a_reader_of_words_does() -> None:
    """The fair reading follows the place named, the paper's protocol what the readers of latents follow."""
    c = codec()
    sure, unsure = encode_episode(c, LINE), encode_episode(c, UNSURE)
    assert text_turns(unsure, "named") is unsure.named
    assert text_turns(unsure, "informed") is unsure.informed
    assert text_turns(sure, "named") is sure.informed, "words that commit to nothing have no turns of their own"


def test_examples_show_words_and_nothing() -> None:
    c = codec()
    found = examples([encode_episode(c, UNSURE)], 900, "named", Codecs(c, c))
    assert [example.kind for example in found] == ["uncertain", "none"]
    assert found[0].thought == found[0].episode.thought and len(found[1].thought) == 0
    assert found[1].turns.ids == found[1].episode.explorer.ids
    (alone,) = examples([encode_episode(c, UNSURE)], 900, "nothing", Codecs(c, c))
    assert alone.kind == "none", "an actor without words is shown none"
    (short, _) = examples([encode_episode(c, UNSURE)], found[0].length - 2, "named", Codecs(c, c))
    assert short.length == found[0].length - 2, "longer turns are cut"


def test_words_are_encoded_anew_for_an_actor_of_another_tokenizer() -> None:
    mine, other = codec(), Codec(build_tokenizer([], []))
    words = Codecs(mine, other).to_actor(mine.encode(LINE["thought"]))
    assert words != mine.encode(LINE["thought"]) and other.decode(list(words)) == LINE["thought"]
    assert Codecs(mine, mine).to_actor([7, 8]) == [7, 8]
    # What the actor reads and writes is in its tokens, what the sender does in the sender's.
    episode = encode_episode(mine, LINE, other)
    assert mine.decode(list(episode.thought)) == LINE["thought"]
    assert other.decode(list(episode.intro)) == LINE["intro"]
    assert other.decode(list(episode.informed.ids)).startswith("<act>go to cabinet 1<obs>")


def test_a_telegram_says_object_and_place() -> None:
    c = codec()
    episode = encode_episode(c, LINE)
    assert telegram(episode) == [[(entity(c, "mug 1"), 1.0)], [(entity(c, "cabinet 3"), 1.0)]]
    assert telegram(encode_episode(c, {**LINE, "targets": []})) == []


def test_a_telegram_of_soft_places() -> None:
    c = codec()
    (thing, places) = telegram(encode_episode(c, UNSURE))
    assert thing == [(entity(c, "mug 1"), 1.0)]
    names = ("cabinet 3", "cabinet 1", "sofa 1")
    assert places == [(entity(c, name), share) for name, share in zip(names, SHARES)]
    assert sum(SHARES) == pytest.approx(1)


def test_a_telegram_where_entities_are_several_tokens() -> None:
    c = Codec(build_tokenizer([], []))
    steps = telegram(encode_episode(c, UNSURE))
    assert c.decode([step[0][0] for step in steps]) == " mug 1 cabinet 3"
    assert [share for _, share in steps[-1]] == [0.5, 0.3], "sofa 1 is shorter than the others"


def test_telegram_loss() -> None:
    """It is least where the steps say the soft places in turn; rows without a telegram are left out."""
    c = codec()
    batch = [encode_episode(c, UNSURE), encode_episode(c, {**LINE, "targets": []})]
    said = torch.full((2, 4, c.size), -20.0)
    for step, words in enumerate(telegram(batch[0]) * 2):
        for token, share in words:
            said[0, step, token] = torch.tensor(share).log()
    entropy = -sum(share * torch.tensor(share).log() for share in SHARES) / 2
    assert telegram_loss(said, batch).item() == pytest.approx(entropy.item(), abs=1e-4)
    assert telegram_loss(torch.zeros_like(said), batch).item() == pytest.approx(
        torch.tensor(float(c.size)).log().item(), abs=1e-4
    )
    assert telegram_loss(said[1:], batch[1:]).item() == 0


@pytest.fixture
def told() -> tuple[torch.Tensor, Episode, list[bool]]:
    """A message [100, 1] of its own step numbers, whose steps 30 and 60 commit to places 130 and 160."""
    thought = list(range(100, 200))
    named, explorer, informed = (replace(NO_TURNS, ids=[turn]) for turn in range(3))
    episode = encode_episode(codec(), UNSURE)
    episode = replace(
        episode, thought=thought, targets=[Target(110, [130]), Target(150, [160])], committed=[130, 160], named=named, explorer=explorer, informed=informed
    )
    return torch.arange(100.0)[:, None], episode, [token in (120, 130, 140, 150, 160) for token in range(200)]


def test_the_full_message_is_followed_by_informed_turns(told: tuple) -> None:
    hidden, episode, is_entity = told
    assert curriculum(hidden, episode, random.Random(0), "full", is_entity) == (hidden, [], episode.informed)


def test_a_mixed_message_goes_on_in_words(told: tuple) -> None:
    hidden, episode, is_entity = told
    lengths = set()
    for seed in range(60):
        part, rest, turns = curriculum(hidden, episode, random.Random(seed), "mixed", is_entity)
        assert [100 + int(step) for step in part[:, 0]] + list(rest) == episode.thought
        # Words commit: only a reader whose latents cover both commitments knows all places.
        assert turns is (episode.informed if len(part) > 60 else episode.named)
        lengths.add(len(part))
    assert lengths == set(range(10, 101, 10))
    without = replace(episode, named=None)
    assert all(
        curriculum(hidden, without, random.Random(seed), "mixed", is_entity)[2] is episode.informed
        for seed in range(20)
    )


def test_a_subset_without_a_commitment_is_followed_by_a_search(told: tuple) -> None:
    hidden, episode, is_entity = told
    kinds, few = Counter(), []
    for seed in range(200):
        part, rest, turns = curriculum(hidden, episode, random.Random(seed), "subset", is_entity)
        steps = [int(step) for step in part[:, 0]]
        assert len(rest) == 0 and steps == sorted(set(steps))
        assert turns is (episode.informed if {30, 60} <= set(steps) else episode.explorer)
        kinds[turns is episode.informed] += 1
        if len(steps) <= 32:
            few.append({30, 60} <= set(steps))
    assert min(kinds.values()) > 40
    assert sum(few) / len(few) > 0.5, "few steps are mostly those that matter"


def test_latents_stand_where_the_words_would() -> None:
    """Latents that equal the words' embeddings change nothing; others do."""
    c = codec()
    episode = encode_episode(c, LINE)
    actor = Llama(LlamaConfig(vocab_size=c.size, hidden_size=64, num_attention_heads=2, num_hidden_layers=2))
    thought = episode.thought
    prompts, turns = [episode.actor_prompt()], [episode.informed]
    with torch.no_grad():
        words = run_actor(actor, prompts, [Message(tokens=thought)], turns)
        mixed = Message(actor.embed(torch.tensor(thought[:4])), thought[4:])
        same = run_actor(actor, prompts, [mixed], turns)
        other = run_actor(actor, prompts, [Message(torch.randn(4, 64), thought[4:])], turns)
    torch.testing.assert_close(words.logits, same.logits)
    assert (words.logits - other.logits).abs().max() > 1e-3
    assert words.targets.tolist() == same.targets.tolist()
    commands = words.targets[words.is_command].tolist()
    assert commands == [*c.encode("go to cabinet 3"), OBS]
    assert ACT in words.targets.tolist()


def test_a_search_is_answered_by_what_the_last_list_holds() -> None:
    """Read back from its text alone, without the generator's choices."""
    phrases = ["On the", ", you see a", ", a", ", and a", "take", "go to", " mug", " cup"]
    names = [f"{kind} {n}" for kind in ("mug", "cup", "sofa", "cabinet") for n in range(1, 5)]
    c = Codec(build_tokenizer([*phrases, LINE["opening"], LINE["thought"]] * 3, names))
    exercises = RecallExercises.of(c)
    assert len(exercises.classes) >= 2
    verbs = Counter()
    for seed in range(200):
        ids, weights, several = exercises._search(12, random.Random(seed))
        assert not several and len(ids) == len(weights)
        wanted = c.decode([ids[4]]).strip()  # after <bos> and three words of filling
        listed: list[str] = []
        for at, (token, weight) in enumerate(zip(ids, weights)):
            text = c.decode([token]).strip()
            if token == exercises.listing[0]:
                listed = []
            elif weight == 0 and c.is_entity[token] and ids[at - 1] in exercises.listing[1:]:
                listed.append(text)
            those = [name for name in listed if name.split()[0] == wanted]
            if weight and token in (exercises.take, exercises.go):
                verbs[text] += 1
                assert token == (exercises.take if those else exercises.go)
            elif weight:
                assert [text] == those
    assert set(verbs) == {"take", "go to"} and min(verbs.values()) > 100


def test_a_vocabulary_without_classes_gets_questions_alone() -> None:
    c = Codec(build_tokenizer([LINE["thought"]] * 3, ["mug 1", "cup 1", "cabinet 1", "cabinet 3", "sofa 1"]))
    exercises = replace(RecallExercises.of(c), classes={})
    assert all(BOP in exercises.row(2, random.Random(seed))[0] for seed in range(20))
