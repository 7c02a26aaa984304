"""A meeting that a brief is made for: who comes, to which account, when, and everything that is known beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from valuenet.analysis.chains import Chain
from valuenet.analysis.reach import led_to_by
from valuenet.errors import InvalidQuestion, Problem
from valuenet.messages.drafts import is_put_to_people
from valuenet.messages.evidence import Evidence, Hypothesis, Unit, grouped
from valuenet.messages.pair import Ground
from valuenet.model.account import Account
from valuenet.model.call_plan import Attendee
from valuenet.model.directory import Directory, Persona
from valuenet.model.ids import AccountId, NetworkId, NodeId, OutcomeId, PersonaId
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.network import DesiredBy, Network, Outcome
from valuenet.model.value_gap import ValueGap
from valuenet.value.rates import DEFAULT, RateRule

AHEAD = 3
"""How many arrows ahead a rank looks for what an outcome leads to: what comes later is hardly felt as its effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A tag of a persona, with its outcome and the network that says so."""

    network: Network
    outcome: Outcome
    tag: DesiredBy

    @property
    def put(self) -> bool:
        """Whether it is put to people: one of our wanted outcomes, or a trouble that an alternative leaves them in."""
        return is_put_to_people(self.network, self.outcome)

    @property
    def trouble(self) -> bool:
        return not self.outcome.wanted

    @property
    def hypothesis(self) -> Hypothesis:
        return self.outcome.id, self.tag.persona

    @property
    def address(self) -> str:
        return f"{self.network.key}/{self.outcome.key}"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What a brief is asked for. Its lists may come in any order. Not slotted: it keeps what it finds.

    `accounts`: those that tests speak of. Tests, messages and gaps may speak of other networks; those are left out.
    """

    on: date
    attendees: tuple[Attendee, ...]
    networks: tuple[Network, ...]
    directory: Directory
    account: Account | None = None
    accounts: tuple[Account, ...] = ()
    tests: tuple[MessageTest, ...] = ()
    messages: tuple[Message, ...] = ()
    gaps: tuple[ValueGap, ...] = ()
    rule: RateRule = DEFAULT

    def __post_init__(self) -> None:
        unknown = sorted({one.persona for one in self.attendees} - self.directory.persona_by_id.keys())
        problems = [
            Problem(path="attendees", code="UNKNOWN_PERSONA", message=f"there is no persona {one!r}", remedy="list the personas")
            for one in unknown
        ]
        if not self.attendees:
            problems.append(Problem(path="attendees", code="MISSING", message="nobody attends", remedy="name at least one persona"))
        if problems:
            raise InvalidQuestion(problems)

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """Those who attend, each once, in the order in which they were named."""
        return tuple(self.directory.persona_by_id[one] for one in dict.fromkeys(attendee.persona for attendee in self.attendees))

    @cached_property
    def maps(self) -> tuple[Network, ...]:
        """The networks by key."""
        return tuple(sorted(self.networks, key=lambda network: network.key))

    @cached_property
    def evidence(self) -> Evidence:
        """What tests say about the outcomes of these networks."""
        known = {outcome.id for network in self.networks for outcome in network.outcomes}
        return Evidence(tests=tuple(test for test in self.tests if test.outcome in known), rule=self.rule)

    @cached_property
    def units_about(self) -> Mapping[OutcomeId, tuple[Unit, ...]]:
        """The units of each outcome, by persona and account."""
        return grouped((unit.last.outcome, unit) for unit in self.evidence.units)

    @cached_property
    def grounds(self) -> Mapping[NetworkId, Ground]:
        """What drafts are composed from, by network."""
        return {network.id: Ground(network=network, directory=self.directory) for network in self.networks}

    @cached_property
    def chains(self) -> Mapping[OutcomeId, Chain]:
        """The best chain to each outcome that something leads to, over all networks."""
        return {outcome: chain for ground in self.grounds.values() for outcome, chain in ground.chains.items()}

    @cached_property
    def wishes(self) -> Mapping[PersonaId, tuple[Wish, ...]]:
        """(:Outcome)-[:DESIRED_BY]->(persona): what each persona is tagged with, by network, then by key of the outcome."""
        found = (
            (tag.persona, Wish(network=network, outcome=outcome, tag=tag))
            for network in self.maps
            for outcome in network.outcomes
            for tag in network.tags_of.get(outcome.id, ())
        )
        return grouped(found)

    @cached_property
    def messages_about(self) -> Mapping[Hypothesis, tuple[Message, ...]]:
        """The messages of each hypothesis, the youngest first."""
        young = sorted(self.messages, key=lambda message: message.id, reverse=True)
        return grouped(((message.outcome, message.persona), message) for message in young)

    @cached_property
    def account_by_id(self) -> Mapping[AccountId, Account]:
        known = {account.id: account for account in self.accounts}
        return known if self.account is None else known | {self.account.id: self.account}

    @cached_property
    def effects(self) -> Mapping[OutcomeId, frozenset[NodeId]]:
        """(outcome)-[:LEADS_TO*1..3]->(effect): what each outcome that somebody is tagged with leads to."""
        tagged = {wish.outcome.id: wish.network for wishes in self.wishes.values() for wish in wishes}
        return {outcome: frozenset(led_to_by(network, outcome, most=AHEAD)) for outcome, network in tagged.items()}

    def persona_name(self, persona: PersonaId) -> str:
        """What a persona is called, also one that is not in the directory any more."""
        found = self.directory.persona_by_id.get(persona)
        return found.name if found is not None else persona

    def alternative_name(self, network: Network) -> str:
        """What the alternative is called that a network describes; nothing where it is ours."""
        found = self.directory.alternative_by_id.get(network.root.alternative) if network.root.alternative is not None else None
        return found.name if found is not None else network.name if network.root.alternative is not None else ""

    def account_name(self, account: AccountId) -> str:
        """What an account is called, also one that is not known here."""
        found = self.account_by_id.get(account)
        return found.name if found is not None else account

    @cached_property
    def units_here(self) -> Mapping[Hypothesis, Unit]:
        """What each persona at this account has made of each outcome."""
        here = self.account.id if self.account is not None else None
        return {unit.hypothesis: unit for unit in self.evidence.units if unit.account == here}
