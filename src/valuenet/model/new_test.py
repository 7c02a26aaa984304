"""A test in dialogue as somebody tells it, before the names in it mean anything: what a form, a command and a row of a sheet give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.model.message_test import MONEY_A_YEAR
from valuenet.model.vocabulary import Desirability, TestResult


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTest:
    """What one person made of one outcome. The outcome as network/key, id or title; persona by key; account by key or name.

    A message that was used stands for its outcome and persona, a call plan for its account, its day and who attends.
    The day is today unless it is given; `new_account` says that an account with nearly the name of a known one is another.
    """

    outcome: str = ""
    persona: str = ""
    account: str = ""
    result: TestResult
    on: date | None = None
    message: str | None = None
    plan: str | None = None
    person: str = ""
    quote: str = ""
    desirability: Desirability | None = None
    stated: Decimal | None = None
    unit: str = MONEY_A_YEAR
    thought_of: bool | None = None
    need: str = ""
    credible: bool | None = None
    new_account: bool = False
