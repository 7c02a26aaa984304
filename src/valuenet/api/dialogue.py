"""Tests of messages in dialogue, as GraphQL types: what somebody at an account made of an outcome; asked for, never changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api import accounts, people
from valuenet.api.accounts import Account
from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.history import Actor, actor
from valuenet.api.messages import OfAccount, OfNetwork, OfOutcome, OfPersona
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.paging import After, First, PageInfo, page_info, size
from valuenet.api.people import Node, Persona
from valuenet.model import message_test as model
from valuenet.model.vocabulary import Desirability, TestResult
from valuenet.service.cursors import place
from valuenet.service.dialogue import TestQuestion, TestView, message_tests


@output
class StatedNumber:
    """A number that a customer gave, and what it counts."""

    amount: Decimal = said("The number.")
    unit: str = said("What it counts. Only `money a year`, in the currency of the workspace, is compared and ranked by.")


@output
class MessageTest(Node):
    """One use of a hypothesis in a dialogue. Never changed: of one account, persona and outcome the last result counts."""

    on: date = said("On which day.")
    result: TestResult = said("What came of it.")
    view: strawberry.Private[TestView]

    @classmethod
    def of(cls, view: TestView) -> MessageTest:
        value = view.kept.record
        return cls(id=strawberry.ID(value.id), on=value.on, result=value.result, view=view)

    @property
    def value(self) -> model.MessageTest:
        return self.view.kept.record

    @field
    def outcome(self) -> Outcome | None:
        """What was spoken about; null where the outcome was removed."""
        reading, found = self.view.subject.reading, self.view.subject.outcome
        return Outcome.of(Network.of(reading), found) if reading and found else None

    @field
    def persona(self) -> Persona | None:
        """In which role they spoke."""
        return people.persona(self.view.subject.persona) if self.view.subject.persona else None

    @field
    def account(self) -> Account | None:
        """At which company."""
        return accounts.account(self.view.subject.account) if self.view.subject.account else None

    @field
    def person(self) -> str | None:
        """Who it was, where that was recorded."""
        return self.value.person or None

    @field
    def quote(self) -> str | None:
        """In the customer's own words."""
        return self.value.quote or None

    @field
    def desirability(self) -> Desirability | None:
        """How desirable they said that it is."""
        return self.value.desirability

    @field
    def stated(self) -> StatedNumber | None:
        """The number that they gave; about a result for the person, null where it is not to be seen."""
        return stated_number(self.value.stated)

    @field
    def thought_of(self) -> bool | None:
        """Whether they had thought of it before; null where nobody knows."""
        return self.value.thought_of

    @field
    def need(self) -> str | None:
        """What they need and nobody had anticipated."""
        return self.value.need or None

    @field
    def credible(self) -> bool | None:
        """Whether our credibility with them is established by now; null where nobody knows."""
        return self.value.credible

    @field
    def message(self) -> strawberry.ID | None:
        """The id of the message that was used."""
        return strawberry.ID(self.value.message) if self.value.message else None

    @field
    def plan(self) -> strawberry.ID | None:
        """The id of the call plan that it was recorded against."""
        return strawberry.ID(self.value.plan) if self.value.plan else None

    @field
    def recorded_by(self) -> Actor:
        """Who recorded it."""
        return actor(self.view.kept.changed_by)

    @field
    def recorded_at(self) -> str:
        """When it was recorded, in UTC, ISO 8601."""
        return self.view.kept.changed_at


@output
class MessageTestConnection:
    """A page of tests, the newest first."""

    nodes: list[MessageTest] = said("The tests.")
    page_info: PageInfo = said("How to go on.")


@output
class DialogueQuestions:
    """What people ask about dialogues."""

    @field
    async def tests(
        self,
        info: Info,
        network: OfNetwork = None,
        outcome: OfOutcome = None,
        persona: OfPersona = None,
        account: OfAccount = None,
        result: Annotated[TestResult | None, argument("Only those with this result.")] = None,
        message: Annotated[strawberry.ID | None, argument("Only those in which this message was used, by id.")] = None,
        plan: Annotated[strawberry.ID | None, argument("Only those recorded against this call plan, by id.")] = None,
        first: First = 20,
        after: After = None,
    ) -> MessageTestConnection:
        """What customers said, each in one dialogue."""
        question = TestQuestion(
            network=network, outcome=outcome, persona=persona, account=account, result=result, message=message, plan=plan
        )
        page = await info.context.ask(message_tests, question, after=place(after), first=size(first))
        last = page.tests[-1].place if page.tests else None
        return MessageTestConnection(nodes=[MessageTest.of(view) for view in page.tests], page_info=page_info(last, more=page.more))


def stated_number(value: model.StatedNumber | None) -> StatedNumber | None:
    """A number that a customer gave as GraphQL shows it."""
    return StatedNumber(amount=value.amount, unit=value.unit) if value else None
