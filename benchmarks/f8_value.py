"""F8: Monte Carlo of 50 claims and 10 000 draws takes at most three times one `rng.triangular` call of that shape; a portfolio
of 1 000 opportunities at most a hundred times one scorecard without draws.

Monte Carlo is a whole simulation: both ways of drawing, sums, percentiles, chances. Its baseline draws the same claims one
way, in one call, and does nothing with them. The portfolio is measured in closed form, from every opportunity with its ten
claims on a network of 200 outcomes, and from positions that were kept. The scorecard draws as little as a setting allows.
No store is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.opportunities import opportunities
from benchmarks.workspace import Size, Workspace
from valuenet.model.value_settings import ValueSettings
from valuenet.value.portfolio import portfolio, position
from valuenet.value.scorecard import scorecard
from valuenet.value.simulation import simulation
from valuenet.value.triangular import Triangular

BOUND, PORTFOLIO_BOUND = 3, 100
CLAIMS, DRAWS = 50, 10_000
FEWEST_DRAWS = 100


def figures(ground: Ground, size: Size, rounds: int) -> Iterator[Figure]:
    """The simulation of one large opportunity, and the portfolio of as many opportunities as the workspace has networks."""
    yield _simulation(ground, rounds)
    yield from _portfolio(ground, size, max(1, rounds // 5))


def _simulation(ground: Ground, rounds: int) -> Ratio:
    chosen = Random(8)
    ends = [sorted(chosen.uniform(-50_000, 200_000) for _ in range(3)) for _ in range(CLAIMS)]
    claims = [Triangular(low=low, likely=likely, high=high) for low, likely, high in ends]
    low, likely, high = (numpy.array(column) for column in zip(*ends, strict=True))

    def ours(seed: int) -> float:
        return taken(lambda: simulation(claims, offset=-1e6, thresholds=(0, 1e5), draws=DRAWS, seed=seed + 2))

    def bare(seed: int) -> float:
        stream = numpy.random.default_rng(seed + 2)
        return taken(lambda: stream.triangular(low, likely, high, size=(DRAWS, CLAIMS)))

    what, baseline = f"Monte Carlo of {CLAIMS} claims and {DRAWS} draws, both ways", "one rng.triangular call of that shape"
    seconds, bare_seconds = side_by_side(rounds, ours, bare)
    return Ratio(promise="F8", store=ground.name, what=what, baseline=baseline, seconds=seconds, baseline_seconds=bare_seconds, bound=BOUND)


def _portfolio(ground: Ground, size: Size, rounds: int) -> Iterator[Ratio]:
    workspace = Workspace(size)
    network, directory = workspace.network("sold"), workspace.directory()
    found = list(opportunities(network, size.networks))
    settings, without = ValueSettings(), ValueSettings(draws=FEWEST_DRAWS)
    kept = [position(one, network, settings) for one in found]

    def one_scorecard(number: int) -> float:
        return taken(lambda: scorecard(found[number % len(found)], network, directory, without))

    def closed_form(_: int) -> float:
        return taken(lambda: portfolio([position(one, network, settings) for one in found], settings, seed=1))

    def from_kept(_: int) -> float:
        return taken(lambda: portfolio(kept, settings, seed=1))

    for what, ours in (("in closed form", closed_form), ("from kept positions", from_kept)):
        seconds, bare_seconds = side_by_side(rounds, ours, one_scorecard)
        yield Ratio(
            promise="F8",
            store=ground.name,
            what=f"portfolio of {len(found)} opportunities, {what}",
            baseline="one scorecard without draws",
            seconds=seconds,
            baseline_seconds=bare_seconds,
            bound=PORTFOLIO_BOUND,
        )
