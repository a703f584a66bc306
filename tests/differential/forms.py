"""Every form of game file that upstream wrote over the years, of one small house.

A form is a change to the texts of a current file. Each is made twice: from this project's domain and
grammar, and from those of the installed alfworld package, where it is the very change that upstream's
history shows:

- old: up to 0.3.5 and in the data set 2.1.1: arrival names the location, "put … in/on …", no help;
- patched: old files after upstream's `scripts/patch_tw-pddl.py` (the data set 2.1.2);
- renewed: `alfworld-generate` on old files: a new grammar, the old domain, hence no help;
- agents: upstream's branch enh_multi-agent_poc: several agents, each named before its commands;
- agents-patched: such a file after the patch script, which words help without an agent;
- visible: without the typo in upstream's domain, what is in sight can be examined.
"""

import json
from dataclasses import dataclass
from importlib.resources import files

from house import HOUSE, TASK, problem

ARRIVAL = ("You arrive at {r.name}.", "You arrive at {lend.name}.")
PUT = ("move {o} to {r}", "put {o} in/on {r}")
PUT_ANSWER = ("You move the {o.name} to the {r.name}.", "You put the {o.name} in/on the {r.name}.")
TEMPLATE = 'template :: "'


@dataclass(frozen=True)
class Rules:
    """Domain and grammar of the current form, with the task in the grammar."""

    domain: str
    grammar: str

    def changed(self, *, domain: str | None = None, grammar: str | None = None) -> "Rules":
        return Rules(domain or self.domain, grammar or self.grammar)


@dataclass(frozen=True)
class Form:
    problem: str
    rules: Rules
    """Those who are played, one recording each; None where the game has one agent."""
    players: tuple[str | None, ...] = (None,)
    walkthrough: tuple[str, ...] | None = None

    def winning(self, player: str | None) -> list[str]:
        """Commands with which a player reaches the goal from the start."""
        if LAMP_GOAL in self.problem:
            take = "take mug 1 from sidetable 1"
            return [take] if player == "bob" else ["go to sidetable 1", take]
        verb, where = ("put", "in/on") if PUT[1] in self.rules.grammar else ("move", "to")
        drop = [f"{verb} apple 1 {where} countertop 1"] if player == "charlie" else []
        return [
            "go to countertop 1",
            *drop,
            "take potato 3 from countertop 1",
            "go to fridge 1",
            "open fridge 1",
            f"{verb} potato 3 {where} fridge 1",
        ]

    def text(self) -> str:
        return json.dumps(
            {
                "pddl_domain": self.rules.domain,
                "grammar": self.rules.grammar,
                "pddl_problem": self.problem,
                "solvable": True,
                "walkthrough": self.walkthrough,
            },
            indent=1,
        )


def package_rules() -> Rules:
    data = files("alfworld") / "data"
    grammar = (data / "alfred.twl2").read_text().replace("UNKNOWN GOAL", TASK)
    return Rules((data / "alfred.pddl").read_text(), grammar)


def own_rules(exported: str) -> Rules:
    """Of the text of a game that this project exported."""
    game = json.loads(exported)
    start, _, rest = game["grammar"].partition("Your task is to: ")
    end = rest.index('."')
    return Rules(game["pddl_domain"], f"{start}Your task is to: {TASK}{rest[end:]}")


def _replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def _without_action(text: str, start: str) -> str:
    """The text less one action, from its start to its last bracket, whatever the bracket."""
    begin = text.index(start)
    brackets = {"(": ")", "{": "}"}
    opening = next(sign for sign in text[begin:] if sign in brackets)
    depth = 0
    for index in range(begin, len(text)):
        depth += (text[index] == opening) - (text[index] == brackets[opening])
        if depth == 0 and text[index] == brackets[opening]:
            return text[:begin] + text[index + 1 :]
    raise AssertionError(start)


def old(rules: Rules) -> Rules:
    # The answer names a parameter of the action; this project's domain calls it otherwise.
    domain = rules.domain if "?lEnd" in rules.domain else rules.domain.replace("?to", "?lEnd")
    return Rules(
        _without_action(domain, "(:action help"),
        _without_action(_replaced(rules.grammar, ARRIVAL, PUT, PUT_ANSWER), "action help {"),
    )


