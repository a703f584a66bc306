import random
from collections import Counter

import torch
from interlat_models.actor import LOSS_WEIGHTS, Message, curriculum, run_actor
from interlat_models.batches import BatchStream, pad
from interlat_models.episodes import COMMAND, DECISION, OBSERVATION, RANDOM_COMMAND, encode_episode, renumber
from interlat_models.llama import Llama, LlamaConfig
from interlat_models.sender import FIRST_MENTION_WEIGHT, SenderRows
from interlat_models.tokenizer import ACT, BOP, BOS, EOP, OBS, Codec, build_tokenizer
from train_compressed_sender import telegram

LINE = {
    "name": "g1/train/kitchen/pick_and_place_simple/0/standard",
    "task_type": "pick_and_place_simple",
    "task": "Your task is to: put a mug in cabinet.",
    "sightings": ["mug 1 in cabinet 3.", "cup 1 in cabinet 1."],
    "thoughts": ["I need mug 1. It is in cabinet 3."],
    "intro": "you see a cabinet 4, a cabinet 3, a cabinet 2, a cabinet 1, and a sofa 1.",
    "informed": [
        {"command": "go to cabinet 1", "observation": "On it is cup 1.", "expert": False},
        {"command": "go to cabinet 3", "observation": "On it is mug 1.", "expert": True},
    ],
    "explorer": None,
    "stale": False,
}


def codec() -> Codec:
    texts = [LINE["task"], *LINE["thoughts"], LINE["intro"], "Yes. The mug 1 is in cabinet 3."]
    return Codec(build_tokenizer(texts * 3, ["mug 1", "cup 1", "cabinet 1", "cabinet 3"]))


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
    steps = [
        {"command": "go to cabinet 3", "observation": "On it is mug 1.", "expert": True},
        {"command": "take mug 1", "observation": "Done.", "expert": True},
    ]
    turns = encode_episode(c, {**LINE, "explorer": steps}).explorer
    heavy = [token for token, label in zip(turns.ids, turns.labels) if label == DECISION]
    assert c.decode(heavy) == "take mug 1<obs>"
    assert LOSS_WEIGHTS[DECISION] > LOSS_WEIGHTS[COMMAND]


def test_sender_row() -> None:
    c = codec()
    episode = encode_episode(c, LINE)
    ids, weights = SenderRows(c).row(episode, random.Random(0))
    prompt = ids[: ids.index(BOP)]
    assert prompt[0] == BOS and weights[: len(prompt) + 1] == [0.0] * (len(prompt) + 1)
    assert sorted(c.decode(prompt[1:])) == sorted(" ".join([LINE["task"], *LINE["sightings"]]))
    thought = ids[len(prompt) + 1 : ids.index(EOP)]
    assert c.decode(thought) == LINE["thoughts"][0]
    heavy = [i for i, weight in zip(ids, weights) if weight == FIRST_MENTION_WEIGHT]
    assert heavy == [i for i in thought if c.is_entity[i]] and len(heavy) == 2
    assert set(c.decode(ids[ids.index(EOP) + 1 :]).strip().split(". ")) <= {
        "The mug 1 is in cabinet 3", "The cup 1 is in cabinet 1.", "The mug 1 is in cabinet 3.", "The cup 1 is in cabinet 1",
    }
    orders = {tuple(SenderRows(c).row(episode, random.Random(seed))[0]) for seed in range(20)}
    assert len(orders) > 1, "the sightings are not shuffled"


def test_renumber_is_consistent_and_keeps_the_order() -> None:
    found = renumber(LINE, random.Random(0))
    numbers = [int(part.split()[-1]) for part in found["intro"].removeprefix("you see a ").split(",")[:4]]
    assert numbers == sorted(set(numbers), reverse=True) and numbers != [4, 3, 2, 1]
    assert found["sightings"] == [f"mug 1 in cabinet {numbers[1]}.", f"cup 1 in cabinet {numbers[3]}."]
    assert found["informed"][1]["command"] == f"go to cabinet {numbers[1]}"


def test_telegram_says_the_sightings_of_what_is_fetched() -> None:
    c = codec()
    steps = [{"command": "take mug 1 from cabinet 3", "observation": "Done.", "expert": True}]
    episode = encode_episode(c, {**LINE, "informed": steps})
    sentence = c.encode(" mug 1 in cabinet 3.")
    assert telegram(episode, 6) == sentence + sentence[:2]


def test_curriculum() -> None:
    hidden, thought = torch.arange(100.0)[:, None], list(range(100))
    assert curriculum(hidden, thought, random.Random(0), "full") == (hidden, [])
    shares = set()
    for seed in range(60):
        part, rest = curriculum(hidden, thought, random.Random(seed), "mixed")
        assert part[:, 0].tolist() + rest == thought
        shares.add(len(part))
    assert shares == set(range(10, 101, 10))
    lengths = []
    for seed in range(60):
        part, rest = curriculum(hidden, thought, random.Random(seed), "subset")
        assert rest == [] and part[:, 0].tolist() == sorted(part[:, 0].tolist())
        lengths.append(len(part))
    assert 70 < sum(lengths) / len(lengths) < 80


def test_latents_stand_where_the_words_would() -> None:
    """Latents that equal the words' embeddings change nothing; others do."""
    c = codec()
    episode = encode_episode(c, LINE)
    actor = Llama(LlamaConfig(vocab_size=c.size, hidden_size=64, num_attention_heads=2, num_hidden_layers=2))
    thought = episode.thoughts[0]
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


def test_batches_are_of_similar_length_and_complete() -> None:
    rng = random.Random(0)
    items = [[1] * rng.randint(1, 90) for _ in range(500)]
    stream = BatchStream(items, len, 300, "seed")
    seen: list[int] = []
    while stream.epoch == 0:
        batch = next(stream)
        if stream.epoch:
            break
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= 300
        assert max(map(len, batch)) - min(map(len, batch)) < 40
        seen += map(len, batch)
        if stream.index == len(stream.batches):
            break
    assert sorted(seen) == sorted(map(len, items))


def test_a_stream_goes_on_where_it_was() -> None:
    items = [[i] * (i % 7 + 1) for i in range(100)]
    stream = BatchStream(items, len, 20, "seed")
    for _ in range(70):
        next(stream)
    again = BatchStream(items, len, 20, "seed")
    again.load_state_dict(stream.state_dict())
    assert [next(again) for _ in range(30)] == [next(stream) for _ in range(30)]


def test_pad() -> None:
    assert pad([[1, 2], [3]]).tolist() == [[1, 2], [3, 0]]
    assert pad([[1, 2], [3]], 9, left=True).tolist() == [[1, 2], [9, 3]]
