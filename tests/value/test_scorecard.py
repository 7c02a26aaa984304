"""One call says everything, every figure says where it is from, and the reader is told what not to trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from alder import (
    AUDIT,
    CONNECTOR,
    EARLY_PAY,
    FASTER,
    OVERTIME,
    alder,
    alder_directory,
    alder_network,
    amounts,
    claim,
    lines,
    price,
    stakeholders,
    with_claims,
)
from valuenet.errors import InvalidOpportunity
from valuenet.model.amounts import Price, Range
from valuenet.model.claim import Theirs
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Belief
from valuenet.model.ids import Key, NetworkId, OutcomeId, PersonaId, StakeholderId
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.calibration import Calibration, Coefficients
from valuenet.value.figure import Figure, figure, said
from valuenet.value.fit import misfits
from valuenet.value.scorecard import Scorecard, scorecard

NET = alder_network()
ALDER = alder(NET)
PEOPLE = alder_directory()
SETTINGS = ValueSettings(revision=7, draws=500)


def card(opportunity: Opportunity = ALDER, settings: ValueSettings = SETTINGS) -> Scorecard:
    return scorecard(opportunity, NET, PEOPLE, settings)


def figures(value: object) -> Iterator[Figure]:
    """Every figure anywhere in a value."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from figures(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name))


def against_the_status_quo(of: str, ours: Range, *, line: str = "ap-labour", **more: object) -> Opportunity:
    """One stated claim against the status quo."""
    row = claim(NET, of, line, ours, ClaimState.VALIDATED, "ap-manager", against=STATUS_QUO, **more)
    return alder(NET, claims=(row,))


def test_a_scorecard_carries_the_revisions_that_it_was_computed_from() -> None:
    found = card()
    assert (found.network_revision, found.settings_revision, found.seed) == (NET.revision, 7, ALDER.seed)
    assert (found.rate, found.years, found.currency) == (Decimal("0.10"), 3, "USD")


def test_every_figure_has_a_unit_and_says_what_it_is_made_of_or_why_it_is_not_known() -> None:
    found = list(figures(card()))
    assert len(found) > 80
    assert [one for one in found if not one.unit] == []
    assert [one for one in found if not (one.formula or one.source)] == []
    assert [one for one in found if one.amount is None and not one.source] == []


def test_the_value_expands_to_its_claims() -> None:
    value = card().stated.value
    assert [given.name for given in value.inputs] == [
        f"{OVERTIME} on ap-labour",
        f"{EARLY_PAY} on supplier-discounts",
        f"{CONNECTOR} on it-effort",
    ]
    assert value.amount is not None
    assert round(sum((given.amount or Decimal(0) for given in value.inputs), Decimal(0)), 2) == value.amount
    assert "less-overtime (validated, 2026-03-02)" in value.source


def test_a_claim_shows_the_words_it_rests_on() -> None:
    (overtime,) = [one for one in card().claims if one.outcome == OVERTIME]
    assert overtime.value.source == "in their own words, call, 2026-03-02"
    assert overtime.because.startswith("Ap manager, who owns the number, confirmed it in writing on 2026-03-02")


def test_a_scorecard_survives_being_written_as_plain_data() -> None:
    found = card()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Scorecard) == found


def test_another_seed_moves_only_what_was_drawn() -> None:
    one, other = card(), card(replace(ALDER, seed=2))
    assert one.uncertainty.independent.p10 != other.uncertainty.independent.p10
    assert one.uncertainty.independent.sd == other.uncertainty.independent.sd
    assert replace(other, uncertainty=one.uncertainty, seed=1) == one


def test_whose_doing_the_money_is_adds_up_to_what_speaks_for_us() -> None:
    found = card().delivery
    assert sum((one.credit.amount or 0 for one in found.doings), found.other_causes.amount or 0) == 95_000
    assert sum((one.split.amount or 0 for one in found.doings), Decimal(-10_000)) == found.expected.amount


def test_a_drawback_that_nothing_of_ours_brings_about_is_certain() -> None:
    chances = {one.outcome: one.likelihood.amount for one in card().claims}
    assert chances[Key(CONNECTOR)] == 1
    assert chances[Key(FASTER)] == Decimal("0.7")
    assert chances[Key(AUDIT)] == 0


