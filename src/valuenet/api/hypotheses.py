"""Hypotheses and what they stand at, as GraphQL types: one outcome put to one persona, tested, untested, or used against the evidence."""

from __future__ import annotations

from datetime import date

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.mentions import AccountName, MessageName
from valuenet.api.nodes import Differentiator, Outcome
from valuenet.api.paging import PageInfo
from valuenet.api.people import Persona
from valuenet.api.rates import Rate, StatedMoney, Tally
from valuenet.model.vocabulary import Desirability, Importance


@output
class DesirabilityCount:
    """How often something was called so desirable."""

    desirability: Desirability = said("The word.")
    count: int = said("At how many accounts it was said last.")


@output
class Hypothesis:
    """One outcome put to one persona, and what dialogues say about it."""

    outcome: Outcome | None = said("What; null where the outcome was removed.")
    persona: Persona | None = said("To whom.")
    rate: Rate = said("How often it is confirmed.")
    tally: Tally = said("The results counted.")
    desirability: list[DesirabilityCount] = said("How desirable they said that it is, the most first; ranks, never added up.")
    stated: StatedMoney | None = said("What they said that it is worth; null where nobody did.")
    quotes: int = said("How many tests have the customer's own words; `tests` shows them.")


@output
class HypothesisConnection:
    """A page of hypotheses."""

    nodes: list[Hypothesis] = said("The hypotheses.")
    page_info: PageInfo = said("How to go on.")


@output
class Contrast:
    """How surely one persona confirms an outcome more often than another."""

    higher: Persona | None = said("Who confirms it more often.")
    lower: Persona | None = said("Who confirms it less often.")
    chance: float = said("The chance that it is so, .5 to 1.")


@output
class DifferentiatorScore:
    """How the outcomes that a differentiator leads to came out."""

    differentiator: Differentiator = said("The differentiator.")
    rate: Rate = said("How often they are confirmed.")
    tally: Tally = said("The results counted; an outcome counts for every differentiator that leads to it.")


@output
class PersonaScore:
    """How everything that a persona was asked about came out."""

    persona: Persona | None = said("The persona.")
    rate: Rate = said("How often they confirm what they are asked about.")
    tally: Tally = said("The results counted.")


@output
class MessageScore:
    """How the dialogues came out in which a message was used."""

    message: MessageName = said("The message.")
    rate: Rate = said("How often it is confirmed.")
    tally: Tally = said("The results counted.")


@output
class MessageScoreConnection:
    """A page of messages that were used, in the order of their making."""

    nodes: list[MessageScore] = said("The messages.")
    page_info: PageInfo = said("How to go on.")


@output
class MonthScore:
    """The dialogues of one month, and what was known at its end."""

    first_day: date = said("The first day of the month.")
    tally: Tally = said("The results of the month.")
    known: Rate = said("How often anything was confirmed, by all that was known at its end.")


@output
class Untested:
    """(outcome)-[:DESIRED_BY]->(persona), and nobody has asked."""

    outcome: Outcome = said("What.")
    persona: Persona | None = said("Whom to ask.")
    importance: Importance = said("How much the network says that they desire it.")
    why: str | None = said("Why, by the network.")


@output
class UntestedConnection:
    """A page of what was never tested, primary wishes first."""

    nodes: list[Untested] = said("What to ask whom.")
    page_info: PageInfo = said("How to go on.")


@output
class StillUsed:
    """A hypothesis that accounts refuted, and that is used all the same."""

    outcome: Outcome | None = said("What; null where the outcome was removed.")
    persona: Persona | None = said("To whom.")
    accounts: list[AccountName] = said("Where it was refuted, and not confirmed since.")
    since: date = said("When it was first refuted.")
    messages: list[MessageName] = said("The approved messages that go on saying it.")
    tests: list[strawberry.ID] = said("The ids of the tests since then.")


@output
class StillUsedConnection:
    """A page of what was refuted and is still used, refuted at most accounts first."""

    nodes: list[StillUsed] = said("What to write anew, or to retire.")
    page_info: PageInfo = said("How to go on.")
