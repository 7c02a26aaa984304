"""The product queue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dialogues import account
from valuenet.messages.gaps import gathered_into, product_queue
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import AccountId, GapId, PersonaId
from valuenet.model.message_test import MONEY_A_YEAR, StatedNumber
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import GapState, ScoutFunction

ACCOUNTS = {AccountId(f"acc_{key}"): account(key) for key in ("alder", "birch", "cedar", "dune-mills")}
DECIDED = GapDecision(by=LOCAL_OWNER, at="2026-03-02T09:00:00.000000+00:00")


def gap(
    id: str, at: str, *, into: str = "", queued: bool = False, money: int | None = None, unit: str = MONEY_A_YEAR, **fields: Any
) -> ValueGap:
    """A gap from an account, open unless it is queued or gathered into another."""
    state = GapState.GATHERED if into else GapState.QUEUED if queued else GapState.OPEN
    said: dict[str, Any] = {"on": date(2026, 3, 2), "text": f"They lack {id}", "scout": "Sam", "function": ScoutFunction.SALES}
    return ValueGap(
        id=GapId(id),
        account=AccountId(f"acc_{at}"),
        state=state,
        decision=None if state is GapState.OPEN else DECIDED,
        same_as=GapId(into) if into else None,
        stated=StatedNumber(amount=Decimal(money), unit=unit) if money is not None else None,
        **(said | fields),
    )


def order(*gaps: ValueGap) -> list[str]:
    return [one.gap.id for one in product_queue(gaps, ACCOUNTS)]


def test_only_what_is_queued_is_in_the_queue() -> None:
    assert order(gap("a", "alder"), gap("b", "alder", queued=True)) == ["b"]


def test_the_queue_is_ranked_by_accounts_then_personas_then_money_then_age() -> None:
    cfo, clerk = PersonaId("per_cfo"), PersonaId("per_clerk")
    assert order(
        gap("young", "alder", queued=True, on=date(2026, 3, 3)),
        gap("old", "alder", queued=True),
        gap("money", "alder", queued=True, money=10),
        gap("two-personas", "alder", queued=True, persona=cfo),
        gap("p", "alder", into="two-personas", persona=clerk),
        gap("two-accounts", "alder", queued=True),
        gap("q", "birch", into="two-accounts"),
    ) == ["two-accounts", "two-personas", "money", "old", "young"]


def test_what_was_gathered_counts_for_the_gap_in_the_queue_also_through_another_and_one_account_counts_once() -> None:
    (found,) = product_queue(
        [
            gap("a", "birch", queued=True, persona=PersonaId("per_cfo"), money=1_000),
            gap("b", "alder", into="a", money=500, on=date(2026, 3, 1)),
            gap("c", "alder", into="b", money=700, persona=PersonaId("per_clerk")),
            gap("d", "cedar", into="a", money=5, unit="hours a week"),
            gap("e", "dune-mills", into="a"),
        ],
        ACCOUNTS,
    )
    assert [report.id for report in found.reports] == ["b", "a", "c", "d", "e"]
    assert [one.key for one in found.accounts] == ["alder", "birch", "cedar", "dune-mills"]
    assert (found.personas, found.money, found.stated_by) == (("per_cfo", "per_clerk"), Decimal(1_700), 2)
    assert found.because == (
        "at 4 accounts: Alder, Birch, Cedar and 1 more",
        "felt by 2 personas",
        "2 accounts put 1\u00a0700 a year on it",
    )


def test_what_nobody_put_money_on_says_so() -> None:
    (found,) = product_queue([gap("a", "alder", queued=True)], ACCOUNTS)
    assert found.because == ("at 1 account: Alder", "no persona was named", "no money was named")


def test_gaps_that_were_gathered_into_each_other_or_into_one_that_is_gone_stay_where_they_are() -> None:
    found = gathered_into([gap("a", "alder", into="b"), gap("b", "alder", into="a"), gap("c", "alder", into="gone"), gap("d", "alder")])
    assert found == {"a": "b", "b": "a", "c": "c", "d": "d"}
