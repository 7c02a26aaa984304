"""What an opportunity document states: an opportunity in which keys stand for ids, its account, and where everything stands.

A document is complete in itself: whoever its claims name is in it. Outcomes, personas and alternatives are the workspace's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from valuenet.documents.document import Place, told
from valuenet.documents.keyed import Naming, named
from valuenet.errors import Problem
from valuenet.model.opportunity import Opportunity

_LAST_STEP = re.compile(r"(?:\.[^.\[\]]+|\[\d+\]|^[^.\[\]]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntry:
    """A customer company as a document describes it; `said` are the fields that it does describe."""

    key: str
    name: str = ""
    trade: str = ""
    region: str = ""
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A key that names something of the workspace: an outcome of the network, a persona or an alternative; where it stands."""

    kind: str
    key: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityDocument:
    """One opportunity as a document states it, as far as it could be understood; `problems` says what could not.

    `draft`: the opportunity with keys in place of all ids; None where none could be built. `said`: the fields of the
    opportunity itself that the document states. `places`: where the parts of the draft stand, by their paths in it.
    """

    key: str
    network: str
    account: AccountEntry
    draft: Opportunity | None
    said: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    places: Mapping[str, Place]
    problems: tuple[Problem, ...] = ()

    def located(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems of the opportunity, told at the places of the document that the things stand at."""
        return (located(wrong, self.places) for wrong in problems)

    def numbered(self, naming: Naming) -> Opportunity | None:
        """The draft with ids in place of its keys."""
        return None if self.draft is None else named(self.draft, naming)


def located(wrong: Problem, places: Mapping[str, Place]) -> Problem:
    """A problem told at the place of the thing that its path names, or of the nearest thing around it."""
    path = wrong.path
    while path and path not in places:
        path = _LAST_STEP.sub("", path)
    place = places[path]
    rest = wrong.path[len(path) :].removeprefix(".")
    where = place if not rest else place.of(rest) if not rest.startswith("[") else replace(place, path=f"{place.path}{rest}")
    return replace(wrong, path=where.path, line=where.line, column=where.column)


def without_echoes(problems: Iterable[Problem], broken: Iterable[str]) -> tuple[Problem, ...]:
    """The problems but those that only repeat that a thing with one of these keys could not be read."""
    quoted = [repr(key) for key in broken]
    return told(wrong for wrong in problems if not (wrong.code.startswith("UNKNOWN_") and any(key in wrong.message for key in quoted)))
