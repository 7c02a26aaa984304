"""The opportunities of a CRM export: a CSV sheet whose columns a mapping explains; every row a document of its own.

A cell that says nothing leaves the opportunity as it is. What cannot be read is told by row and column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from valuenet.documents.crm_mapping import DAYS, MONEY, SHARES, CrmMapping
from valuenet.documents.document import Note, Place, Problems, told
from valuenet.documents.forms import word_of
from valuenet.documents.nodes import Scalar, ScalarKind, shown
from valuenet.documents.opportunity_document import AccountEntry, OpportunityDocument, located
from valuenet.documents.quantities import Unread, day, day_in, number, share
from valuenet.documents.sheets import Layout, Row, sheet
from valuenet.errors import Invalid, Problem
from valuenet.model.amounts import Price
from valuenet.model.bounds import Bounds
from valuenet.model.ids import AccountId, Key, NetworkId, OpportunityId
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.text import suggested_key
from valuenet.model.value_vocabulary import OpportunityKind

SHEET = "Opportunities"
MOST_ROWS = 2_000
"""How many opportunities one sheet may hold."""

_TEXTS = ("name", "offering", "stage", "owner", "manager", "region", "basis_of_pay")
_PRICES = ("price", "list_price", "floor_price", "pocket_price")
_TRUTHS = {"yes": True, "true": True, "1": True, "won": True, "no": False, "false": False, "0": False, "lost": False}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmSheet:
    """The opportunities of a sheet in the order of its rows, the problems of each with it; `problems` are those of the sheet itself."""

    documents: tuple[OpportunityDocument, ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Everything that cannot be read, by row and column."""
        return told((*self.problems, *(wrong for document in self.documents for wrong in document.problems)))


def crm_sheet(text: str | bytes, mapping: CrmMapping, bounds: Bounds) -> CrmSheet:
    """What a CSV export tells by its mapping."""
    problems = Problems()
    layout = Layout(name=SHEET, required=tuple(mapping.columns), optional=())
    read = sheet(layout, text, problems, bounds)
    if len(read.rows) > MOST_ROWS:
        place = Place(path=SHEET, line=1, column=1)
        problems.add(place, "TOO_MANY", f"has {len(read.rows)} rows, the bound is {MOST_ROWS}", "split it into several files")
    if any(problem.code in ("MISSING_COLUMN", "TOO_MANY") for problem in problems.found):  # every row would only repeat it
        return CrmSheet(documents=(), notes=read.notes, problems=told(problems.found))
    seen: dict[str, Row] = {}
    documents = []
    for row in read.rows:
        document = _Reading(row, mapping).document()
        first = seen.setdefault(document.key, row)
        if first is not row and document.key:
            said = f"{shown(document.key)} is the key of row {first.number} too"
            problems.add(document.places["key"], "DUPLICATE_KEY", said, "map a column that tells opportunities apart to `key`")
        documents.append(document)
    return CrmSheet(documents=tuple(documents), notes=read.notes, problems=told(problems.found))


