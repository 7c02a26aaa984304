"""Hypotheses that need somebody's attention: never tested, tested long ago, or refuted somewhere and still being used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from valuenet.messages.drafts import is_put_to_people
from valuenet.messages.evidence import Evidence, Standing, grouped
from valuenet.model.directory import Directory
from valuenet.model.ids import AccountId, MessageId, OutcomeId, PersonaId, TestId
from valuenet.model.message import Message
from valuenet.model.network import DesiredBy, Network
from valuenet.model.vocabulary import Importance, MessageState, TestResult

STALE_DAYS = 180
"""After how many days without a test a hypothesis is stale: half a year, policy and not truth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillUsed:
    """A hypothesis that accounts have refuted and that is used all the same: by approved messages, by tests since the first refutation."""

    outcome: OutcomeId
    persona: PersonaId
    accounts: tuple[AccountId, ...]
    since: date
    messages: tuple[MessageId, ...]
    tests: tuple[TestId, ...]


def never_tested(evidence: Evidence, network: Network, directory: Directory) -> tuple[DesiredBy, ...]:
    """(outcome)-[:DESIRED_BY]->(persona) that a message is made of and nobody has tested: primary first, then by keys of both."""
    keys = {persona.id: persona.key for persona in directory.personas if not persona.archived}
    open_ = [
        tag
        for tag in network.tags
        if tag.persona in keys
        and is_put_to_people(network, network.outcome_by_id[tag.outcome])
        and (tag.outcome, tag.persona) not in evidence.standings
    ]
    return tuple(
        sorted(
            open_,
            key=lambda tag: (
                tag.importance is not Importance.PRIMARY,
                network.outcome_by_id[tag.outcome].key,
                keys[tag.persona],
            ),
        )
    )


def stale(evidence: Evidence, today: date, days: int = STALE_DAYS) -> tuple[Standing, ...]:
    """The hypotheses that were last tested more than so many days ago, the longest ago first, then by ids."""
    old = [standing for standing in evidence.standings.values() if (today - standing.tally.last_tested).days > days]
    return tuple(sorted(old, key=lambda standing: (standing.tally.last_tested, standing.outcome, standing.persona)))


def refuted_and_used(evidence: Evidence, messages: Iterable[Message]) -> tuple[StillUsed, ...]:
    """What some account refuted and somebody goes on saying; refuted at most accounts first, then by ids.

    A message that was rewritten because of such a test is left out: it is the answer to the refutation.
    """
    approved = grouped(((message.outcome, message.persona), message) for message in messages if message.state is MessageState.APPROVED)
    found = (_still_used(standing, approved.get((standing.outcome, standing.persona), ())) for standing in evidence.standings.values())
    used = [one for one in found if one is not None]
    return tuple(sorted(used, key=lambda one: (-len(one.accounts), one.outcome, one.persona)))


def _still_used(standing: Standing, approved: tuple[Message, ...]) -> StillUsed | None:
    refuting = [unit for unit in standing.units if unit.result is TestResult.REFUTED]
    if not refuting:
        return None
    since = min(unit.last.on for unit in refuting)
    answered = {unit.last.id for unit in refuting}
    messages = sorted(message.id for message in approved if answered.isdisjoint(message.because))
    later = sorted((test.on, test.id) for unit in standing.units for test in unit.tests if test.on > since)
    if not messages and not later:
        return None
    return StillUsed(
        outcome=standing.outcome,
        persona=standing.persona,
        accounts=tuple(unit.account for unit in refuting),
        since=since,
        messages=tuple(messages),
        tests=tuple(test for _, test in later),
    )
