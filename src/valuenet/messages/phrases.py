"""How figures, days and counts read in plain words, alike in every form of a brief."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

NO_BREAK = "\u00a0"
"""Keeps the parts of a figure or a day on one line."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day(on: date) -> str:
    """A day as people write it, without regard to the machine's language: 2 March 2026."""
    return f"{on.day}{NO_BREAK}{_MONTHS[on.month - 1]} {on.year}"


def money(amount: Decimal) -> str:
    """An amount in thousands apart, with cents only where there are any."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", NO_BREAK)


def percent(share: float) -> str:
    """A share in whole per cents."""
    return f"{share * 100:.0f}{NO_BREAK}%"


def counted(number: int, what: str, several: str = "") -> str:
    """A number of things, in the singular where it is one."""
    return f"{number} {what if number == 1 else several or f'{what}s'}"


def share_of(part: int, whole: int, what: str) -> str:
    """So many of so many things."""
    return f"{part} of {counted(whole, what)}"


def shortened(text: str, limit: int) -> str:
    """A text on one line, cut at a word where it is longer than the limit."""
    line = " ".join(text.split(" ")).replace("\n", " ")
    if len(line) <= limit:
        return line
    return f"{line[: limit - 1].rpartition(' ')[0] or line[: limit - 1]}…"
