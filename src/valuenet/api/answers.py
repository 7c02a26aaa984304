"""Answers about one network: targeting, positioning, loops, levers and findings, as GraphQL types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valuenet.analysis import desires, positioning
from valuenet.analysis import finding as findings
from valuenet.analysis import levers as levers_
from valuenet.analysis import loops as loops_
from valuenet.api import links, people
from valuenet.api.describing import output, said
from valuenet.api.links import WhyItFollows
from valuenet.api.nodes import Differentiator, LeadsTo, Outcome, arrows
from valuenet.api.people import Persona
from valuenet.model.vocabulary import Importance, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valuenet.api.network import Network
    from valuenet.model import network as model


@output
class OnlyFor:
    """What one persona desires and none of the other chosen ones: the conversation for the corridor."""

    persona: Persona = said("Who.")
    outcomes: list[Outcome] = said("What, nearest to a differentiator first.")


@output
class SharedBy:
    """An outcome that at least two of the chosen personas desire."""

    outcome: Outcome = said("What.")
    personas: list[Persona] = said("Who, in the order in which they were chosen.")


@output
class ExecutiveOutcome:
    """An outcome that is a reason to meet an executive: desired by one, and reached by a differentiator."""

    title: str = said("The title of the outcome.")
    outcome: Outcome = said("The outcome.")
    persona: Persona = said("The executive.")
    importance: Importance = said("How much the executive desires it.")


@output
class TargetingRow:
    """How much each chosen persona desires one outcome."""

    outcome: Outcome = said("The outcome.")
    importances: list[Importance | None] = said("In the order of `personas`; null where the persona does not desire it.")


@output
class Targeting:
    """What to talk about with whom."""

    personas: list[Persona] = said("The chosen personas.")
    shared: list[Outcome] = said("What all of them desire: the conversation for the room.")
    shared_by: list[SharedBy] = said("What at least two of them desire, most widely shared first.")
    only_for: list[OnlyFor] = said("What only one of them desires.")
    executive_worthy: list[ExecutiveOutcome] = said("Reasons to meet an executive among them, primary ones first.")
    table: list[TargetingRow] = said("Outcomes by personas, nearest to a differentiator first.")


@output
class PositionedThrough:
    """One differentiator through which an outcome comes about, and where it stands."""

    differentiator: Differentiator = said("The differentiator.")
    position: Position | None = said("Where it stands against the alternative; null where that was not said.")
    note: str | None = said("In words.")
    evidence: str | None = said("How we know.")
    why: WhyItFollows = said("The best chain from it to the outcome.")


@output
class OutcomePosition:
    """Where we stand with one outcome against an alternative: why us and not them."""

    outcome: Outcome = said("The outcome.")
    position: Position | None = said("Where its strongest compared differentiator stands; null where none was compared.")
    through: list[Differentiator] = said("Through which differentiators it comes about, strongest first.")
    evidence: list[str] = said("What shows it, from the strongest differentiator on.")
    ways: list[PositionedThrough] = said("The same differentiators with where each stands.")


@output
class Dependence:
    """An outcome that the persona desires, and what every chain to it passes: what must be true for the persona to care."""

    outcome: Outcome = said("The outcome.")
    depends_on: list[Outcome] = said("What every chain to it passes, from its causes to it.")


@output
class Lever:
    """An outcome without which the persona loses others that they desire."""

    outcome: Outcome = said("What must be confirmed.")
    lost: list[Outcome] = said("What the persona loses without it.")


@output
class Loop:
    """Outcomes that lead back to themselves: they reinforce each other."""

    name: str = said("After what it contains, from the smallest key on.")
    vicious: bool = said("Whether nobody wants any of it: a vicious circle.")
    outcomes: list[Outcome] = said("In the order of its arrows, from the smallest key on.")
    arrows: list[LeadsTo] = said("The arrow that leaves each of the outcomes.")
    broken_by: list[LeadsTo] = said("The arrows of this loop whose end would break most loops here; all of them where it stands alone.")


@output
class LoopGroup:
    """A group of outcomes of which each leads to every other."""

    outcomes: list[Outcome] = said("The group, by key.")
    loops: list[Loop] = said("Its loops, the shortest first.")
    cut: bool = said("Whether there are more loops than are listed.")
    broken_by: list[list[LeadsTo]] = said("Sets of arrows each of which, taken away, leaves no loop in the group.")


@output
class Mention:
    """Something that a finding is about."""

    key: str = said("Its key.")


@output
class Finding:
    """Something that a check says about a network."""

    code: str = said("Stable, for programs.")
    severity: Severity = said("How much it matters.")
    about: list[Mention] = said("The nodes, or personas, that it is about.")
    message: str = said("What was found.")
    why: str = said("Why it matters.")
    remedy: str = said("What to do about it.")


def loop(network: Network, value: loops_.Loop) -> Loop:
    """A loop as GraphQL shows it."""
    return Loop(
        name=value.name,
        vicious=value.vicious,
        outcomes=_outcomes(network, value.outcomes),
        arrows=arrows(network, value.arrows),
        broken_by=arrows(network, value.broken_by),
    )


def loop_group(network: Network, value: loops_.LoopGroup) -> LoopGroup:
    """A group of loops as GraphQL shows it."""
    return LoopGroup(
        outcomes=_outcomes(network, value.outcomes),
        loops=[loop(network, found) for found in value.loops],
        cut=value.cut,
        broken_by=[arrows(network, group) for group in value.broken_by],
    )


def finding(value: findings.Finding) -> Finding:
    """A finding as GraphQL shows it."""
    return Finding(
        code=value.code,
        severity=value.severity,
        about=[Mention(key=key) for key in value.about],
        message=value.message,
        why=value.why,
        remedy=value.remedy,
    )


def targeting(network: Network, value: desires.Targeting) -> Targeting:
    """A targeting as GraphQL shows it."""
    return Targeting(
        personas=[people.persona(persona) for persona in value.personas],
        shared=_outcomes(network, (row.outcome for row in value.shared if row.by_all)),
        shared_by=[
            SharedBy(outcome=Outcome.of(network, row.outcome), personas=[people.persona(persona) for persona in row.personas])
            for row in value.shared
        ],
        only_for=[OnlyFor(persona=people.persona(row.persona), outcomes=_outcomes(network, row.outcomes)) for row in value.only_for],
        executive_worthy=[executive_outcome(network, one) for one in value.executive_worthy],
        table=[TargetingRow(outcome=Outcome.of(network, row.outcome), importances=list(row.importances)) for row in value.table],
    )


def executive_outcome(network: Network, value: desires.ExecutiveWorthy) -> ExecutiveOutcome:
    """A reason to meet an executive as GraphQL shows it."""
    return ExecutiveOutcome(
        title=value.outcome.title,
        outcome=Outcome.of(network, value.outcome),
        persona=people.persona(value.persona),
        importance=value.importance,
    )


def outcome_position(network: Network, value: positioning.OutcomePosition) -> OutcomePosition:
    """A position as GraphQL shows it."""
    return OutcomePosition(
        outcome=Outcome.of(network, value.outcome),
        position=value.position,
        through=[Differentiator.of(network, way.differentiator) for way in value.through],
        evidence=list(value.evidence),
        ways=[_way(network, way) for way in value.through],
    )


def dependence(network: Network, value: levers_.Dependence) -> Dependence:
    """What an outcome depends on, as GraphQL shows it."""
    return Dependence(outcome=Outcome.of(network, value.outcome), depends_on=_outcomes(network, value.depends_on))


def lever(network: Network, value: levers_.Lever) -> Lever:
    """A lever as GraphQL shows it."""
    return Lever(outcome=Outcome.of(network, value.outcome), lost=_outcomes(network, value.lost))


def _way(network: Network, way: positioning.Way) -> PositionedThrough:
    side = way.comparison
    return PositionedThrough(
        differentiator=Differentiator.of(network, way.differentiator),
        position=way.position,
        note=(side.note or None) if side else None,
        evidence=(side.evidence or None) if side else None,
        why=links.why_it_follows(way.chain),
    )


def _outcomes(network: Network, values: Iterable[model.Outcome]) -> list[Outcome]:
    return [Outcome.of(network, value) for value in values]
