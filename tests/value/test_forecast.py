"""What a portfolio may bring."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from valuenet.errors import InvalidQuestion
from valuenet.value.forecast import Forecast, Kept, comparison, forecast

ALDER = [(Decimal(360_000), 0.62), (Decimal(200_000), 0.40), (Decimal(500_000), 0.25), (Decimal(90_000), 0.80)]

chances = st.sampled_from([0, 0.1, 0.25, 0.5, 0.62, 0.9, 1])
some_deals = st.lists(st.tuples(st.decimals(0, 10**6, places=2), chances), max_size=7)

Deals = list[tuple[Decimal, float]]


def of(deals: Deals, *, common_shock: float = 0.2, seed: int = 1) -> Forecast:
    return forecast(deals, common_shock=common_shock, draws=10_000, seed=seed)


def many(count: int, seed: int = 1) -> Deals:
    chosen = Random(seed)
    return [(Decimal(chosen.randint(10**6, 10**8)) / 100, chosen.uniform(0.1, 0.9)) for _ in range(count)]


def listed(deals: Deals) -> dict[Decimal, float]:
    """Every total with its probability, one combination of wins and losses after another."""
    totals: dict[Decimal, float] = {}
    for won in product([False, True], repeat=len(deals)):
        total, weight = Decimal(0), 1.0
        for (amount, chance), came in zip(deals, won, strict=True):
            total += amount if came else 0
            weight *= chance if came else 1 - chance
        totals[total] = totals.get(total, 0) + weight
    return totals


def quantile(totals: dict[Decimal, float], share: float) -> Decimal:
    reached = 0.0
    for total in sorted(totals):
        reached += totals[total]
        if reached >= share - 1e-12:
            return total
    raise AssertionError("probabilities add up to 1")


def test_the_forecast_of_the_worked_example_is_as_printed() -> None:
    found = of(ALDER)
    assert found.exact
    assert [found.independent.mean, round(found.independent.sd, -2)] == [500_200, 297_200]
    assert [found.independent.p10, found.independent.p50, found.independent.p90] == [90_000, 450_000, 950_000]


@given(some_deals)
@settings(deadline=None)
def test_the_distribution_is_that_of_all_combinations(deals: Deals) -> None:
    found, totals = of(deals), listed(deals)
    mean = sum(float(total) * weight for total, weight in totals.items())
    variance = sum((float(total) - mean) ** 2 * weight for total, weight in totals.items())
    assert float(found.independent.mean) == pytest.approx(mean, abs=0.01)
    assert float(found.independent.sd) == pytest.approx(sqrt(variance), abs=0.02)
    assert found.independent.p10 == quantile(totals, 0.1)
    assert found.independent.p50 == quantile(totals, 0.5)
    assert found.independent.p90 == quantile(totals, 0.9)
    assert [amount for _, amount in found.curve] == [quantile(totals, share) for share, _ in found.curve]


def test_a_quantile_is_the_smallest_amount_whose_cumulative_probability_reaches_its_share() -> None:
    found = of([(Decimal(100), 0.5)])
    assert (found.independent.p50, found.independent.p90) == (Decimal(0), Decimal(100)), "at one half, nothing is reached already"


def test_a_common_shock_leaves_the_mean_and_widens_what_may_come() -> None:
    found = of(many(20))
    assert found.stressed.mean == found.independent.mean
    assert found.stressed.sd > found.independent.sd
    assert found.stressed.p10 < found.independent.p10
    assert found.stressed.p90 > found.independent.p90


def test_without_a_common_shock_the_stress_is_the_forecast() -> None:
    for deals in (ALDER, many(40)):
        assert of(deals, common_shock=0).stressed == of(deals, common_shock=0).independent


def test_two_deals_under_a_common_shock_are_won_together_as_often_as_two_normal_numbers_are_small_together() -> None:
    """Vasicek: the correlation of the two numbers is that of the shock."""
    both = stats.multivariate_normal([0, 0], [[1, 0.2], [0.2, 1]]).cdf(stats.norm.ppf([0.6, 0.3]))
    variance = 0.6 * 0.4 + 0.3 * 0.7 + 2 * (both - 0.6 * 0.3)
    found = of([(Decimal(1_000_000), 0.6), (Decimal(1_000_000), 0.3)])
    assert float(found.stressed.sd) == pytest.approx(1e6 * sqrt(variance), rel=1e-5)


def test_beyond_twenty_five_deals_quantiles_are_drawn_within_three_standard_errors_of_the_normal_one() -> None:
    found = of(many(400))
    assert not found.exact
    normal = stats.norm(float(found.independent.mean), float(found.independent.sd))
    for share, amount in ((0.1, found.independent.p10), (0.5, found.independent.p50), (0.9, found.independent.p90)):
        error = sqrt(share * (1 - share) / 10_000) / normal.pdf(normal.ppf(share))
        assert abs(float(amount) - normal.ppf(share)) <= 4 * error, "one more for what a sum of 400 is not normal"


def test_what_is_drawn_agrees_with_what_is_exact_on_either_side_of_twenty_five() -> None:
    deals = many(25)
    exact, drawn = of(deals), of([*deals, (Decimal(0), 0.5)])
    assert (exact.exact, drawn.exact) == (True, False)
    for one, other in ((exact.independent, drawn.independent), (exact.stressed, drawn.stressed)):
        assert one.mean == other.mean
        assert one.sd == other.sd
        assert float(one.p10) == pytest.approx(float(other.p10), rel=0.02)
        assert float(one.p90) == pytest.approx(float(other.p90), rel=0.02)


def test_the_same_seed_draws_the_same_forecast_and_another_another() -> None:
    assert of(many(30), seed=5) == of(many(30), seed=5)
    assert of(many(30), seed=6) != of(many(30), seed=5)


def test_nothing_open_brings_nothing_and_what_is_certain_comes() -> None:
    assert of([]).independent.p90 == 0
    found = of([(Decimal("100.10"), 1), (Decimal(50), 0)])
    assert (found.independent, found.independent.p10, found.independent.sd) == (found.stressed, Decimal("100.10"), Decimal(0))


def test_impossible_probabilities_are_refused_each_by_its_place() -> None:
    with pytest.raises(InvalidQuestion) as refused:
        of([(Decimal(1), 1.2), (Decimal(1), 0.5), (Decimal(1), float("nan"))], common_shock=1)
    assert [problem.path for problem in refused.value.problems] == ["deals[0]", "deals[2]", "common_shock"]


def test_kept_forecasts_are_counted_by_where_what_came_lies() -> None:
    came = [50, 100, 150, 250, 300]
    kept = [Kept(mean=Decimal(170), p10=Decimal(100), p90=Decimal(250), came=Decimal(one)) for one in came]
    found = comparison(kept)
    assert (found.n, found.below, found.within, found.above) == (5, 1, 3, 1)
    assert found.ratio == pytest.approx(1)


def test_without_kept_forecasts_there_is_no_ratio() -> None:
    assert comparison([]).ratio is None
