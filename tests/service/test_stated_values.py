"""What customers say it is worth is told over all accounts, ranks the points of a brief, and keeps what is personal to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from alder import AUDIT, CONNECTOR, EARLY_PAY, FASTER, OVERTIME, amounts, lines
from conftest import Sent
from dealing import Desk, desk
from selling import ANN
from valuenet.messages.ranking import Ranking
from valuenet.model.amounts import Range
from valuenet.model.claim import Claim
from valuenet.model.ids import ClaimId, Key
from valuenet.model.new_test import NewTest
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import TestResult
from valuenet.service.accounts import AccountPut, account_put
from valuenet.service.briefs import BriefQuestion, brief, meeting
from valuenet.service.dialogue import message_test
from valuenet.service.opportunities import OpportunityView
from valuenet.service.stated_values import StatedQuestion, StatedValue, stated_values
from valuenet.store.protocol import Store

OURS = StatedQuestion(networks=("invoice-automation",))


def stated(there: Desk, question: StatedQuestion = OURS) -> dict[str, StatedValue]:
    return {value.outcome.key: value for value in stated_values(there.library, ANN, question)}


def changed(there: Desk, view: OpportunityView, outcome: str, **fields: object) -> OpportunityView:
    """The opportunity with one of its claims changed."""

    def edited(claim: Claim) -> Claim:
        return replace(claim, **fields) if claim.outcome_key == outcome else claim  # type: ignore[arg-type]  # tests name the fields

    return there.saved(replace(view.opportunity, claims=tuple(map(edited, view.opportunity.claims))))


def tell(there: Desk, account: str, money: int, *, on: date = date(2026, 3, 9), persona: str = "ap-manager") -> None:
    message_test(
        there.library,
        ANN,
        NewTest(
            outcome=f"invoice-automation/{OVERTIME}",
            persona=persona,
            account=account,
            result=TestResult.VALIDATED,
            on=on,
            stated=Decimal(money),
            new_account=True,
        ),
    )


def thousands(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount * 1000) for amount in amounts)


def test_only_money_that_a_customer_stated_is_told(store: Store) -> None:
    there = desk(store)
    there.whole()

    found = stated(there)

    assert set(found) == {OVERTIME, EARLY_PAY, CONNECTOR}
    assert (found[OVERTIME].stated.median, found[OVERTIME].validated) == (Decimal(50_000), Decimal(1))
    assert (found[EARLY_PAY].stated.median, found[EARLY_PAY].validated) == (Decimal(45_000), Decimal(0))
    assert [one.id for one in found[OVERTIME].told] == ["opp_alder-foods"]


def test_each_account_counts_once_at_its_last_number_from_whatever_record(store: Store) -> None:
    there = desk(store)
    there.whole()
    tell(there, "Alder Foods", 90_000, on=date(2026, 1, 1))
    tell(there, "Birch", 10_000)
    tell(there, "Cedar", 70_000)

    (overtime,) = [value for key, value in stated(there).items() if key == OVERTIME]

    assert (overtime.stated.accounts, overtime.stated.median, overtime.stated.low, overtime.stated.high) == (3, *thousands(50, 10, 70))
    assert overtime.validated == Decimal(1) / 3
    tell(there, "Alder Foods", 90_000)
    assert stated(there)[OVERTIME].stated.median == 70_000


def test_what_is_stated_on_two_lines_is_one_number_in_money(store: Store) -> None:
    there = desk(store)
    view = there.whole(lines=lines(audit_cost=100_000))
    share = Range(low=Decimal("0.1"), likely=Decimal("0.2"), high=Decimal("0.3"))
    (overtime,) = [claim for claim in view.opportunity.claims if claim.outcome_key == OVERTIME]
    second = replace(overtime, id=ClaimId("clm_second"), line=Key("audit-cost"), amount=share, of_baseline=True)

    there.saved(replace(view.opportunity, claims=(*view.opportunity.claims, second)))

    assert stated(there)[OVERTIME].stated.median == 70_000


def test_what_is_told_is_narrowed_by_persona_trade_and_region(store: Store) -> None:
    there = desk(store)
    there.whole()
    account_put(there.library, ANN, AccountPut(key="alder-foods", fields={"trade": "Food", "region": "East"}))
    tell(there, "Birch", 10_000, persona="cfo")

    def median(**asked: str) -> Decimal | None:
        found = stated(there, replace(OURS, **asked)).get(OVERTIME)  # type: ignore[arg-type]  # tests name the fields
        return found.stated.median if found else None

    assert median() == 30_000
    assert median(persona="ap-manager") == 50_000
    assert median(persona="cfo") == 10_000
    assert median(trade="food", region="east") == 50_000
    assert median(trade="steel") is None


def test_what_a_person_wants_for_themselves_is_told_to_nobody(store: Store) -> None:
    there = desk(store)
    view = there.whole()

    changed(there, view, OVERTIME, personal=True)

    assert OVERTIME not in stated(there)


def test_money_that_was_stated_in_opportunities_ranks_the_points_of_a_brief(store: Store) -> None:
    there = desk(store)
    question = BriefQuestion(personas=("ap-manager", "treasurer"), networks=("invoice-automation",))
    tell(there, "Birch", 10_000)
    before = Ranking(meeting=meeting(there.library, ANN, question)).stated
    there.whole()

    ranking = Ranking(meeting=meeting(there.library, ANN, question))

    ids = {str(outcome.key): outcome.id for outcome in there.network.outcomes}
    assert {outcome: amount.median for outcome, amount in before.items()} == {ids[OVERTIME]: 10_000}
    medians = {outcome: (amount.accounts, amount.median) for outcome, amount in ranking.stated.items()}
    assert medians == {
        ids[OVERTIME]: (2, Decimal(30_000)),
        ids[EARLY_PAY]: (1, Decimal(45_000)),
        ids[CONNECTOR]: (1, Decimal(-10_000)),
    }
    told = [part.because for page in brief(there.library, ANN, question).pages for point in page.points for part in point.rank.parts]
    assert any(said.startswith("one account puts it at 45") for said in told)
    assert FASTER not in stated(there)


def test_stated_values_cost_a_fixed_number_of_store_calls(store: Store, sent: Sent) -> None:
    there = desk(store)
    there.whole()
    counts = []
    for keys in ((), ("b", "c", "d")):
        for key in keys:
            there.whole(key, at=f"Account {key}")
        stated(there)
        sent.clear()
        stated(there, replace(OURS, trade="food"))
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 8


def test_a_refuted_claim_is_worth_nothing_that_anybody_stated(store: Store) -> None:
    there = desk(store)
    view = there.whole()

    changed(there, view, EARLY_PAY, state=ClaimState.REFUTED)

    assert EARLY_PAY not in stated(there)
    assert AUDIT not in stated(there)
    assert amounts(20, 45, 70) in [claim.amount for claim in view.opportunity.claims]
