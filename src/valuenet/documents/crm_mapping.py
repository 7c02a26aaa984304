"""How the columns of a CRM export become fields of opportunities: a YAML file that somebody writes once for their CRM.

A column may fill several fields; `values` turns the words of the CRM into ours; `defaults` holds what the export does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from valuenet.documents.document import Place, Problems, told
from valuenet.documents.forms import Form, text_of
from valuenet.documents.nodes import Entries, Items, Node, Scalar, ScalarKind, shown, unreadable
from valuenet.documents.reading import check_version
from valuenet.documents.source import Format, parsed
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds

MAPPING = ("valuenet", "columns", "values", "dates", "decimal", "defaults")
TEXTS = ("key", "name", "network", "offering", "stage", "owner", "manager", "region", "basis_of_pay")
ACCOUNT = ("account", "account_key", "trade", "account_region")
DAYS = ("opened", "expected_close", "closed")
MONEY = (
    *(f"{price}.{part}" for price in ("price", "list_price", "floor_price", "pocket_price") for part in ("yearly", "one_time")),
    "switching_cost",
)
SHARES = ("contribution_margin", "rate", "base_rate")
FIELDS = (*TEXTS, *ACCOUNT, "kind", "won", "currency", *DAYS, *MONEY, *SHARES)
"""What a column may fill."""

TEMPLATE = """\
# Which column of the export fills which field. Write the names of your columns on the left; leave out what you do not need.
valuenet: 1
columns:
  Opportunity ID: key
  Opportunity Name: name
  Account Name: account
  Industry: trade
  Billing Region: account_region
  Type: kind
  Stage: [stage, won]
  Created Date: opened
  Close Date: [expected_close, closed]
  Opportunity Owner: owner
  Manager: manager
  Amount: price.yearly
# The words of the CRM on the left, ours on the right. A stage that `won` does not list is an open opportunity.
values:
  kind: {New Business: new, Upsell: expansion, Renewal: renewal, Win Back: rescue}
  won: {Closed Won: "yes", Closed Lost: "no"}
# How days are written: %d day, %m month, %Y year; left out: 2026-03-09 or 09.03.2026.
dates: "%m/%d/%Y"
# Whether a point or a comma parts the fraction.
decimal: point
# What holds of every row that does not say it.
defaults:
  network: invoice-automation
  currency: USD
"""
"""A mapping to start from, with the column names of a widespread CRM."""


class Mark(StrEnum):
    """What parts the fraction of a number."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmMapping:
    """Fields by column, our words by field and the CRM's word (case folded), how days and numbers are written, and defaults."""

    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_form: str = ""
    comma: bool | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)


def crm_mapping(text: str | bytes, bounds: Bounds) -> CrmMapping:
    """The mapping that a YAML text holds, or `InvalidDocument` with everything that is wrong with it."""
    node = parsed(text, Format.YAML, bounds)
    if not isinstance(node, Entries):
        raise unreadable("NOT_A_MAPPING", "is no map of fields", "start with `valuenet: 1` and `columns:`", node.line, node.column)
    problems = Problems()
    form = Form(problems, node, Place(path="", line=1, column=1), MAPPING)
    check_version(problems, node, form)
    columns = {column: tuple(_fields(problems, said, place)) for column, said, place in form.entries("columns")}
    if not columns:
        problems.add(form.place.of("columns"), "MISSING", "names no column", "add `columns:` with `Your column: field` below it")
    mapping = CrmMapping(
        columns=columns,
        values={name: dict(_words(problems, said, place)) for name, said, place in _known(problems, form, "values")},
        day_form=form.text("dates"),
        comma=form.word("decimal", Mark, Mark.POINT) is Mark.COMMA if form.has("decimal") else None,
        defaults={name: _text(problems, said, place) for name, said, place in _known(problems, form, "defaults")},
    )
    if "name" not in (filled := {name for names in columns.values() for name in names}) and columns:
        problems.add(form.places["columns"], "MISSING", "fills no `name`", "say which column holds the name of the opportunity")
    if columns and "network" not in filled | mapping.defaults.keys():
        remedy = "add `network: a-key` to the defaults, or say which column holds it"
        problems.add(form.place.of("defaults"), "MISSING", "names no network for the opportunities to rest on", remedy)
    if problems.found:
        raise InvalidDocument(told(problems.found))
    return mapping


def _known(problems: Problems, form: Form, name: str) -> Iterator[tuple[str, Node, Place]]:
    """The entries of a section by field, those of fields that there are."""
    for key, node, place in form.entries(name):
        if _is_field(problems, key, place):
            yield key, node, place


def _fields(problems: Problems, node: Node, place: Place) -> Iterator[str]:
    """The field, or the fields, that a column fills."""
    for item in node.items if isinstance(node, Items) else (node,):
        name = text_of(problems, item, place)
        if name and _is_field(problems, name, Place(path=place.path, line=item.line, column=item.column)):
            yield name


def _is_field(problems: Problems, name: str, place: Place) -> bool:
    if name in FIELDS:
        return True
    near = get_close_matches(name.lower(), FIELDS, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"it may be {', '.join(FIELDS)}"
    problems.add(place, "UNKNOWN_FIELD", f"an opportunity has no field {shown(name)} that a column could fill", remedy)
    return False


def _words(problems: Problems, node: Node, place: Place) -> Iterator[tuple[str, str]]:
    if not isinstance(node, Entries):
        problems.add(place, "NOT_A_MAP", "is no map of words", "write {Their word: our word}")
        return
    for key, said in node.entries:
        yield key.text.strip().casefold(), _text(problems, said, place)


def _text(problems: Problems, node: Node, place: Place) -> str:
    """A scalar as it is written, numbers and true or false too."""
    if isinstance(node, Scalar) and node.kind in (ScalarKind.NUMBER, ScalarKind.BOOLEAN):
        return node.text
    return text_of(problems, node, place)
