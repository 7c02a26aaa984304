"""Monte Carlo against what is known exactly."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import factorial
from random import Random

import numpy
import pytest

from alder_ranges import CLAIMS, PAID, REQUIRED
from valuenet.value.simulation import Drawn, Simulation, simulation
from valuenet.value.triangular import Triangular, independent_spread, mean, together_amounts, together_spread

DRAWS = 10_000

ALDER = simulation(CLAIMS, offset=-PAID, thresholds=(0, REQUIRED), draws=DRAWS, seed=7)


def below(amounts: tuple[Triangular, ...], bound: float) -> float:
    """P(Σ amounts ≤ bound), exactly: the density of each bends at three places, so that of the sum is known piece by piece.

    The second derivative of a triangular density is three point masses; n of them folded, integrated 2n + 1 times, are the
    distribution of the sum. In fractions, because large terms nearly cancel.
    """
    corners = []
    for amount in amounts:
        low, likely, high = Fraction(amount.low), Fraction(amount.likely), Fraction(amount.high)
        rise, fall = 2 / ((high - low) * (likely - low)), 2 / ((high - low) * (high - likely))
        corners.append([(low, rise), (likely, -rise - fall), (high, fall)])
    order = 2 * len(amounts)
    total = Fraction()
    for places in product(*corners):
        beyond = Fraction(bound) - sum(place for place, _ in places)
        if beyond > 0:
            weight = Fraction(1)
            for _, bend in places:
                weight *= bend
            total += weight * beyond**order / factorial(order)
    return float(total)


def exact(share: float) -> float:
    """The preference of the worked example above that share of its distribution, its claims independent."""
    low, high = (sum(ends) for ends in ([claim.low for claim in CLAIMS], [claim.high for claim in CLAIMS]))
    while high - low > 1e-3:
        middle = (low + high) / 2
        low, high = (middle, high) if below(CLAIMS, middle) < share else (low, middle)
    return high - PAID


def density(amount: float) -> float:
    step = 100.0
    return (below(CLAIMS, amount + PAID + step) - below(CLAIMS, amount + PAID - step)) / (2 * step)


@pytest.mark.parametrize(
    ("share", "to_the_unit", "printed", "last_digit"), [(0.1, 43_379, 43_370, 10), (0.5, 90_585, 90_580, 10), (0.9, 139_410, 139_400, 100)]
)
def test_the_percentiles_of_the_worked_example_are_as_printed_and_drawn_within_three_standard_errors(
    share: float, to_the_unit: int, printed: int, last_digit: int
) -> None:
    """They are printed cut at the last digit, not rounded."""
    known = exact(share)
    assert round(known) == to_the_unit
    assert to_the_unit - to_the_unit % last_digit == printed
    drawn = {0.1: ALDER.independent.p10, 0.5: ALDER.independent.p50, 0.9: ALDER.independent.p90}[share]
    error = (share * (1 - share) / ALDER.draws) ** 0.5 / density(known)
    assert abs(drawn - known) <= 3 * error
    told = dict(zip((0.1, 0.5, 0.9), ALDER.independent.errors, strict=True))
    assert told[share] == pytest.approx(error, rel=0.15)


def test_the_chances_of_the_worked_example_are_as_printed_and_drawn_within_three_standard_errors() -> None:
    independent = [1 - below(CLAIMS, PAID), 1 - below(CLAIMS, PAID + REQUIRED)]
    shares = numpy.linspace(0, 1, 100_001)
    moved = together_amounts(CLAIMS, shares) - PAID
    together = [1 - float(shares[numpy.searchsorted(moved, threshold)]) for threshold in (0, REQUIRED)]
    assert [f"{chance:.3f}" for chance in independent] == ["0.996", "0.944"]
    assert [f"{chance:.3f}" for chance in together] == ["0.936", "0.824"]
    for known, drawn in ((independent, ALDER.independent), (together, ALDER.together)):
        for chance, found in zip(known, drawn.at_least, strict=True):
            assert abs(found - chance) <= 3 * (chance * (1 - chance) / ALDER.draws) ** 0.5


def test_what_moves_together_is_drawn_within_three_standard_errors_of_its_percentiles() -> None:
    for share, drawn in ((0.1, ALDER.together.p10), (0.5, ALDER.together.p50), (0.9, ALDER.together.p90)):
        below_it, known, above_it = together_amounts(CLAIMS, numpy.array([share - 0.001, share, share + 0.001])) - PAID
        slope = (above_it - below_it) / 0.002
        assert abs(drawn - known) <= 3 * slope * (share * (1 - share) / ALDER.draws) ** 0.5


@pytest.mark.parametrize("seed", range(20))
def test_the_mean_lies_within_three_standard_errors_of_the_closed_form_and_the_spreads_near_theirs(seed: int) -> None:
    chosen = Random(seed)
    ends = [sorted(chosen.uniform(-1e6, 1e6) for _ in range(3)) for _ in range(chosen.randint(1, 50))]
    amounts = [Triangular(low=low, likely=likely, high=high) for low, likely, high in ends]
    found = simulation(amounts, offset=1_000, draws=DRAWS, seed=seed)
    spreads = (independent_spread(amounts), together_spread(amounts))
    for drawn, spread in zip((found.independent, found.together), spreads, strict=True):
        assert abs(drawn.mean - mean(amounts) - 1_000) <= 3 * drawn.error
        assert drawn.sd == pytest.approx(spread, rel=0.05)
        assert drawn.p10 < drawn.p50 < drawn.p90


def test_the_same_seed_gives_the_same_figures_and_another_gives_others() -> None:
    def again(seed: int) -> Simulation:
        return simulation(CLAIMS, offset=-PAID, thresholds=(0, REQUIRED), draws=DRAWS, seed=seed)

    assert again(7) == ALDER
    assert again(8).independent != ALDER.independent
    assert again(8).together != ALDER.together


def test_the_figures_of_a_seed_are_those_on_every_computer_and_with_every_numpy() -> None:
    """A change here changes every scorecard that was ever printed."""
    assert f"{ALDER.independent.mean:.3f} {ALDER.independent.p10:.3f} {ALDER.together.p90:.3f}" == "91566.320 44162.078 171736.017"


def test_a_certain_sum_is_drawn_as_it_is() -> None:
    certain = [Triangular(low=3, likely=3, high=3), Triangular(low=-1, likely=-1, high=-1)]
    found = simulation(certain, offset=10, thresholds=(12, 12.5), draws=100, seed=1)
    expected = Drawn(mean=12, sd=0, error=0, p10=12, p50=12, p90=12, errors=(0, 0, 0), at_least=(1, 0))
    assert (found.independent, found.together) == (expected, expected)
