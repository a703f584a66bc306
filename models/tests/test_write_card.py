"""A card from made-up figures: its key sentences, and the comparisons that it quotes."""

import json
from pathlib import Path

import pytest
from interlat_models.breadth import summary as breadth_summary
from interlat_models.comparisons import precision, wasm_check
from interlat_models.result_files import ResultFile
from record_evaluation import entries
from write_card import Beside, write

SHA = "ab" * 32
MANIFEST = {
    "title": "Made up",
    "files": [{"path": "actor.onnx", "bytes": 7, "sha256": SHA}],
    "decoders": {"actor": {"dim": 8, "layers": 1, "heads": 1, "vocabulary": 9, "context": 16}},
    "provenance": {"recipe": "none", "commit": "c" * 40, "date": "2026-11-25", "seed": 0, "torch": "2", "generator": "g1", "tokens": {"actor": 2e6}},
}


def row(condition: str, rate: float, split: str = "unseen") -> dict:
    figures = {f"success{b}": rate for b in (20, 50)} | {f"success{b}_ci95": [rate - 0.1, rate + 0.1] for b in (20, 50)}
    rest = {"by_task": {}, "by_truth_rank": {}, "second_to_candidate": None, "left_out": 0, "complete": True, "positions": 8}
    place = {"view": "uncertain", "split": split, "condition": condition, "meaning": "made up", "games": 40}
    return {**place, **figures, **rest, "steps20": 9.5, "steps50": 11.0, "date": "2026-11-25T20:00:00+00:00", "command": 0}


def results(condition: str, won_at: list[int | None]) -> ResultFile:
    header = {"view": "uncertain", "split": "unseen", "condition": condition, "steps": 50, "models": {"actor.onnx": SHA}}
    lines = {f"g{i}": {"game": f"g{i}", "won_at": step} for i, step in enumerate(won_at)}
    return ResultFile(Path("made-up.jsonl"), header, lines)


@pytest.fixture
def card() -> dict:
    import numpy as np

    step = breadth_summary(np.tile([0.25, 0.5, 0.6, 0.7, 0.8, 0.9], (5, 1)), np.full(5, np.log(6.0)))
    key = ("uncertain", "unseen", "latent")
    return {
        "models": {"actor.onnx": SHA},
        "backend": "onnxruntime",
        "dates": ["2026-11-25T20:00:00+00:00"] * 2,
        "commands": ["python models/evaluate_tier.py --games 40"],
        "rows": [row("latent", 0.75), row("none", 0.5), row("script-truth", 0.9), row("latent", 0.8, "dev")],
        "differences": [],
        "thoughts": [],
        "calibration": [
            {"view": "uncertain", "split": "unseen", "targets": 40, "probability": {"likely": 0.5, "maybe": 0.3, "perhaps": 0.2}, "entropy_median": 1.03, "top_share_median": 0.51, "committed": {"likely": 1.0}}
        ],
        "breadth": [{"view": "uncertain", "split": "unseen", "message": "k8", "meaning": "8 trained latent steps", "step": "1", **step}],
        "precision": precision({key: results("latent", [3, 4, None, 30])}, {key: results("latent", [3, 5, 7, None])}),
    }


