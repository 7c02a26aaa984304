"""How likely outcomes are: the probability that each can be reached from a delivered differentiator.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome), every arrow working independently with its strength.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from valuenet.value.arrows import Arrow, K
from valuenet.value.worlds import worlds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """The probability of an outcome; `error`: its standard error, 0 where it is exact."""

    chance: float
    exact: bool
    error: float


def likelihoods(
    arrows: Collection[Arrow[K]],
    delivered: Collection[K],
    outcomes: Collection[K],
    *,
    draws: int,
    seed: int,
) -> dict[K, Likelihood]:
    """P(reachable from any of the delivered differentiators) for each of the outcomes, 0 where none reaches it.

    Exact to 1e-12 where at most 12 arrows lie on paths to the outcome; beyond that drawn, with a standard error of
    √(p·(1 - p) / draws). Nothing causes itself, and a cause that two chains share is counted once.
    """
    found: dict[K, Likelihood] = {}
    for worlds, answered in worlds_of(arrows, delivered, outcomes, draws=draws, seed=seed):
        reached = worlds.reached(delivered)
        for outcome in answered:
            chance = min(worlds.mean(worlds.told(reached[outcome])), 1.0) if outcome in reached else 0.0
            error = 0.0 if worlds.exact else (chance * (1 - chance) / draws) ** 0.5
            found[outcome] = Likelihood(chance=chance, exact=worlds.exact, error=error)
    return {outcome: found[outcome] for outcome in outcomes}
