"""Needs that customers did not see coming: at how many accounts, which share had not thought of it, what they say it is worth.

(:Outcome)<-[:ABOUT]-(:Test {thought_of: false})-[:AT]->(:Account)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from valuenet.messages.evidence import Evidence, Standing, Stated, stated
from valuenet.model.ids import AccountId, NetworkId, OutcomeId, PersonaId


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedNamed:
    """A need in the words of the one who recorded it, where and when."""

    text: str
    account: AccountId
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnanticipatedNeed:
    """An outcome that a persona had not thought of at `accounts` of the `asked` accounts; `stated`: what those say it is worth.

    `named`: needs that came up there and that nobody had anticipated, the newest first.
    """

    network: NetworkId
    outcome: OutcomeId
    persona: PersonaId
    asked: int
    accounts: int
    stated: Stated | None
    named: tuple[NeedNamed, ...]

    @property
    def share(self) -> float | None:
        """Which share of those who were asked had not thought of it; nothing where nobody was."""
        return self.accounts / self.asked if self.asked else None


def unanticipated_needs(evidence: Evidence) -> tuple[UnanticipatedNeed, ...]:
    """Where somebody had not thought of an outcome or named a need; at most accounts first, then most needs named, then by ids."""
    found = (_need(standing) for standing in evidence.standings.values())
    needs = [need for need in found if need.accounts or need.named]
    return tuple(sorted(needs, key=lambda need: (-need.accounts, -len(need.named), need.outcome, need.persona)))


def _need(standing: Standing) -> UnanticipatedNeed:
    surprised = [unit for unit in standing.units if unit.thought_of is False]
    tests = sorted((test for unit in standing.units for test in unit.tests if test.need), key=lambda test: (test.on, test.id), reverse=True)
    return UnanticipatedNeed(
        network=standing.network,
        outcome=standing.outcome,
        persona=standing.persona,
        asked=sum(unit.thought_of is not None for unit in standing.units),
        accounts=len(surprised),
        stated=stated(surprised),
        named=tuple(NeedNamed(text=test.need, account=test.account, on=test.on) for test in tests),
    )
