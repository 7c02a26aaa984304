"""Small, valid directories and networks for tests, built through the model as the service builds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.directory import THE_STATUS_QUO, Alternative, Directory, Persona
from valuenet.model.edits import Compare, Connect, NetworkEdit, PutDifferentiator, PutOutcome, PutRegion, Tag
from valuenet.model.ids import LOCAL, AlternativeId, Key, PersonaId, WorkspaceId, new_network_id
from valuenet.model.network import Metric, Network, Root
from valuenet.model.vocabulary import Direction, Importance, Level, OutcomeKind, Outline, Position, Strength

AT = "2026-03-02T09:00:00.000000+00:00"
"""When things happen in tests that do not care."""


def persona(key: str, *, level: Level = Level.PRACTITIONER, function: str = "", archived: bool = False) -> Persona:
    """A persona whose id and name are made of its key."""
    return Persona(id=PersonaId(f"per_{key}"), key=Key(key), name=key.upper(), level=level, function=function, archived=archived)


def alternative(key: str, *, note: str = "") -> Alternative:
    """An alternative whose id and name are made of its key."""
    return Alternative(id=AlternativeId(f"alt_{key}"), key=Key(key), name=key.title(), note=note)


CFO = persona("cfo", level=Level.EXECUTIVE, function="Finance")
CRO = persona("cro", level=Level.EXECUTIVE, function="Sales")
FACILITIES = persona("facilities", level=Level.MANAGER)
COMPETITOR = alternative("competitor-b", note="the usual second on the list")
PEOPLE: tuple[Persona | Alternative, ...] = (CFO, CRO, FACILITIES, COMPETITOR)
"""Whom the networks of this module speak of."""


def directory(*entries: Persona | Alternative, revision: int = 2, workspace: WorkspaceId = LOCAL) -> Directory:
    """A directory of the status quo and these entries, `PEOPLE` unless others are named."""
    named = (THE_STATUS_QUO, *(entries or PEOPLE))
    personas = sorted((entry for entry in named if isinstance(entry, Persona)), key=lambda entry: entry.key)
    alternatives = sorted((entry for entry in named if isinstance(entry, Alternative)), key=lambda entry: entry.key)
    return Directory(workspace=workspace, revision=revision, personas=tuple(personas), alternatives=tuple(alternatives))


def network(
    key: str = "culture",
    edits: Sequence[NetworkEdit] = (),
    known: Directory | None = None,
    *,
    alternative: AlternativeId | None = None,
    archived: bool = False,
    at: str = AT,
) -> Network:
    """A network at revision 1 after these edits; `known` is the directory that they refer to."""
    found = known or directory()
    root = Root(key=Key(key), name=key.title(), offering="Consulting", alternative=alternative, archived=archived)
    blank = Network(id=new_network_id(), workspace=found.workspace, revision=0, changed_at="", root=root)
    after, _ = edited(blank, edits, found, at=at, bounds=Bounds())
    return replace(after, revision=1, changed_at=at)


CULTURE: tuple[NetworkEdit, ...] = (
    PutDifferentiator(key="coaching", title="Coaching by people who have sold", note="not by trainers"),
    PutOutcome(key="better-questions", title="Sellers ask better questions", anticipated=False),
    PutOutcome(
        key="win-rate",
        title="More deals are won",
        metric=Metric(name="win rate", unit="%", direction=Direction.UP),
        evidence="three accounts, 2025",
    ),
    PutOutcome(key="pride", title="Sellers are proud of their work", kind=OutcomeKind.PERSONAL),
    PutOutcome(key="discounts", title="Discounts eat the margin", wanted=False),
    PutOutcome(key="islands", title="Every team for itself"),
    Connect(cause="coaching", effect="better-questions", strength=Strength.ALMOST_ALWAYS, why="they practise weekly"),
    Connect(cause="better-questions", effect="win-rate"),
    Connect(cause="win-rate", effect="pride", strength=Strength.SOMETIMES, evidence="survey"),
    Connect(cause="pride", effect="better-questions"),
    Tag(outcome="win-rate", persona="cro", why="it is the number in the board pack", personally="the bonus hangs on it"),
    Tag(outcome="win-rate", persona="cfo", importance=Importance.SECONDARY),
    Tag(outcome="pride", persona="cro", importance=Importance.SECONDARY),
    Tag(outcome="better-questions", persona="cro"),
    Tag(outcome="discounts", persona="cfo", why="every point is profit"),
    Compare(differentiator="coaching", alternative="competitor-b", position=Position.AHEAD, note="they have slides", evidence="a buyer"),
    Compare(differentiator="coaching", alternative="status-quo", position=Position.UNIQUE),
    PutRegion(key="selling", title="Where selling gets better", outline=Outline.GREEN, nodes=("better-questions", "win-rate", "coaching")),
)
"""A network that uses everything: a loop, an unwanted outcome, one that nothing leads to, a region, comparisons."""


def culture(known: Directory | None = None) -> Network:
    """The network of `CULTURE` at revision 1."""
    return network("culture", CULTURE, known)
