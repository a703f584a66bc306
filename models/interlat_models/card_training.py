"""A card's sections about other trainings: ablations, seeds, curves."""

from __future__ import annotations

from pathlib import Path

from .figures import mean
from .markdown import VIEWS, number, percent, table
from .statistics import wilson


def each(values: list[float], digits: int = 1) -> str:
    """The mean, and every seed's value."""
    if not values:
        return ""
    return f"{number(mean(values), digits)} ({', '.join(number(value, digits) for value in values)})"


def ablation_section(ablations: list[dict]) -> list[str]:
    made = []
    for stage in dict.fromkeys(one["stage"] for one in ablations):
        runs = sorted((one for one in ablations if one["stage"] == stage), key=lambda one: one["seed"])
        names = list(dict.fromkeys(name for one in runs for name in one["metrics"]))
        rows = []
        for variant in sorted({one["variant"] for one in runs}, key=lambda name: (name != "baseline", name)):
            same = [one for one in runs if one["variant"] == variant]
            cells = []
            for name in names:
                # "view condition" is a share of games, the others are nats.
                scale, digits = (100, 0) if " " in name else (1, 3)
                cells.append(each([scale * one["metrics"][name] for one in same if name in one["metrics"]], digits))
            rows.append([variant, ", ".join(str(one["seed"]) for one in same), *cells])
        games = max(one["games"] for one in runs)
        note = f"% of {games} dev games of each view in 20 steps: the mean (and every seed's value)."
        days = sorted({one["date"] for one in runs if "date" in one})
        if days:
            note += f" Trained {' to '.join(dict.fromkeys((days[0], days[-1])))}."
        starts = sorted({f"{name} `{sha[:12]}`" for one in runs for name, sha in one.get("start", {}).items()})
        if starts:
            note += f" They start from {', '.join(starts)}"
            theirs = all(one["of_tier"] for one in runs)
            note += ", the tier's own." if theirs else ", of an earlier tier: compare them with each other."
        made += [f"### {stage}", note, table(["variant", "seeds", *names], rows)]
    return made


def seed_section(seeds: list[dict]) -> list[str]:
    note = "The whole training again with other seeds, on the same data; success within 20 steps."
    return runs_section(seeds, note, [seed_name(one) for one in seeds], averaged=True)


def actor_section(actors: list[dict]) -> list[str]:
    note = (
        "Actors of words alone, trained with the budget of the stage before latents, in float32 on the same games;"
        " success within 20 steps. *informed* was shown, after the words, the turns of those who read the latents"
        " (the paper's protocol); *no-cot* read no words at all (the paper's No-CoT)."
    )
    return runs_section(actors, note, [Path(one["run"]).name for one in actors], averaged=False)


def runs_section(runs: list[dict], note: str, names: list[str], averaged: bool) -> list[str]:
    """A table with a column a run, by their names, and the mean over them where they are averaged."""
    if not runs:
        return []
    keys = list(
        dict.fromkeys((row["view"], row["split"], row["condition"]) for one in runs for row in one["rows"])
    )
    found = [{(row["view"], row["split"], row["condition"]): row for row in one["rows"]} for one in runs]
    rows = []
    for key in sorted(keys, key=lambda key: (list(VIEWS).index(key[0]), key[1])):
        mine = [rows_of[key] for rows_of in found if key in rows_of]
        shares_of = [100 * row["success20"] for row in mine if row["success20"] is not None]
        games = ", ".join(str(row["games"]) for row in mine)
        cells = [
            percent(rows_of[key]["success20"], rows_of[key]["success20_ci95"]) if key in rows_of else ""
            for rows_of in found
        ]
        average = [number(mean(shares_of))] if averaged else []
        rows.append([f"{key[0]}, {key[1]}", f"`{key[2]}`", games, *average, *cells])
    head = ["games of", "message", "games", *(["mean %"] if averaged else []), *names]
    files = [
        f"- {name}, `{one['run']}`, {one['backend']}: "
        + ", ".join(f"{file} `{sha[:12]}`" for file, sha in one["models"].items())
        for name, one in zip(names, runs)
    ]
    return [note, table(head, rows), "\n".join(files)]


def seed_name(one: dict) -> str:
    return f"`{one['run']}`" if one["seed"] is None else f"seed {one['seed']}"


def lead(success: list[dict]) -> tuple[dict, dict, bool] | None:
    """The first checkpoint where latents won clearly more uncertain games than no message did at the same
    one (the Wilson interval lies above its share), as lines (latent, none), and whether that held at all
    later ones. None where they never did."""
    of = lambda message: {  # noqa: E731
        line["step"]: line for line in success if (line["view"], line["message"]) == ("uncertain", message)
    }
    latent, none = of("latent"), of("none")
    steps = sorted(set(latent) & set(none))
    ahead = [
        step
        for step in steps
        if wilson(latent[step]["won"], latent[step]["games"])[0] > none[step]["won"] / none[step]["games"]
    ]
    if not ahead:
        return None
    later = [step for step in steps if step >= ahead[0]]
    return latent[ahead[0]], none[ahead[0]], ahead == later


def curve_section(curves: dict | None) -> list[str]:
    stage = (curves or {}).get("stages", {}).get("actor", {"success": []})
    if not stage["success"]:
        return []
    found = lead(stage["success"])
    of = f"{curves['games']} dev games of the uncertain view, {curves['steps']} steps"
    if found is None:
        return [f"At no checkpoint did latents win more than no message ({of})."]
    latent, none, held = found
    after = "and at every later checkpoint" if held else "though not at every later checkpoint"
    return [
        f"While the actor learned to read latents, these first won clearly more than no message after"
        f" {latent['tokens'] / 1e6:.1f} million tokens (step {latent['step']}, {latent['minutes']:.1f} minutes),"
        f" {after}: {latent['won']} of {latent['games']} against {none['won']} of {none['games']} ({of})."
    ]
