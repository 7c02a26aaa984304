"""The product queue: what customers lack and we do not have, with the accounts and the money behind each gap.

(:ValueGap {state: 'queued'})<-[:SAME_AS]-(:ValueGap)-[:AT]->(:Account)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.messages.evidence import grouped
from valuenet.messages.phrases import counted, money
from valuenet.model.account import Account
from valuenet.model.ids import AccountId, GapId, PersonaId
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import GapState

_NAMED = 3
"""How many accounts a sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedGap:
    """A gap that nothing we have resolves, with every report of it, oldest first, the queued one among them.

    Accounts by key, personas by id. `money`: what accounts said that it is worth a year, each at its last word, added up;
    `stated_by`: how many said so.
    """

    gap: ValueGap
    reports: tuple[ValueGap, ...]
    accounts: tuple[Account, ...]
    personas: tuple[PersonaId, ...]
    money: Decimal
    stated_by: int

    @property
    def because(self) -> tuple[str, ...]:
        """Why it stands where it stands, in the order in which it counts."""
        names = [account.name for account in self.accounts[:_NAMED]]
        more = f" and {len(self.accounts) - _NAMED} more" if len(self.accounts) > _NAMED else ""
        stated = f"{counted(self.stated_by, 'account')} put {money(self.money)} a year on it" if self.stated_by else "no money was named"
        return (
            f"at {counted(len(self.accounts), 'account')}: {', '.join(names)}{more}",
            f"felt by {counted(len(self.personas), 'persona')}" if self.personas else "no persona was named",
            stated,
        )


def product_queue(gaps: Iterable[ValueGap], accounts: Mapping[AccountId, Account]) -> tuple[QueuedGap, ...]:
    """The queued gaps: those at most accounts first, then of most personas, then with most money behind them, then the oldest.

    One account counts once, however often it was reported there; `gaps` are all gaps, whatever became of them.
    """
    every = list(gaps)
    roots = gathered_into(every)
    reports = grouped((roots[gap.id], gap) for gap in sorted(every, key=lambda gap: (gap.on, gap.id)))
    queued = [_queued(gap, reports[gap.id], accounts) for gap in every if gap.state is GapState.QUEUED]
    return tuple(sorted(queued, key=lambda one: (-len(one.accounts), -len(one.personas), -one.money, one.gap.on, one.gap.id)))


def gathered_into(gaps: Iterable[ValueGap]) -> Mapping[GapId, GapId]:
    """(gap)-[:SAME_AS*0..]->(last): the gap that stands for each gap in the end, itself where it was not gathered."""
    same_as = {gap.id: gap.same_as for gap in gaps}
    found: dict[GapId, GapId] = {}
    for gap in same_as:
        path, last = {gap}, gap
        while (following := same_as.get(last)) is not None and following in same_as and following not in path:
            path.add(following)
            last = following
        found[gap] = last
    return found


def _queued(gap: ValueGap, reports: Sequence[ValueGap], accounts: Mapping[AccountId, Account]) -> QueuedGap:
    stated = {report.account: report.stated.money for report in reports if report.stated is not None and report.stated.money is not None}
    known = (accounts[account] for account in {report.account for report in reports} if account in accounts)
    return QueuedGap(
        gap=gap,
        reports=tuple(reports),
        accounts=tuple(sorted(known, key=lambda account: account.key)),
        personas=tuple(sorted({report.persona for report in reports if report.persona is not None})),
        money=sum(stated.values(), Decimal(0)),
        stated_by=len(stated),
    )
