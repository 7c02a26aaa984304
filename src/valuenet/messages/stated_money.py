"""Money a year that customers stated for an outcome, in whatever record: of each account the last amount, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from valuenet.model.ids import AccountId, OutcomeId, PersonaId


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedMoney:
    """Money a year that somebody at an account stated for an outcome on a day; `id` is that of the record that says so.

    `validated`: the owner of the number confirmed it. `personas`: whose number it is, where that is known.
    """

    outcome: OutcomeId
    account: AccountId
    on: date
    id: str
    amount: Decimal
    validated: bool = False
    personas: frozenset[PersonaId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The money a year that customers stated, each account once: at how many, the median, the least and the most."""

    accounts: int
    median: Decimal
    low: Decimal
    high: Decimal


def last_of_accounts(told: Iterable[StatedMoney]) -> tuple[StatedMoney, ...]:
    """The last amount of each account, by account."""
    last = {one.account: one for one in sorted(told, key=lambda one: (one.on, one.id))}
    return tuple(last[account] for account in sorted(last))


def spread(told: Iterable[StatedMoney]) -> Stated | None:
    """What the accounts' last amounts come to, each account once; nothing where nobody stated any."""
    values = sorted(one.amount for one in last_of_accounts(told))
    if not values:
        return None
    return Stated(accounts=len(values), median=median(values), low=values[0], high=values[-1])
