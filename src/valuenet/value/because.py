"""Why a claim counts or does not, in one sentence that a seller can repeat to a customer."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.model.claim import Claim
from valuenet.model.evidence import OWNER_SAYS
from valuenet.model.ids import StakeholderId
from valuenet.model.network import LeadsTo, Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.same_money import negative, overriding


def title(claim: Claim, network: Network) -> str:
    """What the claim is about: the outcome's title, or its key where it is not on the map any more."""
    outcome = network.outcome_by_id.get(claim.outcome)
    return outcome.title if outcome is not None else claim.outcome_key


def counted(claim: Claim, state: ClaimState, opportunity: Opportunity, others: int) -> str:
    """Why it counts: its evidence, and that it stands for `others` which are the same money."""
    said = _evidence(claim, state, opportunity)
    if negative(claim):
        return f"{said}; the alternative is better here, and that always counts"
    return f"{said}; it stands for {others} more of the same money" if others else said


def same_money(claim: Claim, winner: Claim, arrows: Sequence[LeadsTo], network: Network, *, better: bool) -> str:
    """Why it does not count: it is the same money as a claim that does; `better`: that one has the better evidence."""
    word = overriding(claim, winner)
    how = f" ({OWNER_SAYS}{word.said})" if word.verdict is not None else f" ({path(arrows, network)})" if arrows else ""
    why = "which has the better evidence" if better else "whose level has no worse evidence, and the smaller total"
    return f"the same money as “{title(winner, network)}”{how}, {why}"


def unbuilt(claim: Claim, state: ClaimState) -> str:
    """Why it does not count yet, and what would make it count."""
    if state is ClaimState.TESTED:
        return f"raised on {claim.evidence.on} without a clear answer: it counts when the customer describes it in their own words"
    return "on our map, and not raised with the customer: it counts when they describe it in their own words"


def refuted(claim: Claim) -> str:
    """When the customer said that it is not so."""
    return f"the customer said no on {claim.evidence.on}"


def path(arrows: Sequence[LeadsTo], network: Network) -> str:
    """The keys along a chain of arrows: "a → b → c"."""
    nodes = [arrows[0].cause, *(arrow.effect for arrow in arrows)]
    return " → ".join(network.node_by_id[node].key for node in nodes)


def _evidence(claim: Claim, state: ClaimState, opportunity: Opportunity) -> str:
    on = f" on {claim.evidence.on}" if claim.evidence.on else ""
    giver, owner = _name(claim.evidence.stated_by, opportunity), _name(claim.owner, opportunity)
    match state:
        case ClaimState.VALUED:
            return f"{giver} gave or accepted the number{on}"
        case ClaimState.VALIDATED:
            return f"{owner}, who owns the number, confirmed it {claim.evidence.confirmed or ''}".rstrip() + on
        case ClaimState.REALISED:
            return f"measured after going live{on}"
        case _:
            return f"the customer described it in their own words{on}; the money is the seller's number"


def _name(person: StakeholderId | None, opportunity: Opportunity) -> str:
    found = opportunity.stakeholder_by_id.get(person) if person is not None else None
    return found.name if found is not None else "a person at the customer"
