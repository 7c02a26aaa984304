"""Which claims on a money line are the same money: those of which one leads to the other on the map, and what owners say of it.

(claim)-[:ABOUT]->(:Outcome)-[:LEADS_TO*1..]->(:Outcome)<-[:ABOUT]-(claim)
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import combinations

from valuenet.analysis.chains import Chain, best_chains
from valuenet.analysis.reach import led_to_by
from valuenet.model.claim import Claim
from valuenet.model.ids import ClaimId, NodeId, OutcomeId
from valuenet.model.network import LeadsTo, Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState, Verdict
from valuenet.model.vocabulary import OutcomeKind


class SameMoney:
    """For each claim the others on its line that are the same money; and, found when asked for, the arrows that make them so."""

    def __init__(self, network: Network, joined: Mapping[ClaimId, Set[ClaimId]]) -> None:
        self.joined = joined
        self._network = network
        self._chains: dict[OutcomeId, Mapping[OutcomeId, Chain]] = {}

    def between(self, one: Claim, other: Claim) -> tuple[LeadsTo, ...]:
        """The best chain of arrows from one claim's outcome to the other's, or back; none where no arrows lead between them."""
        for cause, effect in ((one.outcome, other.outcome), (other.outcome, one.outcome)):
            if cause not in self._chains:
                self._chains[cause] = best_chains(self._network, (cause,))
            if effect in self._chains[cause]:
                return self._chains[cause][effect].arrows
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overriding:
    """What the owners of two numbers say of their money, in their words; `verdict` None: nothing, so the map decides."""

    verdict: Verdict | None
    said: str


def same_money(opportunity: Opportunity, network: Network) -> SameMoney:
    """The claims that are the same money, in pairs.

    Positive claims are by the arrows, along a chain or anywhere around a loop, through outcomes without claims too; negative
    ones only by a sentence of the owner of the number, who may also say of positive ones that they are, or are not.
    """
    joined: dict[ClaimId, set[ClaimId]] = {claim.id: set() for claim in opportunity.claims}
    lines: dict[str, list[Claim]] = {}
    for claim in opportunity.claims:
        if claim.line is not None and claim.amount is not None and could_count(claim, network):
            lines.setdefault(claim.line, []).append(claim)
    for claims in lines.values():
        reached = {claim.id: led_to_by(network, claim.outcome).keys() for claim in claims} if len(claims) > 1 else {}
        for one, other in combinations(claims, 2):
            if _same(one, other, reached):
                joined[one.id].add(other.id)
                joined[other.id].add(one.id)
    return SameMoney(network, joined)


def could_count(claim: Claim, network: Network) -> bool:
    """Whether a claim takes part in the business case at all: not refuted, not personal, and its outcome on the map."""
    return claim.state is not ClaimState.REFUTED and claim.outcome in network.outcome_by_id and not personal(claim, network)


def personal(claim: Claim, network: Network) -> bool:
    """Whether a claim is for the person, not for the business: it says so, or its outcome does."""
    outcome = network.outcome_by_id.get(claim.outcome)
    return claim.personal or (outcome is not None and outcome.kind is OutcomeKind.PERSONAL)


def negative(claim: Claim) -> bool:
    """Whether the alternative is better here."""
    return claim.amount is not None and claim.amount.likely < 0


def overriding(one: Claim, other: Claim) -> Overriding:
    """What their owners say of the money of two claims: first of just these two, then of one of them and all others."""
    words = [(override, other.id) for override in one.overrides] + [(override, one.id) for override in other.overrides]
    for override, partner in sorted(words, key=lambda word: (word[0].claim is None, word[0].verdict is Verdict.DIFFERENT)):
        if override.claim in (partner, None):
            return Overriding(verdict=override.verdict, said=override.said)
    return Overriding(verdict=None, said="")


def _same(one: Claim, other: Claim, reached: Mapping[ClaimId, Set[NodeId]]) -> bool:
    if negative(one) is not negative(other):
        return False
    verdict = overriding(one, other).verdict
    if verdict is not None or negative(one):
        return verdict is Verdict.SAME
    return other.outcome in reached[one.id] or one.outcome in reached[other.id]
