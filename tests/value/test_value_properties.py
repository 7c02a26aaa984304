"""What holds of every booking and every preference, on random maps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from alder import alder_directory, rival
from random_opportunities import OTHER, opportunities
from valuenet.model.buying import Option
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Belief
from valuenet.model.ids import AlternativeId, Key
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booked import Booked, Decision
from valuenet.value.booking import booking, booking_if
from valuenet.value.line_amounts import total
from valuenet.value.personas import persona_values
from valuenet.value.preference import preference, value_of
from valuenet.value.present_value import Terms, factor, price_value, terms
from valuenet.value.same_money import same_money
from valuenet.value.scorecard import scorecard
from valuenet.value.standing import standing

SETTINGS = ValueSettings(draws=200)
NEAR = Decimal("1e-15")

Case = tuple[Network, Opportunity]
fast = settings(deadline=None, max_examples=40)


def terms_of(opportunity: Opportunity) -> Terms:
    return terms(opportunity, SETTINGS)


def value(booked: tuple[Booked, ...], amount: Callable[[Booked], Decimal], on: Terms) -> Decimal:
    """Σ PV of an amount of each claim."""
    return sum((amount(one) * factor(one.claim.timing, on) for one in booked), Decimal(0))


def theirs(one: Booked, alternative: str) -> Decimal:
    return sum((their.amount.likely for their in one.theirs if their.alternative == alternative), Decimal(0))


@given(opportunities())
@fast
def test_gate_zero_means_zero(case: Case) -> None:
    network, opportunity = case
    whole = booking(opportunity, network)
    assert all(one.state.gate for one in whole.counted)
    passed = replace(opportunity, claims=tuple(one for one in opportunity.claims if one.state.gate))
    alone = booking(passed, network)
    assert [(one.claim.id, one.ours) for one in alone.counted] == [(one.claim.id, one.ours) for one in whole.counted]
    on = terms_of(opportunity)
    assert preference(passed, alone.stated, on).amount == preference(opportunity, whole.stated, on).amount


@given(opportunities())
@fast
def test_arrows_never_add_money(case: Case) -> None:
    network, opportunity = case
    without = replace(network, arrows=())
    counted, without_arrows = (total([one.ours for one in booking(opportunity, of).counted]).likely for of in (network, without))
    assert counted <= without_arrows + NEAR


@given(opportunities())
@fast
def test_what_counts_on_a_line_is_never_the_same_money_and_leaves_out_only_what_is(case: Case) -> None:
    network, opportunity = case
    joined = same_money(opportunity, network).joined
    booked = booking(opportunity, network)
    counted = {one.claim.id for one in booked.counted}
    assert all(not joined[claim] & counted for claim in counted)
    for one in booked.of(Decision.SAME_MONEY):
        waiting = {other.claim.id for other in booked.of(Decision.UNBUILT)} if not one.state.gate else set()
        assert joined[one.claim.id] & (counted | waiting), one.because


@given(opportunities())
@fast
def test_no_line_gives_more_than_its_baseline_in_any_case(case: Case) -> None:
    network, opportunity = case
    for line in booking(opportunity, network).lines:
        if line.line.baseline is not None:
            assert line.counted.high <= line.line.baseline + NEAR


@given(opportunities())
@fast
def test_the_preference_is_our_surplus_less_the_best_of_theirs(case: Case) -> None:
    network, opportunity = case
    on, booked = terms_of(opportunity), booking(opportunity, network).stated
    found = preference(opportunity, booked, on)
    ours = value(booked, lambda one: one.ours.likely, on) - price_value(opportunity.price, on) - opportunity.switching_cost
    surpluses = {
        option.key: value(booked, lambda one, key=option.key: theirs(one, key), on)  # type: ignore[misc]  # bound at once
        - price_value(option.price, on)
        - option.switching_cost
        for option in opportunity.alternatives
    }
    assert abs(ours - max(surpluses.values()) - found.amount) < NEAR
    assert abs(surpluses[found.option.key] - max(surpluses.values())) < NEAR
    assert surpluses[STATUS_QUO] == 0


@given(opportunities())
@fast
def test_at_the_indifference_price_the_preference_is_nothing(case: Case) -> None:
    network, opportunity = case
    on, booked = terms_of(opportunity), booking(opportunity, network).stated
    economic_value = preference(opportunity, booked, on).economic_value
    if economic_value >= 0:
        there = replace(opportunity, price=replace(opportunity.price, one_time=economic_value, yearly=Decimal(0)))
        assert abs(preference(there, booked, on).amount) < NEAR


@given(opportunities(), st.integers(0, 50), st.integers(0, 50))
@fast
def test_a_dominated_third_option_changes_nothing(case: Case, dearer: int, harder: int) -> None:
    network, opportunity = case
    best = opportunity.alternative_by_key[rival().key]
    worse = Option(
        alternative=AlternativeId("alt_worse"),
        key=Key("worse"),
        name="Worse",
        price=replace(best.price, yearly=best.price.yearly + dearer),
        switching_cost=best.switching_cost + harder,
    )
    claims = tuple(
        replace(
            one, theirs=(*one.theirs, *(replace(their, alternative=worse.key) for their in one.theirs if their.alternative == best.key))
        )
        for one in opportunity.claims
    )
    more = replace(opportunity, claims=claims, alternatives=(*opportunity.alternatives, worse))
    here, there = (standing(one, booking(one, network), terms_of(one), SETTINGS) for one in (opportunity, more))
    assert there.stated.amount == here.stated.amount
    assert there.guidance == here.guidance


@given(opportunities())
@fast
def test_owned_value_adds_up_to_the_total(case: Case) -> None:
    network, opportunity = case
    on, booked = terms_of(opportunity), booking(opportunity, network).counted
    found = persona_values(opportunity, booked, alder_directory(), OTHER, on)
    whole = sum((money.likely for one in booked if (money := value_of(one, OTHER, on)) is not None), Decimal(0))
    assert abs(sum((one.owned.amount or Decimal(0) for one in found), Decimal(0)) - whole) <= Decimal("0.01") * len(found)


@given(opportunities())
@settings(deadline=None, max_examples=15)
def test_the_same_opportunity_gives_the_same_scorecard_whatever_the_stage(case: Case) -> None:
    network, opportunity = case
    known = alder_directory()
    first = scorecard(opportunity, network, known, SETTINGS)
    assert scorecard(opportunity, network, known, SETTINGS) == first
    assert replace(scorecard(replace(opportunity, stage="signed"), network, known, SETTINGS), stage=first.stage) == first


@given(opportunities(), st.integers(0, 100))
@fast
def test_belief_never_changes_the_headline(case: Case, percent: int) -> None:
    network, opportunity = case
    person = opportunity.stakeholders[0].id
    doubted = tuple(replace(one, beliefs=(Belief(stakeholder=person, share=Decimal(percent) / 100),)) for one in opportunity.claims)
    there = replace(opportunity, claims=doubted)
    here, there_ = (standing(one, booking(one, network), terms_of(one), SETTINGS) for one in (opportunity, there))
    assert there_.stated == here.stated


@given(opportunities())
@fast
def test_asking_what_if_is_the_same_as_moving_the_claim(case: Case) -> None:
    network, opportunity = case
    before, same = booking(opportunity, network), same_money(opportunity, network)
    for one in opportunity.claims:
        for other in opportunity.claims:
            if one.state.rank >= 0 and other.state.rank >= 0:
                asked = booking_if(before, one, other.state, opportunity, network, same)
                evidence = replace(
                    one.evidence, **{name: getattr(other.evidence, name) for name in ("on", "quote", "stated_by", "confirmed")}
                )
                moved = replace(one, state=other.state, evidence=evidence, promised=other.promised)
                claims = tuple(moved if each.id == one.id else each for each in opportunity.claims)
                truly = booking(replace(opportunity, claims=claims), network)
                assert [(each.decision, each.ours, each.theirs) for each in asked.booked] == [
                    (each.decision, each.ours, each.theirs) for each in truly.booked
                ]
