"""Writes what `npm run -s evaluate -- … --json` found into a tier's manifest.

    npm run -s evaluate -- --split unseen --games 200 --message text --json >> results.jsonl
    python models/record_evaluation.py --models public/models/tiny results.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from interlat_models.manifest import write_manifest


def describe(settings: dict) -> tuple[str, str]:
    """The message in words, and the options of `evaluate` that chose it."""
    message = settings["message"]
    compression, perturbation = message["compression"], message["perturbation"]
    if compression == "full":
        words, options = message["channel"], f"--message {message['channel']}"
    else:
        name, value = ("ratio", message["ratio"]) if compression == "truncated" else ("k", message["k"])
        words = f"{compression}, {name} {value}"
        options = f"--message compressed --compression {compression} --{name} {value}"
    if perturbation["kind"] != "none":
        words += f", {perturbation['kind']}"
        options += f" --perturb {perturbation['kind']} --perturb-seed {perturbation['seed']}"
    return words, options


def entry(line: dict) -> dict:
    """A line of `evaluate --json` as an entry of the manifest's `evaluation`."""
    settings = line["settings"]
    words, options = describe(settings)
    place = f"--split {settings['split']} --games {settings['games']} --start {settings['start']}"
    return {
        "split": settings["split"],
        "message": words,
        "games": line["games"],
        "success": line["success"],
        "successCi95": line["success_ci95"],
        "stepsMean": line["steps_mean"],
        "device": line["backend"],
        "date": line["date"],
        "command": f"npm run -s evaluate -- {place} --steps {settings['steps']} {options}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, required=True, help="folder of the tier")
    parser.add_argument("results", type=Path, help="lines of `evaluate --json`")
    options = parser.parse_args()
    manifest = json.loads((options.models / "manifest.json").read_text())
    hashes = {
        file["role"]: file["sha256"]
        for file in manifest["files"]
        if file["role"] not in ("embed", "tokenizer") and file.get("device", "wasm") == "wasm"
    }
    entries = {one["command"]: one for one in manifest["evaluation"]}
    for text in options.results.read_text().splitlines():
        line = json.loads(text)
        if line["models"] != hashes:
            raise SystemExit("These figures are of other model files: evaluate this tier.")
        made = entry(line)
        entries[made["command"]] = made
    write_manifest(options.models, {**manifest, "evaluation": list(entries.values())})


if __name__ == "__main__":
    main()
