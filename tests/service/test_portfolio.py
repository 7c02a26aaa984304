"""All opportunities at once: forecasts kept and compared with what came, discounts by group, calibration when enough are closed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from alder import price
from conftest import Sent
from dealing import desk
from selling import ANN, BEN
from valuenet.errors import InvalidOpportunity
from valuenet.model.edits import Remove
from valuenet.model.value_vocabulary import OpportunityKind
from valuenet.service.calibrations import workspace_calibration
from valuenet.service.claims import OpportunityClosing, opportunity_close
from valuenet.service.discounting import Grouping, discounts
from valuenet.service.exceptions import ExceptionDecision, ExceptionRequest, price_exception_decide, price_exception_request
from valuenet.service.networks import EditBatch, network_delete, network_edit
from valuenet.service.opportunities import OpportunityQuestion
from valuenet.service.opportunity_opening import OpportunityPut, opportunity_put
from valuenet.service.portfolio import ForecastKeeping, forecast_keep, forecasts_kept, portfolio
from valuenet.service.scorecards import scorecard
from valuenet.service.value_settings import SettingsChange, value_settings_change
from valuenet.store.protocol import Store

FEW = SettingsChange(
    values={"calibration_closed": 6, "calibration_won": 3, "calibration_lost": 3, "ranking_minimum": 2}, reason="a small shop"
)


def test_a_portfolio_says_of_every_open_opportunity_what_its_scorecard_says(store: Store) -> None:
    there = desk(store)
    there.whole()
    there.whole("birch", at="Birch", price=price(200_000, 0))
    there.closed("cedar", won=True, at="Cedar")

    found = portfolio(there.library, ANN)

    card = scorecard(there.library, ANN, "alder-foods").scorecard
    positions = {str(one.key): one for one in found.positions}
    assert set(positions) == {"alder-foods", "birch"}
    alder = positions["alder-foods"]
    assert (round(alder.preference, 2), round(alder.unbuilt, 2)) == (card.stated.preference.amount, card.unbuilt.amount)
    assert alder.chance is not None
    assert round(Decimal(alder.chance), 6) == card.winning.chance.amount
    assert alder.amount == 390_000
    forecast = found.portfolio.prior
    assert (forecast.deals, found.portfolio.calibrated.deals) == (2, 0)
    assert [one.key for one in found.portfolio.by_preference] == ["alder-foods", "birch"]
    assert found.opportunities[alder.opportunity].record.name == "Alder Foods, invoice automation"


def test_what_no_forecast_can_count_is_named_with_the_reason(store: Store) -> None:
    there = desk(store)
    there.whole()
    value_settings_change(there.library, ANN, SettingsChange(values={"currency": "EUR"}, reason="we moved"))

    found = portfolio(there.library, ANN)

    assert not found.positions
    assert [(one.opportunity.record.key, "EUR" in one.because) for one in found.left_out] == [("alder-foods", True)]
    with pytest.raises(InvalidOpportunity, match="no deal in it"):
        forecast_keep(there.library, ANN, ForecastKeeping(title="Spring"))
    network_delete(there.library, ANN, there.network.id, expected=1)
    assert "is gone" in portfolio(there.library, ANN).left_out[0].because


def test_an_outcome_that_was_removed_leaves_the_rest_of_an_opportunity_in_the_forecast(store: Store) -> None:
    there = desk(store)
    there.whole()
    network_edit(there.library, ANN, EditBatch(network=there.network.id, expected=1, edits=(Remove(key="higher-profit"),)))

    assert [one.key for one in portfolio(there.library, ANN).positions] == ["alder-foods"]


def test_a_portfolio_costs_a_fixed_number_of_store_calls(store: Store, sent: Sent) -> None:
    there = desk(store)
    there.whole()
    counts = []
    for keys in ((), ("b", "c", "d", "e")):
        for key in keys:
            there.whole(key, at=f"Account {key}")
        portfolio(there.library, ANN)
        discounts(there.library, ANN)
        sent.clear()
        portfolio(there.library, ANN)
        discounts(there.library, ANN)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12


def test_a_kept_forecast_is_compared_with_what_came(store: Store) -> None:
    there = desk(store)
    for key in ("a", "b"):
        there.whole(key, at=f"Account {key}")
    kept = forecast_keep(there.library, ANN, ForecastKeeping(title="Spring"), "once")
    opportunity_close(there.library, BEN, OpportunityClosing(opportunity="a", won=True, pocket_price=price(100_000, 30_000)))

    early = forecasts_kept(there.library, ANN)
    opportunity_close(there.library, BEN, OpportunityClosing(opportunity="b", won=False))
    late = forecasts_kept(there.library, ANN)

    assert [deal.amount for deal in kept.record.deals] == [390_000, 390_000]
    assert {deal.label for deal in kept.record.deals} == {"prior, not calibrated"}
    assert kept.record.mean == Decimal("483055.56")
    assert [(view.came, view.open, view.settled) for view in early.forecasts] == [(Decimal(330_000), 1, False)]
    assert (early.comparison.n, late.comparison.n) == (0, 1)
    assert late.forecasts[0].settled
    assert late.forecasts[0].kept == kept
    assert late.comparison.within == 1


def test_a_forecast_may_be_of_some_opportunities_only(store: Store) -> None:
    there = desk(store)
    there.whole("a", owner="Ana")
    there.whole("b", owner="Ben")

    kept = forecast_keep(there.library, ANN, ForecastKeeping(title="Ana's", question=OpportunityQuestion(owner="ana")))

    assert [deal.opportunity for deal in kept.record.deals] == ["opp_a"]


def test_discounts_are_told_by_group_beside_their_mix(store: Store) -> None:
    there = desk(store)
    value_settings_change(there.library, ANN, FEW)
    rows = (("a", "Ana", 100, 90), ("b", "Ana", 200, 150), ("c", "Ben", 150, 150), ("d", "Cy", 80, 76))
    for key, owner, top, net in rows:
        kind = OpportunityKind.RENEWAL if key == "b" else OpportunityKind.NEW
        there.closed(
            key, won=True, at=f"Account {key}", owner=owner, kind=kind, freeze=False,
            price=price(0, net), list_price=price(0, top), pocket_price=price(0, net),
        )  # fmt: skip
    there.closed("lost", won=False, at="Lost", owner="Ana", freeze=False, list_price=price(0, 100), price=price(0, 1))
    there.closed("unknown", won=True, at="Unknown", owner="Ana", freeze=False)

    found = discounts(there.library, ANN, Grouping.SELLER)

    assert (found.total.n, found.total.discount, found.total.list_price) == (4, Decimal(64), Decimal(530))
    ana, ben, cy = found.groups
    assert [(group.name, group.spend.rate, group.rank) for group in (ana, ben, cy)] == [
        ("Ana", Decimal(60) / 300, 1),
        ("Ben", Decimal(0), None),
        ("Cy", Decimal("0.05"), None),
    ]
    assert ana.mix == (("renewal", Decimal(2) / 3), ("new", Decimal(1) / 3))
    assert [kept.record.key for kept in found.deals["Ana"]] == ["a", "b"]
    assert [kept.record.key for kept in found.left_out] == ["unknown"]
    assert ana.spend.of_margin == Decimal(60) / 180
    by_customer = discounts(there.library, ANN, Grouping.CUSTOMER, question=OpportunityQuestion(owner="Ana"))
    assert [group.name for group in by_customer.groups] == ["Account b", "Account a"]


def test_a_discount_beyond_what_the_evidence_justified_shows_as_not_justified(store: Store) -> None:
    there = desk(store)
    there.whole(list_price=price(130_000, 30_000))
    asked = price_exception_request(
        there.library, ANN, ExceptionRequest(opportunity="alder-foods", asked=Decimal(20_000), reason="They ask")
    )
    price_exception_decide(
        there.library, BEN, ExceptionDecision(exception=asked.record.id, granted=Decimal(20_000), reason="We want the name")
    )
    opportunity_close(there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=True))

    found = discounts(there.library, ANN)

    assert (found.total.n, found.total.assessed, found.total.unjustified_share) == (1, 1, Decimal(1))


def test_nothing_is_calibrated_until_enough_are_closed(store: Store) -> None:
    there = desk(store)
    there.closed("a", won=True)
    there.closed("b", won=False, freeze=False)

    found = workspace_calibration(there.library, ANN)

    assert not found.calibration.used
    assert found.learned_from == ("opp_a",)
    assert "1 of the 30 closed opportunities that it takes" in found.calibration.why_not
    assert portfolio(there.library, ANN).calibration == found.calibration


def test_closed_opportunities_calibrate_the_likelihood_from_what_was_frozen_before(store: Store) -> None:
    there = desk(store)
    value_settings_change(there.library, ANN, FEW)
    there.whole("open", at="Open")
    prior = scorecard(there.library, ANN, "open").scorecard.winning
    for number in range(8):
        won = number % 2 == 0
        there.closed(f"c{number}", won=won, at=f"Account {number}", price=price(90_000 if won else 190_000 + number * 1000, 30_000))
    opportunity_put(there.library, ANN, OpportunityPut(opportunity="c0", fields={"price": price(900_000, 0)}))

    found = workspace_calibration(there.library, ANN)
    card = scorecard(there.library, ANN, "open").scorecard

    assert found.calibration.used
    assert len(found.learned_from) == 8
    assert sum(one.n for one in found.table) == 8
    assert card.winning.label.startswith("calibrated (n = 8, Brier 0.")
    assert card.winning.chance.amount != prior.chance.amount
    everything = portfolio(there.library, ANN).portfolio
    assert (everything.calibrated.deals, everything.prior.deals) == (1, 0)
    kept = forecast_keep(there.library, ANN, ForecastKeeping(title="Calibrated"))
    assert {deal.label for deal in kept.record.deals} == {card.winning.label}
    assert kept.record.mean == everything.calibrated.independent.mean
