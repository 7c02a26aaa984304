"""Money divided into shares that add up to it exactly, to the last cent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

CENT = Decimal("0.01")


def to_the_cent(amount: float) -> Decimal:
    """An amount of the arithmetic as money: rounded to a hundredth, half to even; never a negative nothing."""
    return Decimal(amount).quantize(CENT) + 0


def divided(total: Decimal, shares: Sequence[float]) -> list[Decimal]:
    """The total in shares near the given amounts: each to the cent, and what is left goes to the largest, the first of several."""
    money = [to_the_cent(share) for share in shares]
    if money:
        largest = max(range(len(money)), key=lambda place: abs(money[place]))
        money[largest] += total - sum(money)
    return money
