"""A card's sections about what is measured beside success: breadth, 8 bits, the page's code."""

from __future__ import annotations

from .markdown import number, percent, table


def breadth_section(card: dict) -> list[str]:
    found = card.get("breadth", [])
    made = []
    for view, split in dict.fromkeys((one["view"], one["split"]) for one in found):
        here = [one for one in found if (one["view"], one["split"]) == (view, split)]
        steps = list(dict.fromkeys(one["step"] for one in here))
        rows = []
        for message in dict.fromkeys(one["message"] for one in here):
            known = {one["step"]: one for one in here if one["message"] == message}
            meaning = next(iter(known.values()))["meaning"]
            cells = [
                f"{number(known[step]['top_share_median'], 2)}; {number(known[step]['effective']['median'])}"
                if step in known
                else ""
                for step in steps
            ]
            rows.append([f"`{message}` {meaning}", *cells])
        games = max(one["games"] for one in here)
        made += [f"### {view}, {split}, {games} games", table(["message", *steps], rows)]
    note = (
        "Each latent step through the LM head of the model that wrote it: the median over games of the"
        " likeliest word's share of the ten likeliest (P50), and after the semicolon of e^H over the whole"
        " vocabulary, the effective number of hypotheses. Steps 1 to 6, then the states of the full message"
        " that emit the first object or place with a number (name), the word before the place that the CoT"
        " commits to, that place, and the word after it."
    )
    paper = (
        "The paper (far larger models, the planner's task) has a P50 of 0.13 to 0.33 for its trained steps 1"
        " to 6 and of about 1.0 for untrained ones."
    )
    return [note, *made, paper] if made else []


def precision_section(card: dict) -> list[str]:
    head = ["games of", "message", "games", "8 bits %", "float32 %", "only 8 bits : only float32 won", "other steps", "difference, points [95%]", "p"]
    rows = [
        [
            f"{one['view']}, {one['split']}",
            f"`{one['condition']}`",
            str(one["games"]),
            percent(one["q8"]["rate"], one["q8"]["ci95"]),
            percent(one["fp32"]["rate"], one["fp32"]["ci95"]),
            f"{one['q8_only']} : {one['fp32_only']}",
            str(one["other_steps"]),
            percent(one["difference"], one["ci95"]),
            f"{one['p']:.2g}",
        ]
        for one in card.get("precision", [])
    ]
    note = "The shipped 8-bit files against the same training's float32 checkpoints in PyTorch, same games, within 20 steps."
    made = [note, table(head, rows)] if rows else []
    for one in card.get("wasm_check", []):
        made.append(
            f"The page's own code in WASM ({one['view']}, {one['split']}, `{one['condition']}`, {one['steps']} steps):"
            f" {one['equal']} of {one['games']} games went as here, {one['equal_success']} had the same outcome;"
            f" {percent(one['wasm']['rate'])}% against {percent(one['python']['rate'])}%, with"
            f" {one['near_ties']} choices between words whose logits differ by less than 1e-3."
        )
    return made
