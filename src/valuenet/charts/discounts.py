"""Discount spend by group: how much was given away, at what rate, and how much of it value did not justify."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.charts import looks
from valuenet.charts.axis import axis
from valuenet.charts.bounds import amounts, refuse, sums
from valuenet.charts.grain import NOTHING, Grain, grain, percent
from valuenet.charts.plot import BAR, FOOT, RIGHT, Plot
from valuenet.charts.rows import SMALL, Label, Row, clean, largest, rows
from valuenet.charts.sheet import HEAD, Sheet
from valuenet.diagram.theme import Palette
from valuenet.errors import Problem

_LABELS = 132.0
_COUNT, _RATE, _DISCOUNT, _UNJUSTIFIED = 176.0, 226.0, 392.0, 456.0
"""Where the columns of figures end."""

_RATES, _AMOUNTS = (236.0, 324.0), (470.0, RIGHT)
"""From where to where the two plots run."""

_HEADS = 20.0
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was given away in one group: to how many opportunities, off which list prices, and what of it value did not justify.

    `mix` says in a few words what the group is made of, since groups with another mix cannot be compared.
    """

    label: str
    n: int
    listed: Decimal
    discount: Decimal
    unjustified: Decimal
    mix: str = ""

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        if self.n < 0:
            yield Problem(path="n", code="OUT_OF_BOUNDS", message=f"is {self.n}", remedy="give the number of opportunities")
        yield from amounts(self, "listed", "unjustified", least=_NONE)
        yield from amounts(self, "discount")

    @property
    def rate(self) -> Decimal | None:
        """Discount / list; of nothing, nothing."""
        return self.discount / self.listed if self.listed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountSpend:
    """Discounts by group; those with fewer opportunities than `fewest` are shown last and not ranked."""

    title: str
    unit: str
    groups: tuple[Group, ...]
    fewest: int = 5

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        for field in ("listed", "discount", "unjustified"):
            yield from sums(f"groups.{field}", (getattr(one, field) for one in self.groups))

    @property
    def total(self) -> Group:
        """All groups together."""
        return _together("All", self.groups)


def discounts_told(chart: DiscountSpend) -> str:
    """The picture in words."""
    exact = _grain(chart)
    if not chart.total.listed:
        return f"{_answer(chart, exact)}."
    groups = "; ".join(f"{_named(one, chart)} {_group_told(one, exact)}" for one in _shown(chart))
    unit = clean(exact.unit(chart.unit))
    return f"{_answer(chart, exact)}. By group, the most given away first: {groups}. Rates are shares of list prices; amounts in {unit}."


def _named(one: Group, chart: DiscountSpend) -> str:
    notes = ", ".join(_notes(one, chart))
    return f"{clean(one.label)} ({notes})" if notes else clean(one.label)


def discounts_drawn(chart: DiscountSpend, palette: Palette) -> Sheet:
    """The picture: a row for each group with its rate, its amount, and the unjustified part as a heavy bar within."""
    exact, shown = _grain(chart), _shown(chart)
    every = [*shown, chart.total]
    labels = [Label(text=one.label, notes=_notes(one, chart)) for one in shown]
    placed = rows([*labels, Label(text="All", bold=True)], _LABELS)
    top = HEAD + _HEADS
    sheet = Sheet(top + placed[-1].bottom + FOOT, palette)
    sheet.head(chart.title, _answer(chart, exact))
    _heads(sheet, top)
    rates, spent = _plots(sheet, every, exact, chart.unit, placed[-1].bottom, top)
    for one, row in zip(every, placed, strict=True):
        last = row is placed[-1]
        look = looks.price(palette) if last or one.n >= chart.fewest else looks.hollow(palette)
        sheet.label(row, top)
        _figures(sheet, row, top, one, exact)
        if one.rate is not None:
            rates.bar(_NONE, one.rate, row.middle, BAR, look)
        if not last:  # beside the sum of all, no group could be seen
            spent.bar(_NONE, one.discount, row.middle, BAR, look)
            if one.unjustified:
                spent.bar(_NONE, one.unjustified, row.middle, BAR / 3, looks.total(palette))
    return sheet


