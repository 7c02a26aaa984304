"""What tests in dialogue say of the outcomes that an opportunity claims: how often they were confirmed, here and elsewhere.

(:Claim)-[:ABOUT]->(:Outcome)<-[:ABOUT]-(:Test)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from valuenet.messages.evidence import Evidence, Tally, Unit, grouped, stated, tally
from valuenet.messages.stated_money import Stated
from valuenet.model.access import Action
from valuenet.model.ids import ClaimId
from valuenet.model.message_test import MessageTest
from valuenet.model.opportunity import Opportunity
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.records import records_of
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The tests of one outcome with all personas: how they came out over all accounts, at this one, and the money that was stated."""

    tally: Tally
    here: tuple[Unit, ...]
    stated: Stated | None


@needs(Action.READ)
def heard(library: Library, caller: Caller, opportunity: Opportunity) -> Mapping[ClaimId, Heard]:
    """What was heard of each claim's outcome, where it was tested; one read."""
    question = RecordQuestion(kind=ElementKind.TEST, networks=(opportunity.network,))
    tests = tuple(one.record for one in records_of(library, caller, MessageTest, question))
    units = grouped((unit.last.outcome, unit) for unit in Evidence(tests=tests).units)
    return {
        claim.id: Heard(
            tally=tally(units[claim.outcome]),
            here=tuple(unit for unit in units[claim.outcome] if unit.account == opportunity.account),
            stated=stated(units[claim.outcome]),
        )
        for claim in opportunity.claims
        if claim.outcome in units
    }
