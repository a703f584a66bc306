"""Invented results, summed up by the real summarize_results.py: the card that tests and development draw.

    .venv/bin/python tests/parity/write_card_fixture.py

Writes card.json, ablations.json and curves.json to tests/parity/fixtures/card/. The figures mean nothing.
The last two follow the docstrings of collect_ablations.py and measure_curves.py, which need trained models.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "tests/parity/fixtures/card"
GAMES = 1000
TASKS = ["look_at_obj_in_light", "pick_and_place_simple", "pick_two_obj_and_place"]
FILES = ["actor-embed.bin", "actor-wasm.onnx", "adapter.onnx", "sender-embed.bin", "sender-wasm.onnx"]
MODELS = {name: hashlib.sha256(name.encode()).hexdigest() for name in FILES}

# Chance of success where the true report is the likely, the maybe or the perhaps one; positions.
UNCERTAIN = {
    "none": ((57, 54, 56), 0),
    "text": ((90, 58, 57), 163),
    "text-sampled": ((82, 66, 61), 164),
    "text-without-places": ((58, 54, 55), 131),
    "thought-own": ((55, 52, 53), 141),
    "latent": ((99, 95, 62), 163),
    "k64": ((99, 94, 61), 64),
    "k16": ((99, 92, 60), 16),
    "k8": ((98, 91, 60), 8),
    "k4": ((95, 80, 57), 4),
    "k2": ((76, 62, 55), 2),
    "k1": ((59, 55, 54), 1),
    "untrained-8": ((55, 52, 54), 8),
    "kept-8": ((67, 62, 48), 8),
    "truncated-0.5": ((83, 71, 58), 82),
    "cross-task": ((22, 21, 24), 163),
    "cross-task-text": ((30, 28, 27), 163),
    "same-type": ((35, 34, 33), 163),
    "white-noise-1": ((97, 92, 60), 163),
    "cov-noise-0.5-message": ((98, 94, 61), 163),
    "k8-cov-noise-0.5-message": ((92, 83, 55), 8),
    "cov-gauss-mu-message": ((40, 38, 37), 163),
    "random-rot-message": ((33, 31, 36), 163),
    "commitment-certain": ((90, 40, 20), 163),
    "rest-certain": ((99, 94, 60), 163),
    "all-certain": ((89, 39, 21), 163),
}
PLAIN = {
    "scout": {"none": 35, "text": 97, "text-without-places": 36, "latent": 96, "k8": 93, "k1": 34, "cross-task": 27, "cov-noise-1.0-corpus": 88},
    "planner": {"none": 36, "text": 38, "latent": 39, "k8": 38, "cross-task": 30},
    "hedging": {"none": 56, "text": 97, "latent": 96},
}
SETS = [("uncertain", "unseen"), ("uncertain", "seen"), ("scout", "unseen"), ("planner", "unseen"), ("planner", "seen"), ("hedging", "unseen")]


def header(view: str, split: str, condition: str, games: int) -> dict:
    out = "models/work/tiny/results"
    return {
        "view": view,
        "split": split,
        "condition": condition,
        "games": games,
        "steps": 50 if split == "unseen" else 20,
        "seed": 0,
        "models": MODELS,
        "backend": "onnxruntime 1.23.2 CPU, int8",
        "date": "2026-11-25T21:00:00+00:00" if view == "uncertain" else "2026-11-26T08:30:00+00:00",
        "command": f"python models/evaluate_tier.py --episodes models/work/tiny/{split}.{view}.jsonl --out {out}",
    }


def write(path: Path, head: dict, lines: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in [{"header": head}, *lines]))


def write_results(folder: Path, sets: list[tuple[str, str]] = SETS, seed: str = "") -> None:
    """`seed`: other luck of the same games, as float32 models have it."""
    for view, split in sets:
        rng = random.Random(f"{view} {split}{seed}")
        reports = view in ("uncertain", "hedging")
        games = [
            {"game": f"g1/{split}/kitchen/{task}/{seed}/standard", "task_type": task, "luck": rng.random()}
            | {"truth_rank": rng.choices([0, 1, 2], [6, 3, 1]) if reports else []}
            for seed in range(GAMES)
            for task in [TASKS[seed % len(TASKS)]]
        ]
        conditions = UNCERTAIN if view == "uncertain" else {k: ((v, v, v), 150) for k, v in PLAIN[view].items()}
        for condition, (chances, positions) in conditions.items():
            lines = []
            for game in games:
                # Most of a game's luck is the same in every condition, as games differ in difficulty.
                luck = game["luck"] if rng.random() < 0.8 else rng.random()
                rank = game["truth_rank"][0] if reports else 0
                won = 100 * luck < chances[rank]
                late = split == "unseen" and not won and rng.random() < 0.4
                won_at = rng.randint(5, 19) if won else rng.randint(21, 50) if late else None
                found = chances[rank] > 90 if rank else None
                lines.append({"game": game["game"], "task_type": game["task_type"], "won_at": won_at, "steps": won_at or 50, "truth_rank": game["truth_rank"], "second_to_candidate": found, "positions": 0 if condition == "none" else max(positions + rng.randint(-9, 9), 1) if positions > 99 else positions, "context_full": False, "inadmissible": rng.random() < 0.2, "near_ties": int(rng.random() < 0.01)})
            if condition == "same-type":
                lines = lines[: GAMES // 2]
            write(folder / f"{view}-{split}/{condition}.jsonl", header(view, split, condition, GAMES), lines)
        said = [{"game": game["game"], "tokens": rng.randint(130, 190), "words": rng.randint(110, 170), "entropy": rng.uniform(0.2, 0.5), "true_places": True if view == "scout" else None, "every_candidate": rng.random() < 0.97 if view == "hedging" else None, "committed_rank": [0 if rng.random() < 0.95 else 1] if view == "uncertain" else []} for game in games]
        write(folder / f"{view}-{split}/thoughts.jsonl", header(view, split, "thoughts", GAMES), said)
        if view == "uncertain":
            unsure = []
            for game in games:
                first = rng.uniform(0.5, 0.66)
                second = rng.uniform(0.24, 0.32)
                unsure.append({"game": game["game"], "targets": [{"probabilities": [first, second, 0.98 - first - second], "entropy": rng.uniform(0.85, 1.1), "top_share": first, "committed_rank": 0, "true_rank": game["truth_rank"][0]}]})
            shares = lambda top: [round(1 - (1 - top) * 0.6**i, 4) for i in range(6)]  # noqa: E731
            broad = []
            for game in games:
                of = lambda steps, top, entropy: {step: [*shares(rng.uniform(top - 0.1, top)), rng.uniform(0.8, 1.2) * entropy] for step in steps}  # noqa: E731
                full = of("123456", 1.0, 0.1) | of(["commitment-1"], 0.99, 0.2) | of(["commitment"], 0.66, 1.0)
                broad.append({"game": game["game"], "breadth": {"latent": full, "k8": of("123456", 0.7, 1.4)}})
            write(folder / f"{view}-{split}/breadth.jsonl", header(view, split, "breadth", GAMES), broad)
            write(folder / f"{view}-{split}/calibration.jsonl", header(view, split, "calibration", GAMES), unsure)


def write_wasm(folder: Path) -> Path:
    """What `npm run -s evaluate` prints over the first 50 games of latents."""
    results = folder / "results/uncertain-unseen/latent.jsonl"
    lines = [json.loads(line) for line in results.read_text().splitlines()[1:51]]
    log = [f"{i}/50  won {i}  {line['game']}  {'won' if (line['won_at'] or 99) <= 20 else 'lost'} after {min(line['won_at'] or 99, 20)}" for i, line in enumerate(lines)]
    message = {"channel": "latent", "compression": "full", "k": 8}
    settings = {"view": "uncertain", "split": "unseen", "message": message, "steps": 20}
    path = folder / "wasm.json"
    path.write_text(json.dumps({"settings": settings, "models": MODELS, "near_ties": 2, "date": "2026-11-26"}))
    path.with_suffix(".log").write_text("".join(f"{line}\n" for line in log))
    return path


def ablations() -> list[dict]:
    rng = random.Random(0)
    effects = {
        "actor": {"baseline": 0, "no-separation": -2, "no-alignment": 1, "no-curriculum": -9, "no-adapter": -25},
        "compressed": {"baseline": 0, "no-task": -48, "no-kl": -1, "no-direction": -2, "no-telegram": -11},
    }
    made = []
    for stage, variants in effects.items():
        names = ("none", "text", "latent", "cross-task") if stage == "actor" else ("k8", "k4")
        base = {"none": 54, "text": 72, "latent": 86, "cross-task": 25, "k8": 82, "k4": 71}
        for variant, effect in variants.items():
            for seed in range(3):
                metrics = {}
                for view in ("scout", "uncertain"):
                    for name in names:
                        moved = effect if name not in ("none", "text") else 0
                        metrics[f"{view} {name}"] = round((base[name] + moved + rng.randint(-3, 3)) / 100, 4)
                if stage == "actor":
                    metrics |= {"js": 0.034 + effect / 1500, "js_entities": 0.09 + effect / 600}
                else:
                    metrics["kl"] = 0.04 - effect / 2000
                made.append(
                    {
                        "stage": stage,
                        "variant": variant,
                        "seed": seed,
                        "tokens": 3000320 + seed,
                        "minutes": 5.4,
                        "date": "2026-11-25",
                        "start": {"sender.pt": "0" * 64},
                        "of_tier": True,
                        "games": 100,
                        "metrics": {name: round(value, 4) for name, value in metrics.items()},
                    }
                )
    return made


def rise(tokens: float, low: float, high: float, middle: float, width: float = 0.35) -> float:
    return low + (high - low) / (1 + math.exp(-math.log(max(tokens, 1) / middle) / width))


def curves() -> dict:
    rng = random.Random(1)
    stages: dict = {}
    for stage, total in (("actor", 9e6), ("sender_compressed", 6e6)):
        log, success = [], []
        for step in range(25, 851, 25):
            tokens = int(total * step / 850)
            noisy = lambda value: round(value * rng.uniform(0.93, 1.07), 4)  # noqa: E731
            line = {"step": step, "tokens": tokens, "seconds": round(step * 0.45, 1), "norm": noisy(0.3)}
            if stage == "actor":
                line |= {"loss": noisy(rise(tokens, 0.26, 0.14, 2e6)), "full": noisy(rise(tokens, 0.33, 0.12, 1.4e6)), "mixed": noisy(rise(tokens, 0.24, 0.09, 1.2e6)), "subset": noisy(rise(tokens, 0.33, 0.14, 1.6e6)), "text": noisy(0.075), "none": noisy(0.095)}
                if step % 75:
                    line |= {"align": noisy(0.05), "js": noisy(rise(tokens, 0.002, 0.036, 1.3e6)), "js_entities": noisy(rise(tokens, 0.004, 0.095, 1.3e6))}
            else:
                line |= {"loss": noisy(rise(tokens, 0.4, 0.2, 1e6)), "kl": noisy(rise(tokens, 0.3, 0.04, 1e6)), "direction": noisy(rise(tokens, 0.8, 0.2, 1e6))}
                line |= {f"ce_{k}": noisy(rise(tokens, 0.35, low, 1e6)) for k, low in ((16, 0.13), (8, 0.14), (4, 0.17), (2, 0.26))}
            log.append(line)
        for step in (0, 12, 25, 36, 55, 75, 104, 126, 166, 216, 273, 365, 492, 663, 850):
            tokens = int(total * step / 850)
            for view, gain in (("uncertain", 90), ("scout", 96)):
                chances = {"none": 55, "text": 74 if view == "uncertain" else 95, "latent": rise(tokens, 50, gain, 1.2e6)}
                if stage != "actor":
                    chances = {"k8": rise(tokens, 45, gain - 4, 9e5), "k2": rise(tokens, 45, 62, 3e6)}
                for message, chance in chances.items():
                    if message == "none" and view != "uncertain":
                        continue
                    won = sum(100 * rng.random() < chance for _ in range(40))
                    success.append({"step": step, "tokens": tokens, "minutes": round(step * 0.0075, 2), "view": view, "message": message, "games": 40, "won": won})
        stages[stage] = {"log": log, "success": success}
    return {"games": 40, "steps": 20, "stages": stages}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_results(folder / "results")
        write_results(folder / "fp32", [("planner", "unseen")], " fp32")
        command = [sys.executable, ROOT / "models/summarize_results.py", folder / "results", "--out", folder / "card.json"]
        subprocess.run([*command, "--fp32", folder / "fp32", "--wasm", write_wasm(folder)], check=True)
        card = json.loads((folder / "card.json").read_text())
    rounded = json.loads(json.dumps(card), parse_float=lambda text: float(f"{float(text):.6g}"))
    OUT.mkdir(parents=True, exist_ok=True)
    for file, content in (("card", rounded), ("ablations", ablations()), ("curves", curves())):
        (OUT / f"{file}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
