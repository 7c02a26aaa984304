"""What tests in dialogue say about hypotheses, a hypothesis being one outcome put to one persona.

    (:Outcome)<-[:ABOUT]-(:Test)-[:WITH]->(:Persona)        (:Test)-[:AT]->(:Account)

One unit is one (account, persona, outcome) at its last result, so three calls at one account count once. The order in
which tests were recorded changes nothing: they are ordered by their day, and on one day by their id.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from statistics import median
from typing import TypeVar

from valuenet.model.ids import AccountId, NetworkId, OutcomeId, PersonaId
from valuenet.model.message_test import MessageTest
from valuenet.model.vocabulary import Desirability, TestResult
from valuenet.value.rates import DEFAULT, Rate, RateRule, chance_above, pooled, rate

V = TypeVar("V")
G = TypeVar("G", bound=Hashable)

Hypothesis = tuple[OutcomeId, PersonaId]
"""One outcome put to one persona."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one persona at one account has made of one outcome; `tests` in their order, at least one."""

    tests: tuple[MessageTest, ...]

    @property
    def last(self) -> MessageTest:
        return self.tests[-1]

    @property
    def result(self) -> TestResult:
        return self.last.result

    @property
    def account(self) -> AccountId:
        return self.last.account

    @property
    def hypothesis(self) -> Hypothesis:
        return self.last.outcome, self.last.persona

    @property
    def desirability(self) -> Desirability | None:
        """How desirable they said that it is, the last time that they said so."""
        return _last_told(test.desirability for test in self.tests)

    @property
    def money(self) -> Decimal | None:
        """What they said that it is worth in money a year, the last time that they said so."""
        return _last_told(test.stated.money for test in self.tests if test.stated is not None)

    @property
    def thought_of(self) -> bool | None:
        """Whether they had thought of it before, as it was recorded last."""
        return _last_told(test.thought_of for test in self.tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many units stand at each result, at how many accounts, and when the last of them was tested."""

    validated: int
    refuted: int
    inconclusive: int
    accounts: int
    last_tested: date

    @property
    def n(self) -> int:
        """The units that count for a rate."""
        return self.validated + self.refuted


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The money a year that customers stated, each account once: at how many, the median, the least and the most."""

    accounts: int
    median: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one hypothesis. `units` by account, `desirability` as often as it was said, `quotes`: how many tests have one."""

    network: NetworkId
    outcome: OutcomeId
    persona: PersonaId
    units: tuple[Unit, ...]
    tally: Tally
    rate: Rate
    desirability: Mapping[Desirability, int]
    stated: Stated | None
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """P(`higher` confirms an outcome more often than `lower`), at least .5."""

    outcome: OutcomeId
    higher: PersonaId
    lower: PersonaId
    chance: float


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Some tests, and what they say. Not slotted: what was found is kept for the next question."""

    tests: tuple[MessageTest, ...]
    rule: RateRule = DEFAULT

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """By id of the outcome, of the persona and of the account."""
        return units(self.tests)

    @cached_property
    def pools(self) -> Mapping[OutcomeId, float]:
        """μ of each tested outcome: the pooled rate of its personas."""
        by_outcome = grouped((unit.last.outcome, unit) for unit in self.units)
        return {outcome: pool(group) for outcome, group in by_outcome.items()}

    @cached_property
    def standings(self) -> Mapping[Hypothesis, Standing]:
        """Every tested hypothesis, by id of the outcome and of the persona."""
        by_hypothesis = grouped((unit.hypothesis, unit) for unit in self.units)
        return {hypothesis: self._standing(group) for hypothesis, group in by_hypothesis.items()}

    def rate_of(self, outcome: OutcomeId, persona: PersonaId) -> Rate:
        """What is known of a hypothesis, tested or not; without tests of its own, what those with other personas let one expect."""
        standing = self.standings.get((outcome, persona))
        return standing.rate if standing is not None else rate(0, 0, mean=self.pools.get(outcome, 0.5), rule=self.rule)

    def _standing(self, group: tuple[Unit, ...]) -> Standing:
        one, counted = group[0].last, tally(group)
        said = [unit.desirability for unit in group]
        return Standing(
            network=one.network,
            outcome=one.outcome,
            persona=one.persona,
            units=group,
            tally=counted,
            rate=rate(counted.validated, counted.refuted, mean=self.pools[one.outcome], rule=self.rule),
            desirability={word: said.count(word) for word in Desirability},
            stated=stated(group),
            quotes=sum(bool(test.quote) for unit in group for test in unit.tests),
        )


def units(tests: Iterable[MessageTest]) -> tuple[Unit, ...]:
    """The units that tests make, by id of the outcome, of the persona and of the account."""
    in_order = sorted(tests, key=lambda test: (test.outcome, test.persona, test.account, test.on, test.id))
    groups = grouped(((test.outcome, test.persona, test.account), test) for test in in_order)
    return tuple(Unit(tests=group) for group in groups.values())


def tally(group: Iterable[Unit]) -> Tally:
    """The units of a group counted, at least one."""
    counted = list(group)
    results = [unit.result for unit in counted]
    return Tally(
        validated=results.count(TestResult.VALIDATED),
        refuted=results.count(TestResult.REFUTED),
        inconclusive=results.count(TestResult.INCONCLUSIVE),
        accounts=len({unit.account for unit in counted}),
        last_tested=max(unit.last.on for unit in counted),
    )


def pool(group: Iterable[Unit]) -> float:
    """μ = (S + 1) / (N + 2) over the units of a group."""
    results = [unit.result for unit in group]
    return pooled([(results.count(TestResult.VALIDATED), results.count(TestResult.REFUTED))])


def stated(group: Iterable[Unit]) -> Stated | None:
    """The money that customers stated; of one account, whatever its personas said, the last amount."""
    told = sorted((test for unit in group for test in unit.tests), key=lambda test: (test.on, test.id))
    amounts = {test.account: test.stated.money for test in told if test.stated is not None and test.stated.money is not None}
    if not amounts:
        return None
    values = sorted(amounts.values())
    return Stated(accounts=len(values), median=median(values), low=values[0], high=values[-1])


def contrasts(evidence: Evidence, outcome: OutcomeId) -> tuple[Contrast, ...]:
    """How surely one persona confirms an outcome more often than another, each pair of tested ones; the surest first, then by their ids."""
    tested = [standing for standing in evidence.standings.values() if standing.outcome == outcome and standing.tally.n]
    found = []
    for one, other in combinations(tested, 2):
        chance = chance_above(one.rate, other.rate)
        higher, lower, chance = (one, other, chance) if chance >= 0.5 else (other, one, 1 - chance)
        found.append(Contrast(outcome=outcome, higher=higher.persona, lower=lower.persona, chance=chance))
    return tuple(sorted(found, key=lambda contrast: (-contrast.chance, contrast.higher, contrast.lower)))


def credibility(evidence: Evidence, account: AccountId, persona: PersonaId) -> bool | None:
    """Whether our credibility with a persona at an account is established, as it was recorded last; nothing where it never was."""
    met = (test for test in evidence.tests if test.account == account and test.persona == persona)
    return _last_told(test.credible for test in sorted(met, key=lambda test: (test.on, test.id)))


def grouped(pairs: Iterable[tuple[G, V]]) -> dict[G, tuple[V, ...]]:
    """What stands under each key, both in the order of their first coming."""
    groups: dict[G, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _last_told(said: Iterable[V | None]) -> V | None:
    told = [one for one in said if one is not None]
    return told[-1] if told else None
