"""Networks drawn in lines of text and built through the model's own edits.

    network("[tool] -> faster => cheaper", "faster: cfo, clerk?")

draws a differentiator in brackets, the outcomes that follow, and who desires them (`?`: as a secondary wish). Arrows
speak of strength: `=>` almost always, `->` usually, `~>` sometimes, `.>` rarely. `(outcome)` is an unwanted one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from valuenet.documents.importing import plan
from valuenet.documents.reading import read
from valuenet.documents.source import Format
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.directory import STATUS_QUO, Alternative, Directory, Persona
from valuenet.model.edits import Compare, Connect, NetworkEdit, PutDifferentiator, PutOutcome, Tag
from valuenet.model.ids import LOCAL, AlternativeId, Key, OutcomeId, PersonaId, new_network_id
from valuenet.model.network import Network, Root
from valuenet.model.vocabulary import Importance, Level, Position, Strength

AT = "2026-03-01T09:00:00.000000+00:00"
"""When everything in tests happens, unless a test is about time."""

EXAMPLES = Path(__file__).parent.parent / "examples"

UNBOUNDED = Bounds(differentiators=10_000, outcomes=10_000, arrows=100_000, edits=1_000_000)

_ARROWS = {"=>": Strength.ALMOST_ALWAYS, "->": Strength.USUALLY, "~>": Strength.SOMETIMES, ".>": Strength.RARELY}
_LEVELS = {"ceo": Level.EXECUTIVE, "cfo": Level.EXECUTIVE, "cro": Level.EXECUTIVE, "manager": Level.MANAGER}
_ARROW = re.compile(r"\s*(=>|->|~>|\.>)\s*")


def persona(key: str, level: Level | None = None, *, archived: bool = False) -> Persona:
    """A persona whose id tells its key; `ceo`, `cfo` and `cro` are executives, `manager` is one, others are practitioners."""
    chosen = level or _LEVELS.get(key, Level.PRACTITIONER)
    return Persona(id=PersonaId(f"per_{key}"), key=Key(key), name=key.upper(), level=chosen, archived=archived)


def alternative(key: str) -> Alternative:
    """An alternative whose id tells its key."""
    return Alternative(id=AlternativeId(f"alt_{key}"), key=Key(key), name=key.replace("-", " ").capitalize())


def directory(
    *more: str | Persona,
    only: Sequence[str | Persona] = ("cfo", "cro", "manager", "clerk"),
    alternatives: Sequence[str] = (STATUS_QUO, "rival"),
) -> Directory:
    """A directory of the CFO, the CRO, a manager and a clerk, or of those in `only`, of any more personas, and of alternatives."""
    people = [persona(one) if isinstance(one, str) else one for one in (*only, *more)]
    return Directory(
        workspace=LOCAL,
        revision=1,
        personas=tuple(sorted(people, key=lambda one: one.key)),
        alternatives=tuple(alternative(key) for key in sorted(alternatives)),
    )


def network(
    *drawing: str | NetworkEdit,
    people: Directory | None = None,
    key: str = "net",
    about: str | None = None,
) -> Network:
    """A new network at revision 1 from lines of a drawing and from edits, in that order; `about` names the alternative it describes."""
    known = people or directory()
    rival = known.alternative_by_key[about].id if about else None
    root = Root(key=Key(key), name=key.replace("-", " ").capitalize(), offering="An offering", alternative=rival)
    blank = Network(id=new_network_id(), workspace=LOCAL, revision=0, changed_at=AT, root=root)
    lines = [line for line in drawing if isinstance(line, str)]
    edits = [*drawn(*lines), *(edit for edit in drawing if not isinstance(edit, str))]
    return edited(blank, edits, known, at=AT, bounds=UNBOUNDED)[0]


def drawn(*lines: str) -> list[NetworkEdit]:
    """The edits that make what the lines draw: nodes first, each when it is first named."""
    chains = [re.split(_ARROW, line) for line in lines if ":" not in line]
    nodes: dict[str, NetworkEdit] = {}
    for name in [name for chain in chains for name in chain[::2]] + [line.partition(":")[0].strip() for line in lines if ":" in line]:
        key = _key(name)
        if key not in nodes or name[0] in "[(":
            nodes[key] = _node(name)
    arrows = [
        Connect(cause=_key(chain[place - 1]), effect=_key(chain[place + 1]), strength=_ARROWS[chain[place]])
        for chain in chains
        for place in range(1, len(chain), 2)
    ]
    return [*nodes.values(), *arrows, *_tags(line for line in lines if ":" in line)]


def compared(**positions: str) -> list[NetworkEdit]:
    """Edits such as `compared(tool="unique", portal="behind")`: where differentiators stand against the alternative `rival`."""
    return [
        Compare(differentiator=key.replace("_", "-"), alternative="rival", position=Position(position), evidence=f"trial of {key}")
        for key, position in positions.items()
    ]


def example(name: str) -> tuple[Network, Directory]:
    """A network of `examples/`, and the directory that its file makes."""
    document = read((EXAMPLES / f"{name}.yaml").read_bytes(), format=Format.YAML, bounds=Bounds())
    imported = plan(document, None, directory(only=(), alternatives=(STATUS_QUO,)), at=AT, bounds=Bounds())
    return imported.network, imported.directory


def outcome_id(of: Network, key: str) -> OutcomeId:
    """The id of the outcome with this key."""
    return next(outcome.id for outcome in of.outcomes if outcome.key == key)


def keys(things: Iterable[object]) -> list[str]:
    """The keys of nodes or personas, to compare with."""
    return [str(getattr(thing, "key")) for thing in things]  # noqa: B009  # any thing that has a key


def ring(count: int) -> list[str]:
    """Lines of one loop of outcomes o00 → o01 → … → o00."""
    names = [f"o{number:02d}" for number in range(count)]
    return [f"{one} -> {other}" for one, other in pairwise([*names, names[0]])]


def complete(count: int) -> list[str]:
    """Lines in which each of `count` outcomes leads to every other, entered from one differentiator at o00."""
    names = [f"o{number:02d}" for number in range(count)]
    return ["[tool] -> o00", *(f"{one} -> {other}" for one in names for other in names if one != other)]


def grown(outcomes: int, arrows: int, *, tags: int = 0, seed: int = 1, people: Directory | None = None, key: str = "grown") -> Network:
    """A random network of a given size, the same for the same seed: most arrows lead forward, some close loops."""
    random, known = Random(seed), people or directory()
    sources = max(1, outcomes // 40)
    edits: list[NetworkEdit] = [PutDifferentiator(key=f"d{number:03d}", title=f"Difference {_words(random)}") for number in range(sources)]
    edits += [PutOutcome(key=f"o{number:04d}", title=f"{_words(random)} {number}") for number in range(outcomes)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < arrows:
        effect = random.randrange(outcomes)
        back = random.random() < 0.05
        cause = random.randrange(-sources, outcomes) if back else random.randrange(max(-sources, effect - 40), effect or 1)
        if cause != effect:
            pairs.add((f"o{cause:04d}" if cause >= 0 else f"d{-cause - 1:03d}", f"o{effect:04d}"))
    edits += [Connect(cause=one, effect=other, strength=random.choice(list(Strength))) for one, other in sorted(pairs)]
    wishes = {(random.randrange(outcomes), random.choice(known.personas).key) for _ in range(tags)}
    edits += [Tag(outcome=f"o{number:04d}", persona=who, importance=random.choice(list(Importance))) for number, who in sorted(wishes)]
    return network(*edits, people=known, key=key)


def _words(random: Random) -> str:
    things = ("invoices", "audits", "orders", "figures", "meetings", "renewals", "forecasts", "contracts", "claims", "visits", "returns")
    changes = ("sooner", "fewer", "calmer", "cheaper", "clearer", "safer", "easier", "shared", "trusted", "repeatable", "visible", "fair")
    return f"{random.choice(changes).capitalize()} {random.choice(things)} and {random.choice(changes)} {random.choice(things)}"


def _key(name: str) -> str:
    return name.strip("[]() ")


def _node(name: str) -> NetworkEdit:
    key = _key(name)
    title = key.replace("-", " ").capitalize()
    return PutDifferentiator(key=key, title=title) if name[0] == "[" else PutOutcome(key=key, title=title, wanted=name[0] != "(")


def _tags(lines: Iterable[str]) -> Iterator[NetworkEdit]:
    for line in lines:
        outcome, _, wishes = line.partition(":")
        for wish in wishes.split(","):
            who = wish.strip()
            importance = Importance.SECONDARY if who.endswith("?") else Importance.PRIMARY
            yield Tag(outcome=_key(outcome), persona=who.rstrip("?"), importance=importance, why=f"{who.rstrip('?')} cares")
