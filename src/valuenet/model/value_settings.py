"""The policy in the value model: every number that somebody has to choose, with its unit and the reason for it, in one place.

A number is a choice, "not calibrated", until the workspace's own closed opportunities have shown it; then a `Calibration` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from valuenet.errors import InvalidSetting, Problem
from valuenet.model.amounts import CURRENCY
from valuenet.model.evidence import SENTENCE
from valuenet.model.numbers import LONGEST, repeated
from valuenet.model.text import unsettled
from valuenet.model.vocabulary import Strength

NOT_CALIBRATED = "not calibrated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What the workspace's own data said about one number: on how many cases, with which result."""

    name: str
    said: str

    def __post_init__(self) -> None:
        if problems := unsettled(self, said=SENTENCE):
            raise InvalidSetting(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One number as a page lists it: its name, value and unit, why it is so, and what calibrated it."""

    name: str
    value: Decimal | int | str
    unit: str
    reason: str
    calibrated: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a page says of a number beside its value: unit, reason, and the bounds within which it may be chosen."""

    unit: str
    reason: str
    least: Decimal | int = 0
    most: Decimal | int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSettings:
    """The numbers in force in a workspace. `revision` rises with every change of them; figures say which they were computed from."""

    revision: int = 0
    currency: str = "USD"
    horizon_years: int = 3
    discount_rate: Decimal = Decimal("0.10")
    almost_always: Decimal = Decimal("0.9")
    usually: Decimal = Decimal("0.7")
    sometimes: Decimal = Decimal("0.4")
    rarely: Decimal = Decimal("0.15")
    win_slope: Decimal = Decimal("4")
    base_rate: Decimal = Decimal("0.25")
    calibration_closed: int = 30
    calibration_won: int = 10
    calibration_lost: int = 10
    required_surplus: Decimal = Decimal("0.10")
    value_share: Decimal = Decimal("0.5")
    prior_weight: Decimal = Decimal("4")
    tests_minimum: int = 5
    proven: Decimal = Decimal("0.9")
    promising: Decimal = Decimal("0.6")
    refuted: Decimal = Decimal("0.1")
    ranking_minimum: int = 5
    common_shock: Decimal = Decimal("0.2")
    tier_excellent: int = 85
    tier_good: int = 70
    tier_risky: int = 50
    reference_realised: Decimal = Decimal("0.8")
    draws: int = 10_000
    calibrations: tuple[Calibration, ...] = ()

    def __post_init__(self) -> None:
        problems = [*unsettled(self, currency=CURRENCY), *_out_of_bounds(self), *_disorder(self)]
        for place, calibration in enumerate(self.calibrations):
            if calibration.name not in POLICIES:
                said = f"there is no setting {calibration.name!r}"
                problems.append(Problem(path=f"calibrations[{place}]", code="UNKNOWN_SETTING", message=said, remedy="name a setting"))
        problems += repeated("calibrations", (calibration.name for calibration in self.calibrations))
        if problems:
            raise InvalidSetting(problems)

    def share(self, strength: Strength) -> Decimal:
        """The share of cases that a word stands for."""
        words = {
            Strength.ALMOST_ALWAYS: self.almost_always,
            Strength.USUALLY: self.usually,
            Strength.SOMETIMES: self.sometimes,
            Strength.RARELY: self.rarely,
        }
        return words[strength]


POLICIES: Mapping[str, Policy] = {
    "currency": Policy("", "one currency in a workspace: amounts can be added up"),
    "horizon_years": Policy("years", "what most customers plan a purchase for; longer horizons flatter every offer", 1, LONGEST),
    "discount_rate": Policy("a year", "what money usually costs a company; the customer's own rate goes before it"),
    "almost_always": Policy("of cases", "nearly certain, and still not promised"),
    "usually": Policy("of cases", "more often than not, by a clear margin"),
    "sometimes": Policy("of cases", "less than half, and often enough to plan for"),
    "rarely": Policy("of cases", "about one case in seven"),
    "win_slope": Policy("", "preferring us by a quarter of our price makes a win three times in four likely", 0, 100),
    "base_rate": Policy("of opportunities", "one in four is won where nothing is known of the customer's mind"),
    "calibration_closed": Policy("closed opportunities", "fewer cannot tell a better forecast from luck", 1, 100_000),
    "calibration_won": Policy("won opportunities", "two coefficients need about ten cases of either kind", 1, 100_000),
    "calibration_lost": Policy("lost opportunities", "two coefficients need about ten cases of either kind", 1, 100_000),
    "required_surplus": Policy("of our price at list", "a customer who gains less has no reason to bear the change"),
    "value_share": Policy("of the value difference", "sharing the difference evenly leaves both sides a reason to sign"),
    "prior_weight": Policy("tests", "what an outcome's other personas say counts as much as four tests", Decimal("0.01"), 1000),
    "tests_minimum": Policy("tests", "below this one more answer can turn any label", 1, 100_000),
    "proven": Policy("probability", "nine to one that more than half confirm it"),
    "promising": Policy("probability", "better than even, worth the next meeting"),
    "refuted": Policy("probability", "nine to one that fewer than half confirm it"),
    "ranking_minimum": Policy("opportunities", "a rank among fewer is a rank of accidents", 1, 100_000),
    "common_shock": Policy("correlation", "deals of one quarter share a market; a fifth is a cautious guess", 0, Decimal("0.99")),
    "tier_excellent": Policy("points", "fit on nearly every criterion", 0, 100),
    "tier_good": Policy("points", "fit on most criteria", 0, 100),
    "tier_risky": Policy("points", "fit on half of the criteria", 0, 100),
    "reference_realised": Policy("of what was promised", "a reference that fell short by more tells against us", 0, 10),
    "draws": Policy("draws", "the tenth percentile moves by about one hundredth of the spread from seed to seed", 100, 100_000),
}
"""What is said of each setting, in the order in which they are declared."""


def listed(settings: ValueSettings) -> tuple[Setting, ...]:
    """Every setting as a page shows it, in the order of the value model."""
    calibrated = {calibration.name: calibration.said for calibration in settings.calibrations}
    return tuple(
        Setting(
            name=name,
            value=getattr(settings, name),
            unit=policy.unit,
            reason=policy.reason,
            calibrated=calibrated.get(name, NOT_CALIBRATED),
        )
        for name, policy in POLICIES.items()
    )


def _out_of_bounds(settings: ValueSettings) -> Iterator[Problem]:
    for one in fields(settings):
        value, policy = getattr(settings, one.name), POLICIES.get(one.name)
        if policy is None or isinstance(one.default, str):
            continue
        kind = int if isinstance(one.default, int) else Decimal
        if not isinstance(value, kind) or not Decimal(value).is_finite():
            said = "a whole number" if kind is int else "a decimal number"
            yield Problem(path=one.name, code="NOT_A_NUMBER", message=f"is {value!r}", remedy=f"give {said} such as {one.default}")
        elif not policy.least <= value <= policy.most:
            remedy = f"give a number from {policy.least} to {policy.most}"
            yield Problem(path=one.name, code="OUT_OF_BOUNDS", message=f"is {value}", remedy=remedy)


def _disorder(settings: ValueSettings) -> Iterator[Problem]:
    """Numbers that are steps of one scale and do not rise."""
    scales = (
        ("rarely", "sometimes", "usually", "almost_always"),
        ("refuted", "promising", "proven"),
        ("tier_risky", "tier_good", "tier_excellent"),
    )
    for names in scales:
        values = [getattr(settings, name) for name in names]
        if values != sorted(values):
            said = f"{', '.join(names)} are {', '.join(map(str, values))}"
            yield Problem(path=names[-1], code="NOT_IN_ORDER", message=said, remedy="let each be at least as large as the one before")
