"""A made-up training episode as `npm run -s games -- episodes` writes it."""

LINE = {
    "name": "g1/train/kitchen/pick_and_place_simple/0/standard",
    "view": "scout",
    "task_type": "pick_and_place_simple",
    "room": "kitchen",
    "opening": "Your task is to: put a mug in cabinet.",
    "sightings": ["mug 1 in cabinet 3.", "cup 1 in cabinet 1."],
    "thought": "I need mug 1. It is in cabinet 3.",
    "intro": "you see a cabinet 4, a cabinet 3, a cabinet 2, a cabinet 1, and a sofa 1.",
    "informed": [
        {"command": "go to cabinet 1", "observation": "On it is cup 1.", "expert": False},
        {"command": "go to cabinet 3", "observation": "On it is mug 1.", "expert": True},
    ],
    "named": None,
    "explorer": [
        {"command": "go to cabinet 3", "observation": "On it is mug 1.", "expert": True},
        {"command": "take mug 1", "observation": "Done.", "expert": True},
    ],
    "stale": False,
    "targets": [{"object": "mug 1", "place": "cabinet 3", "candidates": ["cabinet 3"]}],
    "committed": ["cabinet 3"],
}
UNSURE = {
    **LINE,
    "view": "uncertain",
    "sightings": [
        "mug 1 likely in cabinet 3.", "mug 1 maybe in cabinet 1.", "mug 1 perhaps in sofa 1.", "cup 1 in cabinet 1.",
    ],
    "thought": "I need mug 1. My guess is cabinet 1. So go to cabinet 1.",
    "named": [{"command": "go to cabinet 1", "observation": "On it is cup 1.", "expert": True}],
    "targets": [
        {"object": "mug 1", "place": "cabinet 3", "candidates": ["cabinet 3", "cabinet 1", "sofa 1"]}
    ],
    "committed": ["cabinet 1"],
}  # fmt: skip
