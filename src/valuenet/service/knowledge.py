"""What tests in dialogue say about networks: rates, contrasts, needs, the message matrix, campaign themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from valuenet.messages.attention import STALE_DAYS, StillUsed, never_tested, refuted_and_used, stale
from valuenet.messages.evidence import Contrast, Evidence, Standing, contrasts
from valuenet.messages.matrix import Matrix, Theme, matrix, themes
from valuenet.messages.needs import UnanticipatedNeed, unanticipated_needs
from valuenet.messages.tallies import Month, Score, differentiator_scores, message_scores, months, persona_scores
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.ids import AccountId, DifferentiatorId, MessageId, OutcomeId, PersonaId
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.network import DesiredBy
from valuenet.model.record import Kept
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.days import today
from valuenet.service.library import Library
from valuenet.service.naming import networks_called
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """One network with everything that is recorded about it, on one day. Not slotted: what was found is kept for the next question."""

    reading: Reading
    evidence: Evidence
    messages: tuple[Kept[Message], ...]
    accounts: Mapping[AccountId, Account]
    today: date

    @cached_property
    def never_tested(self) -> tuple[DesiredBy, ...]:
        """(outcome)-[:DESIRED_BY]->(persona) without a test."""
        return never_tested(self.evidence, self.reading.network, self.reading.directory)

    @cached_property
    def refuted_and_used(self) -> tuple[StillUsed, ...]:
        """What some account refuted and somebody goes on saying."""
        return refuted_and_used(self.evidence, [one.record for one in self.messages])

    @cached_property
    def matrix(self) -> Matrix:
        """The messages of the network, outcome by persona, and how far each has come."""
        return matrix(self.reading.network, self.reading.directory, [one.record for one in self.messages], self.evidence)

    @cached_property
    def by_message(self) -> Mapping[MessageId, Score]:
        return message_scores(self.evidence)

    @cached_property
    def by_persona(self) -> Mapping[PersonaId, Score]:
        return persona_scores(self.evidence)

    @cached_property
    def by_differentiator(self) -> Mapping[DifferentiatorId, Score]:
        return differentiator_scores(self.evidence, self.reading.network)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        return months(self.evidence)

    @cached_property
    def needs(self) -> tuple[UnanticipatedNeed, ...]:
        """Where customers had not thought of an outcome, or named a need that nobody had anticipated."""
        return unanticipated_needs(self.evidence)

    def stale(self, days: int = STALE_DAYS) -> tuple[Standing, ...]:
        """What was last tested more than so many days ago."""
        return stale(self.evidence, self.today, days)

    def contrasts(self, outcome: OutcomeId) -> tuple[Contrast, ...]:
        """How surely one persona confirms an outcome more often than another."""
        return contrasts(self.evidence, outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What customers confirmed, the themes that most personas and accounts did first; with the accounts that they speak of."""

    themes: tuple[Theme, ...]
    accounts: Mapping[AccountId, Account]


@needs(Action.READ)
def knowledge(library: Library, caller: Caller, network: str) -> Knowledge:
    """What is known of a network (id or key), in a fixed number of store calls."""
    return _known(library, caller, [library.reading(caller.workspace, network_called(library, caller, network))])[0]


@needs(Action.READ)
def knowledge_of(library: Library, caller: Caller, networks: Sequence[str]) -> Sequence[Knowledge]:
    """What is known of several networks (ids or keys), each once and in their order, in a fixed number of store calls."""
    return _known(library, caller, networks_called(library, caller, networks))


@needs(Action.READ)
def campaign_themes(library: Library, caller: Caller, networks: Sequence[str] = ()) -> Themes:
    """What these networks (ids or keys) bring about and customers confirmed; of all networks in use where none is named."""
    chosen = networks_called(library, caller, networks) if networks else None
    ids = tuple(str(reading.network.id) for reading in chosen) if chosen is not None else None
    tests = [one.record for one in records_of(library, caller, MessageTest, RecordQuestion(kind=ElementKind.TEST, networks=ids))]
    if chosen is None:
        tested = library.readings(caller.workspace, (test.network for test in tests)).values()
        chosen = [reading for reading in tested if not reading.network.root.archived]
    directory = library.directory(caller.workspace)
    accounts = kept_by_id(library, caller, (test.account for test in tests), Account)
    return Themes(
        themes=themes([reading.network for reading in chosen], directory, Evidence(tests=tuple(tests))),
        accounts={one.record.id: one.record for one in accounts.values()},
    )


def _known(library: Library, caller: Caller, readings: Sequence[Reading]) -> Sequence[Knowledge]:
    ids = tuple(str(reading.network.id) for reading in readings)
    tests = records_of(library, caller, MessageTest, RecordQuestion(kind=ElementKind.TEST, networks=ids))
    messages = records_of(library, caller, Message, RecordQuestion(kind=ElementKind.MESSAGE, networks=ids))
    accounts = kept_by_id(library, caller, (one.record.account for one in tests), Account)
    known = {one.record.id: one.record for one in accounts.values()}
    return [
        Knowledge(
            reading=reading,
            evidence=Evidence(tests=tuple(one.record for one in tests if one.record.network == reading.network.id)),
            messages=tuple(one for one in messages if one.record.network == reading.network.id),
            accounts=known,
            today=today(library),
        )
        for reading in readings
    ]
