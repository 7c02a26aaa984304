"""The claims whose move flips the decision, and what to find out next."""

from __future__ import annotations

from dataclasses import replace

from alder import AUDIT, EARLY_PAY, OVERTIME, RIVAL, alder, alder_directory, alder_network, amounts, at_list, claim, with_claims
from valuenet.model.claim import Theirs
from valuenet.model.directory import STATUS_QUO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.price import Verdict
from valuenet.value.scorecard import Scorecard, scorecard
from valuenet.value.what_would_change import Flip

NET = alder_network()
ALDER = alder(NET)
SETTINGS = ValueSettings(draws=100)


def card(opportunity: Opportunity) -> Scorecard:
    return scorecard(opportunity, NET, alder_directory(), SETTINGS)


def test_the_claims_without_which_the_rival_would_be_preferred() -> None:
    found = card(ALDER).flips
    assert [(flip.outcome, flip.to, flip.ahead) for flip in found] == [
        (OVERTIME, ClaimState.REFUTED, False),
        (EARLY_PAY, ClaimState.REFUTED, False),
    ]
    assert found[0].because == "if it is refuted, the customer should prefer Competitor B"
    assert round(found[0].preference.amount or 0, -2) == -37_400, "without overtime; faster is the seller's number"


def test_a_flip_is_what_the_scorecard_says_after_the_move() -> None:
    for flip in card(ALDER).flips:
        moved = tuple(replace(one, state=flip.to) if one.id == flip.claim else one for one in ALDER.claims)
        after = card(replace(ALDER, claims=moved))
        assert after.stated.preference.amount == flip.preference.amount
        assert after.pricing.verdict is flip.verdict


def test_a_claim_may_change_what_is_said_of_the_price_alone() -> None:
    cheap = at_list(with_claims(ALDER, [claim(NET, AUDIT, "audit-cost", amounts(10, 30, 80), ClaimState.TESTED, "controller")]), 160_000)
    found: dict[str, Flip] = {flip.outcome: flip for flip in card(cheap).flips}
    assert found[AUDIT].to is ClaimState.VALIDATED
    assert found[AUDIT].ahead
    assert found[AUDIT].verdict is Verdict.NOT_JUSTIFIED
    assert found[AUDIT].because == "if it is validated, the price is: not justified by value"


def test_the_three_next_things_to_find_out_begin_with_what_could_flip_the_decision() -> None:
    found = card(ALDER)
    assert [question.claim for question in found.questions] == [
        f"clm_{OVERTIME}",
        f"clm_{EARLY_PAY}",
        f"clm_{AUDIT}",
    ]
    assert found.questions[2].ask == "Would “Fewer audit findings” matter to them, and what would it be worth?"
    assert all(question.worth.amount and question.because for question in found.questions)


def test_where_nothing_speaks_against_us_it_is_asked_for() -> None:
    one = claim(NET, OVERTIME, "ap-labour", amounts(60, 60, 60), ClaimState.ENVISIONED, "ap-manager")
    found = card(replace(ALDER, claims=(one,)))
    assert [question.ask for question in found.questions] == [
        "Who there gives or accepts the number for “Less overtime”?",
        "Where is Competitor B better for them than we are?",
    ]
    assert found.questions[1].worth.amount is None
    unsized = claim(NET, AUDIT, None, None, ClaimState.ENVISIONED, "controller")
    asked = [question.ask for question in card(replace(ALDER, claims=(one, unsized))).questions]
    assert "What is “Fewer audit findings” worth a year, and on which line of their P&L?" in asked


def test_an_alternative_that_delivers_more_speaks_against_us_though_no_amount_of_ours_is_negative() -> None:
    more = Theirs(alternative=RIVAL, amount=amounts(190, 200, 210))
    row = claim(NET, OVERTIME, "ap-labour", amounts(60, 60, 60), ClaimState.VALIDATED, "ap-manager", against=STATUS_QUO, theirs=(more,))
    found = card(replace(ALDER, claims=(row,)))
    assert found.stated.alternative == RIVAL
    assert not [question for question in found.questions if question.ask.startswith("Where is")]
    assert not [caution for caution in found.cautions if "not complete" in caution]
