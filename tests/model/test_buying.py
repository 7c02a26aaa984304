"""The parts of an opportunity hold the rules about their own texts and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alder import CALLED, alder, alder_network, lines, rival, stakeholders
from valuenet.errors import InvalidOpportunity
from valuenet.model.buying import Unmet, status_quo
from valuenet.model.call import Call, Said
from valuenet.model.evidence import NO_EVIDENCE, Evidence, Move
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.value_vocabulary import ClaimState

PERSON = stakeholders()[0]
SAID = Said(claim=ClaimId("clm_1"))


@pytest.mark.parametrize(
    ("build", "paths"),
    [
        (lambda: replace(PERSON, name=" ", influence=Decimal("1.1")), ["name", "influence"]),
        (lambda: replace(rival(), key=Key("Competitor B"), switching_cost=Decimal(-1)), ["key", "switching_cost"]),
        (lambda: replace(lines()[0], name="", baseline=Decimal(-1)), ["name", "baseline"]),
        (lambda: Unmet(said=""), ["said"]),
        (lambda: replace(SAID, quote="a\x00b", belief=Decimal(-1)), ["quote", "belief"]),
        (lambda: Call(stakeholder=PERSON.id, on=CALLED, by="a\nb", said=(SAID,)), ["by"]),
        (lambda: Evidence(source="a\nb"), ["source"]),
        (lambda: Move(before=ClaimState.PROPOSED, after=ClaimState.TESTED, by="x" * 201, evidence=NO_EVIDENCE), ["by"]),
    ],
)
def test_a_part_names_everything_that_is_wrong_with_it(build: Callable[[], object], paths: list[str]) -> None:
    with pytest.raises(InvalidOpportunity) as caught:
        build()
    assert [problem.path for problem in caught.value.problems] == paths


def test_the_status_quo_is_on_the_terms_of_our_price() -> None:
    price = replace(rival().price, unit="a seat", years=4)
    assert status_quo(price).price.terms == ("USD", "a seat", 4)
    assert status_quo(price).free
    assert not rival().free


def test_the_record_of_a_call_names_people_and_claims_of_the_opportunity() -> None:
    lost = Call(stakeholder=StakeholderId("stk_nobody"), on=date(2026, 4, 1), by="Ana", said=(SAID,))
    with pytest.raises(InvalidOpportunity) as caught:
        alder(alder_network(), calls=(lost,))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("calls[0].stakeholder", "UNKNOWN_STAKEHOLDER"),
        ("calls[0].said", "UNKNOWN_CLAIM"),
    ]


def test_an_opportunity_holds_a_bounded_number_of_each_part() -> None:
    with pytest.raises(InvalidOpportunity, match="unmet: has 201 entries, the bound is 200"):
        alder(alder_network(), unmet=tuple(Unmet(said=f"wish {number}") for number in range(201)))
