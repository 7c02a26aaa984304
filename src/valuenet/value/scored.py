"""The claims and money lines of a scorecard: each with what became of it, because of what, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from valuenet.analysis.reach import distances
from valuenet.model.amounts import NOTHING, Range
from valuenet.model.ids import ClaimId, Key
from valuenet.model.network import LeadsTo, Network
from valuenet.model.numbers import ONE
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import Desirability
from valuenet.value.booked import Booked, Booking, Decision
from valuenet.value.doing import likelihood_figure, outcome_likelihoods
from valuenet.value.figure import A_YEAR, CHANCE, Figure, figure
from valuenet.value.likelihood import Likelihood
from valuenet.value.preference import value_of
from valuenet.value.present_value import factor
from valuenet.value.same_money import negative
from valuenet.value.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredClaim:
    """One claim with what became of it and because of what; `yearly` and `value` are ours less theirs, money a year and present value.

    `through`: the arrows, by the keys of their ends, that make it the same money as another one.
    """

    claim: ClaimId
    outcome: Key
    title: str
    line: Key | None
    state: ClaimState
    decision: Decision
    because: str
    desirability: Desirability | None
    told: Range | None
    yearly: Range
    value: Figure
    likelihood: Figure
    through: tuple[tuple[Key, Key], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLine:
    """What is counted on one money line, a year."""

    line: Key
    name: str
    counted: Figure
    over_baseline: bool


def scored_claims(opportunity: Opportunity, network: Network, here: Standing, settings: ValueSettings) -> tuple[ScoredClaim, ...]:
    """Every claim with its value and its likelihood, in the order of the opportunity."""
    on_map = [one.claim.outcome_key for one in here.booking.booked if one.decision is not Decision.OFF_THE_MAP]
    chances = outcome_likelihoods(network, list(dict.fromkeys(on_map)), settings, seed=opportunity.seed)
    return tuple(_scored(one, network, here, opportunity.currency, chances.get(one.claim.outcome_key)) for one in here.booking.booked)


def scored_lines(booked: Booking, unit: str) -> tuple[ScoredLine, ...]:
    return tuple(
        ScoredLine(
            line=one.line.key,
            name=one.line.name,
            counted=figure(
                one.counted.likely, unit + A_YEAR, "Σ counted claims, at most the baseline", one.line.name, baseline=one.line.baseline
            ),
            over_baseline=one.over,
        )
        for one in booked.lines
    )


def ends(arrows: Iterable[LeadsTo], network: Network) -> tuple[tuple[Key, Key], ...]:
    """The arrows by the keys of their ends."""
    return tuple((network.node_by_id[arrow.cause].key, network.node_by_id[arrow.effect].key) for arrow in arrows)


def _scored(one: Booked, network: Network, here: Standing, unit: str, chance: Likelihood | None) -> ScoredClaim:
    claim, rival = one.claim, here.stated.option.key
    amount, value = one.against(rival), value_of(one, rival, here.terms)
    return ScoredClaim(
        claim=claim.id,
        outcome=claim.outcome_key,
        title=one.title,
        line=claim.line,
        state=one.state,
        decision=one.decision,
        because=one.because,
        desirability=claim.desirability,
        told=claim.amount,
        yearly=amount or NOTHING,
        value=figure(
            value.likely if value is not None else None,
            unit,
            "likely a year · PV of 1 a year",
            claim.evidence.told or "nobody said it yet",
            likely=amount.likely if amount is not None else None,
            factor=factor(claim.timing, here.terms),
        ),
        likelihood=_likelihood(one, network, chance),
        through=ends(one.through, network),
    )


def _likelihood(one: Booked, network: Network, found: Likelihood | None) -> Figure:
    if found is None:
        return figure(None, CHANCE, "P(reachable from a delivered differentiator)", "not on the map")
    if negative(one.claim) and one.claim.outcome not in distances(network):
        return figure(ONE, CHANCE, "a drawback that nothing of ours brings about is there in any case", "arrows")
    return likelihood_figure(found)