class _Reading:
    """One row: what its cells say of an opportunity, and what is wrong with them."""

    def __init__(self, row: Row, mapping: CrmMapping) -> None:
        self._row = row
        self._mapping = mapping
        self._columns = {name: column for column, names in reversed(list(mapping.columns.items())) for name in names}
        self._problems: list[Problem] = []

    def document(self) -> OpportunityDocument:
        """The document that the row makes."""
        key = suggested_key(self._said("key") or self._said("name"))
        account = self._account()
        draft, said = self._draft(key, account)
        return OpportunityDocument(
            key=key if draft is not None else "",
            network=self._said("network"),
            account=account,
            draft=draft,
            said=frozenset(said),
            places=self._places(),
            problems=told(self._problems),
        )

    def _draft(self, key: str, account: AccountEntry) -> tuple[Opportunity | None, set[str]]:
        """The opportunity with keys for ids, and the fields that the row says something of."""
        fields: dict[str, object] = {name: self._said(name) for name in _TEXTS}
        fields |= {name: self._understood(name, self._day) for name in DAYS}
        fields |= {name: self._understood(name, share) for name in SHARES}
        fields |= {"kind": self._kind(), "won": self._won()}
        amounts = {name: self._understood(name, partial(number, comma=self._mapping.comma)) for name in MONEY}
        if fields["won"] is None:
            fields["closed"] = None  # one column often holds both days: until it is decided, the expected one
        said = {name for name, value in (fields | amounts).items() if value not in (None, "")}
        said |= {"price.currency"} if self._said("currency") else set()
        if fields["opened"] is None:
            self._note("opened", "MISSING", "is empty", "map a column to `opened`, or give it in the defaults")
            fields["opened"] = date.min
        fields["kind"] = fields["kind"] or OpportunityKind.NEW
        fields["switching_cost"] = amounts["switching_cost"] or ZERO
        try:
            prices = {name: self._price(name, amounts) for name in _PRICES if name == "price" or f"{name}.yearly" in said}
            names = {
                "id": OpportunityId(key),
                "key": Key(key),
                "network": NetworkId(self._said("network")),
                "account": AccountId(account.key),
            }
            return Opportunity(**fields, **names, **prices), said  # type: ignore[arg-type]  # the names are those of the fields
        except Invalid as invalid:
            places = self._places()
            self._problems += (located(wrong, places) for wrong in invalid.problems)
            return None, said

    def _price(self, name: str, amounts: dict[str, Decimal | None]) -> Price:
        currency = self._said("currency")
        if not currency and name == "price":
            self._note("currency", "MISSING", "is empty", "map a column to `currency`, or give it in the defaults")
        yearly, one_time = (amounts[f"{name}.{part}"] or ZERO for part in ("yearly", "one_time"))
        return Price(yearly=yearly, one_time=one_time, currency=currency or "USD")

    def _account(self) -> AccountEntry:
        name, told_key = self._said("account"), self._said("account_key")
        if not (name or told_key):
            self._note("account", "MISSING", "is empty", "map a column to `account`, or give it in the defaults")
        also = {"name": name, "trade": self._said("trade"), "region": self._said("account_region")}
        said = frozenset(field for field, text in also.items() if text)
        return AccountEntry(key=suggested_key(told_key or name), said=said, **also)

    def _kind(self) -> OpportunityKind | None:
        said, place = self._said("kind").casefold(), self._place("kind")
        if not said:
            return None
        problems = Problems()
        kind = word_of(problems, Scalar(said, ScalarKind.TEXT, place.line, place.column), place, OpportunityKind, OpportunityKind.NEW)
        self._problems += problems.found
        return kind

    def _won(self) -> bool | None:
        """Whether it was won; nothing where it is open: where the mapping lists words for it, so is every other word."""
        said = self._said("won").casefold()
        if not said or ("won" in self._mapping.values and said not in _TRUTHS):
            return None
        if said not in _TRUTHS:
            self._note("won", "NOT_TRUE_OR_FALSE", f"is {shown(said)}, neither yes nor no", "list the words for it under `values: won`")
        return _TRUTHS.get(said)

    def _day(self, text: str) -> date | Unread:
        return day_in(text, self._mapping.day_form) if self._mapping.day_form else day(text)

    def _understood(self, name: str, read: Callable[[str], T | Unread]) -> T | None:
        said = self._said(name)
        if not said:
            return None
        found = read(said)
        if isinstance(found, Unread):
            self._note(name, found.code, found.message, found.remedy)
            return None
        return found

    def _said(self, name: str) -> str:
        """What the row says of a field, in our words; what the mapping says of every row where it says nothing."""
        cell = self._row[self._columns[name]] if name in self._columns else ""
        cell = self._mapping.values.get(name, {}).get(cell.casefold(), cell)
        return cell or self._mapping.defaults.get(name, "")

    def _note(self, name: str, code: str, message: str, remedy: str) -> None:
        self._problems.append(self._place(name).problem(code, message, remedy))

    def _place(self, name: str) -> Place:
        return (
            self._row.place(self._columns[name])
            if name in self._columns
            else Place(path=f"{SHEET}.{name}", line=self._row.number, column=1)
        )

    def _places(self) -> dict[str, Place]:
        """Where the fields of the opportunity stand, by their paths in it."""
        return dict(self._placed())

    def _placed(self) -> Iterator[tuple[str, Place]]:
        yield "", Place(path=SHEET, line=self._row.number, column=1)
        for name in self._columns:
            yield name, self._place(name)
        yield "key", self._place("key" if "key" in self._columns else "name")
        yield "price.currency", self._place("currency")
        yield "network", self._place("network")
        yield "account", self._place("account")
        for name in ("trade", "region"):
            yield f"account.{name}", self._place("trade" if name == "trade" else "account_region")
