"""Amounts as people enter them: low/likely/high, shares, what is paid, and what is off; nothing is guessed of what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import click

from valuenet.documents.quantities import Told, Unread, amounts, number, share
from valuenet.model.amounts import Price
from valuenet.model.numbers import ZERO
from valuenet.value.figure import CENT


class Amounts(click.ParamType[Told]):
    """Low, likely and high a year as 30000/50000/80000, one number where it is certain, or shares of a baseline as 10/20/30%."""

    name = "amounts"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Told:
        if isinstance(value, Told):
            return value
        read = amounts(str(value))
        if isinstance(read, Unread):
            self.fail(f"{read.message}: {read.remedy}", param, ctx)
        return read


class Money(click.ParamType[Decimal]):
    """An amount of money as 40000 or 40 000."""

    name = "money"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        read = number(str(value))
        if isinstance(read, Unread):
            self.fail(f"{read.message}: {read.remedy}", param, ctx)
        return read


class Share(click.ParamType[Decimal]):
    """A share as 60% or 0.6."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        read = share(str(value))
        if isinstance(read, Unread):
            self.fail(f"{read.message}: {read.remedy}", param, ctx)
        return read


@dataclass(frozen=True, slots=True)
class Payments:
    """What is paid for one option, a year and once at signature, in a currency and on terms that are told elsewhere."""

    yearly: Decimal
    one_time: Decimal = ZERO

    def price(self, currency: str, unit: str = "", years: int | None = None) -> Price:
        """The price that these payments are on terms."""
        return Price(yearly=self.yearly, one_time=self.one_time, currency=currency, unit=unit, years=years)


class Paid(click.ParamType[Payments]):
    """Payments as 120000+30000: a year, and once at signature."""

    name = "payments"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Payments:
        if isinstance(value, Payments):
            return value
        parts = [Money().convert(part, param, ctx) for part in str(value).split("+")]
        if len(parts) > 2:
            self.fail(f"{value!r} has more than two parts: write what is paid a year + once, such as 120000+30000", param, ctx)
        return Payments(*parts)


@dataclass(frozen=True, slots=True)
class Discount:
    """How much below list: a share of it, or money."""

    amount: Decimal
    share: bool

    def of(self, price: Decimal) -> Decimal:
        """The discount as money, off a price."""
        return (self.amount * price if self.share else self.amount).quantize(CENT)


class Below(click.ParamType[Discount]):
    """A discount as 15%, or as money."""

    name = "discount"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Discount:
        if isinstance(value, Discount):
            return value
        share_ = str(value).strip().endswith("%")
        return Discount((Share() if share_ else Money()).convert(value, param, ctx), share_)
