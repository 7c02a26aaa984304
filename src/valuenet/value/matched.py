"""What is lost if a rival matches a differentiator, and the split of the expected money that adds up.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome), every arrow working independently with its strength, as for a likelihood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from valuenet.value.arrows import Arrow, K, downstream
from valuenet.value.late import Bools, Floats, numpy
from valuenet.value.shares import divided, to_the_cent
from valuenet.value.worlds import Worlds, worlds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[K]):
    """The expected delivered money, and what of it rests on which differentiator, in the currency and period of the amounts.

    `change`: what the expected money changes by when that differentiator alone is matched; does not add up. `split`: its
    Shapley value, which does: Σ split + `regardless` = `expected`. `regardless`: drawbacks that no differentiator brings about.
    """

    expected: Decimal
    regardless: Decimal
    change: Mapping[K, Decimal]
    split: Mapping[K, Decimal]


def matched(
    arrows: Collection[Arrow[K]], differentiators: Collection[K], amounts: Mapping[K, Decimal], *, draws: int, seed: int
) -> Matched[K]:
    """Expected money Σ amount · likelihood with all differentiators, without each, and split between them; exact as likelihoods are.

    A negative amount that no differentiator reaches has likelihood 1. In a world where k differentiators reach an outcome,
    its money is there as long as one of them is, so the Shapley value of each is a k-th of it; the mean over the worlds is
    that of the whole game, for any number of differentiators. Source: Shapley 1953 (A value for n-person games).
    """
    reachable = downstream(arrows, differentiators)
    delivered = {outcome: amount for outcome, amount in amounts.items() if outcome in reachable}
    regardless = sum((amount for outcome, amount in amounts.items() if amount < 0 and outcome not in delivered), Decimal())
    expected = 0.0
    change, split = dict.fromkeys(differentiators, 0.0), dict.fromkeys(differentiators, 0.0)
    for amount, worlds, by in _deliveries(arrows, differentiators, delivered, draws=draws, seed=seed):
        many: Floats = numpy.sum(list(by.values()), axis=0)
        expected += amount * worlds.mean(many > 0)
        for one, worlds_with in by.items():
            change[one] -= amount * worlds.mean(worlds_with & (many == 1))
            split[one] += amount * worlds.mean(worlds_with / numpy.maximum(many, 1))
    total = to_the_cent(expected)
    return Matched(
        expected=total + regardless,
        regardless=regardless,
        change={one: to_the_cent(amount) for one, amount in change.items()},
        split=dict(zip(split, divided(total, list(split.values())), strict=True)),
    )


def _deliveries(
    arrows: Collection[Arrow[K]], differentiators: Collection[K], amounts: Mapping[K, Decimal], *, draws: int, seed: int
) -> Iterator[tuple[float, Worlds[K], dict[K, Bools]]]:
    """The amount of every outcome, the worlds that tell about it, and in which of them each differentiator reaches it, if any does."""
    for worlds, outcomes in worlds_of(arrows, differentiators, amounts, draws=draws, seed=seed):
        reached = {one: worlds.reached([one]) for one in differentiators}
        for outcome in outcomes:
            by = {one: worlds.told(found[outcome]) for one, found in reached.items() if outcome in found}
            if by:
                yield float(amounts[outcome]), worlds, by
