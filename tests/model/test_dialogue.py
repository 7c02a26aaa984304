"""A claim climbs only on evidence, a call is recorded once, and nothing that was recorded is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from alder import AUDIT, CALLED, EARLY_PAY, FASTER, OVERTIME, alder, alder_network, amounts
from valuenet.errors import InvalidOpportunity, LadderRefused
from valuenet.model.amounts import Range
from valuenet.model.buying import Unmet
from valuenet.model.call import Call, Said
from valuenet.model.dialogue import move_claim, override_money, record_call, size_claim
from valuenet.model.evidence import NO_EVIDENCE, Evidence, Override
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import LADDER, ClaimState, Confirmation, Verdict
from valuenet.model.vocabulary import Desirability

ALDER = alder(alder_network())
AUDIT_CLAIM, OVERTIME_CLAIM = ClaimId(f"clm_{AUDIT}"), ClaimId(f"clm_{OVERTIME}")
CONTROLLER, AP_MANAGER = StakeholderId("stk_controller"), StakeholderId("stk_ap-manager")
LATER = date(2026, 4, 1)
TOLD = Evidence(on=LATER, quote="findings cost us a month", stated_by=CONTROLLER)


def refusal(to: ClaimState, evidence: Evidence, amount: Range | None = None, claim: ClaimId = AUDIT_CLAIM) -> list[tuple[str, str]]:
    """Why a move is refused."""
    with pytest.raises(LadderRefused) as caught:
        move_claim(ALDER, claim, to, evidence, by="Ana", amount=amount)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def call(*said: Said, unmet: tuple[Unmet, ...] = (), credible: bool = False, by: StakeholderId = CONTROLLER) -> Call:
    return Call(stakeholder=by, on=LATER, by="Ana", source="call", said=said, unmet=unmet, credible=credible)


def test_each_move_asks_for_its_evidence_and_says_what_is_missing() -> None:
    assert refusal(ClaimState.TESTED, NO_EVIDENCE) == [("evidence.on", "EVIDENCE_MISSING")]
    assert refusal(ClaimState.ENVISIONED, Evidence(on=LATER)) == [("evidence.quote", "EVIDENCE_MISSING")]
    assert refusal(ClaimState.VALUED, replace(TOLD, stated_by=None)) == [("evidence.stated_by", "EVIDENCE_MISSING")]
    assert refusal(ClaimState.VALIDATED, TOLD) == [("evidence.confirmed", "EVIDENCE_MISSING")]


def test_every_move_says_when_and_about_which_claim() -> None:
    silent = Evidence(confirmed=Confirmation.TRIAL)
    assert refusal(ClaimState.VALIDATED, silent, claim=ClaimId(f"clm_{EARLY_PAY}")) == [("evidence.on", "EVIDENCE_MISSING")]
    with pytest.raises(InvalidOpportunity, match="there is no claim 'clm_lost'"):
        move_claim(ALDER, ClaimId("clm_lost"), ClaimState.TESTED, TOLD, by="Ana")


def test_several_rungs_at_once_leave_a_move_for_each() -> None:
    after = move_claim(ALDER, AUDIT_CLAIM, ClaimState.VALUED, TOLD, by="Ana", amount=amounts(5, 6, 7))
    moved = after.claim_by_id[AUDIT_CLAIM]
    assert [(move.before, move.after) for move in moved.moves] == list(pairwise(LADDER[:4]))
    assert moved.amount == amounts(5, 6, 7)
    assert moved.state is ClaimState.VALUED
    assert ALDER.claim_by_id[AUDIT_CLAIM].moves == (), "the opportunity before it is as it was"


def test_no_step_leads_down_and_none_leads_out_of_a_refusal() -> None:
    assert refusal(ClaimState.ENVISIONED, TOLD, claim=OVERTIME_CLAIM) == [("to", "NO_SUCH_STEP")]
    refuted = move_claim(ALDER, AUDIT_CLAIM, ClaimState.REFUTED, Evidence(on=LATER, quote="not a worry here"), by="Ana")
    assert refuted.claim_by_id[AUDIT_CLAIM].state is ClaimState.REFUTED
    with pytest.raises(LadderRefused, match="make a new claim"):
        move_claim(refuted, AUDIT_CLAIM, ClaimState.TESTED, TOLD, by="Ana")
    with pytest.raises(LadderRefused, match="no step leads from refuted to refuted"):
        move_claim(refuted, AUDIT_CLAIM, ClaimState.REFUTED, TOLD, by="Ana")


def test_an_inconclusive_dialogue_leaves_a_claim_tested_and_is_kept() -> None:
    once = move_claim(ALDER, AUDIT_CLAIM, ClaimState.TESTED, Evidence(on=CALLED), by="Ana")
    twice = move_claim(once, AUDIT_CLAIM, ClaimState.TESTED, Evidence(on=LATER), by="Ana")
    assert [move.evidence.on for move in twice.claim_by_id[AUDIT_CLAIM].moves] == [CALLED, LATER]
    assert twice.claim_by_id[AUDIT_CLAIM].state is ClaimState.TESTED


def test_what_is_measured_replaces_the_estimate_and_both_are_kept() -> None:
    assert refusal(ClaimState.REALISED, Evidence(on=LATER), claim=OVERTIME_CLAIM) == [("amount", "EVIDENCE_MISSING")]
    measured = move_claim(ALDER, OVERTIME_CLAIM, ClaimState.REALISED, Evidence(on=LATER), by="Ana", amount=amounts(44, 44, 44))
    claim = measured.claim_by_id[OVERTIME_CLAIM]
    assert (claim.amount, claim.promised) == (amounts(44, 44, 44), amounts(30, 50, 80))


def test_a_seller_sizes_what_the_customer_has_not_valued() -> None:
    sized = size_claim(ALDER, AUDIT_CLAIM, Key("it-effort"), amounts(1, 2, 3)).claim_by_id[AUDIT_CLAIM]
    assert (sized.line, sized.amount) == ("it-effort", amounts(1, 2, 3))
    with pytest.raises(LadderRefused, match="the number is the customer's"):
        size_claim(ALDER, OVERTIME_CLAIM, Key("ap-labour"), amounts(1, 2, 3))


def test_one_call_moves_claims_and_keeps_what_was_believed_and_wished() -> None:
    said = Said(
        claim=AUDIT_CLAIM,
        to=ClaimState.VALUED,
        quote="each finding costs us a month",
        amount=amounts(10, 20, 30),
        belief=Decimal("0.6"),
        desirability=Desirability.HIGH,
        thought_of=False,
        question="What did the last audit take?",
    )
    wish = Unmet(said="archive for ten years", desirability=Desirability.LOW)
    after = record_call(ALDER, call(said, unmet=(wish,), credible=True))
    claim, person = after.claim_by_id[AUDIT_CLAIM], after.stakeholder_by_id[CONTROLLER]
    assert (claim.state, claim.evidence.stated_by, claim.thought_of) == (ClaimState.VALUED, CONTROLLER, False)
    assert [(belief.stakeholder, belief.share) for belief in claim.beliefs] == [(CONTROLLER, Decimal("0.6"))]
    assert (person.heard_from, person.credible_since) == (LATER, LATER)
    assert after.unmet == (replace(wish, by=CONTROLLER, on=LATER),)
    assert after.calls == (call(said, unmet=(wish,), credible=True),)


def test_a_person_who_tells_again_what_they_believe_replaces_their_own_belief_alone() -> None:
    first = record_call(ALDER, call(Said(claim=OVERTIME_CLAIM, belief=Decimal("0.2")), by=AP_MANAGER))
    second = record_call(first, call(Said(claim=OVERTIME_CLAIM, belief=Decimal("0.9"))))
    third = record_call(second, call(Said(claim=OVERTIME_CLAIM, belief=Decimal("0.8")), by=AP_MANAGER))
    beliefs = third.claim_by_id[OVERTIME_CLAIM].beliefs
    assert {belief.stakeholder: belief.share for belief in beliefs} == {CONTROLLER: Decimal("0.9"), AP_MANAGER: Decimal("0.8")}
    assert third.claim_by_id[OVERTIME_CLAIM].state is ClaimState.VALIDATED
    assert len(third.calls) == 3


def test_only_the_owner_of_a_number_confirms_it() -> None:
    confirmed = Said(claim=ClaimId(f"clm_{EARLY_PAY}"), to=ClaimState.VALIDATED, confirmed=Confirmation.WRITING)
    with pytest.raises(LadderRefused, match="only the owner of the number confirms it"):
        record_call(ALDER, call(confirmed))
    after = record_call(ALDER, call(confirmed, by=StakeholderId("stk_treasurer")))
    assert after.claim_by_id[confirmed.claim].state is ClaimState.VALIDATED


def test_a_call_that_does_not_fit_is_refused_whole_with_every_reason() -> None:
    wrong = (
        Said(claim=ClaimId("clm_lost"), belief=Decimal(1)),
        Said(claim=AUDIT_CLAIM, to=ClaimState.ENVISIONED),
        Said(claim=AUDIT_CLAIM, amount=amounts(1, 2, 3)),
    )
    with pytest.raises(LadderRefused) as caught:
        record_call(ALDER, call(*wrong))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("said[0].claim", "UNKNOWN_CLAIM"),
        ("said[1].evidence.quote", "EVIDENCE_MISSING"),
        ("said[2].to", "NO_SUCH_STEP"),
    ]
    with pytest.raises(InvalidOpportunity, match="no stakeholder 'stk_nobody'"):
        record_call(ALDER, call(by=StakeholderId("stk_nobody")))


def test_a_number_that_is_told_again_renews_the_evidence() -> None:
    told = Said(claim=OVERTIME_CLAIM, amount=amounts(40, 50, 60), confirmed=Confirmation.WRITING)
    again = record_call(ALDER, call(told, by=AP_MANAGER))
    claim = again.claim_by_id[OVERTIME_CLAIM]
    assert (claim.state, claim.amount, claim.evidence.on) == (ClaimState.VALIDATED, amounts(40, 50, 60), LATER)
    assert [(move.before, move.after) for move in claim.moves] == [(ClaimState.VALIDATED, ClaimState.VALIDATED)]
    with pytest.raises(LadderRefused, match="how the owner confirmed the new number"):
        record_call(ALDER, call(replace(told, confirmed=None), by=AP_MANAGER))


def test_the_owner_says_that_money_is_different() -> None:
    word = Override(verdict=Verdict.DIFFERENT, claim=ClaimId(f"clm_{FASTER}"), said="that team has its own budget", by=AP_MANAGER)
    after: Opportunity = override_money(ALDER, OVERTIME_CLAIM, word)
    assert after.claim_by_id[OVERTIME_CLAIM].overrides == (word,)
    with pytest.raises(InvalidOpportunity, match="not the word of the owner"):
        override_money(ALDER, OVERTIME_CLAIM, replace(word, by=CONTROLLER))
