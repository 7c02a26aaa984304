"""After a dialogue: claims are sized, moved, overridden and recorded, by people's keys and outcomes' keys, and the opportunity closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alder import AUDIT, FASTER, OVERTIME, PROFIT, amounts, price
from dealing import desk
from selling import ANN, BEN
from valuenet.errors import InvalidOpportunity, LadderRefused
from valuenet.model.buying import Unmet
from valuenet.model.call import Call, Said
from valuenet.model.evidence import Evidence, Override
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.value_vocabulary import ClaimState, Verdict
from valuenet.service.claims import (
    CallRecord,
    ClaimMove,
    ClaimSize,
    MoneyOverride,
    OpportunityClosing,
    call_record,
    claim_move,
    claim_size,
    money_override,
    opportunity_close,
)
from valuenet.service.opportunities import OpportunityView, opportunity_called
from valuenet.service.opportunity_parts import PersonPut
from valuenet.store.protocol import Store

MONDAY = date(2026, 3, 9)


def codes(refusal: pytest.ExceptionInfo[InvalidOpportunity]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_seller_sizes_a_claim_until_the_customer_gave_the_number(store: Store) -> None:
    there = desk(store)
    there.whole()
    size = ClaimSize(opportunity="alder-foods", claim=AUDIT, line="audit-cost", amount=amounts(20, 40, 90))

    after = claim_size(there.library, ANN, size)

    (audit,) = [claim for claim in after.opportunity.claims if claim.outcome_key == AUDIT]
    assert (audit.amount, after.kept.changed_by) == (amounts(20, 40, 90), ANN.actor)
    with pytest.raises(LadderRefused, match="the number is the customer's"):
        claim_size(there.library, ANN, ClaimSize(opportunity="alder-foods", claim=OVERTIME, line="ap-labour", amount=amounts(1, 2, 3)))


def test_a_move_along_the_ladder_needs_its_evidence(store: Store) -> None:
    there = desk(store)
    there.whole()

    def move(to: ClaimState, evidence: Evidence) -> OpportunityView:
        return claim_move(there.library, BEN, ClaimMove(opportunity="alder-foods", claim=PROFIT, to=to, evidence=evidence))

    with pytest.raises(LadderRefused) as refusal:
        move(ClaimState.VALUED, Evidence(on=MONDAY))
    with pytest.raises(InvalidOpportunity) as future:
        move(ClaimState.TESTED, Evidence(on=date(2027, 1, 1)))
    with pytest.raises(InvalidOpportunity) as stranger:
        move(ClaimState.VALUED, Evidence(on=MONDAY, quote="Yes", stated_by=StakeholderId("cfoo")))
    after = move(ClaimState.VALUED, Evidence(on=MONDAY, quote="Yes", stated_by=StakeholderId("cfo")))

    assert codes(refusal) == [("evidence.quote", "EVIDENCE_MISSING"), ("evidence.stated_by", "EVIDENCE_MISSING")]
    assert codes(future) == [("evidence.on", "IN_THE_FUTURE")]
    assert codes(stranger) == [("evidence.stated_by", "UNKNOWN_STAKEHOLDER")]
    (profit,) = [claim for claim in after.opportunity.claims if claim.outcome_key == PROFIT]
    assert [(one.after, one.by) for one in profit.moves] == [
        (ClaimState.TESTED, "Ben"),
        (ClaimState.ENVISIONED, "Ben"),
        (ClaimState.VALUED, "Ben"),
    ]
    assert profit.evidence.stated_by == "stk_cfo"


def test_one_call_moves_claims_keeps_wishes_and_brings_people_in(store: Store) -> None:
    there = desk(store)
    there.whole()
    said = (
        Said(claim=ClaimId(AUDIT), to=ClaimState.VALUED, quote="It costs us weeks", amount=amounts(10, 30, 80), question="What then?"),
        Said(claim=ClaimId(FASTER), belief=Decimal("0.5")),
    )
    call = Call(stakeholder=StakeholderId("auditor"), on=MONDAY, by="Ann", said=said, unmet=(Unmet(said="A portal"),), credible=True)
    auditor = PersonPut(key="auditor", persona="controller", fields={"name": "Mr Audit", "brought_in": MONDAY})

    after = call_record(there.library, ANN, CallRecord(opportunity="alder-foods", call=call, people=(auditor,)))

    opportunity = after.opportunity
    person = opportunity.stakeholders[-1]
    assert (person.name, person.heard_from, person.credible_since) == ("Mr Audit", MONDAY, MONDAY)
    (audit,) = [claim for claim in opportunity.claims if claim.outcome_key == AUDIT]
    assert (audit.state, audit.evidence.stated_by) == (ClaimState.VALUED, person.id)
    assert [(wish.said, wish.by) for wish in opportunity.unmet] == [("A portal", person.id)]
    assert opportunity_called(there.library, ANN, "alder-foods") == after


def test_a_call_with_anything_wrong_changes_nothing_and_names_all_of_it(store: Store) -> None:
    there = desk(store)
    before = there.whole()
    said = (Said(claim=ClaimId("audit")), Said(claim=ClaimId(PROFIT), owner=StakeholderId("nobody")))

    call = Call(stakeholder=StakeholderId("king"), on=MONDAY, by="Ann", said=said)

    with pytest.raises(InvalidOpportunity) as refusal:
        call_record(there.library, ANN, CallRecord(opportunity="alder-foods", call=call))

    assert codes(refusal) == [
        ("stakeholder", "UNKNOWN_STAKEHOLDER"),
        ("said[0].claim", "UNKNOWN_CLAIM"),
        ("said[1].owner", "UNKNOWN_STAKEHOLDER"),
    ]
    assert opportunity_called(there.library, ANN, "alder-foods") == before


def test_an_override_is_the_word_of_the_owner_of_the_number(store: Store) -> None:
    there = desk(store)
    there.whole()

    def override(by: str) -> OpportunityView:
        word = Override(verdict=Verdict.DIFFERENT, claim=ClaimId(OVERTIME), said="Other people do it", by=StakeholderId(by))
        return money_override(there.library, ANN, MoneyOverride(opportunity="alder-foods", claim=FASTER, override=word))

    with pytest.raises(InvalidOpportunity) as refusal:
        override("cfo")
    after = override("ap-manager")

    assert [code for _, code in codes(refusal)] == ["NOT_THE_OWNER"]
    (faster,) = [claim for claim in after.opportunity.claims if claim.outcome_key == FASTER]
    assert [(one.claim, one.by) for one in faster.overrides] == [(f"clm_{OVERTIME}", "stk_ap-manager")]


def test_an_outcome_on_two_lines_is_named_with_its_line(store: Store) -> None:
    there = desk(store)
    there.whole()
    from_two = ClaimSize(opportunity="alder-foods", claim=f"{AUDIT} on audit-cost", line="it-effort", amount=amounts(1, 2, 3))

    after = claim_size(there.library, ANN, from_two)

    (audit,) = [claim for claim in after.opportunity.claims if claim.outcome_key == AUDIT]
    assert audit.line == Key("it-effort")


def test_an_opportunity_is_closed_once_it_ended_and_may_be_opened_again(store: Store) -> None:
    there = desk(store)
    there.whole()

    won = opportunity_close(
        there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=True, on=MONDAY, pocket_price=price(100_000, 30_000))
    ).opportunity
    again = opportunity_close(there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=None)).opportunity
    lost = opportunity_close(there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=False, reason="no budget")).opportunity

    assert (won.won, won.closed, won.pocket_price) == (True, MONDAY, price(100_000, 30_000))
    assert (again.won, again.closed) == (None, None)
    assert (lost.won, lost.closed) == (False, date(2026, 3, 10))
    with pytest.raises(InvalidOpportunity):
        opportunity_close(there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=True, on=date(2027, 1, 1)))
