"""A card's section on batches played with the page's own code: `npm run -s evaluate -- card` makes the JSON."""

from __future__ import annotations

FORMAT = 1


def check_batches(batches: list[dict], manifest: dict) -> None:
    """Raises SystemExit where a batch is of another format or of other files than the tier's."""
    here = {file["sha256"] for file in manifest["files"]}
    for batch in batches:
        if batch.get("format") != FORMAT:
            raise SystemExit(f"This batch is not of format {FORMAT}: write it again with `evaluate -- card`.")
        played = set(batch["source"]["models"].values())
        if not played or not played <= here:
            raise SystemExit("A batch is of other model files: play it with this tier.")


def games_of(batch: dict) -> str:
    games = batch["games"]
    if games["kind"] == "files":
        return f"{len(games['names'])} imported games"
    splits = games["splits"]
    return f"{games['games']} games of {'each of ' if len(splits) > 1 else ''}{', '.join(splits)}"


def games_at_once(source: dict) -> str:
    """In a process, and in how many of these; older results do not say the latter."""
    workers = max((machine["workers"] for machine in source.get("machines", [])), default=1)
    games = f"{source['concurrency']} games at once"
    return games if workers == 1 else f"{games} in each of {workers} processes"


def facts_of(batch: dict) -> str:
    episodes, source, dates = batch["episodes"], batch["source"], batch["dates"]
    versions = ", ".join(f"{name} {version}" for name, version in source["versions"].items())
    parts = [
        f"{episodes['played']} of {episodes['planned']} episodes, {episodes['failed']} failed",
        f"backend {source['backend']}",
        versions,
        games_at_once(source),
        f"{dates['first'][:16]} to {dates['last'][:16]} UTC",
        f"sha256 of the result `{batch['sha256']}`",
    ]
    lost = [f"the models were lost {batch['faults']} times on the way"] if batch["faults"] else []
    return "; ".join(parts + lost) + "."


def batch_section(batches: list[dict]) -> list[str]:
    if not batches:
        return []
    made = [
        "Played in Node with the code of the page's Batch tab; tables as `npm run -s evaluate -- tables` makes them,"
        " without those by task type, room and rank. Fewer games than in the results above, by another runtime: the"
        " two are not added up."
    ]
    for batch in batches:
        made += [f"### {games_of(batch)}", batch["methods"], facts_of(batch)]
        made += [f"#{table.strip()}" for table in batch["tables"]]
    return made
