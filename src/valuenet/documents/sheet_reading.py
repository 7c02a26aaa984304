"""The sheets Factors, Links and Tags as a `Document`; `spreadsheets.py` says which columns they may have.

A factor without a Type is a differentiator where no link leads to it, and one without a Key gets one made of its label; both
are noted. The Label of a link is its strength where it is such a word and there is no Strength, else it is the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from valuenet.documents.document import Document, Note, Place, Problems, Stated, told
from valuenet.documents.forms import word_of
from valuenet.documents.nodes import Scalar, ScalarKind, shown
from valuenet.documents.sheets import Row, Sheet, sheet
from valuenet.documents.spreadsheets import FACTORS, LINKS, TAGS, FactorType, label_key
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds
from valuenet.model.edits import Connect, Describe, PutDifferentiator, PutOutcome, Tag
from valuenet.model.network import Metric
from valuenet.model.text import KEY_LIMIT, suggested_key
from valuenet.model.vocabulary import DifferentiatorKind, Direction, Importance, OutcomeKind, Strength

W = TypeVar("W", bound=StrEnum)

_TRUTHS = {"": True, "yes": True, "true": True, "no": False, "false": False}
_NAMED = 20


def examined(factors: str | bytes, links: str | bytes, tags: str | bytes = "", *, key: str, name: str, bounds: Bounds) -> Document:
    """The document that the sheets of the network with this key and name hold, its problems with it, as `reading.examined` gives it.

    Raises `InvalidDocument` where a sheet lacks a column that it must have.
    """
    return _Reader(key, name).document(factors, links, tags, bounds)


class _Reader:
    """One reading: the factors found so far under their names, and what is wrong or worth knowing."""

    def __init__(self, key: str, name: str) -> None:
        self.root = Stated(value=Describe(fields={"key": key, "name": name}), place=Place(path="", line=1, column=1))
        self.problems = Problems()
        self.notes: list[Note] = []
        self.keys: dict[str, Place] = {}
        self.labels: dict[str, list[str]] = {}

    def document(self, factors: str | bytes, links: str | bytes, tags: str | bytes, bounds: Bounds) -> Document:
        """The document that the sheets make."""
        nodes = sheet(FACTORS, factors, self.problems, bounds)
        arrows = sheet(LINKS, links, self.problems, bounds)
        wishes = sheet(TAGS, tags, self.problems, bounds) if tags else Sheet()
        if any(problem.code == "MISSING_COLUMN" for problem in self.problems.found):
            raise InvalidDocument(told(self.problems.found))  # every row would only repeat it
        keyed = self._keyed(nodes.rows)
        connects = self._arrows(arrows.rows)
        differentiators = self._differentiators(keyed, {stated.value.effect for stated in connects})
        return Document(
            root=self.root,
            differentiators=tuple(self._differentiator(key, row) for key, row in keyed if key in differentiators),
            outcomes=tuple(self._outcome(key, row) for key, row in keyed if key not in differentiators),
            arrows=connects,
            tags=self._tags(wishes.rows),
            notes=(*nodes.notes, *arrows.notes, *wishes.notes, *self.notes),
            problems=told(self.problems.found),
        )

    def _keyed(self, rows: Iterable[Row]) -> list[tuple[str, Row]]:
        """Each factor with its key: the one that it has, or one that is made of its label."""
        keyed: list[tuple[str, Row]] = []
        rows = sorted(rows, key=lambda row: (not row["Key"], row.number))
        for row in rows:
            key = row["Key"] or self._made(row)
            if key in self.keys:
                message = f"{shown(key)} is the key of row {self.keys[key].line} too"
                self.problems.add(row.place("Key"), "DUPLICATE_KEY", message, "give each factor its own key")
                continue
            self.keys[key] = row.place("Key" if row["Key"] else "Label")
            self.labels.setdefault(label_key(row["Label"]), []).append(key)
            keyed.append((key, row))
        return keyed

    def _made(self, row: Row) -> str:
        """A key made of a label, numbered where another factor has it."""
        wanted = key = suggested_key(row["Label"])
        number = 1
        while key in self.keys:
            number += 1
            key = f"{wanted[: KEY_LIMIT - len(str(number)) - 1]}-{number}"
        if number > 1:
            self.notes.append(
                Note(place=row.place("Label"), message=f"gets the key {key}, since row {self.keys[wanted].line} has {wanted}")
            )
        return key

    def _differentiators(self, keyed: list[tuple[str, Row]], effects: set[str]) -> set[str]:
        """The keys of the factors that are differentiators: by their Type, else because nothing leads to them."""
        found: set[str] = set()
        guessed: list[str] = []
        for key, row in keyed:
            guess = FactorType.OUTCOME if key in effects else FactorType.DIFFERENTIATOR
            if self._word(row, "Type", FactorType, guess) is FactorType.DIFFERENTIATOR:
                found.add(key)
                if not row["Type"]:
                    guessed.append(key)
        if guessed:
            more = f" and {len(guessed) - _NAMED} more" if len(guessed) > _NAMED else ""
            message = f"taken as differentiators, since no link leads to them: {', '.join(guessed[:_NAMED])}{more}"
            self.notes.append(Note(place=Place(path="Factors.Type", line=1, column=1), message=message))
        return found

    def _differentiator(self, key: str, row: Row) -> Stated[PutDifferentiator]:
        kind = self._word(row, "Kind", DifferentiatorKind, DifferentiatorKind.FITNESS_FOR_USE)
        edit = PutDifferentiator(key=key, title=row["Label"], kind=kind, note=row["Note"])
        return Stated(value=edit, place=self.keys[key], fields=self._places(key, row, title="Label", note="Note"))

    def _outcome(self, key: str, row: Row) -> Stated[PutOutcome]:
        metric = None
        if row["Metric"] or row["Unit"] or row["Direction"]:
            metric = Metric(name=row["Metric"], unit=row["Unit"], direction=self._word(row, "Direction", Direction, Direction.UP))
        edit = PutOutcome(
            key=key,
            title=row["Label"],
            kind=self._word(row, "Kind", OutcomeKind, OutcomeKind.BUSINESS),
            anticipated=self._truth(row, "Anticipated"),
            wanted=self._truth(row, "Wanted"),
            metric=metric,
            evidence=row["Note"],
        )
        places = self._places(key, row, title="Label", evidence="Note", **{"metric.name": "Metric", "metric.unit": "Unit"})
        return Stated(value=edit, place=self.keys[key], fields=places)

    def _arrows(self, rows: Iterable[Row]) -> tuple[Stated[Connect], ...]:
        """(from)-[:LEADS_TO]->(to), each pair once."""
        found: dict[tuple[str, str], Stated[Connect]] = {}
        for row in rows:
            pair = self._named(row, "From"), self._named(row, "To")
            if "" in pair:
                continue
            if pair in found:
                self._repeated(row, "To", found[pair].place)
                continue
            why = row["Label"]
            if not row["Strength"] and why.casefold() in set(Strength):
                strength, why = Strength(why.casefold()), ""
            else:
                strength = self._word(row, "Strength", Strength, Strength.USUALLY)
            edit = Connect(cause=pair[0], effect=pair[1], strength=strength, why=why, evidence=row["Evidence"])
            places = {"cause": row.place("From"), "effect": row.place("To"), "why": row.place("Label"), "evidence": row.place("Evidence")}
            found[pair] = Stated(value=edit, place=row.place("From"), fields=places)
        return tuple(found.values())

    def _tags(self, rows: Iterable[Row]) -> tuple[Stated[Tag], ...]:
        """(outcome)-[:DESIRED_BY]->(persona), each pair once."""
        found: dict[tuple[str, str], Stated[Tag]] = {}
        for row in rows:
            pair = self._named(row, "Outcome"), self._filled(row, "Persona", "name a persona by its key")
            if "" in pair:
                continue
            if pair in found:
                self._repeated(row, "Persona", found[pair].place)
                continue
            importance = self._word(row, "Importance", Importance, Importance.PRIMARY)
            edit = Tag(outcome=pair[0], persona=pair[1], importance=importance, why=row["Why"], personally=row["Personally"])
            places = {name.lower(): row.place(name) for name in TAGS.columns}
            found[pair] = Stated(value=edit, place=row.place("Outcome"), fields=places)
        return tuple(found.values())

    def _named(self, row: Row, column: str) -> str:
        """The key of the factor that a cell names by key or label; of a factor that the sheets lack, the key that it would have."""
        name = self._filled(row, column, "name a factor by its label or key")
        if not name or name in self.keys:
            return name
        keys = self.labels.get(label_key(name), [])
        if len(keys) > 1:
            message = f"{shown(name)} is the label of {len(keys)} factors"
            self.problems.add(row.place(column), "AMBIGUOUS_LABEL", message, f"name it by its key: {', '.join(keys[:_NAMED])}")
        return keys[0] if keys else suggested_key(name)

    def _filled(self, row: Row, column: str, remedy: str) -> str:
        if not row[column] and column in row.positions:
            self.problems.add(row.place(column), "MISSING", "is empty", remedy)
        return row[column]

    def _repeated(self, row: Row, column: str, first: Place) -> None:
        self.problems.add(row.place(column), "TWICE", f"says the same as row {first.line}", "keep one of the rows")

    def _word(self, row: Row, column: str, words: type[W], default: W) -> W:
        place = row.place(column)
        if not row[column]:
            return default
        return word_of(self.problems, Scalar(row[column].lower(), ScalarKind.TEXT, place.line, place.column), place, words, default)

    def _truth(self, row: Row, column: str) -> bool:
        """Yes unless the cell says no."""
        said = row[column].lower()
        if said not in _TRUTHS:
            self.problems.add(row.place(column), "NOT_TRUE_OR_FALSE", f"is {shown(said)}, neither yes nor no", "write yes or no")
        return _TRUTHS.get(said, True)

    def _places(self, key: str, row: Row, **columns: str) -> dict[str, Place]:
        return {"key": self.keys[key], **{field: row.place(column) for field, column in columns.items()}}
