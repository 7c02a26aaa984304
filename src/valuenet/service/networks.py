"""Building networks: create, edit, restore, delete. Each is one atomic change, refused when it was computed from an old revision."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from valuenet.errors import Invalid, InvalidEdit, NotFound, Problem, StaleRevision
from valuenet.model.access import Action, Event
from valuenet.model.applying import edited
from valuenet.model.changes import Change, difference
from valuenet.model.directory import Directory, unknown
from valuenet.model.edits import NetworkEdit
from valuenet.model.ids import Key, NetworkId, new_network_id
from valuenet.model.network import Network, Root
from valuenet.model.text import KEY, SHORT, WHY, normalised, problem
from valuenet.service.caller import Caller
from valuenet.service.directory import revived
from valuenet.service.history import as_it_was, at_revision
from valuenet.service.library import UNSEEN, Library
from valuenet.service.noting import noted
from valuenet.service.reading import Reading
from valuenet.service.repeats import Request, once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import Commit, DirectorySave, NetworkSave, NetworkSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNetwork:
    """A network to be created; `alternative` is the key of the alternative that it describes, if it does not describe our offer."""

    key: str
    name: str
    offering: str = ""
    alternative: str | None = None
    edits: tuple[NetworkEdit, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditBatch:
    """Edits that were computed from the `expected` revision of a network (id or key)."""

    network: str
    expected: int
    edits: tuple[NetworkEdit, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """An earlier revision of a network (id or key) that is to be its next, seen from the `expected` revision."""

    network: str
    revision: int
    expected: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A network after a change, and what changed; no changes where nothing differed."""

    reading: Reading
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One network's step from the `expected` revision, computed with a directory that may take a step too."""

    network: Network
    expected: int
    changes: tuple[Change, ...]
    directory: Directory
    directory_save: DirectorySave | None = None
    reason: str = ""


@needs(Action.READ)
def network_list(library: Library, caller: Caller, *, after: str = "", limit: int = 50, archived: bool = False) -> Sequence[NetworkSummary]:
    """The networks of the workspace by key."""
    return library.store.list_networks(caller.workspace, after=after, limit=limit, archived=archived)


@needs(Action.READ)
def network_called(library: Library, caller: Caller, name: str) -> NetworkId:
    """The id of the network with this id or key, or `NotFound`."""
    if name.startswith("net_") and problem("network", name, SHORT) is None:  # no key has an underscore
        return NetworkId(name)
    found = library.store.network_ids(caller.workspace, [name]) if problem("network", name, KEY) is None else {}
    if name in found:
        return found[name]
    raise NotFound("network", name, "list the networks to see what there is")


@needs(Action.EDIT)
def network_create(library: Library, caller: Caller, new: NewNetwork, repeat: str | None = None) -> Saved:
    """A new network, empty or with a first batch of edits."""
    asked = request(repeat, "network_create", new)
    check_reason(new.reason)
    check_size(library, new.edits)
    network_id = new_network_id()

    def change() -> Saved:
        directory = library.directory(caller.workspace)
        blank = Network(id=network_id, workspace=caller.workspace, revision=0, changed_at="", root=_root(new, directory))
        first, changes = edited(blank, new.edits, directory, at=library.clock(), bounds=library.bounds)
        step = Step(network=first, expected=0, changes=changes, directory=directory, reason=new.reason)
        return save(library, caller, step, asked)

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body))


@needs(Action.EDIT)
def network_edit(library: Library, caller: Caller, batch: EditBatch, repeat: str | None = None) -> Saved:
    """A network after a batch of edits: all of it, or nothing."""
    asked = request(repeat, "network_edit", batch)
    check_reason(batch.reason)
    check_size(library, batch.edits)

    def step(reading: Reading) -> Step:
        after, changes = edited(reading.network, batch.edits, reading.directory, at=library.clock(), bounds=library.bounds)
        return Step(network=after, expected=batch.expected, changes=changes, directory=reading.directory, reason=batch.reason)

    def change() -> Saved:
        network = network_called(library, caller, batch.network)
        if remembered := library.remembered(caller.workspace, network, batch.expected):
            with suppress(InvalidEdit, StaleRevision):  # memory may be behind what others did: then the store tells
                if (following := step(remembered)).changes:
                    return save(library, caller, following, asked)
        return save(library, caller, step(_expected(library, caller, network, batch.expected)), asked)

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body))