def test_npv_roi_and_payback_are_against_the_status_quo() -> None:
    found = card(against_the_status_quo(OVERTIME, amounts(400, 400, 400))).investment
    assert found.npv.amount == Decimal("626318.56"), "400 000 less 120 000 a year, less 70 000 at signature"
    assert found.payback.amount == Decimal("0.25"), "70 000 of 280 000 a year"
    assert found.roi.amount == Decimal("1.700002"), "626 319 on 368 422"


def test_what_was_told_against_a_rival_has_no_return_against_the_status_quo() -> None:
    found = card().investment
    assert found.npv.amount is found.roi.amount is found.payback.amount is None
    assert found.npv.source == "not known: the amounts are differences from Competitor B"


def test_owned_value_adds_up_to_the_whole_and_interest_overlaps() -> None:
    both = tuple(replace(one, interested=(PersonaId("per_cfo"), PersonaId("per_treasurer"))) for one in ALDER.claims)
    found = card(replace(ALDER, claims=both))
    assert sum((one.owned.amount or 0 for one in found.personas), Decimal(0)) == found.stated.value.amount
    assert [one.interested.amount for one in found.personas if one.key == "cfo"] == [found.stated.value.amount]


def test_a_number_that_nobody_owns_is_nobody_s() -> None:
    row = replace(claim(NET, OVERTIME, "ap-labour", amounts(1, 1, 1), ClaimState.VALUED, "cfo"), owner=None)
    found = card(replace(ALDER, claims=(row,)))
    assert [(one.persona, one.name) for one in found.personas][-1] == (None, "nobody owns the number")


def test_personal_outcomes_are_beside_the_case() -> None:
    personal = claim(NET, FASTER, "ap-labour", amounts(5, 5, 5), ClaimState.VALUED, "ap-manager", personal=True)
    found = card(with_claims(ALDER, [personal]))
    assert [one.outcome for one in found.personal] == [FASTER]
    assert FASTER not in [one.outcome for one in found.claims]
    assert found.personal_subtotal.amount == Decimal("12434.26")
    assert found.stated == card().stated


def test_at_a_price_of_nothing_ratios_and_the_win_likelihood_are_not_defined() -> None:
    found = card(alder(NET, price=price(0, 0)))
    assert found.winning.chance.amount is None
    assert found.winning.chance.source == "not defined at a price of 0"
    assert found.stated.ratio.amount is None
    assert found.pricing.discount.amount is None


def test_a_calibrated_curve_is_used_and_says_so() -> None:
    curve = Calibration(won=20, lost=20, coefficients=Coefficients(base=0.0, preference=0.0, heard=0.0), brier=0.1, base_brier=0.25)
    found = scorecard(ALDER, NET, PEOPLE, SETTINGS, calibration=curve).winning
    assert found.label == "calibrated (n = 40, Brier 0.100 against 0.250)"
    assert found.chance.amount == Decimal("0.5")


def test_a_doubted_claim_is_named_with_what_the_doubt_costs() -> None:
    row = replace(ALDER.claims[0], beliefs=(Belief(stakeholder=StakeholderId("stk_ap-manager"), share=Decimal("0.2")),))
    (doubt,) = card(with_claims(ALDER, [row])).belief.unproven
    assert (doubt.outcome, doubt.belief.amount, doubt.money.amount) == (OVERTIME, Decimal("0.2"), Decimal("99474.08"))


def test_without_a_margin_nobody_can_say_what_a_discount_must_bring() -> None:
    found = card(replace(ALDER, contribution_margin=None)).pricing.needed_win_rate
    assert (found.amount, found.source) == (None, "the contribution margin was not told")
    too_much = card(replace(ALDER, contribution_margin=Decimal("0.1"), list_price=price(200_000, 30_000))).pricing.needed_win_rate
    assert (too_much.amount, too_much.source) == (None, "no win rate makes up for this discount")


