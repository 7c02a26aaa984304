"""What customers say it is worth: money a year that was stated for an outcome, over all accounts, in opportunities and in tests.

(:Opportunity)-[:CLAIMS]->(:Claim)-[:ABOUT]->(:Outcome)<-[:ABOUT]-(:Test)-[:AT]->(:Account)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.messages.evidence import Evidence, grouped, money_of
from valuenet.messages.stated_money import Stated, StatedMoney, last_of_accounts, spread
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.ids import AccountId, OutcomeId
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Outcome
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.text import folded
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import ElementKind, OutcomeKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.naming import networks_called
from valuenet.service.questions import personas_called
from valuenet.service.reading import Reading
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedQuestion:
    """Of which networks (id or key)? With persona (key), trade or region: only what such people stated, or such accounts."""

    networks: tuple[str, ...]
    persona: str | None = None
    trade: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValue:
    """What customers stated for one outcome, money a year in the workspace's currency: each account once, at its last number.

    `validated` is the share of these accounts whose number its owner confirmed; `told`: those numbers, each with the id of its record
    (an opportunity or a test).
    """

    reading: Reading
    outcome: Outcome
    stated: Stated
    validated: Decimal
    told: tuple[StatedMoney, ...]


@needs(Action.READ)
def stated_values(library: Library, caller: Caller, question: StatedQuestion) -> Sequence[StatedValue]:
    """The outcomes of some networks for which somebody stated a value, by network and key, in a fixed number of store calls."""
    readings = networks_called(library, caller, question.networks)
    personas = {one.id for one in personas_called(readings[0].directory, [question.persona])} if readings and question.persona else None
    ids = tuple(str(reading.network.id) for reading in readings)
    tests = [one.record for one in records_of(library, caller, MessageTest, RecordQuestion(kind=ElementKind.TEST, networks=ids))]
    told = [*money_of(Evidence(tests=tuple(tests)).units), *stated_in_opportunities(library, caller, readings)]
    accounts = _accounts(library, caller, question, told)
    passing = [
        one for one in told if (accounts is None or one.account in accounts) and (personas is None or not personas.isdisjoint(one.personas))
    ]
    return list(_values(readings, grouped((one.outcome, one) for one in passing)))


def stated_in_opportunities(library: Library, caller: Caller, readings: Sequence[Reading]) -> Sequence[StatedMoney]:
    """What customers stated in opportunities that rest on these networks, in the workspace's currency; two reads.

    What people want for themselves is not told to others.
    """
    networks = tuple(str(reading.network.id) for reading in readings)
    found = records_of(library, caller, Opportunity, RecordQuestion(kind=ElementKind.OPPORTUNITY, networks=networks))
    currency = value_settings(library, caller).currency
    business = {outcome.id for reading in readings for outcome in reading.network.outcomes if outcome.kind is not OutcomeKind.PERSONAL}
    stated = (one for kept in found if kept.record.currency == currency for one in _stated(kept.record))
    return [one for one in stated if one.outcome in business]


def _stated(opportunity: Opportunity) -> Iterator[StatedMoney]:
    """What the customer gave of each outcome, on all money lines together."""
    given = grouped((claim.outcome, claim) for claim in opportunity.claims if claim.state.stated and not claim.personal)
    for outcome, claims in given.items():
        amounts = [amount.likely for claim in claims if (amount := opportunity.yearly(claim)) is not None]
        people = {person for claim in claims for person in (claim.owner, claim.evidence.stated_by)}
        yield StatedMoney(
            outcome=outcome,
            account=opportunity.account,
            on=max(claim.evidence.on or opportunity.opened for claim in claims),
            id=opportunity.id,
            amount=sum(amounts, ZERO),
            validated=all(claim.state.rank >= ClaimState.VALIDATED.rank for claim in claims),
            personas=frozenset(person.persona for person in opportunity.stakeholders if person.id in people),
        )


def _accounts(library: Library, caller: Caller, question: StatedQuestion, told: Iterable[StatedMoney]) -> Collection[AccountId] | None:
    """The accounts of the trade and region that are asked for; nothing where neither is."""
    if question.trade is None and question.region is None:
        return None
    found = kept_by_id(library, caller, {one.account for one in told}, Account)
    wanted = {"trade": question.trade, "region": question.region}
    return {
        one.record.id
        for one in found.values()
        if all(said is None or folded(getattr(one.record, name)) == folded(said) for name, said in wanted.items())
    }


def _values(readings: Sequence[Reading], told: Mapping[OutcomeId, tuple[StatedMoney, ...]]) -> Iterator[StatedValue]:
    for reading in readings:
        for outcome in reading.network.outcomes:
            last = last_of_accounts(told.get(outcome.id, ()))
            stated = spread(last)
            if stated is not None:
                validated = Decimal(sum(one.validated for one in last)) / len(last)
                yield StatedValue(reading=reading, outcome=outcome, stated=stated, validated=validated, told=last)