@needs(Action.EDIT)
def network_restore(library: Library, caller: Caller, restoration: Restoration, repeat: str | None = None) -> Saved:
    """A new revision with the content of an earlier one; ids are kept, archived or deleted personas come back."""
    asked = request(repeat, "network_restore", restoration)
    check_reason(restoration.reason)

    def change() -> Saved:
        network = network_called(library, caller, restoration.network)
        reading = _expected(library, caller, network, restoration.expected)
        before = reading.network
        content = as_it_was(library, caller, before, restoration.revision)
        back = revived(library, caller, reading.directory, content)
        directory = back.directory if back else reading.directory
        after = replace(content, revision=before.revision + 1, changed_at=library.clock())
        step = Step(
            network=after,
            expected=before.revision,
            changes=difference(before, after, directory),
            directory=directory,
            directory_save=back,
            reason=restoration.reason or f"restored revision {restoration.revision}",
        )
        return save(library, caller, step, asked)

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body))


@needs(Action.ADMINISTER)
def network_delete(library: Library, caller: Caller, network: str, *, expected: int, repeat: str | None = None) -> NetworkId:
    """Remove a network (id or key) for good, with its history; its id. Archiving it is the edit that keeps both."""
    asked = request(repeat, "network_delete", network, expected)

    def change() -> NetworkId:
        gone = network_called(library, caller, network)
        reply = asked.reply(caller, library.clock(), {"network": gone}) if asked else None
        library.store.delete_network(caller.workspace, gone, expected=expected, reply=reply)
        library.forget(gone)
        noted(library, caller, Event.DELETED, subject=f"network {gone}")
        return gone

    return once(library, caller, asked, change, lambda body: NetworkId(str(body["network"])))


def save(library: Library, caller: Caller, step: Step, asked: Request | None) -> Saved:
    """Commit one network's step, and keep it; where nothing differs, only the answer to the request is stored."""
    network, back = step.network, step.directory_save
    saves = (NetworkSave(expected=step.expected, network=network, changes=step.changes),) if step.changes else ()
    body: dict[str, object] = {"network": network.id, "revision": network.revision, "changed": bool(saves)}
    revision = 0
    if saves or back or asked:
        revision = library.store.commit(
            Commit(
                workspace=caller.workspace,
                actor=caller.actor,
                at=network.changed_at if saves else library.clock(),
                reason=normalised(step.reason),
                directory=step.directory.revision - (1 if back else 0),
                directory_save=back,
                networks=saves,
                answer=asked.answered(body) if asked else None,
            )
        )
    return Saved(reading=library.keep(network, step.directory, revision if saves else UNSEEN), changes=step.changes)


def replayed(library: Library, caller: Caller, body: dict[str, object]) -> Saved:
    """What was answered before: the network at that revision, and the changes that led to it."""
    network, revision = NetworkId(str(body["network"])), body["revision"]
    assert isinstance(revision, int), "answers are written by `save`"
    then = at_revision(library, caller, network, revision)
    if not body["changed"]:
        return Saved(reading=then)
    logged = library.store.revisions(caller.workspace, network, before=revision + 1, limit=1)
    return Saved(reading=then, changes=logged[0].changes if logged else ())


def _expected(library: Library, caller: Caller, network: NetworkId, revision: int) -> Reading:
    """The network, if it still is at the revision that the caller saw."""
    reading = library.reading(caller.workspace, network)
    if reading.network.revision != revision:
        raise StaleRevision(reading.network.key, revision, reading.network.revision)
    return reading


def _root(new: NewNetwork, directory: Directory) -> Root:
    """What a new network says of itself, or `InvalidEdit` with every problem."""
    problems: list[Problem] = []
    if new.alternative and new.alternative not in directory.alternative_by_key:
        problems.append(unknown("alternative", "alternative", new.alternative, directory.alternative_by_key))
    try:
        root = Root(key=Key(new.key), name=new.name, offering=new.offering)
    except Invalid as invalid:
        problems += invalid.problems
    if problems:
        raise InvalidEdit(problems)
    return replace(root, alternative=directory.alternative_by_key[new.alternative].id if new.alternative else None)


def check_reason(reason: str) -> None:
    """Raise `InvalidEdit` for a reason that cannot be kept."""
    if wrong := problem("reason", normalised(reason), WHY):
        raise InvalidEdit([wrong])


def check_size(library: Library, edits: Sequence[NetworkEdit]) -> None:
    """Raise `InvalidEdit` for a batch of more edits than the bound."""
    if len(edits) > (bound := library.bounds.edits):
        message = f"the batch has {len(edits)} edits, the bound is {bound}"
        raise InvalidEdit([Problem(path="edits", code="TOO_MANY", message=message, remedy="send it in several batches")])
