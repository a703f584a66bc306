"""A small house with everything that makes real game files awkward, in the project's own words.

Ids like those of Unity, classes of more than nine, two receptacles at one location, an object in two
receptacles, cabinets of which only some open, one that is open at the start, a sink beside its basin,
an object inside another, classes that are declared and nowhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class House:
    """Id → (type, location), and for objects id → receptacles."""

    receptacles: dict[str, tuple[str, str]]
    places: dict[str, tuple[str, ...]]
    openable: tuple[str, ...]


_DRAWERS = {
    f"Drawer_bar__plus_00_dot_{number:02}_bar__minus_01_dot_5": ("DrawerType", f"loc_bar_{number}")
    for number in range(10, 21)
}
_CABINET = "Cabinet_bar__minus_00_dot_7{}_bar__plus_02"
_BASIN = "Sink_bar__plus_01_comma_2_bar_SinkBasin"

HOUSE = House(
    receptacles={
        **_DRAWERS,
        _CABINET.format(1): ("CabinetType", "loc_bar_1"),
        _CABINET.format(2): ("CabinetType", "loc_bar_2"),
        # Above the counter: both are reached by the same walk.
        _CABINET.format(3): ("CabinetType", "loc_bar_3"),
        "CounterTop_bar_1": ("CounterTopType", "loc_bar_3"),
        "Fridge_bar_1": ("FridgeType", "loc_bar_4"),
        "Microwave_bar_1": ("MicrowaveType", "loc_bar_5"),
        "SideTable_bar_1": ("SideTableType", "loc_bar_6"),
        _BASIN: ("SinkBasinType", "loc_bar_7"),
    },
    places={
        "Potato_bar_1": ("CounterTop_bar_1",),
        "Potato_bar__minus_2": ("Fridge_bar_1",),
        "Potato_bar__plus_3": ("Microwave_bar_1",),
        "Apple_bar__minus_1": (_CABINET.format(2),),
        "Knife_bar_1": ("CounterTop_bar_1",),
        "ButterKnife_bar_1": (next(iter(_DRAWERS)),),
        # In two receptacles at once, as in some real files.
        "Bowl_bar_1": ("CounterTop_bar_1", _CABINET.format(3)),
        "Mug_bar_1": ("SideTable_bar_1",),
        "Spoon_bar_1": ("SideTable_bar_1",),
        "DeskLamp_bar_1": ("SideTable_bar_1",),
    },
    # The second cabinet has no door.
    openable=(
        *_DRAWERS,
        _CABINET.format(1),
        _CABINET.format(3),
        "Fridge_bar_1",
        "Microwave_bar_1",
    ),
)

TASK = "find two potato and put them in fridge"
TWO_POTATOES = """(exists (?r - receptacle)
  (exists (?o1 - object)
    (and (objectType ?o1 PotatoType) (receptacleType ?r FridgeType) (inReceptacle ?o1 ?r)
      (exists (?o2 - object)
        (and (not (= ?o1 ?o2)) (objectType ?o2 PotatoType) (inReceptacle ?o2 ?r))))))"""

_ABILITIES = {
    "heatable": ("Potato", "Apple", "Mug"),
    "coolable": ("Potato", "Apple", "Mug", "Bowl"),
    "cleanable": ("Potato", "Apple", "Mug", "Bowl", "Knife", "ButterKnife", "Spoon"),
    "sliceable": ("Potato", "Apple"),
    "isReceptacleObject": ("Bowl", "Mug"),
}
_ANYWHERE = ("Potato", "Apple", "Mug", "Bowl")
_FITS = {
    "CabinetType": ("Mug", "Bowl"),
    "CounterTopType": (*_ANYWHERE, "Knife", "ButterKnife", "Spoon"),
    "DrawerType": ("Knife", "ButterKnife", "Spoon"),
    "FridgeType": _ANYWHERE,
    "MicrowaveType": _ANYWHERE,
    "SideTableType": (*_ANYWHERE, "Spoon"),
    "SinkBasinType": (*_ANYWHERE, "Knife", "Spoon"),
}


def _class_of(identifier: str) -> str:
    return identifier.partition("_bar_")[0]


def problem(
    agents: dict[str, list[str]],
    goal: str = TWO_POTATOES,
    without: dict[str, tuple[str, ...]] | None = None,
) -> str:
    """PDDL of the house with these agents and their facts, less some objects' places."""
    places = {**HOUSE.places, **{identifier: () for identifier in without or {}}}
    classes = sorted({_class_of(identifier) for identifier in places})
    locations = [f"loc_bar_{number}" for number in range(1, 21)]
    declared = [
        *(f"{agent} - agent" for agent in agents),
        # Classes that stand for no object, and an object in no fact.
        "Curtains - object",
        "Sink_bar__plus_01_comma_2 - object",
        *(f"{name} - location" for name in locations),
        *(f"{name} - rtype" for name in _FITS),
        *(f"{name}Type - otype" for name in classes),
        *(f"{identifier} - receptacle" for identifier in HOUSE.receptacles),
        *(f"{identifier} - object" for identifier in places),
    ]
    facts = [fact for own in agents.values() for fact in own]
    for identifier, (kind, location) in HOUSE.receptacles.items():
        facts += [
            f"(receptacleType {identifier} {kind})",
            f"(receptacleAtLocation {identifier} {location})",
        ]
    facts += [f"(openable {identifier})" for identifier in HOUSE.openable]
    facts.append(f"(opened {_CABINET.format(1)})")
    for identifier, receptacles in places.items():
        facts.append(f"(objectType {identifier} {_class_of(identifier)}Type)")
        for receptacle in receptacles:
            facts.append(f"(inReceptacle {identifier} {receptacle})")
            facts.append(f"(objectAtLocation {identifier} {HOUSE.receptacles[receptacle][1]})")
        if _class_of(identifier) != "DeskLamp":
            facts.append(f"(pickupable {identifier})")
        for ability, able in _ABILITIES.items():
            if _class_of(identifier) in able:
                facts.append(f"({ability} {identifier})")
    facts += ["(toggleable DeskLamp_bar_1)", "(inReceptacleObject Spoon_bar_1 Mug_bar_1)"]
    for kind, fitting in _FITS.items():
        facts += [f"(canContain {kind} {name}Type)" for name in fitting]
    lines = "\n    ".join
    return f"""; a house of awkward facts
(define (problem house)
  (:domain alfred)
  (:objects
    {lines(declared)}
  )
  (:init
    {lines(facts)}
  )
  (:goal {goal})
)
"""
