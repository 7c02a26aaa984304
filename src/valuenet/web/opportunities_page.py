"""The page of the open opportunities: where a conversation pays most comes first, each with the way to its scorecard."""

from __future__ import annotations

import base64
import hashlib
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from valuenet.service.portfolio import PortfolioView
from valuenet.value.portfolio import Position

_NONE = "<p>None is open. {} from a network, with <code>opportunityOpen</code> or <code>valuenet open</code>.</p>"


def opportunities_page(view: PortfolioView, *, may_open: bool) -> str:
    """The whole page, for somebody who may open another one, or may not."""
    none = _NONE.format("Open one" if may_open else "An editor opens one")
    rows = "\n".join(_row(one, view) for one in view.positions)
    folder = Path(__file__).parent
    return Template((folder / "opportunities_page.html").read_text(encoding="utf-8")).substitute(
        style=_style(),
        currency=escape(view.settings.currency),
        label=escape(view.calibration.label),
        table=_table(rows, view.settings.currency) if rows else none if not view.left_out else "",
        left_out=_left_out(view),
    )


@cache
def list_policy() -> str:
    """The content security policy of the page: its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def _table(rows: str, currency: str) -> str:
    heads = ("Opportunity", "Seller", "Unbuilt value", "Preference", "Stated", "Bookings", "Win likelihood")
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f"<table><caption>Unbuilt value and preference are present values, bookings are not discounted; all in {escape(currency)}."
        f"</caption><thead><tr>{cells}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    )


def _row(one: Position, view: PortfolioView) -> str:
    record = view.opportunities[one.opportunity].record
    link = f'<a href="/opportunities/{quote(record.key)}/scorecard">{escape(record.name)}</a>'
    numbers = (
        _money(one.unbuilt),
        _money(one.preference, signed=True),
        _percent(one.evidence),
        _money(one.amount),
        _percent(one.chance),
    )
    cells = "".join(f'<td class="number">{shown}</td>' for shown in numbers)
    return f'<tr><th scope="row">{link}</th><td>{escape(record.owner)}</td>{cells}</tr>'


def _left_out(view: PortfolioView) -> str:
    if not view.left_out:
        return ""
    rows = "".join(f"<li>{escape(one.opportunity.record.name)}: {escape(one.because)}</li>" for one in view.left_out)
    return f"<h2>Not counted</h2><ul>{rows}</ul>"


def _money(amount: Decimal, *, signed: bool = False) -> str:
    """Whole units in groups of three digits, with a thin space that does not break."""
    return f"{amount:{'+' if signed else ''},.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}")


def _percent(share: Decimal | float | None) -> str:
    return "not defined" if share is None else f"{share * 100:.0f} %"
