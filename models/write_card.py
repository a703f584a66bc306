"""A tier's model card in Markdown, from measured results and from notes.

    python models/write_card.py --models public/models/tiny --card models/cards/tiny.json \\
      --out models/cards/tiny.md

What lies beside the card with its name is taken too, where it is there:

- `tiny.toml`: the text that is not measured: `title`, `summary`, `data`, `recipe`, `compute`, `limits`,
  `licence`, each a paragraph or a list of points
- `tiny.ablations.json` (collect_ablations.py), `tiny.seeds.json`, `tiny.actors.json` (collect_seeds.py),
  `tiny.curves.json` (measure_curves.py), `tiny.batch.json` (`evaluate -- card`), `tiny.unseen-runs.txt`
  (runs/evaluate.sh)

The paper's figures stand beside the planner view alone, which is its experiment; those of information
breadth are named as the paper's.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from interlat_models.card_batch import batch_section, check_batches
from interlat_models.card_measurements import breadth_section, precision_section
from interlat_models.card_training import ablation_section, actor_section, curve_section, seed_section
from interlat_models.manifest import files_played, same_models
from interlat_models.markdown import VIEWS, number, percent, table

# arXiv 2511.09149, tables 1 and 3, success in %: [seen, unseen] of Qwen2.5-7B and of Qwen2.5-0.5B.
NOTHING = [None, None]
PAPER: dict[str, list[list[float | None]]] = json.loads(
    (Path(__file__).parents[1] / "src/shared/paper.json").read_text(encoding="utf8")
)
SPLITS = ("seen", "unseen")


def shares(groups: dict) -> str:
    return ", ".join(f"{name} {100 * one['rate']:.0f}" for name, one in groups.items())


def paper_cells(condition: str, split: str) -> list[str]:
    if split not in SPLITS:
        return ["", ""]
    large, small = PAPER.get(condition, (NOTHING, NOTHING))
    at = SPLITS.index(split)
    return [number(large[at], 2), number(small[at], 2)]


def results_table(rows: list[dict], view: str, split: str) -> str:
    ranks, paper = any(row["by_truth_rank"] for row in rows), view == "planner" and split in SPLITS
    head = ["message", "games", "% in 20 steps [95%]", "% in 50 steps [95%]", "steps", "positions"]
    head += ["true place likely / maybe / perhaps", "second to a candidate %"] if ranks else []
    head += ["paper, Qwen2.5-7B", "paper, Qwen2.5-0.5B"] if paper else []
    made = []
    for row in rows:
        name = f"`{row['condition']}` {row['meaning']}" + ("" if row["complete"] else " (provisional)")
        left_out = f" ({row['left_out']} left out)" if row["left_out"] else ""
        cells = [name, f"{row['games']}{left_out}"]
        cells += [percent(row[f"success{b}"], row[f"success{b}_ci95"]) for b in (20, 50)]
        cells += [number(row["steps20"]), number(row["positions"], 0)]
        if ranks:
            second = row["second_to_candidate"]
            cells.append(" / ".join(f"{100 * one['rate']:.0f}" for one in row["by_truth_rank"].values()))
            cells.append(percent(second["rate"]) if second else "")
        made.append(cells + (paper_cells(row["condition"], split) if paper else []))
    return table(head, made)


def differences_table(found: list[dict]) -> str:
    head = ["first", "second", "games", "only first : only second won", "difference, points [95%]", "p", "p, Holm"]
    name = lambda side: f"{side['view']}, `{side['condition']}`"  # noqa: E731
    rows = [
        [
            name(one["first"]),
            name(one["second"]),
            str(one["games"]),
            f"{one['first_only']} : {one['second_only']}",
            percent(one["difference"], one["ci95"]),
            f"{one['p']:.2g}",
            f"{one['p_holm']:.2g}",
        ]
        for one in found
    ]
    return table(head, rows)


def results_sections(card: dict) -> list[str]:
    made = []
    for view, meaning in VIEWS.items():
        for split in sorted({row["split"] for row in card["rows"] if row["view"] == view}):
            rows = [row for row in card["rows"] if (row["view"], row["split"]) == (view, split)]
            made += [f"### {view}, {split}", f"{meaning[0].upper()}{meaning[1:]}.", results_table(rows, view, split)]
            if view == "planner" and split in SPLITS:
                made.append("The paper's figures are of ALFWorld's own games with far larger models.")
            by_task = [[f"`{row['condition']}`", shares(row["by_task"])] for row in rows]
            made += ["By task type, % in 20 steps:", table(["message", "task types"], by_task)]
    return made


def difference_sections(card: dict) -> list[str]:
    families = list(dict.fromkeys(one["family"] for one in card["differences"]))
    made = []
    for family in families:
        found = [one for one in card["differences"] if one["family"] == family]
        made += [f"### {family}", differences_table(found)]
    note = (
        "Success within 20 steps over the same games: Newcombe's paired interval, McNemar's exact p, and p"
        " after Holm over the table."
    )
    return [note, *made] if made else []


def sender_section(card: dict) -> list[str]:
    head = ["view", "split", "thoughts", "tokens", "words", "nats a token", "true places %", "every candidate %"]
    rows = [
        [
            one["view"],
            one["split"],
            str(one["games"]),
            number(one["tokens"]),
            number(one["words"]),
            number(one["entropy"], 2),
            percent(one["true_places"]),
            percent(one["every_candidate"] if one["view"] == "hedging" else None),
        ]
        for one in card["thoughts"]
    ]
    made = [table(head, rows)] if rows else []
    words = ("likely", "maybe", "perhaps")
    for one in card["calibration"]:
        probabilities = " / ".join(number(one["probability"][word], 2) for word in words)
        committed = " / ".join(number(one["committed"].get(word, 0.0), 2) for word in words)
        made.append(
            f"Where it commits ({one['view']}, {one['split']}, {one['targets']} targets) the sender gives the"
            f" likely / maybe / perhaps place {probabilities} on average, with a median entropy of"
            f" {number(one['entropy_median'], 2)} nats and a median top share of"
            f" {number(one['top_share_median'], 2)}; greedily it names them in shares of {committed}."
        )
    return made


def unseen_section(runs: str | None) -> list[str]:
    lines = [line for line in (runs or "").splitlines() if line.strip()]
    note = "Every run on unseen games since these files were made; a run that went on after a stop has several lines."
    return [note, "\n".join(f"    {line}" for line in lines)] if lines else []


def text_of(note: str | list[str] | None) -> list[str]:
    if note is None:
        return []
    return [note.strip()] if isinstance(note, str) else ["\n".join(f"- {point}" for point in note)]


@dataclass(frozen=True)
class Beside:
    """What else is known of a tier."""

    notes: dict = field(default_factory=dict)
    ablations: list[dict] = field(default_factory=list)
    seeds: list[dict] = field(default_factory=list)
    actors: list[dict] = field(default_factory=list)
    curves: dict | None = None
    unseen_runs: str | None = None
    batch: list[dict] = field(default_factory=list)

    @classmethod
    def read(cls, card: Path) -> Beside:
        def text(suffix: str) -> str | None:
            path = card.with_suffix(suffix)
            return path.read_text(encoding="utf8") if path.exists() else None

        parts = {name: text(f".{name}.json") for name in ("ablations", "seeds", "actors", "curves", "batch")}
        known = {name: json.loads(content) for name, content in parts.items() if content}
        return cls(tomllib.loads(text(".toml") or ""), unseen_runs=text(".unseen-runs.txt"), **known)


def write(manifest: dict, card: dict, beside: Beside) -> str:
    """The card. Raises SystemExit where the results are of other files than the tier's."""
    if not same_models(card["models"], files_played(manifest)):
        raise SystemExit("These results are of other model files: evaluate this tier.")
    check_batches(beside.batch, manifest)
    notes = beside.notes
    decoders = [
        [role, *(str(dims[name]) for name in ("dim", "layers", "heads", "vocabulary", "context"))]
        for role, dims in manifest["decoders"].items()
    ]
    provenance = manifest["provenance"]
    trained = ", ".join(f"{stage} {count / 1e6:.1f} M" for stage, count in provenance["tokens"].items())
    facts = (
        f"Recipe `{provenance['recipe']}`, exported at commit `{provenance['commit'][:12]}`, {provenance['date']}, seed"
        f" {provenance['seed']}, torch {provenance['torch']}, games of generator {provenance['generator']}."
    )
    files = [[file["path"], str(file["bytes"]), f"`{file['sha256']}`"] for file in manifest["files"]]
    measured = (
        f"Measured from {card['dates'][0][:10]} to {card['dates'][1][:10]} on the files below with"
        f" {card['backend']}, the free-form actor, greedy. Wilson 95% intervals. Steps are means over all games"
        " within 20 steps, games not won counting 20."
    )
    commands = "\n".join(f"    {command}" for command in card["commands"])
    sections = {
        "Data": text_of(notes.get("data")),
        "Recipe": [table(["model", "dim", "layers", "heads", "vocabulary", "context"], decoders), facts, *text_of(notes.get("recipe"))],
        "Compute": [f"Tokens trained on: {trained}.", *text_of(notes.get("compute"))],
        "Results": [measured, *results_sections(card)],
        "Paired differences": difference_sections(card),
        "The sender": sender_section(card),
        "Information breadth": breadth_section(card),
        "8 bits, and the page's code": precision_section(card),
        "Batch in the page's own runtime": batch_section(beside.batch),
        "Seeds": seed_section(beside.seeds),
        "Actors without latents": actor_section(beside.actors),
        "Training curves": curve_section(beside.curves),
        "Ablations": ablation_section(beside.ablations),
        "Limits": text_of(notes.get("limits")),
        "Licence": text_of(notes.get("licence")),
        "Runs on unseen games": unseen_section(beside.unseen_runs),
        "Files": [table(["file", "bytes", "sha256"], files), f"The results' commands:\n\n{commands}"],
    }
    parts = [f"# {notes.get('title', manifest['title'])}", *text_of(notes.get("summary"))]
    for title, texts in sections.items():
        if texts:
            parts += [f"## {title}", *texts]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, required=True, help="folder of the tier")
    parser.add_argument("--card", type=Path, required=True, help="JSON of summarize_results.py")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    read = lambda path: json.loads(path.read_text(encoding="utf8"))  # noqa: E731
    text = write(read(options.models / "manifest.json"), read(options.card), Beside.read(options.card))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
