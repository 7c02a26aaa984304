"""Forgetting a person at a customer, for good: what an administrator does when that person asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from valuenet.errors import InvalidEdit, Problem
from valuenet.model.access import Action, Event
from valuenet.model.changes import KIND_OF, Element
from valuenet.model.forgetting import Forgetting, words_of
from valuenet.model.record import Record
from valuenet.model.text import TITLE, normalised, problem
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import noted
from valuenet.service.repeats import once
from valuenet.service.rights import needs
from valuenet.store.past import Rewritten
from valuenet.store.protocol import Commit, DirectorySave, RecordQuestion

SHORTEST = 3
"""Letters that a name has at least: with fewer, it would be found in every other text."""

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Where a person was: in things as they are now, and in entries of the history."""

    places: tuple[Rewritten, ...]

    @property
    def present(self) -> int:
        """In how many networks, records and directories as they are now."""
        return sum(not one.history for one in self.places)

    @property
    def history(self) -> int:
        """In how many entries of the history."""
        return sum(one.history for one in self.places)


@needs(Action.ADMINISTER)
def person_forget(library: Library, caller: Caller, name: str, *, dry_run: bool = False) -> Forgotten:
    """Remove a person's name and words from everything, history included, and leave what is counted; with `dry_run` only say where.

    The trail tells that it was done, and not to whom. Names of colleagues, who recorded it, stay.
    """
    named = normalised(name)
    wrong = problem("person", named, TITLE)
    if wrong is None and len(named) < SHORTEST:
        wrong = Problem(path="person", code="TOO_SHORT", message=f"is {named!r}", remedy="give the whole name, as it was recorded")
    if wrong is not None:
        raise InvalidEdit([wrong])
    words = {word for element in _everything(library, caller) for word in words_of(element, named)}
    places = tuple(library.store.rewrite(caller.workspace, Forgetting(named, words), dry_run=dry_run))
    if not dry_run:
        library.forget_all(caller.workspace)  # before the directory is read again: what is remembered still holds the name
        _tell(library, caller)
        noted(library, caller, Event.FORGOTTEN, subject="a person", said=f"{len(places)} places")
    return Forgotten(places=places)


def _tell(library: Library, caller: Caller) -> None:
    """Move the directory on, so that every process reads again what it remembers, and saves nothing that it computed from it."""

    def change() -> None:
        before = library.directory(caller.workspace)
        step = DirectorySave(directory=replace(before, revision=before.revision + 1), changes=())
        at = library.clock()
        library.store.commit(Commit(workspace=caller.workspace, actor=caller.actor, at=at, directory=before.revision, directory_save=step))

    once(library, caller, None, change, lambda _: None)


def _everything(library: Library, caller: Caller) -> Iterator[Element]:
    """All records as they are, and everything that ever was in the history."""
    for type_ in get_args(Record):
        yield from (one.record for one in library.store.records(caller.workspace, RecordQuestion(kind=KIND_OF[type_])))
    position = 0
    while page := library.store.revisions_since(caller.workspace, position, limit=_PAGE):
        for logged in page:
            yield from (one for change in logged.changes for one in (change.before, change.after) if one is not None)
        position = page[-1].position
