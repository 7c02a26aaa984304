"""How tests came out, seen from a message, a persona, a differentiator or a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from valuenet.analysis.reach import led_to_by
from valuenet.messages.evidence import Evidence, Tally, Unit, grouped, pool, tally, units
from valuenet.model.ids import DifferentiatorId, MessageId, PersonaId
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Network
from valuenet.value.rates import Rate, RateRule, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Some units counted, and how often they say yes."""

    tally: Tally
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month's dialogues, each unit at its last result of that month, and the rate of all that was known at its end."""

    first_day: date
    tally: Tally
    known: Rate


def message_scores(evidence: Evidence) -> Mapping[MessageId, Score]:
    """(:Test)-[:OF]->(message): every message that was used, by id; μ is that of its outcome."""
    used = grouped((test.message, test) for test in evidence.tests if test.message is not None)
    found = {}
    for message in sorted(used):
        group = units(used[message])
        found[message] = _score(group, evidence.pools[group[0].last.outcome], evidence.rule)
    return found


def persona_scores(evidence: Evidence) -> Mapping[PersonaId, Score]:
    """(:Test)-[:WITH]->(persona): every persona that was asked, whatever about, by id; μ is that of all tests."""
    by_persona = grouped((unit.last.persona, unit) for unit in evidence.units)
    overall = pool(evidence.units)
    return {persona: _score(by_persona[persona], overall, evidence.rule) for persona in sorted(by_persona)}


def differentiator_scores(evidence: Evidence, network: Network) -> Mapping[DifferentiatorId, Score]:
    """(differentiator)-[:LEADS_TO*1..]->(:Outcome)<-[:ABOUT]-(:Test): each differentiator that leads to a tested outcome, by key.

    An outcome counts for every differentiator that leads to it; μ is that of all tests of the network's outcomes.
    """
    here = [unit for unit in evidence.units if unit.last.outcome in network.outcome_by_id]
    overall, found = pool(here), {}
    for differentiator in network.differentiators:
        reached = led_to_by(network, differentiator.id)
        if group := [unit for unit in here if unit.last.outcome in reached]:
            found[differentiator.id] = _score(group, overall, evidence.rule)
    return found


def months(evidence: Evidence) -> tuple[Month, ...]:
    """The months in which something was tested, the first one first."""
    in_order = sorted(evidence.tests, key=lambda test: (test.on, test.id))
    by_month = grouped((test.on.replace(day=1), test) for test in in_order)
    found: list[Month] = []
    known: list[MessageTest] = []
    for first_day, tests in by_month.items():
        known += tests
        so_far = tally(units(known))
        month = Month(first_day=first_day, tally=tally(units(tests)), known=rate(so_far.validated, so_far.refuted, rule=evidence.rule))
        found.append(month)
    return tuple(found)


def _score(group: Iterable[Unit], mean: float, rule: RateRule) -> Score:
    counted = tally(group)
    return Score(tally=counted, rate=rate(counted.validated, counted.refuted, mean=mean, rule=rule))
