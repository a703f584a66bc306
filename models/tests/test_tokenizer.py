import random

import pytest
from interlat_models.tokenizer import ACT, OBS, PHRASES, SPECIAL, Codec, build_tokenizer
from tokenizers import Tokenizer

INTRO = (
    "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room. Looking quickly around you, "
    "you see a cabinet 11, a cabinet 3, and a toaster 1.\n\nYour task is to: put a hot potato in sinkbasin."
)
COMMANDS = ["go to cabinet 3", "take mug 1 from cabinet 11", "heat potato 2 with microwave 1"]


@pytest.fixture(scope="module")
def codec() -> Codec:
    return Codec(build_tokenizer([INTRO, *COMMANDS] * 3, ["cabinet 3", "cabinet 11", "mug 1"]))


def test_special_tokens_come_first(codec: Codec) -> None:
    assert [codec.tokenizer.token_to_id(token) for token in SPECIAL] == list(range(7))
    assert codec.encode("<act>go to cabinet 3<obs>")[0] == ACT
    assert codec.encode("<act>go to cabinet 3<obs>")[-1] == OBS


def test_entities_and_phrases_are_one_token(codec: Codec) -> None:
    tokens = [codec.tokenizer.id_to_token(i) for i in codec.encode("go to cabinet 3")]
    assert tokens == ["goĠto", "ĠcabinetĠ3"]
    assert [codec.is_entity[i] for i in codec.encode("go to cabinet 3")] == [False, True]
    assert len(codec.encode(INTRO)) < 25


def test_a_phrase_does_not_swallow_half_a_word(codec: Codec) -> None:
    """"go to" ends where "go together" goes on."""
    tokens = [codec.tokenizer.id_to_token(i) for i in codec.encode("go together")]
    assert "goĠto" not in tokens


@pytest.mark.parametrize("text", [INTRO, *COMMANDS, *PHRASES, "", "ünï çødé 漢字 🙂\t\r\n  x", "cabinet 99 of 3,5"])
def test_lossless(codec: Codec, text: str) -> None:
    assert codec.decode(codec.encode(text)) == text


def test_lossless_for_any_text(codec: Codec) -> None:
    rng = random.Random(0)
    for _ in range(300):
        text = "".join(chr(rng.choice([rng.randint(1, 127), rng.randint(160, 0x2FFF)])) for _ in range(20))
        assert codec.decode(codec.encode(text)) == text


def test_survives_a_file(codec: Codec, tmp_path) -> None:
    path = tmp_path / "tokenizer.json"
    codec.tokenizer.save(str(path))
    again = Codec(Tokenizer.from_file(str(path)))
    assert again.encode(INTRO) == codec.encode(INTRO) and again.size == codec.size
