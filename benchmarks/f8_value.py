"""F8: Monte Carlo of 50 claims and 10 000 draws takes at most three times one `rng.triangular` call of that shape.

Ours is a whole simulation: both ways of drawing, sums, percentiles, chances. The baseline draws the same claims one way, in
one call, and does nothing with them. No store is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy

from benchmarks.figures import Figure, Ratio, side_by_side, taken
from benchmarks.ground import Ground
from benchmarks.workspace import Size
from valuenet.value.simulation import simulation
from valuenet.value.triangular import Triangular

BOUND = 3
CLAIMS, DRAWS = 50, 10_000


def figures(ground: Ground, _: Size, rounds: int) -> Iterator[Figure]:
    """The simulation of one large opportunity."""
    chosen = Random(8)
    ends = [sorted(chosen.uniform(-50_000, 200_000) for _ in range(3)) for _ in range(CLAIMS)]
    claims = [Triangular(low=low, likely=likely, high=high) for low, likely, high in ends]
    low, likely, high = (numpy.array(column) for column in zip(*ends, strict=True))

    def ours(seed: int) -> float:
        return taken(lambda: simulation(claims, offset=-1e6, thresholds=(0, 1e5), draws=DRAWS, seed=seed + 2))

    def bare(seed: int) -> float:
        stream = numpy.random.default_rng(seed + 2)
        return taken(lambda: stream.triangular(low, likely, high, size=(DRAWS, CLAIMS)))

    seconds, baseline_seconds = side_by_side(rounds, ours, bare)
    yield Ratio(
        promise="F8",
        store=ground.name,
        what=f"Monte Carlo of {CLAIMS} claims and {DRAWS} draws, both ways",
        baseline="one rng.triangular call of that shape",
        seconds=seconds,
        baseline_seconds=baseline_seconds,
        bound=BOUND,
    )
