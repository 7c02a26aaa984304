"""What a document would do to a workspace: the network and the directory after it, and their changes. Nothing is saved here.

A document states its nodes, arrows, tags, comparisons and regions as wholes: a field that it leaves out is cleared. What it
does not mention stays, unless the import prunes: then everything of this network that the document lacks is removed, and so
are `offering` and `alternative` where it does not state them. Personas and alternatives are created where they are missing,
never removed, and changed only on request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from valuenet.documents.document import PROBLEMS, AlternativeEntry, Document, Note, PersonaEntry, Stated, told
from valuenet.documents.pruning import nodes_removed, parts_removed
from valuenet.documents.references import Reference, known, resolvable
from valuenet.errors import Invalid, InvalidDocument, Problem
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change, directory_difference
from valuenet.model.directory import Alternative, Directory, Persona, with_entries
from valuenet.model.edits import Describe, NetworkEdit
from valuenet.model.ids import LOCAL, Key, WorkspaceId, new_network_id
from valuenet.model.network import Network, Root

_EDIT = re.compile(r"edits\[(\d+)\]\.?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An import that can be saved: both changes together, or none.

    `unapplied` are the personas and alternatives that the document describes otherwise than the workspace, which stay.
    """

    network: Network
    changes: tuple[Change, ...]
    directory: Directory
    directory_changes: tuple[Change, ...]
    unapplied: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _DirectoryStep:
    """The directory after an import, and what the document says of it that does not or cannot hold."""

    directory: Directory
    unapplied: tuple[Change, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[Reference]


def plan(  # noqa: PLR0913  # each is a decision of its own, and named where it is taken
    document: Document,
    current: Network | None,
    directory: Directory,
    *,
    at: str,
    bounds: Bounds,
    prune: bool = False,
    update_personas: bool = False,
) -> Plan:
    """The import of a document into a network (none: a new one), or `InvalidDocument` with everything that is wrong with it."""
    step = _directory_step(document, directory, update=update_personas, bounds=bounds)
    batch, more = _batch(document, current, step, prune=prune)
    problems = [*document.problems, *step.problems]
    after = current or _blank(directory.workspace)
    changes: tuple[Change, ...] = ()
    try:
        after, changes = edited(after, [stated.value for stated in batch], step.directory, at=at, bounds=bounds)
    except Invalid as invalid:
        problems += _located(invalid.problems, batch, document.root)
    if problems or more:
        raise InvalidDocument(told(problems, more))
    return Plan(
        network=after,
        changes=changes,
        directory=step.directory,
        directory_changes=directory_difference(directory, step.directory),
        unapplied=step.unapplied,
        notes=document.notes,
    )


def faults(document: Document, bounds: Bounds) -> tuple[Problem, ...]:
    """What is wrong with a document whatever the workspace holds: not what it refers to, which may be there."""
    step = _directory_step(document, Directory(workspace=LOCAL), update=False, bounds=bounds)
    references = known(document, None, step.directory, step.broken)
    batch, _ = resolvable((document.root, *document.parts), references, most=0)
    try:
        edited(_blank(LOCAL), [stated.value for stated in batch], step.directory, at="", bounds=bounds)
    except Invalid as invalid:
        return (*step.problems, *_located(invalid.problems, batch, document.root))
    return step.problems


def _directory_step(document: Document, directory: Directory, *, update: bool, bounds: Bounds) -> _DirectoryStep:
    """Create the personas and alternatives that are missing; change those that differ, or list them."""
    put: list[Persona | Alternative] = []
    unapplied: list[Change] = []
    problems: list[Problem] = []
    broken: set[Reference] = set()
    described: tuple[Stated[PersonaEntry | AlternativeEntry], ...] = (*document.personas, *document.alternatives)
    for stated in described:
        try:
            old, new = stated.value.entry(directory)
        except Invalid as invalid:
            problems += (stated.located(problem, problem.path) for problem in invalid.problems)
            broken.add((stated.value.kind, stated.value.key))
            continue
        if old is None or (update and old != new):
            put.append(new)
        elif old != new:
            unapplied.append(Change(about=(old.key,), before=old, after=new))
    after = with_entries(directory, put) if put else directory
    figure = len(after.personas) + len(after.alternatives)
    if put and figure > bounds.directory:
        message = f"the workspace would have {figure} personas and alternatives, the bound is {bounds.directory}"
        problems.append(document.root.place.of("personas").problem("TOO_MANY", message, "use personas that are there already"))
    return _DirectoryStep(directory=after, unapplied=tuple(unapplied), problems=tuple(problems), broken=frozenset(broken))


def _batch(document: Document, current: Network | None, step: _DirectoryStep, *, prune: bool) -> tuple[list[Stated[NetworkEdit]], int]:
    """The edits that make the import, and how many keys beyond the first name nothing."""
    references = known(document, None if prune else current, step.directory, step.broken)
    clear = prune and current is not None
    parts, more = resolvable((_root(document, clear=clear), *document.parts), references, most=PROBLEMS)
    if current is None:
        return parts, more
    renames = [stated for stated in document.renames if stated.value.key in current.node_by_key]
    if not prune:
        return [*renames, *parts], more
    renamed = {stated.value.key: stated.value.to for stated in renames}
    nodes = (Stated(value=edit, place=document.root.place) for edit in nodes_removed(document, current, renamed))
    rest = (Stated(value=edit, place=document.root.place) for edit in parts_removed(document, current, step.directory, renamed))
    return [*renames, *nodes, *parts, *rest], more


def _root(document: Document, *, clear: bool) -> Stated[Describe]:
    """What the document says of the network itself; with `clear`, what it does not say is taken away."""
    if not clear:
        return document.root
    return replace(document.root, value=Describe(fields={"offering": "", "alternative": None, **document.root.value.fields}))


def _blank(workspace: WorkspaceId) -> Network:
    """A network from which a new one starts; the document's own key and name replace these."""
    return Network(id=new_network_id(), workspace=workspace, revision=0, changed_at="", root=Root(key=Key("new"), name="new"))


def _located(problems: Iterable[Problem], batch: Sequence[Stated[NetworkEdit]], root: Stated[Describe]) -> list[Problem]:
    """Problems of edits, told at the places in the document that the edits come from."""
    found: list[Problem] = []
    for problem in problems:
        edit = _EDIT.fullmatch(problem.path)
        stated = batch[int(edit[1])] if edit else root
        found.append(stated.located(problem, edit[2] if edit else "key"))
    return found