def test_influence_that_nobody_was_given_is_none_heard() -> None:
    quiet = tuple(replace(person, influence=Decimal(0)) for person in stakeholders())
    assert card(replace(ALDER, stakeholders=quiet)).winning.chance.amount == Decimal("0.25"), "the base rate"


def cautions(opportunity: Opportunity) -> str:
    return "\n".join(card(opportunity).cautions)


def test_the_reader_is_told_what_is_assumed_capped_missing_or_not_explained() -> None:
    assert "assumed to be the best alternative" in cautions(ALDER)
    alone = against_the_status_quo(AUDIT, amounts(9, 9, 9), line="audit-cost")
    assert "no claim says where the alternative is better" in cautions(alone)
    assert "nothing of ours leads to “Fewer audit findings” on the map" in cautions(alone)
    assert "what Competitor B delivers of “Fewer audit findings” was not told, and is taken to be nothing" in cautions(alone)
    told = against_the_status_quo(OVERTIME, amounts(9, 9, 9), theirs=(Theirs(alternative=Key("competitor-b"), amount=amounts(1, 1, 1)),))
    assert "was not told" not in cautions(told)
    assert "only the baseline is counted" in cautions(replace(told, lines=lines(ap_labour=8_000)))
    gone = claim(NET, "gone", "ap-labour", amounts(1, 1, 1), ClaimState.VALUED, "cfo")
    assert "gone is claimed and not on the map any more" in cautions(replace(ALDER, claims=(*ALDER.claims, gone)))


def test_another_network_or_another_currency_is_refused_all_at_once() -> None:
    elsewhere = replace(ALDER, network=NetworkId("net_other"))
    with pytest.raises(InvalidOpportunity) as caught:
        card(elsewhere, replace(SETTINGS, currency="EUR"))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("network", "OTHER_NETWORK"),
        ("price.currency", "OTHER_CURRENCY"),
    ]


def test_what_does_not_fit_the_workspace_is_named_all_at_once() -> None:
    foreign = replace(ALDER.claims[0], outcome=OutcomeId("out_elsewhere"), interested=(PersonaId("per_nobody"),))
    person = replace(ALDER.stakeholders[0], persona=PersonaId("per_nobody"))
    lost = replace(ALDER, claims=(foreign, *ALDER.claims[1:]), stakeholders=(person, *ALDER.stakeholders[1:]))
    known = replace(PEOPLE, alternatives=PEOPLE.alternatives[1:])
    assert [(problem.path, problem.code) for problem in misfits(lost, NET, known, SETTINGS)] == [
        ("claims[0].outcome", "OTHER_NETWORK"),
        ("claims[0].interested", "UNKNOWN_PERSONA"),
        ("stakeholders[0].persona", "UNKNOWN_PERSONA"),
        ("alternatives[0].alternative", "UNKNOWN_ALTERNATIVE"),
    ]
    assert misfits(ALDER, NET, PEOPLE, SETTINGS) == ()


def test_money_is_rounded_to_the_cent_and_said_in_groups_of_three() -> None:
    assert figure(Decimal("1.005"), "USD", "").amount == Decimal("1.00")
    assert figure(0.1234567, "share", "").amount == Decimal("0.123457")
    assert said(Decimal("-1234567.8"), "USD a year") == "-1 234 568 USD a year"
    assert said(Decimal("-0.2"), "USD") == "0 USD"


def test_closing_an_opportunity_changes_no_figure() -> None:
    assert card(replace(ALDER, closed=date(2026, 6, 1), won=True)) == card()


def test_the_largest_and_the_smallest_numbers_that_people_may_tell_have_a_scorecard() -> None:
    most, least = Decimal(10) ** 15, Decimal(10) ** -12
    wide = claim(NET, FASTER, "ap-labour", Range(low=-most, likely=most, high=most), ClaimState.VALUED, "ap-manager", against=STATUS_QUO)
    for amount in (most, least):
        paid = Price(yearly=amount, one_time=amount, currency="USD", years=50)
        found = card(replace(ALDER, price=paid, alternatives=(), claims=(wide,), switching_cost=amount))
        assert found.stated.preference.amount is not None
        assert found.winning.chance.amount is not None
