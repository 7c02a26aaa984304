"""Two scorecards of one opportunity are compared: what moved, and who changed what between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alder import AUDIT, PROFIT, alder
from dealing import desk
from selling import ANN, BEN
from valuenet.errors import InvalidQuestion
from valuenet.model.edits import Remove
from valuenet.model.evidence import Evidence
from valuenet.model.ids import StakeholderId
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.claims import ClaimMove, claim_move
from valuenet.service.networks import EditBatch, network_edit
from valuenet.service.opportunity_opening import OpportunityPut, opportunity_put
from valuenet.service.scorecard_comparing import Revisions, scorecards_compared
from valuenet.service.scorecards import Freezing, scorecard_freeze
from valuenet.service.value_settings import SettingsChange, value_settings_change
from valuenet.store.protocol import Store
from valuenet.value.booked import Decision

VALUED = ClaimMove(
    opportunity="alder-foods",
    claim=AUDIT,
    to=ClaimState.VALUED,
    evidence=Evidence(on=date(2026, 3, 9), quote="It costs us weeks", stated_by=StakeholderId("controller")),
    reason="the call of Monday",
)


def test_nothing_moved_where_nothing_was_changed(store: Store) -> None:
    there = desk(store)
    there.whole()
    frozen = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods"))

    found = scorecards_compared(there.library, ANN, frozen.record.id)

    assert (found.figures, found.claims, found.changes) == ((), (), ())
    assert found.before == found.after == Revisions(opportunity=1, network=1, settings=0)


def test_a_claim_that_was_valued_since_shows_with_the_money_that_it_brought_and_who_moved_it(store: Store) -> None:
    there = desk(store)
    there.whole()
    first = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods", stage="discovery"))
    claim_move(there.library, BEN, VALUED)
    second = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods", stage="proof"))
    opportunity_put(there.library, ANN, OpportunityPut(opportunity="alder-foods", fields={"switching_cost": Decimal(50_000)}))

    found = scorecards_compared(there.library, ANN, first.record.id, second.record.id)

    moved = {figure.name: (figure.before, figure.after) for figure in found.figures}
    assert moved["unbuilt value"] == (Decimal("74605.56"), Decimal("0.00"))
    assert moved["preference"] == (Decimal("86908.34"), Decimal("161513.90"))
    assert "switching difference" not in moved
    (audit,) = found.claims
    assert (audit.state_before, audit.state_after) == (ClaimState.PROPOSED, ClaimState.VALUED)
    assert (audit.decision_before, audit.decision_after) == (Decision.UNBUILT, Decision.COUNTED)
    assert [(change.actor, change.reason) for change in found.changes] == [(BEN.actor, "the call of Monday")]


def test_a_network_and_settings_that_moved_on_are_told_with_their_changes(store: Store) -> None:
    there = desk(store)
    there.whole()
    frozen = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods"))
    network_edit(there.library, BEN, EditBatch(network=there.network.id, expected=1, edits=(Remove(key=PROFIT),), reason="not ours"))
    value_settings_change(there.library, ANN, SettingsChange(values={"discount_rate": Decimal("0.2")}, reason="dear money"))

    found = scorecards_compared(there.library, ANN, frozen.record.id)

    assert found.after == Revisions(opportunity=1, network=2, settings=1)
    assert [change.reason for change in found.changes] == ["dear money", "not ours"]
    assert {figure.name for figure in found.figures} >= {"preference", "price difference", "unbuilt value"}


def test_what_people_want_for_themselves_is_told_in_no_comparison(store: Store) -> None:
    there = desk(store)
    there.whole(claims=tuple(replace(claim, personal=claim.outcome_key == AUDIT) for claim in alder(there.network).claims))
    frozen = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods"))
    claim_move(there.library, BEN, VALUED)

    assert scorecards_compared(there.library, ANN, frozen.record.id).claims == ()


def test_scorecards_of_two_opportunities_are_not_compared(store: Store) -> None:
    there = desk(store)
    there.whole("a")
    there.whole("b")
    one, other = (scorecard_freeze(there.library, ANN, Freezing(opportunity=key)).record.id for key in ("a", "b"))

    with pytest.raises(InvalidQuestion, match="is of another opportunity"):
        scorecards_compared(there.library, ANN, one, other)
