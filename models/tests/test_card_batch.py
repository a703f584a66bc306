"""The card's section on batches played with the page's own code."""

import json
from pathlib import Path

import pytest
from interlat_models.card_batch import batch_section, check_batches
from write_card import Beside

SHA, OTHER = "ab" * 32, "cd" * 32
MANIFEST = {"files": [{"path": "actor.onnx", "sha256": SHA}, {"path": "tokenizer.json", "sha256": "ef" * 32}]}


def batch(**change: object) -> dict:
    made = {
        "format": 1,
        "sha256": OTHER,
        "methods": "We played 4 games.",
        "source": {"tier": "tiny", "models": {"actor": SHA}, "backend": "wasm", "versions": {"lab": "0.1.0"}, "concurrency": 8},
        "dates": {"first": "2026-11-26T13:38:54.708Z", "last": "2026-11-26T13:45:00.206Z"},
        "games": {"kind": "splits", "splits": ["seen", "unseen"], "taskTypes": [], "games": 4, "firstSeed": 0},
        "stepBudget": 20,
        "episodes": {"planned": 24, "played": 23, "failed": 1},
        "faults": 0,
        "tables": ["### Channels, planner view\n\nsuccess.\n\n| Message | Scenes |\n| --- | --- |\n| Latent | seen |\n"],
    }
    return made | change


def test_tables_stand_as_they_were_made_below_what_they_were_played_with() -> None:
    text = "\n\n".join(batch_section([batch(), batch(faults=2, games={"kind": "files", "names": ["a", "b"]})]))
    assert "### 4 games of each of seen, unseen\n\nWe played 4 games." in text
    assert f"23 of 24 episodes, 1 failed; backend wasm; lab 0.1.0; 8 games at once; 2026-11-26T13:38 to 2026-11-26T13:45 UTC; sha256 of the result `{OTHER}`." in text
    assert "\n#### Channels, planner view\n\nsuccess.\n\n| Message | Scenes |\n| --- | --- |\n| Latent | seen |" in text
    assert "### 2 imported games" in text
    assert text.count("the models were lost 2 times") == 1


def test_it_says_in_how_many_processes_games_were_in_flight() -> None:
    machines = [{"workers": 1}, {"workers": 2}]
    several = batch(source=batch()["source"] | {"machines": machines})
    assert "8 games at once in each of 2 processes; " in batch_section([several])[3]
    one = batch(games=batch()["games"] | {"splits": ["dev"]})
    assert batch_section([one])[1] == "### 4 games of dev"


def test_without_batches_there_is_no_section() -> None:
    assert batch_section([]) == []


def test_a_batch_of_other_files_is_refused() -> None:
    check_batches([batch()], MANIFEST)
    source = batch()["source"]
    for models in ({"actor": OTHER}, {"actor": SHA, "sender": OTHER}, {}):
        with pytest.raises(SystemExit, match="other model files"):
            check_batches([batch(), batch(source=source | {"models": models})], MANIFEST)
    with pytest.raises(SystemExit, match="format 1"):
        check_batches([batch(format=2)], MANIFEST)


def test_it_is_read_where_it_lies_beside_the_card(tmp_path: Path) -> None:
    card = tmp_path / "tiny.json"
    assert Beside.read(card).batch == []
    (tmp_path / "tiny.batch.json").write_text(json.dumps([batch()]), encoding="utf8")
    assert Beside.read(card).batch == [batch()]
