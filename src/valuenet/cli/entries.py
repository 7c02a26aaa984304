"""What people enter as they would write it: a day, an amount, somebody who attends a meeting."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import click

from valuenet.service.briefs import Attending

_DAYS_AGO = {"today": 0, "yesterday": 1}
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_BETWEEN_THOUSANDS = re.compile("(?<=\\d)[ '\u00a0\u2019\u202f](?=\\d{3}(?:\\D|$))")


class Day(click.ParamType[date]):
    """A day as 2026-03-09 or 9.3.2026, or `today` or `yesterday` as this computer sees them."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        said = str(value).strip().lower()
        if said in _DAYS_AGO:
            return datetime.now().astimezone().date() - timedelta(days=_DAYS_AGO[said])
        try:
            german = _GERMAN_DAY.fullmatch(said)
            return date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(said)
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2026-03-09, or say today or yesterday", param, ctx)


class Amount(click.ParamType[Decimal]):
    """A number in digits, thousands apart or not; a comma could mean either, so it is asked about."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        digits = _BETWEEN_THOUSANDS.sub("", str(value).strip())
        if not _AMOUNT.fullmatch(digits):
            self.fail(f"{value!r} is no number: write digits alone, such as 48000; the unit has its own option", param, ctx)
        return Decimal(digits)


class Attendee(click.ParamType[Attending]):
    """A persona and the name of who comes in that role, as `cfo=Jane Doe`."""

    name = "attendee"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Attending:
        if isinstance(value, Attending):
            return value
        persona, separator, person = str(value).partition("=")
        if not separator or not persona.strip():
            self.fail(f"{value!r} does not say who comes as what: write persona=name, such as cfo=Jane Doe", param, ctx)
        return Attending(persona=persona.strip(), person=person.strip())
