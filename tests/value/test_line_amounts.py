"""What the claims of one line come to: shares of a base compound, and no line gives more than it is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from random_opportunities import percents, ranges, thousands
from valuenet.model.amounts import Range, exactly
from valuenet.value.line_amounts import Entry, capped, compounded, line_amounts, total

NEAR = Decimal("1e-15")
whole_ranges = st.lists(ranges(thousands), max_size=6)
fast = settings(deadline=None, max_examples=200)


def shares(*percent: int) -> list[Entry]:
    return [Entry(amount=exactly(Decimal(one) / 100), of_baseline=True) for one in percent]


def test_savings_on_one_base_compound() -> None:
    assert compounded(Decimal(400_000), [Decimal("0.3"), Decimal("0.2")]) == 176_000
    assert total(line_amounts(shares(30, 20), Decimal(400_000))).likely == 176_000


def test_what_compounding_takes_away_is_taken_from_each_in_proportion() -> None:
    assert [one.likely for one in line_amounts(shares(30, 20), Decimal(400_000))] == [105_600, 70_400]


def test_money_beside_shares_is_left_as_it_is() -> None:
    mixed = [*shares(50), Entry(amount=exactly(7)), *shares(50)]
    assert [one.likely for one in line_amounts(mixed, Decimal(100))] == [Decimal("37.5"), 7, Decimal("37.5")]


def test_a_flat_risk_cut_is_taken_off_first() -> None:
    assert line_amounts([Entry(amount=exactly(5_280_000), cut=Decimal("0.2"))], None) == (exactly(4_224_000),)


def test_what_is_claimed_above_the_baseline_is_taken_from_all_that_speaks_for_us_in_proportion() -> None:
    assert capped([exactly(60), exactly(90), exactly(-10)], Decimal(100)) == (exactly(44), exactly(66), exactly(-10))


def test_only_the_ways_up_end_where_the_line_ends() -> None:
    some = Range(low=Decimal(10), likely=Decimal(40), high=Decimal(90))
    assert capped([some, some], Decimal(100)) == (Range(low=Decimal(10), likely=Decimal(40), high=Decimal(50)),) * 2


def test_amounts_that_cancel_out_are_left_as_they_are() -> None:
    plus = Range(low=Decimal(10), likely=Decimal(10), high=Decimal(80))
    assert capped([plus, exactly(-10)], Decimal(35)) == (Range(low=Decimal(10), likely=Decimal(10), high=Decimal(45)), exactly(-10))


def test_a_line_of_nothing_gives_nothing() -> None:
    assert capped([exactly(5)], Decimal(0)) == (exactly(0),)
    assert capped([], Decimal(0)) == line_amounts([], None) == ()


@given(whole_ranges, st.integers(0, 200).map(Decimal))
@fast
def test_a_cap_is_kept_at_every_end_and_takes_nothing_where_there_is_room(amounts: list[Range], room: Decimal) -> None:
    fitting, before = total(capped(amounts, room)), total(amounts)
    assert fitting.high <= room + NEAR or before.high <= room
    assert abs(fitting.likely - min(before.likely, room)) < NEAR
    if before.likely <= room:
        assert abs(fitting.low - before.low) < NEAR


@given(st.lists(ranges(percents), max_size=6), st.integers(0, 1000).map(Decimal))
@fast
def test_compounded_shares_add_up_at_every_end(told: list[Range], base: Decimal) -> None:
    found = total(line_amounts([Entry(amount=one, of_baseline=True) for one in told], base))
    for end in ("low", "likely", "high"):
        assert abs(getattr(found, end) - compounded(base, [getattr(one, end) for one in told])) < NEAR
