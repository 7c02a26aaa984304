"""How much the customer should prefer us: by the difference, against the best alternative, believed or not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from alder import AUDIT, CONNECTOR, EARLY_PAY, OVERTIME, alder, alder_network, amounts, claim, price, rival
from valuenet.model.claim import Claim, Theirs
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Belief
from valuenet.model.ids import ClaimId, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.booking import booking
from valuenet.value.present_value import terms
from valuenet.value.price import Verdict
from valuenet.value.standing import Standing, standing

NET = alder_network()
REASONS = ((OVERTIME, "ap-labour"), (EARLY_PAY, "supplier-discounts"), (AUDIT, "audit-cost"), (CONNECTOR, "it-effort"))
ONCE = ValueSettings(horizon_years=1, discount_rate=Decimal(0))
"""One year without discounting: amounts a year are present values."""


def stand(opportunity: Opportunity, settings: ValueSettings = ONCE) -> Standing:
    return standing(opportunity, booking(opportunity, NET), terms(opportunity, settings), settings)


def against_the_status_quo(ours: int, theirs: int | None, **fields: object) -> Opportunity:
    """One claim with what we and Competitor B deliver, in single units of money."""
    told = () if theirs is None else (Theirs(alternative=rival().key, amount=amounts(theirs, theirs, theirs, thousands=False)),)
    row = claim(
        NET,
        OVERTIME,
        "ap-labour",
        amounts(ours, ours, ours, thousands=False),
        ClaimState.VALUED,
        "ap-manager",
        against=STATUS_QUO,
        theirs=told,
    )
    return alder(NET, **{"claims": (row,), "switching_cost": Decimal(0), **fields})


def reasons(*differences: int) -> tuple[Claim, ...]:
    """Stated differences from Competitor B, each on a line of its own, in single units of money."""
    return tuple(
        claim(NET, key, line, amounts(more, more, more, thousands=False), ClaimState.VALUED, "cfo")
        for more, (key, line) in zip(differences, REASONS, strict=False)
    )


def offered(yearly: int, theirs: int) -> dict[str, object]:
    return {"price": price(yearly, 0), "alternatives": (replace(rival(), price=price(theirs, 0), switching_cost=Decimal(0)),)}


def test_the_difference_decides_where_the_ratios_say_the_opposite() -> None:
    """Smith and Nagle 2005, A Question of Value: 15 000 at 6 000 against 10 000 at 3 000."""
    found = stand(against_the_status_quo(15_000, 10_000, **offered(6_000, 3_000))).stated
    assert found.option.key == rival().key
    assert found.amount == 2_000
    assert (15_000 / 6_000, round(10_000 / 3_000, 2)) == (2.50, 3.33)


def test_the_economic_value_of_a_tractor() -> None:
    """Kotler and Keller, Marketing Management: 90 000 + 7 000 + 6 000 + 5 000 + 2 000."""
    rows = reasons(7_000, 6_000, 5_000, 2_000)
    found = stand(alder(NET, claims=rows, switching_cost=Decimal(0), **offered(100_000, 90_000))).stated
    assert found.economic_value == 110_000
    assert found.amount == 10_000


def test_the_economic_value_to_the_customer_is_the_reference_price_and_the_differences() -> None:
    """Economic value to the customer: 300 + 350 + 100 + 200 = 950."""
    rows = reasons(350, 100, 200)
    assert stand(alder(NET, claims=rows, switching_cost=Decimal(0), **offered(400, 300))).stated.economic_value == 950


def test_the_status_quo_is_the_best_alternative_where_a_rival_costs_more_than_it_brings() -> None:
    found = stand(against_the_status_quo(15_000, 2_000, **offered(6_000, 3_000))).stated
    assert found.option.key == STATUS_QUO
    assert found.amount == 9_000
    assert {one.option.key: one.preference for one in found.comparisons} == {rival().key: 10_000, STATUS_QUO: 9_000}
    assert found.assumed == ""


def test_what_a_rival_was_not_told_to_deliver_is_nothing() -> None:
    found = stand(against_the_status_quo(15_000, None, **offered(6_000, 3_000))).stated
    assert {one.option.key: one.preference for one in found.comparisons} == {rival().key: 12_000, STATUS_QUO: 9_000}


def test_differences_from_one_alternative_make_it_the_best_and_say_so() -> None:
    found = stand(alder(NET)).stated
    assert found.option.key == rival().key
    assert {one.option.key: one.preference is None for one in found.comparisons} == {rival().key: False, STATUS_QUO: True}
    assert found.assumed.endswith("which is assumed to be the best alternative: against Status quo it is not known")


def test_the_seller_s_own_number_is_beside_the_headline_never_in_it() -> None:
    row = claim(NET, "fewer-audit-findings", "audit-cost", amounts(10, 30, 80), ClaimState.ENVISIONED, "controller")
    before = alder(NET)
    found = stand(replace(before, claims=(*(one for one in before.claims if one.id != row.id), row)))
    assert found.stated.amount == stand(before).stated.amount
    assert found.envisioned.value.likely == found.stated.value.likely + 30_000
    assert found.unbuilt == 0


def test_ratios_are_shown_only_where_they_mean_something() -> None:
    cheaper = stand(against_the_status_quo(15_000, 10_000, **offered(2_000, 3_000))).stated
    assert cheaper.ratio is None
    assert cheaper.break_even_belief == Decimal(-1_000) / 5_000
    worse = stand(against_the_status_quo(5_000, 10_000, **offered(6_000, 3_000))).stated
    assert worse.break_even_belief is None


def believing(**shares: str) -> Opportunity:
    """The example in which the owners of overtime and discounts say how far they believe."""
    opportunity = alder(NET)
    rows: list[Claim] = []
    for one in opportunity.claims:
        share = shares.get({OVERTIME: "overtime", EARLY_PAY: "discounts"}.get(one.outcome_key, ""))
        told = (Belief(stakeholder=one.owner or StakeholderId(""), share=Decimal(share)),) if share else ()
        rows.append(replace(one, beliefs=told))
    return replace(opportunity, claims=tuple(rows))


def test_what_is_doubted_is_to_be_proved_not_discounted() -> None:
    found = stand(believing(overtime="0.3", discounts="0.5"), ValueSettings())
    assert found.stated.amount > 0 > found.believed.preference
    assert found.believed.prove_it
    assert [doubt.booked.claim.outcome_key for doubt in found.believed.doubts] == [OVERTIME, EARLY_PAY], "the largest doubt first"
    assert found.guidance.verdict is Verdict.PROVE_IT


def test_full_belief_and_no_word_at_all_are_no_reason_to_prove_anything() -> None:
    assert not stand(believing(overtime="1", discounts="1"), ValueSettings()).believed.prove_it
    silent = stand(alder(NET), ValueSettings()).believed
    assert not silent.prove_it
    assert silent.unknown_share == 1


def test_the_share_without_a_belief_is_stated() -> None:
    found = stand(believing(overtime="1")).believed
    assert found.unknown_share == Decimal(35_000) / 85_000
    assert found.value == 50_000


def test_of_several_people_each_weighs_by_influence() -> None:
    opportunity = alder(NET)
    told = (
        Belief(stakeholder=StakeholderId("stk_ap-manager"), share=Decimal("0.9")),
        Belief(stakeholder=StakeholderId("stk_cfo"), share=Decimal("0.3")),
    )
    rows = tuple(replace(one, beliefs=told) if one.id == ClaimId(f"clm_{OVERTIME}") else one for one in opportunity.claims)
    assert stand(replace(opportunity, claims=rows)).believed.value == 50_000 * Decimal("0.7")
    equal = tuple(replace(person, influence=Decimal(0)) for person in opportunity.stakeholders)
    assert stand(replace(opportunity, claims=rows, stakeholders=equal)).believed.value == 50_000 * Decimal("0.6")


def test_a_difference_that_the_customer_refuted_hides_no_alternative() -> None:
    row = against_the_status_quo(20_000, None).claims[0]
    refuted = claim(NET, AUDIT, "audit-cost", amounts(1, 2, 3), ClaimState.REFUTED, "controller")
    personal = claim(NET, CONNECTOR, "it-effort", amounts(1, 2, 3), ClaimState.VALUED, "it-lead", personal=True)
    found = stand(alder(NET, claims=(row, refuted, personal))).stated
    assert (found.option.key, found.assumed) == (STATUS_QUO, "")
    assert found.amount == stand(alder(NET, claims=(row,))).stated.amount
