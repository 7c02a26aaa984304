"""Charts of what an opportunity is worth and of what a portfolio learned: from the figures of a scorecard to what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from valuenet.charts.calibration import Bin
from valuenet.charts.calibration import Calibration as CalibrationPlot
from valuenet.charts.discounts import DiscountSpend
from valuenet.charts.discounts import Group as SpendGroup
from valuenet.charts.picture import Chart, picture
from valuenet.charts.preference import PreferenceRange, Spread
from valuenet.charts.tornado import Swing, Tornado
from valuenet.charts.waterfall import Difference, Waterfall
from valuenet.diagram.view import Theme
from valuenet.model.numbers import ZERO
from valuenet.value.booked import Decision
from valuenet.value.calibration import Calibration, calibration_table
from valuenet.value.discounts import NONE, Group
from valuenet.value.figure import Figure
from valuenet.value.scorecard import Scorecard
from valuenet.value.scored import ScoredClaim
from valuenet.value.uncertainty import Spread as SpreadFigures

_PERCENT = 100


@lru_cache(maxsize=256)
def drawn(chart: Chart, theme: Theme = Theme.LIGHT) -> str:
    """The SVG of a chart; the same figures are drawn once. Slow: to be called from a thread of those that draw."""
    return picture(chart, theme)


def waterfall(card: Scorecard) -> Waterfall:
    """From the price of the best alternative over what the customer stated to the economic value, and from there to our price."""
    switching = _amount(card.stated.switching_difference)
    changing = [Difference(label="Cost of changing", amount=-switching)] if switching else []
    return Waterfall(
        title=f"{card.name}: what it is worth against {card.stated.alternative_name}",
        unit=_present(card),
        alternative=card.stated.alternative_name,
        alternative_price=_part(card.stated.price_difference, "P_a"),
        differences=(*(Difference(label=_label(one, card), amount=_amount(one.value)) for one in headline_claims(card)), *changing),
        price=_part(card.stated.price_difference, "P_us"),
    )


def preference_range(card: Scorecard) -> PreferenceRange:
    """The headline preference with all claims at their low, likely and high ends, and both of its spreads."""
    return PreferenceRange(
        title=f"{card.name}: how sure the preference is",
        unit=_present(card),
        low=_amount(card.stated.low),
        likely=_amount(card.stated.preference),
        high=_amount(card.stated.high),
        independent=_spread(card.uncertainty.independent),
        together=_spread(card.uncertainty.together),
    )


def tornado(card: Scorecard) -> Tornado:
    """Which of the claims that the customer stated moves the headline preference how far."""
    likely = _amount(card.stated.preference)
    return Tornado(
        title=f"{card.name}: what the preference hangs on",
        unit=_present(card),
        likely=likely,
        swings=tuple(_swing(one, card, likely) for one in headline_claims(card)),
    )


def calibration_plot(found: Calibration) -> CalibrationPlot:
    """What was predicted for closed opportunities against what came; without any, the plot says why there is none yet."""
    closed = found.won + found.lost
    label = found.label if found.used else f"{found.label}: {'; '.join(found.why_not)}"
    bins = (
        Bin(predicted=one.predicted, n=one.n, came=round(one.observed * one.n), low=one.low, high=one.high)
        for one in calibration_table(found.predicted)
    )
    return CalibrationPlot(
        title="Win likelihood: predicted and what came", label=label, bins=tuple(bins), base_rate=found.won / closed if closed else None
    )


def discount_spend(groups: Sequence[Group], by: str, unit: str, *, fewest: int) -> DiscountSpend:
    """Discounts by group, with what of them value did not justify, and what each group is made of."""
    return DiscountSpend(
        title=f"Discounts by {by}",
        unit=unit,
        groups=tuple(
            SpendGroup(
                label=group.name or "not told",
                n=group.spend.n,
                listed=group.spend.list_price,
                discount=group.spend.discount,
                unjustified=group.spend.not_justified,
                mix=_mix(group.mix),
            )
            for group in groups
        ),
        fewest=fewest,
    )


def headline_claims(card: Scorecard) -> list[ScoredClaim]:
    """The counted claims whose money the customer stated: what the headline preference is made of."""
    return [one for one in card.claims if one.decision is Decision.COUNTED and one.state.stated]


def _swing(one: ScoredClaim, card: Scorecard, likely: Decimal) -> Swing:
    """The preference with one claim at its ends: the yearly amounts move by the factor that makes a present value of them."""
    factor = _part(one.value, "factor")
    low, high = (likely + (end - one.yearly.likely) * factor for end in (one.yearly.low, one.yearly.high))
    return Swing(label=_label(one, card), low=low, high=high)


def _spread(figures: SpreadFigures) -> Spread:
    above = figures.positive.amount
    return Spread(
        p10=_amount(figures.p10),
        p50=_amount(figures.p50),
        p90=_amount(figures.p90),
        deviation=_amount(figures.sd),
        above_zero=None if above is None else float(above),
    )


def _label(one: ScoredClaim, card: Scorecard) -> str:
    """The outcome of a claim, with its money line where one outcome brings money on several."""
    several = sum(other.outcome == one.outcome for other in headline_claims(card)) > 1
    lines = {line.line: line.name for line in card.lines}
    return f"{one.title} ({lines[one.line]})" if several and one.line is not None else one.title


def _present(card: Scorecard) -> str:
    return f"{card.currency}, present value over {card.years} years"


def _mix(mix: Iterable[tuple[str, Decimal]]) -> str:
    return ", ".join(f"{name if name != NONE else 'not told'} {share * _PERCENT:.0f} %" for name, share in mix)


def _amount(figure: Figure) -> Decimal:
    """The amount of a figure that every scorecard has."""
    return figure.amount if figure.amount is not None else ZERO


def _part(figure: Figure, name: str) -> Decimal:
    """One input of a figure by its name in the formula."""
    found = next((one.amount for one in figure.inputs if one.name == name), None)
    return found if found is not None else ZERO
