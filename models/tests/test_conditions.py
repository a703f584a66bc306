"""What messages are made of, and how results are kept."""

from pathlib import Path

import numpy as np
import pytest
from interlat_models.batch_agents import Episode, Turn
from interlat_models.conditions import CONDITIONS, HEADLINE, kept_steps, truncated_steps
from interlat_models.figures import condition_figures
from interlat_models.onnx_batch import OnnxTier
from interlat_models.result_files import OtherResults, ResultFile, result_line, second_to_candidate
from interlat_models.thought_text import (
    TokenTexts,
    certain_sightings,
    commitments,
    names_every_candidate,
    names_true_places,
    without_places,
)

ROOT = Path(__file__).parents[2]
LINE = {
    "name": "g1/dev/kitchen/pick_two_obj_and_place/1/standard",
    "task_type": "pick_two_obj_and_place",
    "room": "kitchen",
    "sightings": [
        "mug 1 maybe in fridge 1.",
        "knife 1 in drawer 1.",
        "mug 1 likely in cabinet 3.",
        "mug 2 perhaps in fridge 1.",
        "mug 1 perhaps in drawer 2.",
        "mug 2 likely in cabinet 12.",
        "mug 2 maybe in cabinet 1.",
    ],
    "targets": [
        {"object": "mug 1", "place": "fridge 1", "candidates": ["cabinet 3", "fridge 1", "drawer 2"]},
        {"object": "mug 2", "place": "cabinet 1", "candidates": ["cabinet 12", "cabinet 1", "fridge 1"]},
    ],
}
THOUGHT = (
    "Okay, cool two mug at fridge 1. The reports differ about the place of mug 2. mug 2 might be in"
    " fridge 1, I think. So I settle on mug 1 in drawer 2. So drawer 2 is where to go. First, go to"
    " drawer 2 and take mug 1. Then put it down."
)


def test_steps_of_compressions() -> None:
    assert kept_steps(16, 8) == [1, 3, 5, 7, 9, 11, 13, 15]
    assert kept_steps(3, 8) == [0, 1, 2]
    assert [truncated_steps(10, ratio) for ratio in (0.25, 0.1, 0.75)] == [3, 1, 8]


def test_every_headline_condition_exists() -> None:
    assert set(HEADLINE) <= set(CONDITIONS)


def test_commitments_follow_the_target_they_are_about() -> None:
    """mug 2 comes first, its place is also the tool's and a candidate of mug 1."""
    codec = OnnxTier.load(ROOT / "public/models/tiny").codec
    texts = TokenTexts(codec)
    tokens = codec.encode(THOUGHT)
    first, second = commitments(texts, tokens, LINE)
    assert (first.rank, second.rank) == (2, 2)
    assert texts.texts[tokens[first.position]] == "drawer 2"
    assert codec.decode(tokens[: second.position + 1]).endswith("mug 2 might be in fridge 1")
    assert commitments(texts, codec.encode("Nothing is known."), LINE) == [None, None]
    told = certain_sightings(LINE, [first, second])
    assert told == ["knife 1 in drawer 1.", "mug 2 in fridge 1.", "mug 1 in drawer 2."]


def test_what_a_thought_says() -> None:
    assert without_places(THOUGHT, LINE) == "The reports differ about the place of mug 2. Then put it down."
    assert not names_every_candidate(THOUGHT, LINE)
    assert names_every_candidate("cabinet 3 cabinet 12 cabinet 1 fridge 1 drawer 2", LINE)
    scout = {
        "sightings": ["mug 1 in cabinet 12.", "knife 1 in cabinet 1."],
        "targets": [{"object": "mug 1", "place": "cabinet 12", "candidates": ["cabinet 12"]}],
    }
    assert names_true_places("I saw mug 1 is in cabinet 12.", scout)
    assert not names_true_places("I saw mug 1 is in cabinet 1.", scout)
    assert not names_true_places("I saw knife 1 is in cabinet 1.", scout)


def turns(*commands: str) -> list[Turn]:
    return [Turn(command, f"You arrive at {command}.", True) for command in commands]


def test_second_place_visited() -> None:
    target = LINE["targets"][0]
    assert second_to_candidate(turns("go to shelf 1", "go to cabinet 3", "open cabinet 3", "go to drawer 2"), target)
    assert second_to_candidate(turns("go to cabinet 3", "go to shelf 1", "go to drawer 2"), target) is False
    assert second_to_candidate(turns("go to cabinet 3"), target) is False
    assert second_to_candidate(turns("go to fridge 1", "go to drawer 2"), target) is None
    assert second_to_candidate(turns("go to shelf 1"), target) is None
    missed = [*turns("go to cabinet 3"), Turn("go to shelf 9", "Nothing happens.", False), *turns("go to drawer 2")]
    assert second_to_candidate(missed, target)


def header(**changes: object) -> dict:
    same = {"condition": "latent", "view": "uncertain", "split": "dev", "models": {"actor": "a"}}
    more = {"backend": "b", "episodes": "e", "corpus": None, "seed": 0, "steps": 50, "games": 2}
    return {**same, **more, **changes}


def test_results_resume_and_refuse_other_models(tmp_path: Path) -> None:
    path = tmp_path / "latent.jsonl"
    results = ResultFile.resume(path, header(), mixes=False)
    episode = Episode(3, turns("go to cabinet 3", "go to fridge 1", "take mug 1"), 140, False, 1)
    results.append([result_line("latent", LINE, episode)])
    with open(path, "a", encoding="utf8") as file:
        file.write('{"game": "cut')
    again = ResultFile.resume(path, header(games=5), mixes=False)
    assert list(again.lines) == [LINE["name"]]
    assert again.lines[LINE["name"]]["truth_rank"] == [1, 1]
    assert again.lines[LINE["name"]]["second_to_candidate"] is True
    assert "cut" not in path.read_text()
    with pytest.raises(OtherResults, match="another models"):
        ResultFile.resume(path, header(models={"actor": "c"}), mixes=False)
    with pytest.raises(OtherResults, match="another games"):
        ResultFile.resume(path, header(games=9), mixes=True)


def test_figures() -> None:
    def line(won_at: int | None, kind: str, rank: list[int]) -> dict:
        made = result_line("latent", LINE, Episode(won_at, turns("look"), 8, False, 0))
        return {**made, "task_type": kind, "truth_rank": rank, "game": str(won_at)}

    lines = [line(5, "a", [0]), line(30, "a", [0, 2]), line(None, "b", [1]), {"game": "x", "left_out": "why"}]
    found = condition_figures(lines, 50)
    assert found["games"] == 3
    assert found["success"]["20"]["rate"] == pytest.approx(1 / 3)
    assert found["success"]["50"]["rate"] == pytest.approx(2 / 3)
    assert found["steps"] == {"20": pytest.approx(15), "50": pytest.approx(85 / 3)}
    assert found["by_task"]["a"]["games"] == 2
    assert [found["by_truth_rank"][name]["rate"] for name in ("likely", "maybe", "perhaps")] == [1, 0, 0]
    assert "50" not in condition_figures(lines, 20)["success"]
    assert np.isfinite(found["positions_mean"])
