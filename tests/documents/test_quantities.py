"""Numbers, shares, ranges and days as people write them; what could mean two things is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.documents.quantities import Told, Unread, amounts, amounts_text, day, day_in, number, number_text, share, share_text

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("120000", 120_000),
        ("120 000", 120_000),
        ("120\u00a0000", 120_000),
        ("1 200,50", Decimal("1200.5")),
        ("1,234,567.5", Decimal("1234567.5")),
        ("1'200'000", 1_200_000),
        ("\u221220 000", -20_000),
        ("0.6", Decimal("0.6")),
        ("30", 30),
    ],
)
def test_a_number_is_read_as_people_write_it_and_thousands_are_never_guessed(text: str, found: Decimal) -> None:
    assert number(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.200", "AMBIGUOUS_NUMBER"),
        ("80,000", "AMBIGUOUS_NUMBER"),
        ("30k", "NOT_A_NUMBER"),
        ("1e5", "NOT_A_NUMBER"),
        ("0x10", "NOT_A_NUMBER"),
        (".inf", "NOT_A_NUMBER"),
        ("", "NOT_A_NUMBER"),
        ("12 00", "NOT_A_NUMBER"),
        ("9" * 41, "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused_with_a_remedy(text: str, code: str) -> None:
    found = number(text)
    assert isinstance(found, Unread)
    assert found.code == code
    assert found.remedy


def test_a_known_decimal_mark_makes_a_number_unmistakable() -> None:
    assert number("1.200", comma=True) == 1_200
    assert number("1.200,50", comma=True) == Decimal("1200.5")
    assert number("1,200", comma=False) == 1_200
    assert isinstance(number("1,2", comma=False), Unread)
    assert isinstance(number("1.2", comma=True), Unread)


def test_a_range_is_low_likely_high_or_one_number_and_shares_carry_a_sign() -> None:
    assert amounts("30/50/80") == Told(low=Decimal(30), likely=Decimal(50), high=Decimal(80))
    assert amounts("-20 000 / -10 000 / -5 000") == Told(low=Decimal(-20_000), likely=Decimal(-10_000), high=Decimal(-5_000))
    assert amounts("50") == Told(low=Decimal(50), likely=Decimal(50), high=Decimal(50))
    tenths = Told(low=Decimal("0.1"), likely=Decimal("0.2"), high=Decimal("0.3"), share=True)
    assert amounts("10/20/30 %") == amounts("10 %/20 %/30 %") == tenths


@pytest.mark.parametrize(("text", "code"), [("30/50", "NOT_A_RANGE"), ("1/2/3/4", "NOT_A_RANGE"), ("10 %/20 %/30", "MIXED_MEASURES")])
def test_a_range_of_another_shape_is_refused(text: str, code: str) -> None:
    found = amounts(text)
    assert isinstance(found, Unread)
    assert found.code == code


def test_days_are_read_in_two_forms_and_in_the_one_that_is_named() -> None:
    assert day("2026-03-02") == day("02.03.2026") == day_in("03/02/2026", "%m/%d/%Y") == date(2026, 3, 2)
    assert isinstance(day("31.02.2026"), Unread)
    assert isinstance(day_in("2026-03-02", "%m/%d/%Y"), Unread)


@given(numbers)
@settings(deadline=None)
def test_what_is_written_of_a_number_is_read_back_as_the_same(amount: Decimal) -> None:
    assert number(number_text(amount)) == amount
    assert share(share_text(amount)) == amount


@given(st.tuples(numbers, numbers, numbers).map(sorted), st.booleans())
@settings(deadline=None)
def test_what_is_written_of_a_range_is_read_back_as_the_same(three: list[Decimal], shares: bool) -> None:
    low, likely, high = three
    found = amounts(amounts_text(low, likely, high, shares=shares))
    assert found == Told(low=low, likely=likely, high=high, share=shares)
