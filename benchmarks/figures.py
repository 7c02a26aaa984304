"""What a benchmark finds: a ratio of two medians, or an amount, against the bound that is promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median, quantiles
from time import perf_counter

Round = Callable[[int], float]
"""One measurement, given the number of its round: prepares what it needs, and returns the seconds of what is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How much longer something takes than its baseline: the medians of rounds that took turns, and how the rounds spread."""

    promise: str
    store: str
    what: str
    baseline: str
    seconds: Sequence[float]
    baseline_seconds: Sequence[float]
    bound: float
    note: str = ""

    @property
    def value(self) -> float:
        return median(self.seconds) / median(self.baseline_seconds)

    @property
    def spread(self) -> tuple[float, float]:
        """Half of the rounds have a ratio between these two."""
        ratios = [ours / bare for ours, bare in zip(self.seconds, self.baseline_seconds, strict=True)]
        low, _, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else (ratios[0],) * 3
        return low, high

    @property
    def met(self) -> bool:
        return self.value <= self.bound

    def __str__(self) -> str:
        low, high = self.spread
        return (
            f"{self.promise} {self.store}: {self.what}: {_shown(median(self.seconds))}; {self.baseline}: "
            f"{_shown(median(self.baseline_seconds))}; ratio {self.value:.2f} (half of {len(self.seconds)} rounds "
            f"{low:.2f} to {high:.2f}), bound {self.bound:g}: {_verdict(self.met)}" + (f" ({self.note})" if self.note else "")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much of something is used."""

    promise: str
    store: str
    what: str
    value: float
    unit: str
    bound: float

    @property
    def met(self) -> bool:
        return self.value <= self.bound

    def __str__(self) -> str:
        return f"{self.promise} {self.store}: {self.what}: {self.value:.0f} {self.unit}, bound {self.bound:g}: {_verdict(self.met)}"


Figure = Ratio | Amount


def percentile(found: Sequence[float], percent: float) -> float:
    """The smallest of some figures that so many of a hundred do not exceed; 0 of none."""
    return sorted(found)[max(0, ceil(len(found) * percent / 100) - 1)] if found else 0.0


def taken(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def side_by_side(rounds: int, ours: Round, baseline: Round) -> tuple[list[float], list[float]]:
    """The seconds of both, measured in turns; who goes first changes with every round. The first two rounds only warm up."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(-2, rounds):
        turns = ((0, ours), (1, baseline)) if number % 2 == 0 else ((1, baseline), (0, ours))
        for place, measured in turns:
            seconds = measured(number)
            if number >= 0:
                found[place].append(seconds)
    return found


def _shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"
