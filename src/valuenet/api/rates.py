"""How tests came out, counted and as a rate, as GraphQL types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from valuenet.api.describing import output, said
from valuenet.messages import evidence as model
from valuenet.value import rates
from valuenet.value.rates import RateLabel


@output
class Rate:
    """How often customers confirm something, as far as the tests tell: the mean of a Beta posterior and its 90 % credible interval."""

    mean: float = said("The best estimate of the rate, 0 to 1; drawn to the rate of the outcome's other personas while tests are few.")
    low: float = said("The rate is below this with 5 chances in 100.")
    high: float = said("The rate is above this with 5 chances in 100.")
    n: int = said("How many (account, persona, outcome) said yes or no; an account counts once, at its last result.")
    above_half: float = said("The chance that more accounts than not confirm it, 0 to 1.")
    label: RateLabel = said("What that lets one say.")


@output
class Tally:
    """Results counted, each (account, persona, outcome) once, at its last result."""

    validated: int = said("How many said yes.")
    refuted: int = said("How many said no.")
    inconclusive: int = said("How many gave no clear answer; these do not count for the rate.")
    accounts: int = said("At how many accounts.")
    last_tested: date = said("When the last of them was asked.")


@output
class StatedMoney:
    """What customers said that something is worth, in money a year in the currency of the workspace, each account once."""

    accounts: int = said("How many accounts said so.")
    median: Decimal = said("The amount in the middle.")
    low: Decimal = said("The least.")
    high: Decimal = said("The most.")


def rate(value: rates.Rate) -> Rate:
    """A rate as GraphQL shows it."""
    return Rate(mean=value.mean, low=value.low, high=value.high, n=value.n, above_half=value.above_half, label=value.label)


def tally(value: model.Tally) -> Tally:
    """A tally as GraphQL shows it."""
    return Tally(
        validated=value.validated,
        refuted=value.refuted,
        inconclusive=value.inconclusive,
        accounts=value.accounts,
        last_tested=value.last_tested,
    )


def stated_money(value: model.Stated | None) -> StatedMoney | None:
    """Stated money as GraphQL shows it."""
    return StatedMoney(accounts=value.accounts, median=value.median, low=value.low, high=value.high) if value else None
