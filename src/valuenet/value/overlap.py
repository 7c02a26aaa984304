"""The overlap between what a customer desires and what we can deliver, and who else would desire it: the first thing to look at.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome)-[:DESIRED_BY]->(:Persona)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from valuenet.analysis.finding import listed
from valuenet.analysis.reach import distances
from valuenet.model.amounts import Range
from valuenet.model.directory import Directory
from valuenet.model.ids import ClaimId, Key, PersonaId
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.value.booked import Booked, Booking, Decision
from valuenet.value.figure import A_YEAR, said
from valuenet.value.line_amounts import total
from valuenet.value.same_money import negative


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One result in the overlap, with what is said of it; without a claim where it is not on our map at all."""

    title: str
    because: str
    outcome: Key | None = None
    claim: ClaimId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ally:
    """A persona that desires outcomes reached here and has no stakeholder yet."""

    persona: PersonaId
    key: Key
    name: str
    desires: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Three lists and the natural allies, each with its sentence.

    `counted`: desired, and we deliver it. `unmet`: desired, and we do not, or deliver less; it goes to the product people.
    `unbuilt`: we could deliver it, and the customer has not envisioned it.
    """

    counted: tuple[Wanted, ...]
    unmet: tuple[Wanted, ...]
    unbuilt: tuple[Wanted, ...]
    allies: tuple[Ally, ...]
    counted_sentence: str
    unmet_sentence: str
    unbuilt_sentence: str
    allies_sentence: str


def overlap(opportunity: Opportunity, booked: Booking, network: Network, directory: Directory) -> Overlap:
    """What a customer desires against what our map delivers, in the order of the claims; allies by key."""
    reached = distances(network)
    desired = [one for one in booked.booked if one.state.gate and one.decision not in (Decision.PERSONAL, Decision.OFF_THE_MAP)]
    lacking = [one for one in desired if negative(one.claim) or (one.claim.amount is None and one.claim.outcome not in reached)]
    counted = tuple(_wanted(one) for one in desired if one not in lacking)
    unmet = (
        *(_wanted(one) for one in lacking),
        *(Wanted(title=wish.said, because="nothing of ours brings it about") for wish in opportunity.unmet),
    )
    waiting = booked.of(Decision.UNBUILT)
    unbuilt = tuple(_wanted(one) for one in waiting)
    allies = tuple(_allies(opportunity, network, directory))
    unit = opportunity.currency + A_YEAR
    return Overlap(
        counted=counted,
        unmet=unmet,
        unbuilt=unbuilt,
        allies=allies,
        counted_sentence=_counted_sentence(counted, _likely(booked.counted, unit)),
        unmet_sentence=_unmet_sentence(unmet),
        unbuilt_sentence=_unbuilt_sentence(unbuilt, _likely(waiting, unit)),
        allies_sentence=_allies_sentence(allies),
    )


def _counted_sentence(counted: Sequence[Wanted], money: str) -> str:
    if not counted:
        return "The customer has described nothing yet that we deliver."
    return f"The customer desires {_results(counted)} that we deliver, worth {money} after what speaks against us."


def _unmet_sentence(unmet: Sequence[Wanted]) -> str:
    if not unmet:
        return "Nothing is known that the customer desires and we do not deliver: ask for it."
    return f"The customer desires {_results(unmet)} that we do not deliver, or deliver less of: for the product people."


def _unbuilt_sentence(unbuilt: Sequence[Wanted], money: str) -> str:
    if not unbuilt:
        return "Everything that we could deliver has been envisioned."
    return f"We could deliver {_results(unbuilt)} that nobody there has envisioned yet: {money}."


def _allies_sentence(allies: Sequence[Ally]) -> str:
    if not allies:
        return "Every persona that desires what we reach has a person in the decision."
    return f"{listed(ally.name for ally in allies)} would desire what we reach, and nobody in that role is in the decision yet."


def _allies(opportunity: Opportunity, network: Network, directory: Directory) -> Iterator[Ally]:
    seated = {person.persona for person in opportunity.stakeholders}
    reached = distances(network)
    desires: dict[PersonaId, list[str]] = {}
    for outcome in network.outcomes:
        if outcome.wanted and outcome.id in reached:
            for tag in network.tags_of.get(outcome.id, ()):
                desires.setdefault(tag.persona, []).append(outcome.title)
    for persona in directory.personas:
        if persona.id in desires and persona.id not in seated and not persona.archived:
            yield Ally(persona=persona.id, key=persona.key, name=persona.name, desires=tuple(desires[persona.id]))


def _wanted(one: Booked) -> Wanted:
    return Wanted(title=one.title, because=one.because, outcome=one.claim.outcome_key, claim=one.claim.id)


def _results(wanted: Sequence[Wanted]) -> str:
    return f"{len(wanted)} result{'' if len(wanted) == 1 else 's'}"


def _likely(booked: Sequence[Booked], unit: str) -> str:
    whole: Range = total([one.ours for one in booked])
    return said(whole.likely, unit)
