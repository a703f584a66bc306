"""Counts what floor plans say about rooms: the receptacles that share a location, by room and class.

python tools/count_floor_plans.py   (with the Python of tests/differential, which has alfworld 0.4.2)

`alfworld/gen/layouts/FloorPlanN-openable.json` maps the receptacles that can be opened or are flat
to where the robot stands to use them; equal positions are one location in the text game. The
figures in src/alfworld/room-facts.ts are these; facts of other kinds come from facts.json.
"""

import json
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

FIRST_SCENE = {"kitchen": 1, "livingroom": 201, "bedroom": 301, "bathroom": 401}
FEWEST = 10


def class_of(object_id: str) -> str:
    parts = object_id.split("|")
    return parts[-1] if parts[-1].endswith("Basin") else parts[0]


def count(layouts: Path, first: int) -> dict[str, float]:
    instances: Counter[str] = Counter()
    sharing: Counter[str] = Counter()
    for number in range(first, first + 30):
        positions = json.loads((layouts / f"FloorPlan{number}-openable.json").read_text())
        at = defaultdict(list)
        for object_id, position in positions.items():
            at[tuple(position)].append(class_of(object_id))
        for classes in at.values():
            instances.update(classes)
            if len(classes) > 1:
                sharing.update(classes)
    return {
        name: round(sharing[name] / instances[name], 2)
        for name in sorted(instances)
        if instances[name] >= FEWEST and sharing[name] > 0
    }


if __name__ == "__main__":
    package = find_spec("alfworld")
    if package is None or package.origin is None:
        raise SystemExit("alfworld is not installed: pip install -r tests/differential/requirements.txt")
    layouts = Path(package.origin).parent / "gen" / "layouts"
    for room, first in FIRST_SCENE.items():
        print(room, json.dumps(count(layouts, first)))
