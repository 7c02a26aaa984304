"""Whose doing the counted money is: likelihoods of outcomes, credit to differentiators, and what is lost if one is matched.

(:Differentiator)-[:LEADS_TO*1..]->(:Outcome). Accounting along the arrows: the preference never uses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.amounts import NOTHING
from valuenet.model.ids import Key
from valuenet.model.network import Network
from valuenet.model.numbers import ZERO
from valuenet.model.value_settings import ValueSettings
from valuenet.value.arrows import Arrow
from valuenet.value.booked import Booked
from valuenet.value.credit import credit
from valuenet.value.figure import A_YEAR, CHANCE, Figure, figure
from valuenet.value.likelihood import Likelihood, likelihoods
from valuenet.value.matched import matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What one differentiator brings: its credit, what the expected money changes by if it is matched, its additive share."""

    differentiator: Key
    title: str
    credit: Figure
    if_matched: Figure
    split: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """All differentiators with their doing, a year; credits and other causes add up to the counted money that speaks for us.

    `unfed`: outcomes on loops that no differentiator feeds. `expected`: Σ amount · likelihood, what speaks against us included.
    """

    doings: tuple[Doing, ...]
    other_causes: Figure
    expected: Figure
    unfed: tuple[Key, ...]


def arrows(network: Network, settings: ValueSettings) -> list[Arrow[Key]]:
    """The arrows of a network by key, with the shares of cases that their words stand for."""
    keys = {node.id: node.key for node in network.nodes}
    return [(keys[arrow.cause], keys[arrow.effect], float(settings.share(arrow.strength))) for arrow in network.arrows]


def outcome_likelihoods(network: Network, outcomes: Sequence[Key], settings: ValueSettings, *, seed: int) -> Mapping[Key, Likelihood]:
    """How likely outcomes are to be reached from a delivered differentiator."""
    ours = [node.key for node in network.differentiators]
    return likelihoods(arrows(network, settings), ours, outcomes, draws=settings.draws, seed=seed)


def delivery(network: Network, counted: Sequence[Booked], alternative: str, settings: ValueSettings, *, unit: str, seed: int) -> Delivery:
    """Credit, loss if matched and its additive split of the counted likely money a year against one alternative."""
    ours = [node.key for node in network.differentiators]
    amounts: dict[Key, Decimal] = {}
    others: dict[Key, Decimal] = {}
    for one in counted:
        key = one.claim.outcome_key
        amounts[key] = amounts.get(key, ZERO) + (one.against(alternative) or NOTHING).likely
        others[key] = one.claim.other_causes
    known, a_year = arrows(network, settings), unit + A_YEAR
    speaking = {key: amount for key, amount in amounts.items() if amount > 0}
    credited = credit(known, ours, speaking, other_causes=others)
    lost = matched(known, ours, amounts, draws=settings.draws, seed=seed)
    money = sum(speaking.values(), ZERO)
    return Delivery(
        doings=tuple(
            Doing(
                differentiator=node.key,
                title=node.title,
                credit=figure(credited.by_differentiator[node.key], a_year, "B = (I - Q)^-1 R", "arrows", counted=money),
                if_matched=figure(lost.change[node.key], a_year, "expected without it - expected", "arrows", expected=lost.expected),
                split=figure(lost.split[node.key], a_year, "Shapley value in the expected money", "arrows", expected=lost.expected),
            )
            for node in network.differentiators
        ),
        other_causes=figure(credited.other_causes, a_year, "counted money - Σ credit", "arrows", counted=money),
        expected=figure(lost.expected, a_year, "Σ amount · likelihood", "arrows", regardless=lost.regardless),
        unfed=credited.unfed,
    )


def likelihood_figure(found: Likelihood) -> Figure:
    """A likelihood with how it was found."""
    how = "exact" if found.exact else "drawn"
    return figure(found.chance, CHANCE, "P(reachable from a delivered differentiator)", f"arrows, {how}", error=found.error)
