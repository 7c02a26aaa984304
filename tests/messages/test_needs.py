"""Needs that customers did not see coming."""

from __future__ import annotations

from decimal import Decimal

from dialogues import said
from valuenet.messages.evidence import Evidence
from valuenet.messages.needs import unanticipated_needs

EVIDENCE = Evidence(
    tests=(
        said("cfo", "alder", thought_of=False, money=90_000),
        said("cfo", "birch", thought_of=False, money=30_000),
        said("cfo", "cedar", thought_of=True, money=500_000),
        said("cfo", "dogwood"),
        said("it", "alder", thought_of=True, need="a test system before every update", on="2026-03-01"),
        said("it", "birch", need="one number to call", on="2026-04-01"),
        said("clerk", "alder", thought_of=True),
    )
)


def test_a_need_says_at_how_many_accounts_and_which_share_had_not_thought_of_it() -> None:
    found = unanticipated_needs(EVIDENCE)[0]
    assert (found.persona, found.accounts, found.asked, found.share) == ("per_cfo", 2, 3, 2 / 3)


def test_its_worth_is_what_those_say_who_had_not_thought_of_it() -> None:
    found = unanticipated_needs(EVIDENCE)[0]
    assert found.stated is not None
    assert (found.stated.accounts, found.stated.median) == (2, Decimal(60_000))


def test_needs_that_were_named_come_newest_first_even_where_all_had_thought_of_the_outcome() -> None:
    found = unanticipated_needs(EVIDENCE)[1]
    assert (found.persona, found.accounts, found.share) == ("per_it", 0, 0)
    assert [(need.text, need.account) for need in found.named] == [
        ("one number to call", "acc_birch"),
        ("a test system before every update", "acc_alder"),
    ]


def test_what_everybody_had_thought_of_is_no_such_need() -> None:
    assert [need.persona for need in unanticipated_needs(EVIDENCE)] == ["per_cfo", "per_it"]


def test_where_nobody_was_asked_there_is_no_share() -> None:
    (found,) = unanticipated_needs(Evidence(tests=(said("it", "alder", need="a manual"),)))
    assert found.share is None
