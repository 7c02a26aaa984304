"""Keeping the personas and alternatives of a workspace: put, archive, delete; and bringing back what a restored network needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from valuenet.errors import Invalid, InvalidEdit, NotFound, Problem, StaleRevision, StillInUse
from valuenet.model.access import Action
from valuenet.model.changes import Change, directory_difference, directory_undone
from valuenet.model.directory import STATUS_QUO, Alternative, Directory, Persona, with_entries, without_entry
from valuenet.model.ids import Key, new_alternative_id, new_persona_id
from valuenet.model.network import Network
from valuenet.service.caller import Caller
from valuenet.service.history import log_from
from valuenet.service.library import Library
from valuenet.service.repeats import Request, once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import Commit, DirectorySave, NetworkSummary

Entry = TypeVar("Entry", Persona, Alternative)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySaved:
    """The directory after a change, and what changed."""

    directory: Directory
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPut:
    """A persona or alternative to create, or the named fields to change of the one that has this key; `to` gives it another key.

    `expected` is the directory's revision that the caller saw, if he wants to be refused when it moved.
    """

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)
    to: str | None = None
    expected: int | None = None


@needs(Action.EDIT)
def persona_put(library: Library, caller: Caller, put: EntryPut, repeat: str | None = None) -> DirectorySaved:
    """Create a persona, or change it."""

    def after(directory: Directory) -> Directory:
        old = directory.persona_by_key.get(put.key)
        persona = old or Persona(id=new_persona_id(), key=Key(put.key), name=str(put.fields.get("name") or ""))
        values = {**put.fields, "key": Key(put.to or put.key)}
        return with_entries(directory, [replace(persona, **values)])  # type: ignore[arg-type]  # the api types the fields

    return _changed(library, caller, after, put.expected, request(repeat, "persona_put", put))


@needs(Action.EDIT)
def alternative_put(library: Library, caller: Caller, put: EntryPut, repeat: str | None = None) -> DirectorySaved:
    """Create an alternative, or change it; the status quo keeps its key and stays out of the archive."""

    def after(directory: Directory) -> Directory:
        old = directory.alternative_by_key.get(put.key)
        if put.key == STATUS_QUO and ((put.to or put.key) != put.key or put.fields.get("archived")):
            raise StillInUse("the status quo is always among the alternatives: rename or archive another one")
        rival = old or Alternative(id=new_alternative_id(), key=Key(put.key), name=str(put.fields.get("name") or ""))
        values = {**put.fields, "key": Key(put.to or put.key)}
        return with_entries(directory, [replace(rival, **values)])  # type: ignore[arg-type]  # the api types the fields

    return _changed(library, caller, after, put.expected, request(repeat, "alternative_put", put))


@needs(Action.EDIT)
def persona_delete(library: Library, caller: Caller, *, key: str, expected: int | None = None, repeat: str | None = None) -> DirectorySaved:
    """Remove a persona that no outcome is tagged with; `StillInUse` says where it is tagged, and that it can be archived."""

    def after(directory: Directory) -> Directory:
        persona = _found(directory.persona_by_key, "persona", key)
        tagged = library.store.networks_tagged_with(caller.workspace, persona.id)
        if tagged:
            raise StillInUse(f"the persona {key!r} is tagged in {_named(tagged)}: archive it instead, or untag it there first")
        return without_entry(directory, persona)

    return _changed(library, caller, after, expected, request(repeat, "persona_delete", key, expected))


@needs(Action.EDIT)
def alternative_delete(
    library: Library, caller: Caller, *, key: str, expected: int | None = None, repeat: str | None = None
) -> DirectorySaved:
    """Remove an alternative that no network describes or compares itself with; never the status quo."""

    def after(directory: Directory) -> Directory:
        rival = _found(directory.alternative_by_key, "alternative", key)
        if key == STATUS_QUO:
            raise StillInUse("the status quo is always among the alternatives: remove another one")
        used = library.store.networks_compared_with(caller.workspace, rival.id)
        if used:
            raise StillInUse(f"the alternative {key!r} is used in {_named(used)}: archive it instead, or remove it there first")
        return without_entry(directory, rival)

    return _changed(library, caller, after, expected, request(repeat, "alternative_delete", key, expected))


def revived(library: Library, caller: Caller, directory: Directory, network: Network) -> DirectorySave | None:
    """The step of the directory that brings back every persona and alternative of a network that was archived or deleted."""
    wanted: set[str] = {tag.persona for tag in network.tags}
    wanted |= {side.alternative for side in network.comparisons}
    wanted |= {network.root.alternative} if network.root.alternative else set()
    present: list[Persona | Alternative] = [*directory.personas, *directory.alternatives]
    back: list[Persona | Alternative] = [replace(entry, archived=False) for entry in present if entry.archived and entry.id in wanted]
    if missing := wanted - {entry.id for entry in present}:
        back += _from_log(library, caller, missing)
    if not back:
        return None
    after = with_entries(directory, back)
    return DirectorySave(directory=after, changes=directory_difference(directory, after))


def _from_log(library: Library, caller: Caller, missing: set[str]) -> list[Persona | Alternative]:
    """Entries that were deleted, as they last were."""
    found: dict[str, Persona | Alternative] = {}
    below: int | None = None
    while missing - found.keys():
        page = library.store.revisions(caller.workspace, caller.workspace, before=below)
        if not page:
            raise NotFound("persona or alternative", ", ".join(sorted(missing - found.keys())), "the log does not know it any more")
        for change in (change for revision in page for change in revision.changes):
            gone = change.before
            if isinstance(gone, Persona | Alternative) and change.after is None and gone.id in missing:
                found.setdefault(gone.id, replace(gone, archived=False))
        below = page[-1].number
    return list(found.values())


def _changed(
    library: Library, caller: Caller, after: Callable[[Directory], Directory], expected: int | None, asked: Request | None
) -> DirectorySaved:
    """Commit one step of the directory, computed anew if it moved meanwhile and the caller did not say which revision he saw."""

    def change() -> DirectorySaved:
        before = library.directory(caller.workspace)
        if expected is not None and expected != before.revision:
            raise StaleRevision("the directory", expected, before.revision)
        following = _checked(library, lambda: after(before))
        changes = directory_difference(before, following)
        body: dict[str, object] = {"revision": following.revision if changes else before.revision, "changed": bool(changes)}
        commit = Commit(
            workspace=caller.workspace,
            actor=caller.actor,
            at=library.clock(),
            directory=before.revision,
            directory_save=DirectorySave(directory=following, changes=changes) if changes else None,
            answer=asked.answered(body) if asked else None,
        )
        if changes or asked:
            library.store.commit(commit)
        return DirectorySaved(directory=following if changes else before, changes=changes)

    return once(library, caller, asked, change, lambda body: _replayed(library, caller, body))


def _replayed(library: Library, caller: Caller, body: dict[str, object]) -> DirectorySaved:
    """What was answered before: the directory at that revision, and the changes that led to it."""
    revision = body["revision"]
    assert isinstance(revision, int), "answers are written by `_changed`"
    directory = library.directory(caller.workspace)
    if directory.revision > revision:
        later = log_from(library, caller, caller.workspace, revision + 1, present=directory.revision)
        directory = directory_undone(directory, (change for one in later for change in reversed(one.changes)), revision=revision)
    logged = library.store.revisions(caller.workspace, caller.workspace, before=revision + 1, limit=1) if body["changed"] else ()
    return DirectorySaved(directory=directory, changes=logged[0].changes if logged else ())


def _found(entries: Mapping[str, Entry], what: str, key: str) -> Entry:
    if key not in entries:
        raise NotFound(what, key)
    return entries[key]


def _named(networks: Sequence[NetworkSummary]) -> str:
    keys = [network.key for network in networks]
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")


def _checked(library: Library, after: Callable[[], Directory]) -> Directory:
    """The directory that `after` makes, or `InvalidEdit` with what is wrong with it."""
    try:
        following = after()
    except Invalid as invalid:
        raise InvalidEdit(invalid.problems) from None
    figure, bound = len(following.personas) + len(following.alternatives), library.bounds.directory
    if figure > bound:
        message = f"the workspace would have {figure} personas and alternatives, the bound is {bound}"
        problem = Problem(path="directory", code="TOO_MANY", message=message, remedy="merge personas that desire the same")
        raise InvalidEdit([problem])
    return following