def test_the_key_sentences(card: dict) -> None:
    runs = {name: {"uncertain latent": rate, "js": 0.031} for name, rate in (("0", 0.8), ("1", 0.6))}
    ablations = [{"stage": "actor", "variant": v, "seed": int(s), "games": 100, "metrics": m} for v in ("no-adapter", "baseline") for s, m in runs.items()]
    seeds = [{"run": f"tiny-seed{s}", "seed": s, "models": {"actor.pt": SHA}, "backend": "torch", "rows": [row("latent", rate)]} for s, rate in ((0, 0.75), (1, 0.65))]
    success = [
        {"step": step, "tokens": 1e5 * step, "minutes": step / 10, "view": "uncertain", "message": message, "games": 40, "won": won}
        for step, counts in ((0, (20, 18)), (12, (20, 25)), (24, (21, 30)))
        for message, won in zip(("none", "latent"), counts)
    ]
    curves = {"games": 40, "steps": 20, "stages": {"actor": {"log": [], "success": success}}}
    actors = [{**seeds[0], "run": "no-cot", "seed": None, "rows": [row("none", 0.35)]}]
    unseen_runs = "2026-11-25T20:00:00Z commit abc: uncertain\n"
    text = write(MANIFEST, card, Beside({}, ablations, seeds, actors, curves, unseen_runs))
    for sentence in (
        "| `latent` made up | 40 | 75.0 [65.0, 85.0] |",
        "the sender gives the likely / maybe / perhaps place 0.50 / 0.30 / 0.20 on average",
        "| `k8` 8 trained latent steps | 0.25; 6.0 |",
        "P50 of 0.13 to 0.33 for its trained steps",
        "| uncertain, unseen | `latent` | 4 | 50.0",
        "| baseline | 0, 1 | 70 (80, 60) | 0.031 (0.031, 0.031) |",
        "| games of | message | games | mean % | seed 0 | seed 1 |",
        "| uncertain, unseen | `latent` | 40, 40 | 70.0 | 75.0 [65.0, 85.0] | 65.0 [55.0, 75.0] |",
        "| games of | message | games | no-cot |",
        "| uncertain, unseen | `none` | 40 | 35.0 [25.0, 45.0] |",
        "first won clearly more than no message after 2.4 million tokens (step 24, 2.4 minutes), and at every later checkpoint: 30 of 40 against 21 of 40",
        "    2026-11-25T20:00:00Z commit abc: uncertain",
    ):
        assert sentence in text, sentence
    assert "Qwen" not in text
    assert text.index("| baseline |") < text.index("| no-adapter |")


def test_nothing_is_said_of_what_is_not_known(card: dict) -> None:
    del card["breadth"], card["precision"]
    text = write(MANIFEST, card, Beside())
    for title in ("Information breadth", "8 bits", "Seeds", "Training curves", "Ablations", "Runs on unseen"):
        assert f"## {title}" not in text
    with pytest.raises(SystemExit):
        write(MANIFEST, {**card, "models": {}}, Beside())


def test_8_bits_against_float32(card: dict) -> None:
    [found] = card["precision"]
    assert (found["q8"]["rate"], found["fp32"]["rate"]) == (0.5, 0.75)
    assert (found["q8_only"], found["fp32_only"], found["other_steps"]) == (0, 1, 2)
    assert found["difference"] == -0.25 and found["ci95"][0] < -0.25 < found["ci95"][1]


def test_the_page_code_against_these_results(tmp_path: Path) -> None:
    path = tmp_path / "wasm.json"
    message = {"channel": "latent", "compression": "full", "k": 8}
    settings = {"view": "uncertain", "split": "unseen", "steps": 20, "message": message}
    path.write_text(json.dumps({"settings": settings, "models": {"actor": SHA}, "near_ties": 1, "date": "2026-11-25"}))
    path.with_suffix(".log").write_text(
        "1/3  won 1  g0  won after 3\n2/3  won 2  g1  won after 9\n3/3  won 2  g3  lost after 20\n"
    )
    ours = {("uncertain", "unseen", "latent"): results("latent", [3, 4, None, 30])}
    found = wasm_check(ours, path)
    assert (found["games"], found["equal"], found["equal_success"]) == (3, 2, 3)
    assert found["different"] == ["g1"] and found["python"]["rate"] == pytest.approx(2 / 3)
    with pytest.raises(SystemExit):
        wasm_check({}, path)


def test_the_manifest_gets_rows_of_held_out_games(card: dict) -> None:
    found = entries(MANIFEST, card)
    assert [one["message"] for one in found] == ["uncertain: latent", "uncertain: none"]
    assert found[0]["command"] == card["commands"][0] and found[0]["success"] == 0.75
    with pytest.raises(SystemExit):
        entries(MANIFEST, {**card, "models": {}})
