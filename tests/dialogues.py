"""Tests of messages as dialogues left them, written short: `said("cfo", "alder", "validated", on="2026-03-02")`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from valuenet.model.account import Account
from valuenet.model.ids import AccountId, CallPlanId, Key, MessageId, NetworkId, OutcomeId, PersonaId, TestId
from valuenet.model.message_test import MONEY_A_YEAR, MessageTest, StatedNumber
from valuenet.model.vocabulary import Desirability, TestResult

_NUMBERS = count(1)


def account(key: str, *, trade: str = "", region: str = "") -> Account:
    """An account whose id and name are made of its key."""
    return Account(id=AccountId(f"acc_{key}"), key=Key(key), name=key.replace("-", " ").title(), trade=trade, region=region)


def said(
    persona: str,
    account: str,
    result: str = "validated",
    *,
    about: str = "out_faster",
    on: str = "2026-03-02",
    id: str = "",
    network: str = "net_invoices",
    message: str | None = None,
    plan: str | None = None,
    person: str = "",
    quote: str = "",
    desirability: str = "",
    money: int | None = None,
    unit: str = MONEY_A_YEAR,
    thought_of: bool | None = None,
    need: str = "",
    credible: bool | None = None,
) -> MessageTest:
    """One test, at the account and with the persona of these keys; ids are told in the order of writing unless given."""
    return MessageTest(
        id=TestId(id or f"tst_{next(_NUMBERS):04d}"),
        network=NetworkId(network),
        outcome=OutcomeId(about),
        persona=PersonaId(f"per_{persona}"),
        account=AccountId(f"acc_{account}"),
        on=date.fromisoformat(on),
        result=TestResult(result),
        message=MessageId(message) if message else None,
        plan=CallPlanId(plan) if plan else None,
        person=person,
        quote=quote,
        desirability=Desirability(desirability) if desirability else None,
        stated=StatedNumber(amount=Decimal(money), unit=unit) if money is not None else None,
        thought_of=thought_of,
        need=need,
        credible=credible,
    )


def counted(persona: str, validated: int, refuted: int, **more: str) -> list[MessageTest]:
    """So many accounts that validated an outcome, and so many others that refuted it."""
    results = ["validated"] * validated + ["refuted"] * refuted
    return [said(persona, f"{persona}-{number}", result, **more) for number, result in enumerate(results)]  # type: ignore[arg-type]  # all texts
