"""What a random walk hardly ever does: a win is lost and won again, each state follows each other."""

from real_engine import RealEngine, Turn

TOOLS = {"heat": "microwave 1", "cool": "fridge 1", "clean": "sinkbasin 1"}


class Player:
    """Plays commands that must be admissible, and keeps the turns."""

    def __init__(self, engine: RealEngine, turn: Turn) -> None:
        self._engine = engine
        self.turns = [turn]

    def find(self, start: str) -> str | None:
        """The first admissible command that starts so."""
        commands = self.turns[-1]["admissible_commands"]
        return next((command for command in commands if command.startswith(start)), None)

    def do(self, start: str) -> str:
        command = self.find(start)
        if command is None:
            raise RuntimeError(f"No command starts with {start!r}.")
        self.turns.append(self._engine.step(command))
        return command

    def go(self, place: str) -> None:
        """To where the player is not yet, and opens it."""
        for verb in ("go to", "open"):
            if f"{verb} {place}" in self.turns[-1]["admissible_commands"]:
                self.do(f"{verb} {place}")


def after_the_win(engine: RealEngine, walkthrough: list[str], won: Turn) -> list[Turn]:
    """The turns after the win of a heating or cooling task in a kitchen with a knife.

    What was put down is taken again, handled, put back and sliced; each change is looked at.
    Where heating wins it is cleaned only when it is sliced already. The end is won again."""
    player = Player(engine, won)
    thing, _, place = walkthrough[-1].removeprefix("move ").partition(" to ")
    handled = [command.split()[0] for command in walkthrough]
    goal, other = ("heat", "cool") if "heat" in handled else ("cool", "heat")
    _carry(player, thing, place, [other])
    assert not player.turns[-1]["won"]
    _carry(player, thing, place, [goal])
    assert player.turns[-1]["won"]
    if goal == "cool":
        _carry(player, thing, place, ["clean", other, goal])
    _slice(player, thing, place)
    _carry(player, thing, place, [other, goal])
    _carry(player, thing, place, ["clean", other, goal])
    assert player.turns[-1]["won"]
    return player.turns[1:]


def _carry(player: Player, thing: str, place: str, verbs: list[str]) -> None:
    """Takes it from where it lies, handles it, and puts it back."""
    player.do(f"take {thing} from {place}")
    player.do("look")
    for verb in verbs:
        player.go(TOOLS[verb])
        player.do(f"{verb} {thing}")
        player.do(f"examine {thing}")
    player.go(place)
    player.do(f"move {thing} to {place}")
    player.do("look")


def _slice(player: Player, thing: str, place: str) -> None:
    """With the first knife that lies about, which goes to the first place that takes it."""
    commands = player.turns[-1]["admissible_commands"]
    elsewhere = [text.removeprefix("go to ") for text in commands if text.startswith("go to ")]
    _search(player, elsewhere, ("take knife", "take butterknife"))
    player.go(place)
    player.do(f"slice {thing}")
    _search(player, elsewhere, ("move",))
    player.go(place)


def _search(player: Player, places: list[str], starts: tuple[str, ...]) -> None:
    """Goes from place to place until a command starts so, and plays it."""
    for place in places:
        player.go(place)
        for start in starts:
            if player.find(start):
                player.do(start)
                return
    raise RuntimeError(f"In no place a command starts with {starts}.")
