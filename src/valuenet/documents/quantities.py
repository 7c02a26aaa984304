"""Numbers, shares, ranges and days as people write them, and as a document has them: `120 000`, `60 %`, `30/50/80`, `2026-03-02`.

Nothing is guessed: `1.200` is refused where nobody says whether the point parts thousands or a fraction, and 30 is 30, not thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from valuenet.documents.nodes import shown

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_KNOWN = {
    True: re.compile(r"(-?\d{1,3}(?:[.' ]\d{3})+|-?\d+)(?:,(\d+))?"),
    False: re.compile(r"(-?\d{1,3}(?:[,' ]\d{3})+|-?\d+)(?:\.(\d+))?"),
}
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_DIGITS = 40
"""How many digits a number may have; an amount of money needs half of them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why something could not be read, and what to write instead."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Low, likely and high as they were told; `share`: as shares of something, `30 %` being 0.3."""

    low: Decimal
    likely: Decimal
    high: Decimal
    share: bool = False


def number(text: str, *, comma: bool | None = None) -> Decimal | Unread:
    """The number that a text is; `comma`: whether a comma parts the fraction, None where that has to be seen from the number."""
    said = text.translate(_SIGNS).strip()
    if len(said) > _DIGITS:
        return Unread("NOT_A_NUMBER", f"has {len(said)} characters", f"write at most {_DIGITS}")
    if comma is None and _AMBIGUOUS.fullmatch(said):
        return Unread("AMBIGUOUS_NUMBER", f"is {shown(text)}: thousands, or a fraction?", "write thousands without a separator")
    if comma is not None:
        known = _KNOWN[comma].fullmatch(said)
        return Decimal(re.sub("[^0-9-]", "", known[1]) + (f".{known[2]}" if known[2] else "")) if known else _no_number(text)
    if grouped := _GROUPED.fullmatch(said):
        said = said.replace(grouped[1], "")
    elif not _PLAIN.fullmatch(said):
        return _no_number(text)
    return Decimal(said.replace(",", "."))


def share(text: str) -> Decimal | Unread:
    """The share that a text is: `60 %`, or 0.6."""
    said = text.translate(_SIGNS).strip()
    if not said.endswith("%"):
        return number(said)
    found = number(said[:-1])
    return found if isinstance(found, Unread) else _shifted(found, -2)


def amounts(text: str) -> Told | Unread:
    """`30/50/80` as low, likely and high, `50` as an amount that is certain; `10/20/30 %` as shares."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) not in (1, 3):
        return Unread("NOT_A_RANGE", f"is {shown(text)}", "write low/likely/high, such as 30000/50000/80000, or one number")
    shares = parts[-1].endswith("%")
    found: list[Decimal] = []
    for part in parts:
        one = share(part if part.endswith("%") or not shares else f"{part}%")
        if isinstance(one, Unread):
            return one
        found.append(one)
    if not shares and any(part.endswith("%") for part in parts):
        return Unread("MIXED_MEASURES", f"is {shown(text)}: shares and amounts", "write all three as money, or all three in %")
    low, likely, high = (found * 3)[:3] if len(found) == 1 else found
    return Told(low=low, likely=likely, high=high, share=shares)


def day(text: str) -> date | Unread:
    """The day that a text is: 2026-03-02, or 02.03.2026."""
    german = _GERMAN_DAY.fullmatch(text)
    try:
        return date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    except ValueError:
        return Unread("NOT_A_DATE", f"is {shown(text)}, which is no day", "write it as 2026-03-09")


def day_in(text: str, form: str) -> date | Unread:
    """The day that a text in a form such as `%d.%m.%Y` is."""
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        return Unread("NOT_A_DATE", f"is {shown(text)}, which is no day in the form {form}", "correct the day, or the form in the mapping")


def number_text(amount: Decimal) -> str:
    """A number as a document has it, without thousands parted: it is read back as the same."""
    text = f"{amount:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text


def share_text(amount: Decimal) -> str:
    """A share as a document has it: `60 %`."""
    return f"{number_text(_shifted(amount, 2))} %"


def amounts_text(low: Decimal, likely: Decimal, high: Decimal, *, shares: bool) -> str:
    """A range as a document has it, or one number where it is certain."""
    parts = (low,) if low == likely == high else (low, likely, high)
    return f"{'/'.join(number_text(_shifted(part, 2)) for part in parts)} %" if shares else "/".join(map(number_text, parts))


def _shifted(amount: Decimal, places: int) -> Decimal:
    """The number with its point moved, every digit kept."""
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int), "only finite numbers are told"
    return Decimal((sign, digits, exponent + places))


def _no_number(text: str) -> Unread:
    return Unread("NOT_A_NUMBER", f"is {shown(text)}, which is no number", "write digits alone; the unit has its own place")
