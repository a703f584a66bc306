"""Figures over the result lines of one condition."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from .statistics import wilson

BUDGETS = (20, 50)
RANKS = ("likely", "maybe", "perhaps")
SHORT = {
    "look_at_obj_in_light": "light",
    "pick_and_place_simple": "simple",
    "pick_two_obj_and_place": "two",
    "pick_clean_then_place_in_recep": "clean",
    "pick_heat_then_place_in_recep": "heat",
    "pick_cool_then_place_in_recep": "cool",
}


def won_within(line: dict, budget: int) -> bool:
    return line["won_at"] is not None and line["won_at"] <= budget


def rate(values: Iterable[bool]) -> dict:
    """Share of successes with its Wilson 95% interval."""
    found = list(values)
    won = sum(found)
    return {
        "games": len(found),
        "rate": won / len(found) if found else None,
        "ci95": list(wilson(won, len(found))),
    }


def steps_mean(lines: list[dict], budget: int) -> float | None:
    """Over all games, those not won counting the whole budget."""
    counted = [line["won_at"] if won_within(line, budget) else budget for line in lines]
    return sum(counted) / len(counted) if counted else None


def mean(values: Iterable[float | None]) -> float | None:
    found = [value for value in values if value is not None]
    return sum(found) / len(found) if found else None


def grouped(lines: list[dict], key: Callable[[dict], Hashable], budget: int) -> dict:
    groups: dict = {}
    for line in lines:
        name = key(line)
        if name is not None:
            groups.setdefault(name, []).append(won_within(line, budget))
    return {name: rate(groups[name]) for name in sorted(groups)}


def worst_rank(line: dict) -> str | None:
    """The reliability of the true place; of two targets that of the less reliable one."""
    ranks = line["truth_rank"]
    return RANKS[max(ranks)] if ranks and all(rank is not None for rank in ranks) else None


def condition_figures(lines: list[dict], played_steps: int) -> dict:
    """`played_steps`: the budget the games were played with; budgets above it have no figures."""
    lines = [line for line in lines if "left_out" not in line]
    budgets = [budget for budget in BUDGETS if budget <= played_steps] or [played_steps]
    first = budgets[0]
    second = [line["second_to_candidate"] for line in lines if line["second_to_candidate"] is not None]
    commands = sum(line["steps"] for line in lines)
    return {
        "games": len(lines),
        "success": {str(budget): rate(won_within(line, budget) for line in lines) for budget in budgets},
        "steps": {str(budget): steps_mean(lines, budget) for budget in budgets},
        "steps_of_wins": mean(line["won_at"] for line in lines if won_within(line, budgets[-1])),
        "by_task": grouped(lines, lambda line: line["task_type"], first),
        "by_truth_rank": grouped(lines, worst_rank, first),
        "second_to_candidate": rate(second) if second else None,
        "positions_mean": mean(line["positions"] for line in lines),
        "context_full": sum(line["context_full"] for line in lines),
        "inadmissible_share": sum(line["inadmissible"] for line in lines) / commands if commands else None,
        "near_ties": sum(line["near_ties"] for line in lines),
    }


def percent(found: dict) -> str:
    if not found["games"]:
        return "-"
    low, high = found["ci95"]
    return f"{100 * found['rate']:.1f} [{100 * low:.0f}, {100 * high:.0f}]"


def table_row(name: str, figures: dict) -> str:
    """One condition: games, success at each budget, mean steps, positions, then shares by group."""
    cells = [f"{name:24}", f"{figures['games']:5}"]
    cells += [f"@{budget} {percent(found):17}" for budget, found in figures["success"].items()]
    cells += [f"{value:5.1f}" if value is not None else "    -" for value in figures["steps"].values()]
    positions = figures["positions_mean"]
    cells.append(f"{positions:5.0f} pos" if positions is not None else "")
    for group in ("by_truth_rank", "by_task"):
        shares = [f"{SHORT.get(key, key)} {100 * one['rate']:.0f}" for key, one in figures[group].items()]
        cells.append(" ".join(shares))
    if figures["second_to_candidate"]:
        cells.append(f"2nd {100 * figures['second_to_candidate']['rate']:.0f}%")
    return "  ".join(cells)
