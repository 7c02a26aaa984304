"""The parts of an opportunity as people enter them, each in one option: `key=what it is, what else`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import click

from valuenet.cli.amounts import Amounts, Money, Paid, Payments, Share
from valuenet.cli.entries import Day
from valuenet.cli.words import Word
from valuenet.documents.quantities import Told
from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import Key
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState, OpportunityKind
from valuenet.service.opportunity_parts import ClaimPut, OptionPut, Parts, PersonPut

F = TypeVar("F", bound=Callable[..., Any])


class Entry(click.ParamType[tuple[str, object, object]]):
    """A key with one or two things about it, as `ap-labour=AP labour, 400000`; kinds say how the things are read."""

    name = "entry"

    def __init__(self, example: str, first: click.ParamType[Any], second: click.ParamType[Any]) -> None:
        self._example, self._first, self._second = example, first, second

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, object, object]:
        if isinstance(value, tuple):
            return value
        key, separator, rest = (part.strip() for part in str(value).partition("="))
        first, _, second = (part.strip() for part in rest.partition(","))
        if not (separator and key and first):
            self.fail(f"{value!r} does not say what {key or 'it'} is: write it as {self._example!r}", param, ctx)
        return key, self._first.convert(first, param, ctx), self._second.convert(second, param, ctx) if second else None


_OPTIONS = (
    click.option("--price", type=Paid(), metavar="A_YEAR+ONCE", help="What we ask: a year, and once at signature; 120000+30000."),
    click.option("--list", "list_price", type=Paid(), metavar="A_YEAR+ONCE", help="Our price before any discount, where that is another."),
    click.option("--floor", "floor_price", type=Paid(), metavar="A_YEAR+ONCE", help="The least that may be asked."),
    click.option("--switching", "switching_cost", type=Money(), metavar="MONEY", help="What changing to us costs them, once."),
    click.option("--margin", "contribution_margin", type=Share(), metavar="SHARE", help="Our contribution margin, as 60% of the price."),
    click.option("--rate", type=Share(), metavar="SHARE", help="Their own discount rate a year, if they told it."),
    click.option("--name", metavar="WORDS", help="What the opportunity is called."),
    click.option("--stage", metavar="WORDS", help="How far the sale is."),
    click.option("--kind", type=Word(OpportunityKind), help="What kind of sale it is."),
    click.option("--owner", metavar="NAME", help="Who sells it."),
    click.option("--manager", metavar="NAME", help="Who manages the seller."),
    click.option("--region", metavar="NAME", help="Where it belongs."),
    click.option("--basis-of-pay", metavar="WORDS", help="By what the seller is paid, such as revenue or margin."),
    click.option("--opened", type=Day(), metavar="DAY", help="When it was opened; a new one today, unless you say."),
    click.option("--expected", "expected_close", type=Day(), metavar="DAY", help="When it should close."),
    click.option(
        "--person", "people", multiple=True, metavar="PERSONA=NAME, INFLUENCE",
        type=Entry("treasurer=Tom Reed, 25%", click.STRING, Share()),
        help="Somebody in the decision and their part of it; repeatable.",
    ),
    click.option(
        "--rival", "options", multiple=True, type=Entry("competitor-b=80000+20000, 25000", Paid(), Money()), metavar="KEY=PRICE, SWITCHING",
        help="What they could do instead, and its price; repeatable.",
    ),
    click.option(
        "--line", "lines", multiple=True, type=Entry("ap-labour=AP labour, 400000", click.STRING, Money()), metavar="KEY=NAME, BASELINE",
        help="A line of their P&L and what it is a year, if known; repeatable.",
    ),
)  # fmt: skip

_CLAIMS = (
    click.option(
        "--claim", "claims", multiple=True, type=Entry("less-overtime=30000/50000/80000, ap-labour", Amounts(), click.STRING),
        metavar="OUTCOME=AMOUNTS, LINE", help="Our own estimate of what an outcome brings a year; repeatable.",
    ),
    click.option("--against", metavar="KEY", help="All amounts are differences from this rival, not from the status quo."),
)  # fmt: skip

_PARTS = ("people", "options", "lines", "claims", "against")


FIELDS = {
    **{name: f"--{name.replace('_', '-')}" for name in ("price", "rate", "name", "stage", "kind", "owner", "manager", "region")},
    "list_price": "--list",
    "floor_price": "--floor",
    "switching_cost": "--switching",
    "contribution_margin": "--margin",
    "basis_of_pay": "--basis-of-pay",
    "opened": "--opened",
    "expected_close": "--expected",
    "people": "--person",
    "stakeholders": "--person",
    "options": "--rival",
    "alternatives": "--rival",
    "lines": "--line",
    "claims": "--claim",
}
"""The options by the fields that they fill."""


def particulars(command: F) -> F:
    """The options that say what an opportunity is made of."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def claims(command: F) -> F:
    """The options that say what its claims are worth by our own estimate."""
    for option in reversed(_CLAIMS):
        command = option(command)
    return command


