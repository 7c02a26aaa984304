"""Amounts are told as people write them, and no more exactly than is known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.charts.grain import grain, percent

D = Decimal
AMOUNTS = st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, allow_infinity=False)


def told(amount: str, *others: str, signed: bool = False) -> str:
    """How an amount is told beside others, with plain spaces."""
    return grain([D(amount), *map(D, others)]).told(D(amount), signed=signed).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("127400", "127 400"),
        ("-24868.52", "\u221224 870"),
        ("415337.76", "415 300"),
        ("1234", "1 234"),
        ("999960", "1 000 000"),
        ("999950000", "1 000"),
        ("12", "12"),
        ("12.5", "12.50"),
        ("0.00123456", "0.001235"),
        ("0", "0"),
        ("-0", "0"),
        ("4123456789", "4 123"),
        ("-2.5e13", "\u221225 000"),
        ("1e20", "100 000 000"),
        ("0.5", "0.5000"),
        ("1e-9", "≈ 0"),
    ],
)
def test_thousands_stand_apart_a_minus_is_a_minus_and_four_digits_are_enough(amount: str, said: str) -> None:
    assert told(amount) == said


def test_all_amounts_of_a_picture_are_told_as_exactly_as_the_largest() -> None:
    assert [told(amount, "415337") for amount in ("86866", "1249", "50", "-50", "49", "-3")] == [
        "86 900",
        "1 200",
        "100",
        "\u2212100",
        "≈ 0",
        "≈ 0",
    ]


def test_a_plus_is_said_where_it_means_something() -> None:
    assert [told(amount, signed=True) for amount in ("5", "0", "-5")] == ["+5", "0", "\u22125"]


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        (["120000", "-500"], "EUR"),
        (["120049"], "EUR, rounded to 100"),
        (["5", "0.25"], "EUR"),
        (["5", "0.2512"], "EUR, rounded to 0.001"),
        (["4000000000"], "million EUR"),
        (["4123456789"], "million EUR, rounded to 1"),
        (["41234567890"], "million EUR, rounded to 10"),
        (["7e12"], "billion EUR"),
        ([], "EUR"),
    ],
)
def test_the_unit_says_once_in_what_and_to_what_amounts_are_rounded(amounts: list[str], unit: str) -> None:
    assert grain(map(D, amounts)).unit("EUR").replace("\xa0", " ") == unit


@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_what_is_told_is_never_further_off_than_half_a_step(amounts: list[Decimal]) -> None:
    exact = grain(amounts)
    for amount in amounts:
        said = exact.told(amount).replace("\xa0", "").replace("\u2212", "-").replace("≈", "")
        assert abs(D(said).scaleb(exact.scale) - amount) <= exact.step / 2
        assert len(said.lstrip("-")) <= 13


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.1678, "16.8 %"), (0.0, "0.0 %"), (-0.0001, "0.0 %"), (D("-0.0312"), "\u22123.1 %"), (1, "100.0 %"), (None, "\u2013")],
)
def test_shares_are_told_in_per_cent(share: float | Decimal | None, said: str) -> None:
    assert percent(share).replace("\xa0", " ") == said
