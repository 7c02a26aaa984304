"""How exactly amounts are told in one picture, and how: `127 400`, a real minus sign, the unit once and not at every figure.

Four digits of the largest amount are told, and all amounts as exactly as that one: more would claim to know more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = 4
_FINEST = -6
_SCALES = {12: "trillion", 9: "billion", 6: "million"}
_MINUS = "\u2212"
_BLANK = "\xa0"
"""Between thousands, and before a per cent sign: a space at which no line is broken."""

NOTHING = "\u2013"
"""What stands for a figure that is not defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grain:
    """Amounts are told as multiples of ten to the `power`, in units of ten to the `scale`."""

    power: int
    scale: int = 0
    rounded: bool = False

    @property
    def step(self) -> Decimal:
        """What amounts are rounded to."""
        return Decimal(1).scaleb(self.power)

    def told(self, amount: Decimal, *, signed: bool = False) -> str:
        """An amount as people write it; `signed` says plus as well. What is too little to be told is about 0."""
        rounded = _rounded(amount, self.power)
        if not rounded:
            return f"≈{_BLANK}0" if amount else "0"
        told = _grouped(abs(rounded).scaleb(-self.scale), max(0, self.scale - self.power))
        return f"{_MINUS if rounded < 0 else '+' if signed else ''}{told}"

    def tick(self, amount: Decimal) -> str:
        """An amount on an axis, with as many digits as it needs."""
        scaled = amount.scaleb(-self.scale).normalize()
        exponent = scaled.as_tuple().exponent
        return f"{_MINUS if amount < 0 else ''}{_grouped(abs(scaled), max(0, -int(exponent)))}"

    def unit(self, unit: str) -> str:
        """Of what the amounts are, and to what they are rounded if they are."""
        said = f"{_SCALES[self.scale]} {unit}" if self.scale else unit
        if not self.rounded:
            return said
        return f"{said}, rounded to {_grouped(self.step.scaleb(-self.scale), max(0, self.scale - self.power))}"


def grain(amounts: Iterable[Decimal]) -> Grain:
    """How exactly these amounts are told beside each other."""
    every = list(amounts)
    largest = max(map(abs, every), default=Decimal(0))
    power = max(_rounded(largest, largest.adjusted() + 1 - _DIGITS).adjusted() + 1 - _DIGITS, _FINEST) if largest else 0
    if power < 0 and all(amount == amount.to_integral_value() for amount in every):
        power = 0
    scale = next((scale for scale in _SCALES if scale <= power), 0)
    return Grain(power=power, scale=scale, rounded=any(_rounded(amount, power) != amount for amount in every))


def percent(share: float | Decimal | None, *, digits: int = 1) -> str:
    """A share as per cent with so many digits after the point; of one that is not defined, a dash."""
    if share is None:
        return NOTHING
    steps = (Decimal(share).scaleb(2 + digits)).to_integral_value(ROUND_HALF_UP)
    return f"{_MINUS if steps < 0 else ''}{_grouped(abs(steps).scaleb(-digits), digits)}{_BLANK}%"


def _rounded(amount: Decimal, power: int) -> Decimal:
    return amount.scaleb(-power).to_integral_value(ROUND_HALF_UP).scaleb(power)


def _grouped(number: Decimal, digits: int) -> str:
    return f"{number:,.{digits}f}".replace(",", _BLANK)