def _plots(sheet: Sheet, every: Sequence[Group], exact: Grain, unit: str, height: float, top: float) -> tuple[Plot, Plot]:
    rates = axis([_NONE, *(one.rate for one in every if one.rate is not None)], finest=Decimal("0.01"), intervals=2)
    spent = axis([_NONE, *(amount for one in every[:-1] for amount in (one.discount, one.unjustified))], finest=exact.step, intervals=3)
    left = Plot(sheet, rates, left=_RATES[0], top=top, width=_RATES[1] - _RATES[0], height=height)
    left.scale(tuple(percent(tick, digits=0) for tick in rates.ticks), "of list prices")
    right = Plot(sheet, spent, left=_AMOUNTS[0], top=top, width=_AMOUNTS[1] - _AMOUNTS[0], height=height)
    right.scale(tuple(map(exact.tick, spent.ticks)), exact.unit(unit))
    return left, right


def _heads(sheet: Sheet, top: float) -> None:
    dim = sheet.palette.dim
    for right, words in ((_COUNT, "n"), (_RATE, "rate"), (_DISCOUNT, "discount"), (_UNJUSTIFIED, "not justified")):
        sheet.write((right, top - 6), words, size=SMALL, colour=dim, anchor="right")
    sheet.write((_AMOUNTS[0], top - 6), "heavy line: not justified by value", size=SMALL, colour=dim)


def _figures(sheet: Sheet, row: Row, top: float, one: Group, exact: Grain) -> None:
    told = (str(one.n), percent(one.rate), exact.told(one.discount), exact.told(one.unjustified))
    for right, words in zip((_COUNT, _RATE, _DISCOUNT, _UNJUSTIFIED), told, strict=True):
        sheet.figure_in(row, top, right, words, bold=row.label.bold)


def _notes(one: Group, chart: DiscountSpend) -> tuple[str, ...]:
    return tuple(filter(None, [clean(one.mix), "" if one.n >= chart.fewest else f"fewer than {chart.fewest}: not ranked"]))


def _answer(chart: DiscountSpend, exact: Grain) -> str:
    total = chart.total
    if not total.listed:
        return "There is no priced opportunity yet"
    part = percent(total.unjustified / total.discount) if total.discount > 0 else NOTHING
    return f"{percent(total.rate)} of list prices given away, {exact.told(total.discount)}; not justified by value: {part} of that"


def _group_told(one: Group, exact: Grain) -> str:
    return (
        f"{percent(one.rate)}, {exact.told(one.discount)}, of that {exact.told(one.unjustified)} not justified by value "
        f"({one.n} {'opportunity' if one.n == 1 else 'opportunities'})"
    )


def _shown(chart: DiscountSpend) -> list[Group]:
    """The groups that can be ranked, the most given away first; then the others by name; and the rest together."""
    kept, others = largest(chart.groups, lambda one: abs(one.discount))
    ranked = sorted((one for one in kept if one.n >= chart.fewest), key=lambda one: -one.discount)
    unranked = sorted((one for one in kept if one.n < chart.fewest), key=lambda one: one.label)
    rest = [_together(f"{len(others)} more groups", others)] if others else []
    return [*ranked, *unranked, *rest]


def _together(label: str, groups: Sequence[Group]) -> Group:
    return Group(
        label=label,
        n=sum(one.n for one in groups),
        listed=sum((one.listed for one in groups), _NONE),
        discount=sum((one.discount for one in groups), _NONE),
        unjustified=sum((one.unjustified for one in groups), _NONE),
    )


def _grain(chart: DiscountSpend) -> Grain:
    return grain([amount for one in (*chart.groups, chart.total) for amount in (one.discount, one.unjustified)])
