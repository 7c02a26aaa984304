"""Scorecards are computed from what is kept, to the printed digit, frozen at a stage, and price exceptions decided once on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alder import AUDIT, PROFIT, RIVAL, at_list
from conftest import Sent
from dealing import Desk, desk
from selling import ANN, BEN
from valuenet.errors import InvalidOpportunity, NotFound, StaleRevision, StoreCorrupt
from valuenet.model.edits import Remove
from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.new_test import NewTest
from valuenet.model.vocabulary import TestResult
from valuenet.service.claims import OpportunityClosing, opportunity_close
from valuenet.service.dialogue import message_test
from valuenet.service.exceptions import (
    ExceptionDecision,
    ExceptionQuestion,
    ExceptionRequest,
    price_exception_called,
    price_exception_decide,
    price_exception_page,
    price_exception_request,
    price_exceptions_of,
)
from valuenet.service.history import since
from valuenet.service.networks import EditBatch, network_delete, network_edit
from valuenet.service.opportunity_opening import OpportunityPut, opportunity_put
from valuenet.service.scorecards import (
    Freezing,
    frozen_called,
    frozen_scorecards,
    scorecard,
    scorecard_freeze,
    scorecard_read,
)
from valuenet.store.protocol import Store
from valuenet.value.price import Verdict

AT_LIST = Decimal(15_000)


def asking(there: Desk, by: object = ANN, **changes: object) -> str:
    """A price exception that Ann asks for."""
    told = replace(ExceptionRequest(opportunity="alder-foods", asked=AT_LIST, reason="They ask for 15 %"), **changes)  # type: ignore[arg-type]  # tests name the fields
    return price_exception_request(there.library, ANN, told).record.id


def test_the_worked_example_is_scored_from_what_is_kept(store: Store) -> None:
    there = desk(store)
    view = there.whole()

    found = scorecard(there.library, BEN, "alder-foods")

    assert found.scorecard.stated.preference.amount == Decimal("86908.34")
    assert found.scorecard.unbuilt.amount == Decimal("74605.56")
    assert found.scorecard.winning.chance.amount is not None
    assert round(found.scorecard.winning.chance.amount, 3) == Decimal("0.619")
    assert found.scorecard.stated.alternative == RIVAL
    assert (found.scorecard.network_revision, found.opportunity_revision, found.scorecard.settings_revision) == (1, 1, 0)
    assert scorecard(there.library, ANN, view.opportunity.id).scorecard == found.scorecard


def test_a_scorecard_carries_what_tests_say_of_the_claimed_outcomes(store: Store) -> None:
    there = desk(store)
    there.whole()
    for account, result, stated in (("Alder Foods", TestResult.VALIDATED, 20_000), ("Birch", TestResult.REFUTED, None)):
        told = NewTest(
            outcome=f"invoice-automation/{AUDIT}", persona="controller", account=account, result=result, on=date(2026, 3, 9),
            new_account=True, stated=Decimal(stated) if stated else None, unit=MONEY_A_YEAR,
        )  # fmt: skip
        message_test(there.library, ANN, told)

    found = scorecard(there.library, ANN, "alder-foods")

    (claim,) = [claim for claim in found.view.opportunity.claims if claim.outcome_key == AUDIT]
    assert list(found.heard) == [claim.id]
    heard = found.heard[claim.id]
    assert (heard.tally.validated, heard.tally.refuted, len(heard.here)) == (1, 1, 1)
    assert heard.stated is not None
    assert heard.stated.median == 20_000


def test_a_scorecard_costs_a_fixed_number_of_store_calls(store: Store, sent: Sent) -> None:
    there = desk(store)
    there.whole()
    scorecard(there.library, ANN, "alder-foods")
    sent.clear()
    scorecard(there.library, ANN, "alder-foods")
    few = len(sent)
    for number in range(4):
        there.closed(f"closed-{number}", won=bool(number % 2), at=f"Account {number}")
    scorecard(there.library, ANN, "alder-foods")
    sent.clear()

    scorecard(there.library, ANN, "alder-foods")

    assert len(sent) == few <= 12


def test_a_scorecard_without_its_network_is_refused_with_the_reason(store: Store) -> None:
    there = desk(store)
    there.whole()
    network_delete(there.library, ANN, there.network.id, expected=1)

    with pytest.raises(InvalidOpportunity, match="no map to stand on"):
        scorecard(there.library, ANN, "alder-foods")


def test_a_frozen_scorecard_stays_as_it_was_when_everything_moves_on(store: Store) -> None:
    there = desk(store)
    there.whole()
    before = scorecard(there.library, ANN, "alder-foods").scorecard
    frozen = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods"))
    opportunity_put(there.library, BEN, OpportunityPut(opportunity="alder-foods", fields={"switching_cost": Decimal(90_000)}))
    network_edit(there.library, ANN, EditBatch(network=there.network.id, expected=1, edits=(Remove(key=PROFIT),)))

    (kept,) = frozen_scorecards(there.library, ANN, "alder-foods")

    assert kept == frozen == frozen_called(there.library, BEN, frozen.record.id)
    assert (kept.record.stage, kept.record.on, kept.record.by) == ("proposal", date(2026, 3, 10), ANN.actor)
    assert scorecard_read(kept.record.scorecard) == before
    features = kept.record.features
    assert (features.preference, features.heard, features.label) == (Decimal("86908.34"), Decimal("0.75"), "prior, not calibrated")
    assert features.price == Decimal("328422.24")
    now = scorecard(there.library, ANN, "alder-foods").scorecard
    assert now.stated.preference.amount == features.preference - 50_000
    assert (now.network_revision, kept.record.network_revision, kept.record.opportunity_revision) == (2, 1, 1)
    assert any("not on the map any more" in caution for caution in now.cautions)


def test_freezing_is_asked_for_once_and_only_while_nothing_is_known_of_the_end(store: Store) -> None:
    there = desk(store)
    there.whole()
    first = scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods", stage="qualified", expected=1))
    with pytest.raises(StaleRevision):
        scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods", expected=2))
    opportunity_close(there.library, ANN, OpportunityClosing(opportunity="alder-foods", won=True))

    with pytest.raises(InvalidOpportunity, match="was closed on 2026-03-10"):
        scorecard_freeze(there.library, ANN, Freezing(opportunity="alder-foods"))

    assert [kept.record.stage for kept in frozen_scorecards(there.library, ANN, "alder-foods")] == [first.record.stage] == ["qualified"]


def test_a_text_that_is_no_scorecard_names_the_remedy() -> None:
    with pytest.raises(StoreCorrupt, match="restore the store from a backup"):
        scorecard_read("[]")


def test_a_price_exception_keeps_the_guidance_of_its_moment(store: Store) -> None:
    there = desk(store)
    there.whole()
    asked = asking(there)
    opportunity_put(there.library, BEN, OpportunityPut(opportunity="alder-foods", fields={"switching_cost": Decimal(190_000)}))

    decided = price_exception_decide(
        there.library, BEN, ExceptionDecision(exception=asked, granted=Decimal(5_000), reason="Only this once", expected=1)
    )

    exception = decided.record
    assert (exception.by, exception.on, exception.asked) == (ANN.actor, date(2026, 3, 10), AT_LIST)
    assert exception.guidance.verdict == Verdict.NOT_JUSTIFIED.value
    assert not exception.guidance.gap
    assert exception.decision is not None
    assert (exception.decision.by, exception.decision.granted, exception.decision.at) == (BEN.actor, Decimal(5_000), there.now[0])
    assert exception.decision.guidance.gap > 0
    assert scorecard_read(exception.decision.guidance.scorecard).stated.preference.amount == Decimal("86908.34") - 150_000
    assert [change.actor for change in since(there.library, ANN, exception.id, 1)] == [BEN.actor]


def test_a_decision_about_a_price_stays(store: Store) -> None:
    there = desk(store)
    there.whole()
    asked = asking(there)
    price_exception_decide(there.library, BEN, ExceptionDecision(exception=asked, granted=Decimal(0), reason="Prove it first"))
    before = price_exception_called(there.library, ANN, asked)

    for expected in (None, 2):
        decision = ExceptionDecision(exception=asked, granted=AT_LIST, reason="After all", expected=expected)
        with pytest.raises(InvalidOpportunity, match=r"was decided on 2026-03-10 by Ben"):
            price_exception_decide(there.library, ANN, decision)

    assert price_exception_called(there.library, ANN, asked) == before


@pytest.mark.parametrize(("asked", "granted"), [(Decimal(-1), 0), (Decimal(0), 0), (Decimal(10) ** 9, 0), (AT_LIST, 15_001), (AT_LIST, -1)])
def test_an_impossible_discount_is_refused(store: Store, asked: Decimal, granted: int) -> None:
    there = desk(store)
    there.whole()

    def ask_and_decide() -> None:
        decision = ExceptionDecision(exception=asking(there, asked=asked), granted=Decimal(granted), reason="So be it")
        price_exception_decide(there.library, ANN, decision)

    with pytest.raises(InvalidOpportunity):
        ask_and_decide()


def test_what_people_want_for_themselves_is_no_part_of_a_guidance(store: Store) -> None:
    there = desk(store)
    view = there.whole()
    claims = tuple(replace(claim, personal=claim.outcome_key == "less-overtime") for claim in view.opportunity.claims)
    there.saved(replace(view.opportunity, claims=claims))

    exception = price_exception_called(there.library, ANN, asking(there)).record

    assert len(scorecard(there.library, ANN, "alder-foods").scorecard.personal) == 1
    kept = scorecard_read(exception.guidance.scorecard)
    assert (kept.personal, kept.personal_subtotal.amount) == ((), None)


def test_price_exceptions_are_listed_the_newest_first(store: Store) -> None:
    there = desk(store)
    there.saved(at_list(there.whole().opportunity, 160_000, floor=110_000))
    there.whole("birch", at="Birch")
    first = asking(there)
    there.now[0] = "2026-03-11T12:00:00.000000+00:00"
    second = asking(there, opportunity="birch")
    third = asking(there)
    price_exception_decide(there.library, BEN, ExceptionDecision(exception=first, granted=Decimal(1), reason="Yes"))

    def ids(**asked: object) -> list[str]:
        page = price_exception_page(there.library, ANN, ExceptionQuestion(**asked))  # type: ignore[arg-type]  # tests name the fields
        return [kept.record.id for kept in page.kept]

    assert sorted(ids()[:2]) == sorted([second, third])
    assert ids()[2] == first
    assert ids(opportunity="alder-foods") == [third, first]
    assert ids(account="Birch") == [second]
    assert ids(decided=False, opportunity="alder-foods") == [third]
    of = scorecard(there.library, ANN, "alder-foods").view.opportunity
    assert [kept.record.id for kept in price_exceptions_of(there.library, ANN, of)] == [third, first]
    with pytest.raises(NotFound):
        ids(opportunity="cedar")
