"""Counts what floor plans say about rooms: the receptacles that share a location, and with which.

python tools/count_floor_plans.py   (with the Python of tests/differential, which has alfworld 0.4.2)

`alfworld/gen/layouts/FloorPlanN-openable.json` maps the receptacles that can be opened or are flat
to where the robot stands to use them; equal positions are one location in the text game. The
figures in src/alfworld/shared-locations.ts are these; facts of other kinds come from facts.json.
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


def groups_of(layouts: Path, first: int) -> list[list[str]]:
    """The classes at each location of the 30 scenes, one entry for each location of each scene."""
    groups = []
    for number in range(first, first + 30):
        positions = json.loads((layouts / f"FloorPlan{number}-openable.json").read_text())
        at = defaultdict(list)
        for object_id, position in positions.items():
            at[tuple(position)].append(class_of(object_id))
        groups.extend(at.values())
    return groups


def count(groups: list[list[str]]) -> dict[str, dict[str, float]]:
    """`shares`: of a class's instances, how many share a location; classes of FEWEST or more.
    `groups`: classes that stand at one location, the rarest first, and how often for each of it."""
    instances = Counter(name for group in groups for name in group)
    sharing = [group for group in groups if len(group) > 1]
    shared = Counter(name for group in sharing for name in group)
    kinds = Counter(
        " ".join(sorted(group, key=lambda name: (instances[name], name))) for group in sharing
    )
    # Those of several classes first, then the larger ones: they find room in fewer scenes.
    order = sorted(kinds, key=lambda kind: (-len(set(kind.split())), -len(kind.split()), kind))
    return {
        "shares": {
            name: round(shared[name] / instances[name], 2)
            for name in sorted(shared)
            if instances[name] >= FEWEST
        },
        "groups": {kind: round(kinds[kind] / instances[kind.split()[0]], 3) for kind in order},
    }


if __name__ == "__main__":
    package = find_spec("alfworld")
    if package is None or package.origin is None:
        raise SystemExit("alfworld is not installed: pip install -r tests/differential/requirements.txt")
    layouts = Path(package.origin).parent / "gen" / "layouts"
    for room, first in FIRST_SCENE.items():
        print(room, json.dumps(count(groups_of(layouts, first))))
