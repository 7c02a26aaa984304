"""Discounts: how much is given away, by whom and to whom, and how much of it the evidence of value did not justify.

A discount is list less net *pocket* price, after everything that the customer gets back. A rate is Σ discount / Σ list, never
a mean of rates; it is always shown with n and beside the mix, because who sells other things has other rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

NONE = ""
"""The group of deals that have none: no seller is known, or no region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A priced deal: list and net pocket price, both present values in one currency, and where it belongs.

    `groups`: its seller, manager, customer, region, type, basis of pay …, by the name of the grouping. `justified`: the net
    price that the evidence justified at the time, nothing where that was not asked. `margin`: contribution margin at list.
    """

    list_price: Decimal
    net: Decimal
    justified: Decimal | None = None
    margin: Decimal | None = None
    groups: Mapping[str, str]

    @property
    def discount(self) -> Decimal:
        return self.list_price - self.net

    @property
    def not_justified(self) -> Decimal:
        """max(0, justified net - net): what was given beyond what the evidence justified; 0 where that is not known."""
        return Decimal() if self.justified is None else max(Decimal(), self.justified - self.net)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What some deals gave away: sums in money, and shares that are not defined (nothing) where their whole is 0 or unknown.

    `rate` = Σ discount / Σ list. `unjustified_share` = Σ not justified / Σ discount, over the `assessed` deals whose
    justified price is known. `of_margin` = Σ discount / Σ contribution margin, over the deals whose margin is known.
    """

    n: int
    list_price: Decimal
    discount: Decimal
    rate: Decimal | None
    assessed: int
    not_justified: Decimal
    unjustified_share: Decimal | None
    of_margin: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The spend of one seller, region …; its place by rate, the highest first, where it has enough deals; and its mix.

    `mix`: what share of the group's list price is of which kind, the largest first.
    """

    name: str
    spend: Spend
    rank: int | None
    mix: tuple[tuple[str, Decimal], ...]


def spend(deals: Iterable[Deal]) -> Spend:
    """Sums and rates of some deals."""
    counted = list(deals)
    assessed = [deal for deal in counted if deal.justified is not None]
    with_margin = [deal for deal in counted if deal.margin is not None]
    list_price = sum((deal.list_price for deal in counted), Decimal())
    discount = sum((deal.discount for deal in counted), Decimal())
    not_justified = sum((deal.not_justified for deal in assessed), Decimal())
    return Spend(
        n=len(counted),
        list_price=list_price,
        discount=discount,
        rate=_ratio(discount, list_price),
        assessed=len(assessed),
        not_justified=not_justified,
        unjustified_share=_ratio(not_justified, sum((deal.discount for deal in assessed), Decimal())),
        of_margin=_ratio(
            sum((deal.discount for deal in with_margin), Decimal()),
            sum((deal.margin for deal in with_margin if deal.margin is not None), Decimal()),
        ),
    )


def grouped(deals: Iterable[Deal], by: str, *, beside: str, fewest: int) -> tuple[Group, ...]:
    """The spend by one grouping, largest list price first, each beside its mix of another grouping; ranked from `fewest` deals on.

    Groups of fewer deals have no rank, and take none from the others.
    """
    members: dict[str, list[Deal]] = {}
    for deal in deals:
        members.setdefault(deal.groups.get(by, NONE), []).append(deal)
    spends = {name: spend(some) for name, some in members.items()}
    rates = {name: one.rate for name, one in spends.items() if one.n >= fewest and one.rate is not None}
    return tuple(
        Group(
            name=name,
            spend=spends[name],
            rank=1 + sum(rate > rates[name] for rate in rates.values()) if name in rates else None,
            mix=_mix(members[name], beside),
        )
        for name in sorted(members, key=lambda name: (-spends[name].list_price, name))
    )


def _mix(deals: Sequence[Deal], by: str) -> tuple[tuple[str, Decimal], ...]:
    prices: dict[str, Decimal] = {}
    for deal in deals:
        name = deal.groups.get(by, NONE)
        prices[name] = prices.get(name, Decimal()) + deal.list_price
    total = sum(prices.values(), Decimal())
    shares = [(name, price / total if total else Decimal()) for name, price in prices.items()]
    return tuple(sorted(shares, key=lambda share: (-share[1], share[0])))


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole > 0 else None
