"""The counted claims of the worked example as ranges of present value, and what is paid for them."""

from __future__ import annotations

from valuenet.value.triangular import Triangular

ANNUITY = sum(1.1**-year for year in (1, 2, 3))
"""One a year at the end of each of three years, at 10 %."""

YEARLY = {"overtime": (30_000, 50_000, 80_000), "early-pay": (20_000, 45_000, 70_000), "connector": (-20_000, -10_000, -5_000)}

CLAIMS = tuple(Triangular(low=low * ANNUITY, likely=likely * ANNUITY, high=high * ANNUITY) for low, likely, high in YEARLY.values())

PAID = 40_000 * ANNUITY + 10_000 + 15_000
"""dP + dK: the difference in price, and in switching cost."""

REQUIRED = 32_800
"""10 % of our price at list."""