def patched(rules: Rules) -> Rules:
    """What upstream's patch script makes of old rules; the help text stands in it as it is."""
    before, _, after = rules.domain.rpartition(")")
    help_action = (
        "(:action help :parameters (?a - agent) :precondition () :effect (and (checked ?a)))"
        if "(checked " in rules.domain
        else "(:action help :parameters (?a - agent) :precondition () :effect (noticed ?a))"
    )
    changes = [(new, previous) for previous, new in (ARRIVAL, PUT, PUT_ANSWER)]
    grammar = _replaced(rules.grammar, *changes)
    help_text = _help_text()
    return Rules(
        f"{before}{help_action}){after}",
        f'{grammar}\naction help {{\n    template :: "help";\n    feedback :: "\n{help_text}";\n}}\n',
    )


def _help_text() -> str:
    grammar = (files("alfworld") / "data" / "alfred.twl2").read_text()
    block = grammar[grammar.index('"help.feedback"') :]
    rule = block[block.index('"rhs": ') + len('"rhs": ') :]
    return json.JSONDecoder().raw_decode(rule)[0].removeprefix("\n")


def several_agents(rules: Rules) -> Rules:
    return rules.changed(grammar=rules.grammar.replace(TEMPLATE, f"{TEMPLATE}{{a.name}}: "))


def visible(rules: Rules) -> Rules:
    """Upstream's rule for examining objects, without the comma that keeps it from holding."""
    if "location, ?r" in rules.domain:
        return rules.changed(domain=_replaced(rules.domain, ("location, ?r", "location ?r")))
    begin = rules.domain.index("(:action examineObject")
    domain = _without_action(rules.domain, "(:action examineObject")
    action = """(:action examineObject
    :parameters (?a - agent ?o - object)
    :precondition (or (holds ?a ?o)
      (exists (?l - location ?r - receptacle)
        (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (inReceptacle ?o ?r)
             (or (opened ?r) (not (openable ?r))))))
    :effect (noticed ?o))"""
    return rules.changed(domain=domain[:begin] + action + domain[begin:])


SEVERAL = {
    "alice": ["(atLocation alice loc_bar_9)"],
    "bob": ["(atLocation bob loc_bar_3)"],
    "charlie": [
        "(atLocation charlie loc_bar_1)",
        "(holds charlie Apple_bar__minus_1)",
        "(holdsAny charlie)",
    ],
}
LAMP_GOAL = """(and
  (exists (?ot - object ?r - receptacle ?a - agent ?l - location)
    (and (objectType ?ot DeskLampType) (toggleable ?ot) (isToggled ?ot)
         (receptacleAtLocation ?r ?l) (atLocation ?a ?l) (inReceptacle ?ot ?r)))
  (exists (?o - object ?a - agent) (and (objectType ?o MugType) (holds ?a ?o))))"""
# bob stands by a lamp that is lit: then alice has only to take a mug.
LIT = {
    "alice": ["(atLocation alice loc_bar_9)"],
    "bob": ["(atLocation bob loc_bar_6)", "(isToggled DeskLamp_bar_1)"],
}


def forms(rules: Rules) -> dict[str, Form]:
    alone = problem({"agent1": ["(atLocation agent1 loc_bar_9)"]})
    agents = problem(SEVERAL, without={"Apple_bar__minus_1": HOUSE.places["Apple_bar__minus_1"]})
    return {
        "current": Form(alone, rules),
        "old": Form(alone, old(rules)),
        "patched": Form(alone, patched(old(rules))),
        "renewed": Form(alone, rules.changed(domain=old(rules).domain)),
        "visible": Form(alone, visible(rules)),
        "agents": Form(
            agents,
            several_agents(old(rules)),
            ("alice", "bob", "charlie"),
            walkthrough=("alice : go to fridge 1", "alice : open fridge 1"),
        ),
        "agents-patched": Form(
            problem(LIT, goal=LAMP_GOAL), patched(several_agents(old(rules))), ("alice", "bob")
        ),
    }
