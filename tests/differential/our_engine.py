"""This project's generator and engine, as one Node process that plays many games."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ["node", "--import", "tsx", "tests/differential/our-engine.ts"]


class OurEngine:
    """Asks `our-engine.ts`, which says what it answers. Used in a `with` block."""

    def __enter__(self) -> "OurEngine":
        self._process = subprocess.Popen(
            COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def pairs(self) -> list[list[str]]:
        """The [room, task] pairs that the generator has games of."""
        return self._ask({"op": "pairs"})

    def export(self, game: str) -> dict[str, str] | None:
        """The files of a generated game by name; None where no scene can host it."""
        return self._ask({"op": "export", "game": game})

    def replay(self, file: Path, commands: list[str | None]) -> list | dict:
        """Our turns for the commands, None being a reset; {"refused": …} for an unplayable file."""
        return self._ask({"op": "replay", "file": str(file.resolve()), "commands": commands})

    def _ask(self, request: dict):
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Our engine ended; what it wrote to standard error says why.")
        return json.loads(line)
