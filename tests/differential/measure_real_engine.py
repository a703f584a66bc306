"""Measures the real engine for `npm run -s benchmark:game`, which calls this.

Standard input: a JSON list of {"file": path, "commands": [...]}. Standard output: one JSON line for
each game, {"load", "reset", "seconds", "cpu"} in seconds, then one line {"memory": bytes per loaded
game after the first, or null, "peak": bytes of the process, "versions"}.
"""

import json
import resource
import sys
import time
from pathlib import Path

from real_engine import RealEngine
from recording import versions


def resident() -> int | None:
    """Bytes of memory the process holds now; None where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return None


def timed(act) -> tuple[float, object]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def measure(file: Path, commands: list[str]) -> tuple[dict, RealEngine]:
    load, engine = timed(lambda: RealEngine(file))
    reset, _ = timed(engine.reset)
    cpu = time.process_time()
    seconds, _ = timed(lambda: [engine.step(command) for command in commands])
    cpu = time.process_time() - cpu
    return {"load": load, "reset": reset, "seconds": seconds, "cpu": cpu}, engine


def main() -> None:
    games = json.load(sys.stdin)
    held = []
    engines = []
    for game in games:
        measured, engine = measure(Path(game["file"]), game["commands"])
        engines.append(engine)
        held.append(resident())
        print(json.dumps(measured), flush=True)
    memory = (held[-1] - held[0]) // (len(held) - 1) if len(held) > 1 and held[0] else None
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(json.dumps({"memory": memory, "peak": peak, "versions": versions()}))


if __name__ == "__main__":
    main()
