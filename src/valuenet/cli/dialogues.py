"""Tests in dialogue, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuenet.cli.session import Session
from valuenet.cli.table import labelled
from valuenet.messages.phrases import NO_BREAK, money
from valuenet.model.account import Account
from valuenet.model.message_test import MONEY_A_YEAR, MessageTest, StatedNumber
from valuenet.service.dialogue import TestRecorded, TestView
from valuenet.service.subjects import Subject, subjects

GONE = "(removed)"
"""What stands for a thing that is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A test with what it speaks of; `new` where nobody knew the account before."""

    test: MessageTest
    subject: Subject
    account: Account | None
    new: bool = False

    @property
    def outcome(self) -> str:
        return outcome_address(self.subject)

    @property
    def persona(self) -> str:
        return self.subject.persona.key if self.subject.persona else GONE


def of_views(views: Iterable[TestView]) -> list[Told]:
    """Tests that were listed."""
    return [
        Told(test=view.kept.record, subject=view.subject, account=view.subject.account.record if view.subject.account else None)
        for view in views
    ]


def of_recorded(opened: Session, recorded: Sequence[TestRecorded]) -> list[Told]:
    """Tests that have just been recorded, or would be."""
    tests = [one.kept.record for one in recorded]
    pairs = zip(recorded, subjects(opened.library, opened.caller, tests), strict=True)
    return [Told(test=one.kept.record, subject=subject, account=one.account, new=one.account_created) for one, subject in pairs]


def outcome_address(subject: Subject) -> str:
    """An outcome as network/outcome, as far as it is there."""
    return f"{subject.reading.network.key}/{subject.outcome.key}" if subject.reading and subject.outcome else GONE


def tests_list(tests: Iterable[Told]) -> str:
    """Who said what about which outcome, where and when, in two lines each."""
    pairs: list[tuple[str, str]] = []
    for one in tests:
        worth = f", worth {worth_text(one.test.stated)}" if one.test.stated else ""
        pairs += [(str(one.test.on), f"{one.persona} at {_place(one)}: {one.test.result}{worth}"), ("", one.outcome)]
    return labelled(pairs).replace(NO_BREAK, " ")


def test_text(one: Told) -> str:
    """A test with everything that was said in it."""
    test = one.test
    who = f"{test.person}, {one.persona}" if test.person else one.persona
    said = [
        ("about", one.outcome),
        ("said", f"“{test.quote}”" if test.quote else ""),
        ("desirable", test.desirability or ""),
        ("worth", worth_text(test.stated)),
        ("before", "" if test.thought_of is None else "had thought of it" if test.thought_of else "had not thought of it"),
        ("need", test.need),
        ("credible", "" if test.credible is None else "yes" if test.credible else "not yet"),
        ("id", test.id),
    ]
    head = f"{test.on}  {who} at {_place(one)}: {test.result}"
    return f"{head}\n{labelled(said)}".replace(NO_BREAK, " ")


def worth_text(stated: StatedNumber | None) -> str:
    """A number that a customer gave, with its unit."""
    if stated is None:
        return ""
    return f"{money(stated.amount)}{NO_BREAK}{'a year' if stated.unit == MONEY_A_YEAR else stated.unit}"


def told_record(one: Told) -> dict[str, object]:
    """A test for programs; what nobody recorded is null or empty."""
    test = one.test
    return {
        "id": test.id,
        "on": test.on,
        "account": one.account.key if one.account else None,
        "persona": one.persona,
        "outcome": one.outcome,
        "result": test.result,
        "person": test.person,
        "quote": test.quote,
        "desirability": test.desirability,
        **stated_record(test.stated),
        "thought_of": test.thought_of,
        "need": test.need,
        "credible": test.credible,
        "message": test.message,
        "plan": test.plan,
    }


def stated_record(stated: StatedNumber | None) -> dict[str, object]:
    """A number that a customer gave, for programs."""
    return {"stated": float(stated.amount) if stated else None, "unit": stated.unit if stated else None}


def _place(one: Told) -> str:
    return f"{one.account.name if one.account else GONE}{' (new)' if one.new else ''}"
