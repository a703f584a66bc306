"""Tables and numbers of a model card."""

from __future__ import annotations

VIEWS = {
    "scout": "the sender knows where things stand",
    "uncertain": "the sender has three reports of different reliability and commits to one",
    "hedging": "the same reports, and the sender is asked to name every place",
    "planner": "the sender knows the task alone: the paper's experiment",
}


def percent(rate: float | None, ci: list[float] | None = None) -> str:
    if rate is None:
        return ""
    interval = f" [{100 * ci[0]:.1f}, {100 * ci[1]:.1f}]" if ci else ""
    return f"{100 * rate:.1f}{interval}"


def number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
