"""How much is given away, by whom, and how much of it was not justified by value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.value.discounts import Deal, grouped, spend


def deal(
    seller: str, region: str, list_price: int, net: int, justified: int | None = None, *, kind: str = "new", margin: int | None = None
) -> Deal:
    return Deal(
        list_price=Decimal(list_price),
        net=Decimal(net),
        justified=None if justified is None else Decimal(justified),
        margin=None if margin is None else Decimal(margin),
        groups={"seller": seller, "region": region, "type": kind},
    )


ALDER = [
    deal("Ana", "East", 100, 90, 95),
    deal("Ana", "East", 200, 150, 200),
    deal("Ben", "West", 150, 150, 150),
    deal("Ben", "West", 300, 240, 250),
    deal("Cy", "West", 80, 76, 80),
    deal("Cy", "East", 120, 84, 120),
]

deals = st.lists(
    st.builds(
        deal, st.sampled_from("abc"), st.sampled_from("xy"), st.integers(0, 900), st.integers(0, 900), st.none() | st.integers(0, 900)
    ),
    max_size=12,
)


def percent(share: Decimal | None) -> str:
    assert share is not None
    return f"{100 * share:.1f}"


def rates(by: str) -> dict[str, str]:
    return {group.name: percent(group.spend.rate) for group in grouped(ALDER, by, beside="type", fewest=5)}


def test_the_rates_of_the_worked_example_are_as_printed() -> None:
    whole = spend(ALDER)
    assert (percent(whole.rate), percent(whole.unjustified_share)) == ("16.8", "65.6")
    assert rates("seller") == {"Ben": "13.3", "Ana": "20.0", "Cy": "20.0"}
    assert rates("region") == {"West": "12.1", "East": "22.9"}


def test_a_rate_is_sum_over_sum_and_never_a_mean_of_rates() -> None:
    whole = spend([deal("a", "x", 1_000, 1_000), deal("a", "x", 10, 5)])
    assert percent(whole.rate) == "0.5"


def test_groups_of_fewer_than_five_deals_have_no_rank_and_take_none() -> None:
    some = [deal("many", "x", 100, 80)] * 5 + [deal("others", "x", 100, 70)] * 6 + [deal("few", "x", 100, 10)] * 4
    found = {group.name: (group.spend.n, group.rank) for group in grouped(some, "seller", beside="type", fewest=5)}
    assert found == {"others": (6, 1), "many": (5, 2), "few": (4, None)}


def test_equal_rates_share_a_rank() -> None:
    found = grouped([deal("a", "x", 100, 80), deal("b", "x", 50, 40), deal("c", "x", 50, 45)], "seller", beside="type", fewest=1)
    assert [(group.name, group.rank) for group in found] == [("a", 1), ("b", 1), ("c", 3)]


def test_every_group_is_shown_beside_its_mix() -> None:
    some = [deal("a", "x", 300, 200, kind="renewal"), deal("a", "x", 100, 90, kind="new"), deal("b", "x", 50, 50, kind="new")]
    found = {group.name: group.mix for group in grouped(some, "seller", beside="type", fewest=5)}
    assert found == {"a": (("renewal", Decimal("0.75")), ("new", Decimal("0.25"))), "b": (("new", Decimal(1)),)}


def test_what_belongs_nowhere_has_a_group_of_its_own() -> None:
    assert [group.name for group in grouped(ALDER, "manager", beside="type", fewest=5)] == [""]


def test_what_was_not_assessed_is_neither_justified_nor_unjustified() -> None:
    whole = spend([deal("a", "x", 100, 80, 90), deal("a", "x", 100, 50)])
    assert (whole.n, whole.assessed, whole.not_justified) == (2, 1, Decimal(10))
    assert whole.unjustified_share == Decimal("0.5")
    assert spend([deal("a", "x", 100, 50)]).unjustified_share is None


def test_a_smaller_discount_than_was_justified_makes_up_for_no_other() -> None:
    assert spend([deal("a", "x", 100, 95, 80), deal("a", "x", 100, 80, 90)]).not_justified == 10


def test_discounts_are_shown_as_a_share_of_the_contribution_margin_where_that_is_known() -> None:
    whole = spend([deal("a", "x", 100, 90, margin=60), deal("a", "x", 100, 80, margin=40), deal("a", "x", 100, 0)])
    assert whole.of_margin == Decimal("0.3")


def test_without_deals_or_prices_no_rate_is_defined() -> None:
    assert (spend([]).rate, spend([deal("a", "x", 0, 0)]).rate, spend([]).of_margin) == (None, None, None)


@given(deals, st.sampled_from(["seller", "region", "type"]))
def test_the_groups_add_up_to_the_whole(some: list[Deal], by: str) -> None:
    whole, groups = spend(some), grouped(some, by, beside="region", fewest=5)
    for what in ("n", "list_price", "discount", "not_justified", "assessed"):
        assert sum(getattr(group.spend, what) for group in groups) == getattr(whole, what)
    for group in groups:
        assert sum(share for _, share in group.mix) == pytest.approx(1 if group.spend.list_price else 0)
