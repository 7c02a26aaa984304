"""An opportunity cannot be built broken: everything that does not fit is named at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from alder import AUDIT, EARLY_PAY, FASTER, OVERTIME, RIVAL, alder, alder_network, amounts, claim, lines, price, rival, with_claims
from valuenet.errors import InvalidOpportunity
from valuenet.model.amounts import Price, exactly
from valuenet.model.buying import MoneyLine, Unmet
from valuenet.model.claim import Theirs
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Belief, Override
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.opening import proposed_claims
from valuenet.model.opportunity import MOST_ON_A_LINE, Opportunity
from valuenet.model.plain import plain
from valuenet.model.value_vocabulary import ClaimState, Verdict

NET = alder_network()
ALDER = alder(NET)
NOBODY = StakeholderId("stk_nobody")


def wrong(**changes: object) -> list[tuple[str, str]]:
    """Where and what is wrong with the example when some of its fields are changed."""
    with pytest.raises(InvalidOpportunity) as caught:
        alder(NET, **changes)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def changed(outcome: str, **changes: object) -> tuple[object, ...]:
    """The claims of the example with one of them changed."""
    return tuple(
        replace(one, **changes) if one.outcome_key == outcome else one  # type: ignore[arg-type]  # the names are those of the fields
        for one in ALDER.claims
    )


def test_the_status_quo_is_always_an_alternative_and_costs_nothing() -> None:
    option = ALDER.alternative_by_key[STATUS_QUO]
    assert option.free
    assert option.price.terms == ALDER.price.terms
    costly = replace(option, switching_cost=Decimal(1))
    assert wrong(alternatives=(rival(), costly)) == [("alternatives", "STATUS_QUO_COSTS")]


def test_the_status_quo_is_on_our_terms_also_when_they_change() -> None:
    alone = alder(NET, alternatives=(), claims=())
    longer = replace(alone, price=replace(alone.price, years=5))
    assert longer.alternative_by_key[STATUS_QUO].price.years == 5


def test_a_seed_is_a_number_that_draws_can_start_from() -> None:
    assert wrong(seed=-1) == [("seed", "OUT_OF_BOUNDS")]


@pytest.mark.parametrize(
    ("field", "value", "code"), [("currency", "EUR", "MIXED_CURRENCY"), ("unit", "a seat", "MIXED_UNIT"), ("years", 5, "MIXED_YEARS")]
)
def test_prices_on_other_terms_are_refused(field: str, value: object, code: str) -> None:
    other = replace(rival().price, **{field: value})  # type: ignore[arg-type]  # the names are those of the fields
    assert (f"alternatives[0].price.{field}", code) in wrong(alternatives=(replace(rival(), price=other),))
    assert (f"list_price.{field}", code) in wrong(list_price=other)


def test_a_floor_above_the_list_is_refused() -> None:
    assert wrong(list_price=price(100_000, 30_000), floor_price=price(110_000, 30_000)) == [("floor_price", "NOT_IN_ORDER")]


def test_a_probability_outside_0_to_1_is_refused() -> None:
    bad = {"contribution_margin": Decimal("1.5"), "rate": Decimal(10), "base_rate": Decimal("-0.2")}
    assert wrong(**bad) == [(name, "OUT_OF_BOUNDS") for name in bad]


def test_dates_and_the_outcome_go_together() -> None:
    assert wrong(closed=date(2025, 1, 1)) == [("won", "MISMATCH"), ("closed", "NOT_IN_ORDER")]
    assert wrong(won=True) == [("won", "MISMATCH")]
    assert wrong(expected_close=date(2026, 1, 11)) == [("expected_close", "NOT_IN_ORDER")]
    assert alder(NET, closed=date(2026, 1, 12), won=False).won is False


def test_whatever_a_claim_names_must_be_there() -> None:
    rows = changed(
        OVERTIME,
        line=Key("moon"),
        owner=NOBODY,
        beliefs=(Belief(stakeholder=NOBODY, share=Decimal("0.5")),),
        against=STATUS_QUO,
        theirs=(Theirs(alternative=Key("nobody"), amount=exactly(1)),),
    )
    assert wrong(claims=rows) == [
        ("claims[0].line", "UNKNOWN_MONEY_LINE"),
        ("claims[0].owner", "UNKNOWN_STAKEHOLDER"),
        ("claims[0].beliefs[0]", "UNKNOWN_STAKEHOLDER"),
        ("claims[0].theirs[0]", "UNKNOWN_ALTERNATIVE"),
    ]


def test_a_share_needs_a_baseline_to_be_taken_of() -> None:
    rows = changed(OVERTIME, of_baseline=True, amount=amounts(0, 0, 1, thousands=False))
    assert wrong(claims=rows) == [("claims[0].line", "NO_BASELINE")]
    assert alder(NET, claims=rows, lines=lines(ap_labour=400_000)).line_by_key["ap-labour"].baseline == 400_000


def test_differences_from_two_alternatives_are_refused() -> None:
    second = replace(rival(), key=Key("competitor-c"), name="Competitor C")
    rows = changed(OVERTIME, against=Key("competitor-c"))
    assert wrong(claims=rows, alternatives=(rival(), second)) == [("claims", "TWO_COMPARISONS")]


def test_an_override_is_the_word_of_the_owner_about_two_claims_on_one_line() -> None:
    about = ClaimId(f"clm_{EARLY_PAY}")
    word = Override(verdict=Verdict.DIFFERENT, claim=about, said="another budget", by=StakeholderId("stk_cfo"))
    assert wrong(claims=changed(OVERTIME, overrides=(word,))) == [
        ("claims[0].overrides[0].by", "NOT_THE_OWNER"),
        ("claims[0].overrides[0].claim", "OTHER_LINE"),
    ]
    lost = replace(word, by=StakeholderId("stk_ap-manager"), claim=ClaimId("clm_lost"))
    assert wrong(claims=changed(OVERTIME, overrides=(lost,))) == [("claims[0].overrides[0].claim", "UNKNOWN_CLAIM")]


def test_nothing_is_there_twice() -> None:
    again = replace(ALDER.claims[0], id=ClaimId("clm_again"))
    people = (*ALDER.stakeholders, ALDER.stakeholders[0])
    found = wrong(claims=(*ALDER.claims, again), alternatives=(rival(), rival()), lines=(*lines(), lines()[0]), stakeholders=people)
    assert found == [
        ("alternatives", "TWICE"),
        ("lines", "TWICE"),
        ("stakeholders", "TWICE"),
        ("stakeholders", "TWICE"),
        ("claims", "TWICE"),
    ]


def test_a_refuted_claim_may_be_claimed_anew() -> None:
    refuted = claim(NET, AUDIT, "audit-cost", None, ClaimState.REFUTED, "controller", id=ClaimId("clm_old"))
    assert len(alder(NET, claims=(*ALDER.claims, refuted)).claims) == 7


def test_a_money_line_holds_a_bounded_number_of_claims() -> None:
    net = alder_network(*(f"o{number}" for number in range(MOST_ON_A_LINE + 1)))
    rows = tuple(
        claim(net, f"o{number}", "ap-labour", amounts(1, 1, 1), ClaimState.PROPOSED, "cfo") for number in range(MOST_ON_A_LINE + 1)
    )
    with pytest.raises(InvalidOpportunity, match="41 entries, the bound is 40"):
        alder(net, claims=rows)


def test_an_unmet_wish_is_a_known_persons() -> None:
    assert wrong(unmet=(Unmet(said="pay in roubles", by=NOBODY),)) == [("unmet[0].by", "UNKNOWN_STAKEHOLDER")]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidOpportunity) as caught:
        alder(NET, key="Alder Foods", name="", rate=Decimal(2), won=True, claims=changed(OVERTIME, line=Key("moon")))
    assert len(caught.value.problems) == 5
    assert "the opportunity has 5 problems" in str(caught.value)


def test_an_opportunity_survives_being_written_as_plain_data() -> None:
    assert msgspec.convert(plain(ALDER), Opportunity) == ALDER
    assert msgspec.json.decode(msgspec.json.encode(ALDER), type=Opportunity) == ALDER


def test_opening_one_proposes_every_wanted_outcome_that_somebody_desires() -> None:
    proposed = proposed_claims(NET)
    assert [one.outcome_key for one in proposed] == [EARLY_PAY, AUDIT, "higher-profit", FASTER, OVERTIME]
    assert {one.state for one in proposed} == {ClaimState.PROPOSED}
    assert {one.amount for one in proposed} == {None}
    assert alder(NET, claims=proposed).claims == proposed


def test_with_claims_changed_the_rest_stays() -> None:
    bigger = claim(NET, AUDIT, "audit-cost", amounts(1, 2, 3), ClaimState.PROPOSED, "controller")
    assert with_claims(ALDER, [bigger]).claim_by_id[bigger.id].amount == amounts(1, 2, 3)
    assert ALDER.alternative_by_key[RIVAL].price == Price(yearly=Decimal(80_000), one_time=Decimal(20_000), currency="USD")
    assert ALDER.at_list == ALDER.price
    assert MoneyLine(key=Key("x"), name="X").baseline is None
