"""The inputs of mutations, each with the edit or value that it stands for."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from inspect import getdoc

import strawberry
from strawberry import UNSET

from valuenet.api.describing import input_, said
from valuenet.model import edits
from valuenet.model.edits import NetworkEdit
from valuenet.model.network import Metric
from valuenet.model.vocabulary import (
    DifferentiatorKind,
    Direction,
    Importance,
    Level,
    OutcomeKind,
    Outline,
    Position,
    Strength,
)


@input_
class MetricInput:
    """What an outcome is measured by."""

    name: str = said("Such as `win rate`; at most 200 characters.")
    unit: str = said("Such as `percent`; at most 40 characters.", default="")
    direction: Direction = said("Which way it moves when the outcome comes about.", default=Direction.UP)

    def value(self) -> Metric:
        return Metric(name=self.name, unit=self.unit, direction=self.direction)


@input_
class DifferentiatorInput:
    """A differentiator as a whole."""

    key: str = said("Lower-case letters, digits and single hyphens, at most 64 characters; unique in the network.")
    title: str = said("At most 200 characters.")
    kind: DifferentiatorKind = said("In which way the offer is different.", default=DifferentiatorKind.FITNESS_FOR_USE)
    note: str = said("At most 500 characters.", default="")

    def edit(self, *, new: bool = False) -> NetworkEdit:
        return edits.PutDifferentiator(key=self.key, title=self.title, kind=self.kind, note=self.note, new=new)


@input_
class DifferentiatorUpdate:
    """The fields of a differentiator that are to change; those left out stay."""

    key: str = said("Which differentiator.")
    title: str | None = said("At most 200 characters.", default=UNSET)
    kind: DifferentiatorKind | None = said("In which way the offer is different.", default=UNSET)
    note: str | None = said("At most 500 characters; null clears it.", default=UNSET)

    def edit(self) -> NetworkEdit:
        return edits.Update(key=self.key, fields=given(self, but="key"))


@input_
class OutcomeInput:
    """An outcome as a whole; its arrows and tags are edits of their own."""

    key: str = said("Lower-case letters, digits and single hyphens, at most 64 characters; unique in the network.")
    title: str = said("At most 200 characters.")
    kind: OutcomeKind = said("For the business or for the person.", default=OutcomeKind.BUSINESS)
    anticipated: bool = said("Whether customers see it coming by themselves.", default=True)
    wanted: bool = said("False for a side effect, or for what an alternative does to people.", default=True)
    metric: MetricInput | None = said("What it is measured by.", default=None)
    evidence: str = said("What shows that customers get it; at most 2000 characters.", default="")

    def edit(self, *, new: bool = False) -> NetworkEdit:
        return edits.PutOutcome(
            key=self.key,
            title=self.title,
            kind=self.kind,
            anticipated=self.anticipated,
            wanted=self.wanted,
            metric=self.metric.value() if self.metric else None,
            evidence=self.evidence,
            new=new,
        )


@input_
class OutcomeUpdate:
    """The fields of an outcome that are to change; those left out stay."""

    key: str = said("Which outcome.")
    title: str | None = said("At most 200 characters.", default=UNSET)
    kind: OutcomeKind | None = said("For the business or for the person.", default=UNSET)
    anticipated: bool | None = said("Whether customers see it coming by themselves.", default=UNSET)
    wanted: bool | None = said("False for a side effect, or for what an alternative does to people.", default=UNSET)
    metric: MetricInput | None = said("What it is measured by; null clears it.", default=UNSET)
    evidence: str | None = said("At most 2000 characters; null clears it.", default=UNSET)

    def edit(self) -> NetworkEdit:
        return edits.Update(key=self.key, fields=given(self, but="key"))


@input_
class RenameInput:
    """A differentiator or outcome gets another key; everything that hangs on it stays."""

    key: str = said("Its present key.")
    to: str = said("Its key from now on.")

    def edit(self) -> NetworkEdit:
        return edits.Rename(key=self.key, to=self.to)


@input_
class NodeKey:
    """A differentiator or outcome, by key."""

    key: str = said("Which one.")

    def edit(self) -> NetworkEdit:
        return edits.Remove(key=self.key)


@input_
class RegionKey:
    """A region, by key."""

    key: str = said("Which one.")

    def edit(self) -> NetworkEdit:
        return edits.RemoveRegion(key=self.key)


@input_
class ArrowInput:
    """(cause)-[:LEADS_TO]->(effect), created or replaced."""

    cause: str = said("The key of a differentiator or outcome.")
    effect: str = said("The key of an outcome.")
    strength: Strength = said("How often the cause brings about the effect.", default=Strength.USUALLY)
    why: str = said("Why the effect follows; at most 500 characters.", default="")
    evidence: str = said("What shows that it does; at most 2000 characters.", default="")

    def edit(self) -> NetworkEdit:
        return edits.Connect(cause=self.cause, effect=self.effect, strength=self.strength, why=self.why, evidence=self.evidence)


@input_
class ArrowEnds:
    """(cause)-[:LEADS_TO]->(effect), by the keys of its ends."""

    cause: str = said("The key where the arrow starts.")
    effect: str = said("The key where it ends.")

    def edit(self) -> NetworkEdit:
        return edits.Disconnect(cause=self.cause, effect=self.effect)


@input_
class TagInput:
    """(outcome)-[:DESIRED_BY]->(persona), created or replaced."""

    outcome: str = said("The key of the outcome.")
    persona: str = said("The key of the persona.")
    importance: Importance = said("How much the persona cares.", default=Importance.PRIMARY)
    why: str = said("Why this persona cares, in one sentence; at most 500 characters.", default="")
    personally: str = said("What it means to the person; at most 500 characters.", default="")

    def edit(self) -> NetworkEdit:
        return edits.Tag(outcome=self.outcome, persona=self.persona, importance=self.importance, why=self.why, personally=self.personally)


@input_
class TagEnds:
    """(outcome)-[:DESIRED_BY]->(persona), by the keys of both."""

    outcome: str = said("The key of the outcome.")
    persona: str = said("The key of the persona.")

    def edit(self) -> NetworkEdit:
        return edits.Untag(outcome=self.outcome, persona=self.persona)


@input_
class ComparisonInput:
    """(differentiator)-[:COMPARED_WITH]->(alternative), created or replaced."""

    differentiator: str = said("The key of the differentiator.")
    alternative: str = said("The key of the alternative.")
    position: Position = said("Where we stand.")
    note: str = said("In words; at most 500 characters.", default="")
    evidence: str = said("How we know; at most 2000 characters.", default="")

    def edit(self) -> NetworkEdit:
        return edits.Compare(
            differentiator=self.differentiator,
            alternative=self.alternative,
            position=self.position,
            note=self.note,
            evidence=self.evidence,
        )


@input_
class ComparisonEnds:
    """(differentiator)-[:COMPARED_WITH]->(alternative), by the keys of both."""

    differentiator: str = said("The key of the differentiator.")
    alternative: str = said("The key of the alternative.")

    def edit(self) -> NetworkEdit:
        return edits.Uncompare(differentiator=self.differentiator, alternative=self.alternative)


@input_
class RegionInput:
    """A region as a whole."""

    key: str = said("Unique among the regions of the network.")
    title: str = said("At most 200 characters.")
    outline: Outline = said("The colour of its outline.", default=Outline.GREY)
    nodes: list[str] = said("The keys of the differentiators and outcomes that it covers.")

    def edit(self) -> NetworkEdit:
        return edits.PutRegion(key=self.key, title=self.title, outline=self.outline, nodes=tuple(self.nodes))


@input_
class NetworkUpdate:
    """The fields of the network itself that are to change; those left out stay."""

    key: str | None = said("Unique among the networks of the workspace.", default=UNSET)
    name: str | None = said("At most 200 characters.", default=UNSET)
    offering: str | None = said("At most 200 characters; null clears it.", default=UNSET)
    alternative: str | None = said("The key of the alternative that it describes; null when it describes our offer.", default=UNSET)
    archived: bool | None = said("Archived networks stay readable, and are left out of questions.", default=UNSET)

    def edit(self) -> NetworkEdit:
        return edits.Describe(fields=given(self))


class NetworkEditInput:
    """One edit of a batch: exactly one of the fields. `put` creates or replaces, `add` refuses an existing key."""

    put_differentiator: DifferentiatorInput | None = said("Create or replace a differentiator.", default=UNSET)
    add_differentiator: DifferentiatorInput | None = said("Create a differentiator.", default=UNSET)
    update_differentiator: DifferentiatorUpdate | None = said("Change some fields of a differentiator.", default=UNSET)
    put_outcome: OutcomeInput | None = said("Create or replace an outcome.", default=UNSET)
    add_outcome: OutcomeInput | None = said("Create an outcome.", default=UNSET)
    update_outcome: OutcomeUpdate | None = said("Change some fields of an outcome.", default=UNSET)
    rename: RenameInput | None = said("Give a node another key.", default=UNSET)
    remove: NodeKey | None = said("Remove a node with its arrows, tags and comparisons.", default=UNSET)
    connect: ArrowInput | None = said("Create or replace an arrow.", default=UNSET)
    disconnect: ArrowEnds | None = said("Remove an arrow.", default=UNSET)
    tag: TagInput | None = said("Create or replace a persona's tag.", default=UNSET)
    untag: TagEnds | None = said("Remove a persona's tag.", default=UNSET)
    compare: ComparisonInput | None = said("Create or replace a position against an alternative.", default=UNSET)
    uncompare: ComparisonEnds | None = said("Remove a position against an alternative.", default=UNSET)
    put_region: RegionInput | None = said("Create or replace a region.", default=UNSET)
    remove_region: RegionKey | None = said("Remove a region; what it covers stays.", default=UNSET)
    update_network: NetworkUpdate | None = said("Change the network itself.", default=UNSET)


strawberry.input(NetworkEditInput, name="NetworkEdit", one_of=True, description=getdoc(NetworkEditInput))


@input_
class PersonaInput:
    """A persona to create, or what to change of the one with this key; fields left out stay, or are empty for a new one."""

    name: str | None = said("At most 200 characters; needed for a new persona.", default=UNSET)
    level: Level | None = said("Where the persona stands; practitioner unless said.", default=UNSET)
    function: str | None = said("Such as `finance`; null clears it.", default=UNSET)
    measured_on: str | None = said("At most 500 characters; null clears it.", default=UNSET)
    archived: bool | None = said("Archived personas keep their tags and get no new ones.", default=UNSET)


@input_
class AlternativeInput:
    """An alternative to create, or what to change of the one with this key; fields left out stay, or are empty for a new one."""

    name: str | None = said("At most 200 characters; needed for a new alternative.", default=UNSET)
    note: str | None = said("At most 500 characters; null clears it.", default=UNSET)
    archived: bool | None = said("Archived alternatives keep their comparisons and get no new ones.", default=UNSET)


_CLEARED_BY_NULL = {"note": "", "evidence": "", "offering": "", "function": "", "measured_on": "", "trade": "", "region": ""}


def given(value: object, *, but: str = "") -> dict[str, object]:
    """The fields of an input that were given, nulls as the empty values that they stand for."""
    found = {field.name: getattr(value, field.name) for field in dataclass_fields(value)}  # type: ignore[arg-type]  # inputs are dataclasses
    return {
        name: _CLEARED_BY_NULL.get(name) if item is None else item.value() if isinstance(item, MetricInput) else item
        for name, item in found.items()
        if item is not UNSET and name != but
    }


def network_edit(chosen: NetworkEditInput) -> NetworkEdit:
    """The edit that an input stands for."""
    ((name, value),) = given(chosen).items()
    if isinstance(value, DifferentiatorInput | OutcomeInput):
        return value.edit(new=name.startswith("add"))
    assert hasattr(value, "edit"), "every field of NetworkEdit has an edit"
    edit: NetworkEdit = value.edit()
    return edit
