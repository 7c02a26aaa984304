"""Credit: whose doing the counted money is. It walks upstream along the arrows until a differentiator or other causes absorb it.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome), walked from its end. Accounting, not causation: nothing is ever decided by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from valuenet.value.arrows import Arrow, K, circular, downstream, upstream
from valuenet.value.late import numpy
from valuenet.value.shares import divided


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Generic[K]):
    """The counted money by differentiator, and what other causes account for; together it, to the last cent.

    `unfed`: outcomes on loops that the money came to and that no differentiator feeds; theirs is with the other causes.
    """

    by_differentiator: Mapping[K, Decimal]
    other_causes: Decimal
    unfed: tuple[K, ...]


def credit(
    arrows: Collection[Arrow[K]], differentiators: Collection[K], money: Mapping[K, Decimal], *, other_causes: Mapping[K, Decimal]
) -> Credit[K]:
    """Each outcome's money, passed upstream in proportion to strength after the outcome's share (0 to 1) for other causes.

    Same currency and period as the money; Σ credit + other causes = Σ money exactly. What nothing leads to is the doing of
    other causes, and so is what only outcomes lead to that no differentiator feeds.
    """
    parts = dict.fromkeys(sorted(differentiators), 0.0)
    for outcome, shares in absorbed(arrows, differentiators, money, other_causes=other_causes).items():
        for differentiator, share in shares.items():
            parts[differentiator] += share * float(money[outcome])
    total = sum(money.values(), Decimal())
    *credited, rest = divided(total, [*parts.values(), float(total) - sum(parts.values())])
    behind = upstream([arrow for arrow in arrows if arrow[1] not in parts], money)
    fed = downstream(arrows, differentiators)
    inside = [arrow for arrow in arrows if {arrow[0], arrow[1]} <= behind - fed]
    return Credit(by_differentiator=dict(zip(parts, credited, strict=True)), other_causes=rest, unfed=tuple(sorted(circular(inside))))


def absorbed(
    arrows: Collection[Arrow[K]], differentiators: Collection[K], outcomes: Collection[K], *, other_causes: Mapping[K, Decimal]
) -> dict[K, dict[K, float]]:
    """Of each outcome the share that each differentiator absorbs: B = (I - Q)^-1 R; what is missing from 1 is other causes.

    Q is what an outcome passes to an outcome, R what it passes to a differentiator; to 1e-9. Only outcomes that a
    differentiator feeds are in Q, so everything in it flows out of it in the end and the inverse exists.
    Source: Grinstead and Snell, Introduction to Probability, theorem 11.6 (absorption probabilities).
    """
    ends, strong = sorted(differentiators), [arrow for arrow in arrows if arrow[2] > 0 and arrow[1] not in differentiators]
    passing = sorted((upstream(strong, outcomes) & downstream(strong, ends)) - set(ends))
    row, column = ({key: place for place, key in enumerate(keys)} for keys in (passing, ends))
    among, out = numpy.eye(len(passing)), numpy.zeros((len(passing), len(ends)))
    strength_into: dict[K, float] = {}
    for _, effect, strength in strong:
        strength_into[effect] = strength_into.get(effect, 0) + strength
    for cause, effect, strength in strong:
        passed = (1 - float(other_causes.get(effect, 0))) * strength / strength_into[effect]
        if effect in row and cause in column:
            out[row[effect], column[cause]] += passed
        elif effect in row and cause in row:
            among[row[effect], row[cause]] -= passed
    shares = numpy.linalg.solve(among, out)
    return {outcome: dict(zip(ends, shares[row[outcome]].tolist(), strict=True)) if outcome in row else {} for outcome in outcomes}
