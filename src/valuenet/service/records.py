"""Reading and saving records: accounts, messages, tests, gaps and call plans, each with a revision and a log of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from valuenet.errors import Invalid, InvalidEdit, NotFound, StaleRevision
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.changes import KIND_OF, Change
from valuenet.model.directory import Directory
from valuenet.model.record import Kept, Record
from valuenet.model.text import SHORT, normalised, problem
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.discretion import maps_of, seen
from valuenet.service.library import Library
from valuenet.service.repeats import Request
from valuenet.service.rights import needs
from valuenet.store.filing import filing
from valuenet.store.protocol import Commit, NetworkSave, RecordQuestion, RecordSave

R = TypeVar("R", bound=Record)

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[R]):
    """A page of records of one kind, and whether anything comes after it; `place_of` says where the next page goes on."""

    kept: tuple[Kept[R], ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Records to be saved in one commit, with the step of a network that goes with them; all computed from one directory."""

    directory: Directory
    records: tuple[RecordSave, ...]
    network: NetworkSave | None = None
    reason: str = ""
    asked: Request | None = None
    answer: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Under which one record is saved: the directory that it was computed from, the request that asked for it, and why."""

    directory: Directory
    asked: Request | None = None
    reason: str = ""


@needs(Action.READ)
def kept(library: Library, caller: Caller, record_id: str, type_: type[R]) -> Kept[R]:
    """The record of this type with this id, or `NotFound`."""
    found = kept_by_id(library, caller, [record_id], type_)
    if record_id not in found:
        raise NotFound(_kind(type_), record_id, "give its id as a list shows it")
    return found[record_id]


@needs(Action.READ)
def kept_by_id(library: Library, caller: Caller, ids: Iterable[str], type_: type[R]) -> Mapping[str, Kept[R]]:
    """The records of this type with these ids, in one read; those that do not exist are left out."""
    wanted = [record_id for record_id in dict.fromkeys(ids) if record_id and problem("id", record_id, SHORT) is None]
    found = library.store.read_records(caller.workspace, wanted) if wanted else {}
    return {one.record.id: one for one in _seen(library, caller, found.values(), type_)}


def records_of(library: Library, caller: Caller, type_: type[R], question: RecordQuestion | None = None) -> Sequence[Kept[R]]:
    """The records of one type that answer a question of the store, all of them where none is asked; one read."""
    asked = question or RecordQuestion(kind=_kind(type_))
    found = library.store.records(caller.workspace, asked)
    return _seen(library, caller, found, type_)


def page_of(
    library: Library, caller: Caller, type_: type[R], question: RecordQuestion, *, first: int, passes: Callable[[R], bool] | None = None
) -> Page[R]:
    """The first records that answer a question and pass; where many do not pass, more of them are read, page by page."""
    found: list[Kept[R]] = []
    after = question.after
    while len(found) <= first:
        limit = first + 1 if passes is None else max(_PAGE, first + 1)
        read = records_of(library, caller, type_, replace(question, after=after, limit=limit))
        found += (one for one in read if passes is None or passes(one.record))
        if len(read) < limit:
            break
        after = place_of(read[-1])
    return Page(kept=tuple(found[:first]), more=len(found) > first)


def place_of(one: Kept[R]) -> str:
    """Where a record stands among those of its kind: the page after it begins there."""
    return filing(one.record).place


def saving(after: Record, before: Kept[R] | None = None) -> RecordSave:
    """The step that makes a record, or brings it from what it was to what it shall be."""
    about = after.key if isinstance(after, Account) else after.id
    change = Change(about=(about,), before=before.record if before else None, after=after)
    return RecordSave(expected=before.revision if before else 0, record=after, change=change)


def save_records(library: Library, caller: Caller, batch: Batch) -> str:
    """Commit a batch, all or nothing; the moment of it. Where nothing is to be saved, only the answer to the request is stored."""
    at = batch.network.network.changed_at if batch.network else library.clock()
    commit = Commit(
        workspace=caller.workspace,
        actor=caller.actor,
        at=at,
        reason=normalised(batch.reason),
        directory=batch.directory.revision,
        networks=(batch.network,) if batch.network else (),
        records=batch.records,
        answer=batch.asked.answered(dict(batch.answer or {})) if batch.asked else None,
    )
    if commit.networks or commit.records or commit.answer:
        revision = library.store.commit(commit)
        if batch.network:
            library.keep(batch.network.network, batch.directory, revision)
    return at


def save_record(library: Library, caller: Caller, after: R, before: Kept[R] | None, circumstances: Circumstances) -> Kept[R]:
    """Save one record, and its id and revision as the answer; a record that is as it was makes no revision."""
    same = before is not None and before.record == after
    revision = (before.revision if before else 0) + (0 if same else 1)
    batch = Batch(
        directory=circumstances.directory,
        records=() if same else (saving(after, before),),
        reason=circumstances.reason,
        asked=circumstances.asked,
        answer={"record": after.id, "revision": revision},
    )
    at = save_records(library, caller, batch)
    if before is not None and same:
        return before
    return Kept(record=after, revision=revision, changed_at=at, changed_by=caller.actor)


def replayed(library: Library, caller: Caller, body: Mapping[str, object], type_: type[R]) -> Kept[R]:
    """What was answered before: the record at that revision."""
    record_id, revision = str(body["record"]), body["revision"]
    assert isinstance(revision, int), "answers are written by `save_record`"
    return _at(library, caller, kept(library, caller, record_id, type_), revision)


@needs(Action.READ)
def kept_at(library: Library, caller: Caller, revisions: Mapping[str, int], type_: type[R]) -> Mapping[str, Kept[R]]:
    """Records by id, each as it was at a revision; one read, and one more for each that has moved on."""
    found = kept_by_id(library, caller, revisions, type_)
    return {id_: _at(library, caller, one, revisions[id_]) for id_, one in found.items()}


def _at(library: Library, caller: Caller, now: Kept[R], revision: int) -> Kept[R]:
    """A record as it was at a revision."""
    if now.revision == revision:
        return now
    type_ = type(now.record)
    for logged in library.store.revisions(caller.workspace, now.record.id, before=revision + 1, limit=1):
        then = logged.changes[0].after
        if isinstance(then, type_):
            was = Kept(record=then, revision=logged.number, changed_at=logged.at, changed_by=logged.actor)
            return _seen(library, caller, [was], type_)[0]
    return now


def check_expected(found: Kept[R] | None, expected: int | None, name: str) -> None:
    """Raise `StaleRevision` where the caller saw another revision of a record than it has now; one that is not there has 0."""
    current = found.revision if found else 0
    if expected is not None and expected != current:
        raise StaleRevision(name, expected, current)


def built(make: Callable[[], R]) -> R:
    """The record that is made, or `InvalidEdit` with everything that is wrong with it."""
    try:
        return make()
    except Invalid as invalid:
        raise InvalidEdit(invalid.problems) from None


def _kind(type_: type) -> ElementKind:
    return KIND_OF[type_]


def _seen(library: Library, caller: Caller, found: Iterable[Kept[Any]], type_: type[R]) -> Sequence[Kept[R]]:
    """Those of a type, in their order, as the caller may see them."""
    typed = [one for kept in found if (one := _typed(kept, type_)) is not None]
    wanted = maps_of(caller, (one.record for one in typed))
    maps = library.readings(caller.workspace, wanted) if wanted else {}
    return [seen(caller, one, maps) for one in typed]


def _typed(one: Kept[Record], type_: type[R]) -> Kept[R] | None:
    """The record where it is of this type."""
    if not isinstance(one.record, type_):
        return None
    return Kept(record=one.record, revision=one.revision, changed_at=one.changed_at, changed_by=one.changed_by)
