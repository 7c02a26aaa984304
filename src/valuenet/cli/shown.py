"""Amounts as a terminal shows them: figures rounded as on a scorecard, what people entered to the digit, and never broken in two."""

from __future__ import annotations

from decimal import Decimal

import click

from valuenet.cli.table import terminal_width
from valuenet.documents.scorecard_figures import amount_text
from valuenet.messages.phrases import NO_BREAK, money
from valuenet.model.amounts import Price, Range
from valuenet.model.columns import wrapped
from valuenet.value.figure import SHARE


def tell(text: str) -> None:
    """Print a text after it was wrapped: what must not be parted is, then, parted by ordinary spaces."""
    click.echo(text.replace(NO_BREAK, " "))


def note(text: str) -> None:
    """Print a sentence below a table, wrapped."""
    tell("\n".join(["", *wrapped(text, terminal_width())]))


def figure_text(amount: Decimal | None, unit: str = "") -> str:
    """A figure of money as scorecards round it; nothing where it is not known."""
    return "" if amount is None else amount_text(amount, unit)


def share_text(share: Decimal | float | None) -> str:
    """A share in per cent; nothing where it is not defined."""
    return "" if share is None else amount_text(Decimal(str(share)), SHARE).replace(f".0{NO_BREAK}", NO_BREAK)


def entered_text(amount: Decimal | None) -> str:
    """Money as somebody entered it; nothing where nobody did."""
    return "" if amount is None else money(amount)


def amounts_text(amount: Range | None, *, shares: bool = False) -> str:
    """Low, likely and high as somebody entered them, or one amount where it is certain."""
    if amount is None:
        return ""
    ends = (amount.likely,) if amount.low == amount.high else (amount.low, amount.likely, amount.high)
    return "/".join(share_text(end) if shares else money(end) for end in ends)


def price_text(price: Price | None) -> str:
    """What is paid a year, and once."""
    if price is None:
        return ""
    once = f" + {money(price.one_time)} once" if price.one_time else ""
    return f"{money(price.yearly)}{NO_BREAK}{price.currency} a year{once}"
