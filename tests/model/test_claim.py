"""A claim says what an outcome is worth, and stands on a rung only with the evidence that the rung asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from valuenet.errors import InvalidOpportunity
from valuenet.model.amounts import Price, Range, exactly
from valuenet.model.claim import Claim, Theirs, Timing
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Belief, Evidence, Move, Override
from valuenet.model.ids import ClaimId, Key, OutcomeId, StakeholderId
from valuenet.model.value_vocabulary import ClaimState, Confirmation, Verdict

PERSON = StakeholderId("stk_ann")
FULL = Evidence(on=date(2026, 3, 2), quote="we would save", stated_by=PERSON, confirmed=Confirmation.TRIAL)
CLAIM = Claim(id=ClaimId("clm_1"), outcome=OutcomeId("out_1"), outcome_key=Key("less-overtime"), line=Key("labour"), amount=exactly(10))


def problems(build: Callable[[], object]) -> list[tuple[str, str]]:
    """Where and what is wrong with a value that cannot be built."""
    with pytest.raises(InvalidOpportunity) as caught:
        build()
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_low_likely_and_high_are_in_that_order() -> None:
    assert problems(lambda: Range(low=Decimal(30), likely=Decimal(20), high=Decimal(40))) == [("", "NOT_IN_ORDER")]
    assert Range(low=Decimal(-20), likely=Decimal(-10), high=Decimal(-5)).mean == Decimal(-35) / 3


def test_an_amount_is_a_finite_decimal() -> None:
    assert problems(lambda: exactly(Decimal("NaN"))) == [("low", "NOT_A_NUMBER"), ("likely", "NOT_A_NUMBER"), ("high", "NOT_A_NUMBER")]
    float_: object = 0.5
    assert problems(lambda: Price(yearly=float_, currency="USD")) == [("yearly", "NOT_A_NUMBER")]  # type: ignore[arg-type]  # refused


def test_an_amount_that_people_tell_is_neither_beyond_all_bounds_nor_next_to_nothing() -> None:
    assert problems(lambda: replace(CLAIM, amount=exactly(Decimal("1E-400")))) == [
        (f"amount.{end}", "OUT_OF_BOUNDS") for end in ("low", "likely", "high")
    ]
    assert problems(lambda: replace(CLAIM, amount=replace(exactly(1), high=Decimal(10) ** 15 + 1))) == [("amount.high", "OUT_OF_BOUNDS")]
    assert problems(lambda: Price(yearly=Decimal("1E-400"), currency="USD")) == [("yearly", "OUT_OF_BOUNDS")]
    assert exactly(Decimal(10) ** 15).times(Decimal(50)).high == Decimal(10) ** 15 * 50, "what they come to may be more"


def test_the_difference_of_two_ranges_is_the_widest() -> None:
    assert Range(low=Decimal(5), likely=Decimal(6), high=Decimal(9)) - Range(low=Decimal(1), likely=Decimal(2), high=Decimal(3)) == Range(
        low=Decimal(2), likely=Decimal(4), high=Decimal(8)
    )


def test_money_needs_a_line() -> None:
    assert problems(lambda: replace(CLAIM, line=None)) == [("line", "NO_MONEY_LINE")]
    assert replace(CLAIM, line=None, amount=None).amount is None, "what nobody has sized needs none yet"


def test_shares_and_probabilities_lie_between_0_and_1() -> None:
    assert problems(lambda: replace(CLAIM, risk_cut=Decimal("1.2"), other_causes=Decimal("-0.1"))) == [
        ("risk_cut", "OUT_OF_BOUNDS"),
        ("other_causes", "OUT_OF_BOUNDS"),
    ]
    assert problems(lambda: Belief(stakeholder=PERSON, share=Decimal("1.01"))) == [("share", "OUT_OF_BOUNDS")]
    assert problems(lambda: replace(CLAIM, of_baseline=True)) == [("amount", "OUT_OF_BOUNDS")]
    assert problems(lambda: Timing(first_month=0, years=0, ramp=(Decimal(2),))) == [
        ("years", "OUT_OF_BOUNDS"),
        ("first_month", "OUT_OF_BOUNDS"),
        ("ramp[0]", "OUT_OF_BOUNDS"),
    ]


def test_a_flat_risk_cut_and_a_range_are_never_used_together() -> None:
    ranged = Range(low=Decimal(5), likely=Decimal(6), high=Decimal(9))
    assert problems(lambda: replace(CLAIM, amount=ranged, risk_cut=Decimal("0.2"))) == [("amount", "RISK_TWICE")]
    assert replace(CLAIM, risk_cut=Decimal("0.2")).risk_cut == Decimal("0.2")


def test_amounts_are_told_against_the_status_quo_or_as_one_difference() -> None:
    theirs = (Theirs(alternative=Key("rival"), amount=exactly(4)),)
    assert problems(lambda: replace(CLAIM, against=Key("rival"), theirs=theirs)) == [("theirs", "TWO_COMPARISONS")]
    assert problems(lambda: replace(CLAIM, theirs=(replace(theirs[0], alternative=STATUS_QUO),))) == [("theirs", "TWO_COMPARISONS")]
    assert problems(lambda: replace(CLAIM, amount=None, theirs=theirs)) == [("amount", "MISSING")]
    assert problems(lambda: replace(CLAIM, theirs=theirs * 2)) == [("theirs", "TWICE")]


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (ClaimState.PROPOSED, set()),
        (ClaimState.TESTED, {"evidence.on"}),
        (ClaimState.ENVISIONED, {"evidence.on", "evidence.quote"}),
        (ClaimState.VALUED, {"evidence.on", "evidence.quote", "amount", "evidence.stated_by"}),
        (ClaimState.VALIDATED, {"evidence.on", "evidence.quote", "amount", "evidence.stated_by", "owner", "evidence.confirmed"}),
        (
            ClaimState.REALISED,
            {"evidence.on", "evidence.quote", "amount", "evidence.stated_by", "owner", "evidence.confirmed", "promised"},
        ),
        (ClaimState.REFUTED, {"evidence.on"}),
    ],
)
def test_a_state_needs_what_its_row_and_the_rows_below_it_ask_for(state: ClaimState, asked: set[str]) -> None:
    bare = replace(CLAIM, amount=None)
    if asked:
        assert {path for path, _ in problems(lambda: replace(bare, state=state))} == asked
    complete = replace(CLAIM, owner=PERSON, evidence=FULL, promised=exactly(9), state=state)
    assert complete.state is state


def test_only_what_was_envisioned_passes_the_gate_and_only_what_was_valued_is_stated() -> None:
    assert {state: (state.gate, state.stated) for state in ClaimState} == {
        ClaimState.PROPOSED: (0, False),
        ClaimState.TESTED: (0, False),
        ClaimState.ENVISIONED: (1, False),
        ClaimState.VALUED: (1, True),
        ClaimState.VALIDATED: (1, True),
        ClaimState.REALISED: (1, True),
        ClaimState.REFUTED: (0, False),
    }


def test_the_history_leads_to_the_state_step_by_step() -> None:
    first = Move(before=ClaimState.PROPOSED, after=ClaimState.TESTED, by="Ana", evidence=FULL)
    last = Move(before=ClaimState.ENVISIONED, after=ClaimState.VALUED, by="Ana", evidence=FULL)
    assert problems(lambda: replace(CLAIM, moves=(first, last), evidence=FULL)) == [
        ("moves", "HISTORY_BROKEN"),
        ("moves[1]", "HISTORY_BROKEN"),
    ]


def test_an_override_is_a_sentence_about_another_claim() -> None:
    assert problems(lambda: Override(verdict=Verdict.SAME, said=" ", by=PERSON)) == [("said", "MISSING"), ("claim", "MISSING")]
    assert Override(verdict=Verdict.DIFFERENT, said="another budget", by=PERSON).claim is None
