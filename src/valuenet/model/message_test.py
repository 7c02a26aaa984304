"""One use of a hypothesis in a dialogue: who said what about which outcome, at which account, when. Never changed afterwards.

    (:Test)-[:ABOUT]->(:Outcome)   (:Test)-[:WITH]->(:Persona)   (:Test)-[:AT]->(:Account)   (:Test)-[:OF]->(:Message)

Whoever erred records another one: of one account, persona and outcome the last result counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import Invalid, Problem
from valuenet.model.ids import AccountId, CallPlanId, MessageId, NetworkId, OutcomeId, PersonaId, TestId
from valuenet.model.text import EVIDENCE, SHORT, Rule, settle
from valuenet.model.vocabulary import Desirability, TestResult

MONEY_A_YEAR = "money a year"
"""The unit of a number that is an amount of the workspace's currency, each year."""

UNIT = Rule(SHORT.limit, required=True)

_WHOLE, _FRACTION = 15, 20
"""How many digits an amount has at most before and after the point: figures that people read, and floats as they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedNumber:
    """A number that a customer gave, and what it counts; only `money a year` is compared and ranked by."""

    amount: Decimal
    unit: str = MONEY_A_YEAR

    def __post_init__(self) -> None:
        settle(self, unit=UNIT)
        if not self.amount.is_finite() or self.amount.adjusted() >= _WHOLE or -int(self.amount.as_tuple().exponent) > _FRACTION:
            remedy = f"give a number below 10^{_WHOLE} with at most {_FRACTION} decimal places"
            raise Invalid([Problem(path="amount", code="OUT_OF_BOUNDS", message=f"is {self.amount:.6g}", remedy=remedy)])

    @property
    def money(self) -> Decimal | None:
        """The amount, if it is money a year."""
        return self.amount if self.unit == MONEY_A_YEAR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTest:
    """What one person in the role of a persona at one account made of one outcome.

    `thought_of`: whether they had thought of it before. `need`: what they need and nobody had anticipated. `credible`:
    whether our credibility with them is established by now. Nothing is known where it is None.
    """

    id: TestId
    network: NetworkId
    outcome: OutcomeId
    persona: PersonaId
    account: AccountId
    on: date
    result: TestResult
    message: MessageId | None = None
    plan: CallPlanId | None = None
    person: str = ""
    quote: str = ""
    desirability: Desirability | None = None
    stated: StatedNumber | None = None
    thought_of: bool | None = None
    need: str = ""
    credible: bool | None = None

    def __post_init__(self) -> None:
        settle(self, person=SHORT, quote=EVIDENCE, need=Rule(500, lines=True))
