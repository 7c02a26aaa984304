"""How often something was confirmed, in words and for programs."""

from __future__ import annotations

from valuenet.messages.evidence import Standing, Tally
from valuenet.messages.phrases import NO_BREAK, percent
from valuenet.value.rates import Rate


def rate_text(tally: Tally, rate: Rate) -> str:
    """So many of so many, the rate with its 90 % interval, and what that lets one say."""
    held = f"{tally.validated} of {tally.n} held" if tally.n else "no clear answer"
    unclear = f", {tally.inconclusive} inconclusive" if tally.inconclusive else ""
    interval = f"{rate.low * 100:.0f} to {percent(rate.high)}"
    return f"{held}{unclear}; we expect {percent(rate.mean)} ({interval}), {rate.label}".replace(NO_BREAK, " ")


def rate_record(tally: Tally, rate: Rate) -> dict[str, object]:
    """The same for programs."""
    return {
        "validated": tally.validated,
        "refuted": tally.refuted,
        "inconclusive": tally.inconclusive,
        "n": tally.n,
        "accounts": tally.accounts,
        "last_tested": tally.last_tested,
        "rate": rate.mean,
        "low": rate.low,
        "high": rate.high,
        "label": rate.label,
    }


def standing_record(standing: Standing) -> dict[str, object]:
    """All that is known of one hypothesis, for programs."""
    stated = standing.stated
    worth = (
        {"accounts": stated.accounts, "median": float(stated.median), "low": float(stated.low), "high": float(stated.high)}
        if stated
        else None
    )
    return {
        **rate_record(standing.tally, standing.rate),
        "desirability": {word.value: count for word, count in standing.desirability.items()},
        "stated": worth,
        "quotes": standing.quotes,
    }
