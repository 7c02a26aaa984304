"""An import says what it would change before it changes anything, keeps what it does not mention, and lets the record only grow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from documents.sales import DIRECTORY, NETWORK, THERE, after, changed, imported, problems
from valuenet.documents.opportunity_importing import Workspace
from valuenet.model.amounts import Range
from valuenet.model.call import Call
from valuenet.model.dialogue import record_call
from valuenet.model.value_vocabulary import ClaimState

FIRST = imported()
THEN = after(FIRST)
NEXT_RUNG = (("state: valued", "state: validated"), ("stated_by: treasurer\n", "stated_by: treasurer\n      confirmed: by a trial\n"))


def said(text: str, there: Workspace = THEN, *, prune: bool = False) -> list[str]:
    """The differences that an import makes, in words."""
    return [f"{one.kind} {one}" for one in imported(text, there, prune=prune).differences]


def without(start: str, end: str) -> str:
    """The example without the lines from one that starts so to one that starts otherwise."""
    text = changed()
    return text[: text.index(start)] + text[text.index(end) :]


def test_a_new_opportunity_brings_its_account_and_is_told_part_by_part() -> None:
    assert FIRST.new_account
    assert (FIRST.account.name, FIRST.account.trade, FIRST.account.region) == ("Alder Foods", "food making", "East")
    assert FIRST.opportunity.account == FIRST.account.id
    assert FIRST.opportunity.network == NETWORK.id
    told = [str(one) for one in FIRST.differences]
    assert told[0] == "opportunity alder-foods: Alder Foods, invoice automation"
    assert "person cfo: Clara Ford" in told
    assert "claim less-overtime: validated, 30000/50000/80000" in told


def test_the_same_document_again_changes_nothing() -> None:
    again = imported(there=THEN)
    assert again.differences == ()
    assert again.opportunity is FIRST.opportunity
    assert not again.new_account


def test_every_kind_of_change_is_told_in_the_words_of_the_document() -> None:
    text = changed(
        ("yearly: 120 000", "yearly: 110 000"),
        ("influence: 25 %", "influence: 20 %"),
        ("{name: IT effort}", "{name: IT effort, baseline: 90 000}"),
        ("60 000/90 000/120 000", "50 000/90 000/120 000"),
        ("  competitor-b: {name: Competitor B, yearly: 80 000", "  competitor-b: {name: Competitor B, yearly: 85 000"),
    )
    assert said(text) == [
        "changed opportunity alder-foods\n  price yearly: 120000 → 110000",
        "changed alternative competitor-b\n  yearly: 80000 → 85000",
        "changed person treasurer\n  influence: 25 % → 20 %",
        "changed money line it-effort\n  baseline: nothing → 90000",
        "changed claim higher-profit\n  amount: 60000/90000/120000 → 50000/90000/120000",
    ]


def test_what_is_not_mentioned_stays_unless_the_import_prunes() -> None:
    text = without("  higher-profit:", "  # Where the rival")
    assert said(text) == []
    assert said(text, prune=True) == ["removed claim higher-profit: proposed, 60000/90000/120000"]
    silent = changed(("stage: proposal\n", ""))
    assert imported(silent, THEN).opportunity.stage == "proposal"
    assert imported(silent, THEN, prune=True).opportunity.stage == ""


def test_a_claim_in_another_state_moves_on_the_evidence_of_the_document() -> None:
    made = imported(changed(*NEXT_RUNG), THEN)
    claim = next(one for one in made.opportunity.claims if one.outcome_key == "early-pay-discounts-caught")
    assert [(move.before, move.after, move.by) for move in claim.moves] == [(ClaimState.VALUED, ClaimState.VALIDATED, "Ana")]
    again = imported(changed(*NEXT_RUNG), after(made))
    assert again.opportunity is made.opportunity, "no move is recorded twice"


def test_new_evidence_on_the_same_rung_is_a_move_of_its_own() -> None:
    made = imported(changed(("We take one discount in three", "We take one discount in four")), THEN)
    claim = next(one for one in made.opportunity.claims if one.outcome_key == "early-pay-discounts-caught")
    assert [(move.before, move.after) for move in claim.moves] == [(ClaimState.VALUED, ClaimState.VALUED)]


def test_a_claim_never_climbs_down() -> None:
    (wrong,) = problems(changed(("state: validated", "state: tested")), THEN)
    assert (wrong.path, wrong.code) == ("claims.less-overtime.state", "NO_SUCH_STEP")
    assert "refute it" in wrong.remedy


def test_a_refuted_claim_may_be_followed_by_a_new_one() -> None:
    refuted = imported(changed(("    state: validated", "    state: refuted")), THEN)
    assert imported(changed(("    state: validated", "    state: refuted")), after(refuted)).differences == ()


def test_calls_stay_and_ids_are_kept() -> None:
    call = Call(stakeholder=FIRST.opportunity.stakeholders[0].id, on=date(2026, 3, 9), by="Ana", credible=True)
    called = replace(THEN, opportunity=record_call(FIRST.opportunity, call))
    made = imported(changed(("yearly: 120 000", "yearly: 110 000")), called).opportunity
    assert made.calls == (call,)
    assert [claim.id for claim in made.claims] == [claim.id for claim in FIRST.opportunity.claims]
    assert [person.id for person in made.stakeholders] == [person.id for person in FIRST.opportunity.stakeholders]
    assert made.id == FIRST.opportunity.id


def test_a_claim_that_gets_another_line_is_still_the_same_claim() -> None:
    made = imported(changed(("line: audit-cost", "line: it-effort")), THEN).opportunity
    assert {claim.id for claim in made.claims} == {claim.id for claim in FIRST.opportunity.claims}


def test_an_account_that_is_there_is_used_as_it_is_and_that_is_noted() -> None:
    made = imported(changed(("trade: food making", "trade: bakery")), THEN)
    assert made.account is FIRST.account
    assert made.notes == ("the trade of the account alder-foods stays 'food making': change the account itself to have 'bakery'",)


def test_an_unknown_account_needs_a_name() -> None:
    text = changed(("account: {key: alder-foods, name: Alder Foods, trade: food making, region: East}", "account: alder-foods"))
    (wrong,) = problems(text)
    assert (wrong.path, wrong.code) == ("account", "UNKNOWN_ACCOUNT")
    assert imported(text, THEN).account is FIRST.account


def test_a_document_of_another_network_is_refused() -> None:
    found = {wrong.code for wrong in problems(changed(("network: invoice-automation", "network: car-dealer")))}
    assert found == {"OTHER_NETWORK"}


def test_a_claim_whose_outcome_left_the_map_does_not_stop_an_import() -> None:
    kept = next(claim for claim in FIRST.opportunity.claims if claim.outcome_key == "higher-profit")
    outcomes = tuple(one for one in NETWORK.outcomes if one.id != kept.outcome)
    smaller = replace(
        NETWORK,
        outcomes=outcomes,
        arrows=tuple(one for one in NETWORK.arrows if kept.outcome not in (one.cause, one.effect)),
        tags=tuple(one for one in NETWORK.tags if one.outcome != kept.outcome),
    )
    assert imported(there=replace(THEN, network=smaller)).differences == ()


@pytest.mark.parametrize("state", [ClaimState.VALUED, ClaimState.VALIDATED])
def test_an_amount_given_anew_is_kept_in_the_moves(state: ClaimState) -> None:
    start = imported(changed(*NEXT_RUNG)) if state is ClaimState.VALIDATED else FIRST
    rungs = NEXT_RUNG if state is ClaimState.VALIDATED else ()
    made = imported(changed(*rungs, ("20 000/45 000/70 000", "20 000/40 000/70 000")), after(start))
    claim = next(one for one in made.opportunity.claims if one.outcome_key == "early-pay-discounts-caught")
    assert claim.moves[-1].amount == Range(low=Decimal(20_000), likely=Decimal(40_000), high=Decimal(70_000))


def test_a_new_import_needs_no_opportunity_there() -> None:
    assert THERE.opportunity is None
    assert DIRECTORY.alternative_by_key["competitor-b"].id == FIRST.opportunity.alternatives[0].alternative
