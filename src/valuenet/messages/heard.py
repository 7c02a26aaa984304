"""What was confirmed or refuted at this account, and at accounts that are similar to it.

(:Account {trade, region})<-[:AT]-(:Test)-[:ABOUT]->(:Outcome)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from valuenet.messages.brief_parts import Heard, Nearness
from valuenet.messages.evidence import Unit
from valuenet.messages.meeting import Meeting, Wish
from valuenet.messages.phrases import money
from valuenet.model.account import Account
from valuenet.model.ids import AccountId
from valuenet.model.text import folded
from valuenet.model.vocabulary import TestResult

MOST_HEARD = 3
"""How many dialogues a brief tells about one outcome."""

_ORDER = {nearness: place for place, nearness in enumerate(Nearness)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The dialogues to tell about one outcome, and how many similar accounts confirmed and refuted it altogether."""

    told: tuple[Heard, ...]
    confirmed: int
    refuted: int


def hearing(meeting: Meeting, wish: Wish) -> Hearing:
    """This account first, whoever of it spoke; then similar ones with the same persona, the most similar first, then the newest.

    An account is similar by its trade, by its region, or both; where the meeting names none, all accounts are told of.
    Where some refuted an outcome, at least one of those is told. What was inconclusive is told of this account only.
    """
    near = [(nearness(meeting, unit.account), unit) for unit in meeting.units_about.get(wish.outcome.id, ())]
    relevant = [(place, unit) for place, unit in near if place is not None and _is_told(place, unit, wish)]
    relevant.sort(key=lambda one: (_ORDER[one[0]], -one[1].last.on.toordinal(), meeting.account_name(one[1].account), one[1].last.persona))
    results = [unit.result for place, unit in relevant if place is not Nearness.HERE]
    return Hearing(
        told=tuple(_heard(meeting, place, unit) for place, unit in _chosen(relevant)),
        confirmed=results.count(TestResult.VALIDATED),
        refuted=results.count(TestResult.REFUTED),
    )


def nearness(meeting: Meeting, account: AccountId) -> Nearness | None:
    """How similar an account is to that of the meeting, or nothing where they have nothing in common."""
    here, there = meeting.account, meeting.account_by_id.get(account)
    if here is None:
        return Nearness.ELSEWHERE
    if here.id == account:
        return Nearness.HERE
    trade = there is not None and _same(here, there, "trade")
    region = there is not None and _same(here, there, "region")
    if trade:
        return Nearness.TRADE_AND_REGION if region else Nearness.TRADE
    return Nearness.REGION if region else None


def _same(one: Account, other: Account, field: str) -> bool:
    said = folded(getattr(one, field))
    return bool(said) and said == folded(getattr(other, field))


def _is_told(place: Nearness, unit: Unit, wish: Wish) -> bool:
    if place is Nearness.HERE:
        return True
    return unit.last.persona == wish.tag.persona and unit.result is not TestResult.INCONCLUSIVE


def _chosen(relevant: Sequence[tuple[Nearness, Unit]]) -> Sequence[tuple[Nearness, Unit]]:
    """The first ones, and a refutation in place of the last where only later ones are refutations."""
    chosen = relevant[:MOST_HEARD]
    refuted = [one for one in relevant if one[1].result is TestResult.REFUTED]
    if refuted and all(one[1].result is not TestResult.REFUTED for one in chosen):
        return [*chosen[:-1], refuted[0]]
    return chosen


def _heard(meeting: Meeting, place: Nearness, unit: Unit) -> Heard:
    said = [test for test in reversed(unit.tests) if test.result is unit.result]
    numbers = [test.stated for test in reversed(unit.tests) if test.stated is not None]
    return Heard(
        nearness=place,
        account=meeting.account_name(unit.account),
        on=unit.last.on,
        result=unit.result,
        persona=meeting.persona_name(unit.last.persona),
        person=unit.last.person if place is Nearness.HERE else "",
        quote=next((test.quote for test in said if test.quote), ""),
        desirability=unit.desirability,
        worth="" if not numbers else f"{money(numbers[0].amount)} {'a year' if numbers[0].money is not None else numbers[0].unit}",
    )