def priced(entered: Mapping[str, Any], currency: str, like: Price | None = None) -> Mapping[str, object]:
    """The named fields of an opportunity that were entered; prices on the terms of one that is there, else in a currency."""
    found = {name: value for name, value in entered.items() if name not in _PARTS and value is not None}
    return {name: _price(value, currency, like) if isinstance(value, Payments) else value for name, value in found.items()}


def parts(entered: Mapping[str, Any], currency: str, there: Opportunity | None = None) -> Parts:
    """The parts of an opportunity that were entered: people, rivals, lines of money, and of one that is there the claims."""
    like = there.price if there else None
    return Parts(
        people=tuple(_person(*entry) for entry in entered["people"]),
        options=tuple(_rival(key, _price(paid, currency, like), cost) for key, paid, cost in entered["options"]),
        lines=tuple(MoneyLine(key=Key(key), name=name, baseline=baseline) for key, name, baseline in entered["lines"]),
        claims=tuple(_claims(there, entered["claims"], entered["against"])) if there else (),
    )


def _price(paid: Payments, currency: str, like: Price | None) -> Price:
    return paid.price(like.currency, like.unit, like.years) if like else paid.price(currency)


def _person(key: str, name: str, influence: Decimal | None) -> PersonPut:
    """Somebody with the key of their role, or, where there are several in it, with one of their own: `tom:treasurer`."""
    own, _, persona = key.partition(":")
    return PersonPut(key=own, persona=persona or own, fields={"name": name} | ({"influence": influence} if influence is not None else {}))


def _rival(key: str, price: Price, cost: Decimal | None) -> OptionPut:
    return OptionPut(key=key, fields={"price": price} | ({"switching_cost": cost} if cost is not None else {}))


def _claims(there: Opportunity, sized: Sequence[tuple[str, Told, str | None]], against: str | None) -> Iterator[ClaimPut]:
    """A claim for each outcome that was sized, and for all others the measure that all amounts share."""
    measures = {claim.against for claim in there.claims} - {STATUS_QUO}
    measure = against or next(iter(measures), None)
    known = {claim.outcome_key: claim.id for claim in there.claims if claim.state is not ClaimState.REFUTED}
    for outcome, told, line in sized:
        amount = Range(low=told.low, likely=told.likely, high=told.high)
        also = {"line": line, "against": measure}
        fields = {"amount": amount, "of_baseline": told.share} | {name: value for name, value in also.items() if value}
        yield ClaimPut(claim=known[Key(outcome)], fields=fields) if outcome in known else ClaimPut(outcome=outcome, fields=fields)
    if against is not None:
        done = {outcome for outcome, _, _ in sized}
        yield from (ClaimPut(claim=claim, fields={"against": against}) for outcome, claim in known.items() if outcome not in done)
