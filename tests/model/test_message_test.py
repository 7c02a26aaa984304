"""Numbers that customers gave."""

from __future__ import annotations

from decimal import Decimal

import pytest

from valuenet.errors import Invalid
from valuenet.model.message_test import StatedNumber


@pytest.mark.parametrize(
    "amount", ["NaN", "sNaN", "-Infinity", "1e15", "1e9999999", "-1e9999999", "1e-9999999", "0e9999999", "0." + "3" * 21]
)
def test_a_number_that_nobody_could_read_is_refused(amount: str) -> None:
    with pytest.raises(Invalid) as refused:
        StatedNumber(amount=Decimal(amount))
    (problem,) = refused.value.problems
    assert (problem.path, problem.code) == ("amount", "OUT_OF_BOUNDS")
    assert len(str(problem)) < 200  # a number of thousands of digits is not told digit by digit


@pytest.mark.parametrize("amount", ["999999999999999.99", "-5", "0", "1e14", "0.30000000000000004", "33333.333333333336"])
def test_a_number_of_money_or_a_share_is_kept_as_it_was_given(amount: str) -> None:
    assert StatedNumber(amount=Decimal(amount)).amount == Decimal(amount)
