"""Applying a batch of edits: all or nothing, every problem with its path, later edits see earlier ones.

`edited` is the only way from one state of a network to the next; `service/` and imports call it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from valuenet.errors import Invalid, InvalidEdit, Problem
from valuenet.model import edits as edit_types
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change, difference, with_parts
from valuenet.model.directory import Alternative, Directory, unknown
from valuenet.model.draft import Draft, Refused, refused
from valuenet.model.edits import NetworkEdit
from valuenet.model.ids import Key, NodeId, new_differentiator_id, new_outcome_id, new_region_id
from valuenet.model.network import ComparedWith, DesiredBy, Differentiator, LeadsTo, Network, Node, Outcome, Region, Root
from valuenet.model.vocabulary import ElementKind

N = TypeVar("N", Differentiator, Outcome)
A = TypeVar("A")
B = TypeVar("B")


def edited(
    network: Network, batch: Sequence[NetworkEdit], directory: Directory, *, at: str, bounds: Bounds
) -> tuple[Network, tuple[Change, ...]]:
    """The network after a batch, one revision on, with its changes; the same network and none where nothing differs.

    A network at revision 0 does not exist yet: everything of it is new.
    """
    draft = Draft(network, directory)
    problems = [problem for position, edit in enumerate(batch) for problem in _applied(draft, position, edit)]
    problems += draft.excesses(bounds)
    if problems:
        raise InvalidEdit(problems)
    parts = {kind: things.values() for kind, things in draft.parts.items()}
    after = with_parts(network, parts, revision=network.revision + 1, changed_at=at)
    changes = difference(network if network.revision else None, after, directory)
    return (after, changes) if changes else (network, ())


def _applied(draft: Draft, position: int, edit: NetworkEdit) -> list[Problem]:
    """Apply one edit, or say what is wrong with it and leave the draft as it was."""
    path = f"edits[{position}]"
    try:
        _APPLY[type(edit)](draft, edit)
    except Refused as refusal:
        problems = [refusal.problem] if refusal.problem is not None else []
    except Invalid as invalid:
        problems = list(invalid.problems)
    else:
        return []
    if isinstance(edit, edit_types.PutDifferentiator | edit_types.PutOutcome):
        draft.failed.add(edit.key)
    if isinstance(edit, edit_types.Rename):
        draft.failed.add(edit.to)
    return [problem.under(path) for problem in problems]


def _put_differentiator(draft: Draft, edit: edit_types.PutDifferentiator) -> None:
    old = _replaceable(draft, edit.key, Differentiator, new=edit.new)
    node_id = old.id if old else new_differentiator_id()
    draft.put(Differentiator(id=node_id, key=Key(edit.key), title=edit.title, kind=edit.kind, note=edit.note))


def _put_outcome(draft: Draft, edit: edit_types.PutOutcome) -> None:
    old = _replaceable(draft, edit.key, Outcome, new=edit.new)
    draft.put(
        Outcome(
            id=old.id if old else new_outcome_id(),
            key=Key(edit.key),
            title=edit.title,
            kind=edit.kind,
            anticipated=edit.anticipated,
            wanted=edit.wanted,
            metric=edit.metric,
            evidence=edit.evidence,
        )
    )


def _replaceable(draft: Draft, key: str, kind: type[N], *, new: bool) -> N | None:
    """The node that a put replaces, if any."""
    old = draft.nodes.get(key)
    if old is None:
        return None
    if new:
        raise refused(
            "key", "KEY_TAKEN", f"the key {key!r} is taken by {old.title!r}", "choose another key, or put it instead of adding it"
        )
    if not isinstance(old, kind):
        raise refused("key", "KEY_TAKEN", f"{key!r} is {_called(type(old))}, not {_called(kind)}", "choose another key")
    return old


def _called(kind: type[Node]) -> str:
    return "an outcome" if kind is Outcome else "a differentiator"


def _update(draft: Draft, edit: edit_types.Update) -> None:
    old = draft.node(edit.key, "key")
    known = {field.name for field in fields(old)} - {"id", "key"}
    for name in edit.fields:
        if name not in known:
            raise refused(name, "UNKNOWN_FIELD", f"{_called(type(old))} has no {name!r}", f"it has {', '.join(sorted(known))}")
    draft.put(replace(old, **edit.fields))  # type: ignore[arg-type]  # the names were just checked, the values are by the class


def _rename(draft: Draft, edit: edit_types.Rename) -> None:
    old = draft.node(edit.key, "key")
    if edit.to != edit.key and edit.to in draft.nodes:
        raise refused("to", "KEY_TAKEN", f"the key {edit.to!r} is taken by {draft.nodes[edit.to].title!r}", "choose another key")
    try:
        renamed = replace(old, key=Key(edit.to))
    except Invalid as invalid:
        raise Invalid(replace(problem, path="to") for problem in invalid.problems) from None
    del draft.nodes[edit.key]
    draft.put(renamed)


def _remove(draft: Draft, edit: edit_types.Remove) -> None:
    node = draft.node(edit.key, "key")
    del draft.nodes[edit.key]
    draft.take(node)
    for kind in (ElementKind.LEADS_TO, ElementKind.DESIRED_BY, ElementKind.COMPARED_WITH):
        things = draft.of(kind)
        for key in [key for key in things if node.id in key]:
            del things[key]
    for region in tuple(draft.regions.values()):
        if node.id in region.nodes:
            draft.put_region(replace(region, nodes=tuple(other for other in region.nodes if other != node.id)))


def _connect(draft: Draft, edit: edit_types.Connect) -> None:
    cause, effect = _both(lambda: draft.node(edit.cause, "cause"), lambda: draft.outcome(edit.effect, "effect"))
    if cause.id == effect.id:
        raise refused("effect", "LEADS_TO_ITSELF", f"{edit.cause!r} would lead to itself", "name another outcome")
    draft.put(LeadsTo(cause=cause.id, effect=effect.id, strength=edit.strength, why=edit.why, evidence=edit.evidence))


def _disconnect(draft: Draft, edit: edit_types.Disconnect) -> None:
    cause, effect = _both(lambda: draft.node(edit.cause, "cause"), lambda: draft.node(edit.effect, "effect"))
    draft.drop((ElementKind.LEADS_TO, cause.id, effect.id), "effect", f"no arrow leads from {edit.cause!r} to {edit.effect!r}")


def _tag(draft: Draft, edit: edit_types.Tag) -> None:
    outcome, persona = _both(lambda: draft.outcome(edit.outcome, "outcome"), lambda: draft.persona(edit.persona))
    if persona.archived and (ElementKind.DESIRED_BY, outcome.id, persona.id) not in draft.of(ElementKind.DESIRED_BY):
        raise refused("persona", "ARCHIVED", f"the persona {persona.key!r} is archived", "take it out of the archive first")
    draft.put(DesiredBy(outcome=outcome.id, persona=persona.id, importance=edit.importance, why=edit.why, personally=edit.personally))


def _untag(draft: Draft, edit: edit_types.Untag) -> None:
    outcome, persona = _both(lambda: draft.outcome(edit.outcome, "outcome"), lambda: draft.persona(edit.persona))
    draft.drop((ElementKind.DESIRED_BY, outcome.id, persona.id), "persona", f"{edit.outcome!r} is not tagged with {edit.persona!r}")


def _compare(draft: Draft, edit: edit_types.Compare) -> None:
    node, rival = _compared(draft, edit)
    draft.put(ComparedWith(differentiator=node.id, alternative=rival.id, position=edit.position, note=edit.note, evidence=edit.evidence))


def _uncompare(draft: Draft, edit: edit_types.Uncompare) -> None:
    node, rival = _compared(draft, edit)
    identity_ = (ElementKind.COMPARED_WITH, node.id, rival.id)
    draft.drop(identity_, "alternative", f"{edit.differentiator!r} is not compared with {edit.alternative!r}")


def _compared(draft: Draft, edit: edit_types.Compare | edit_types.Uncompare) -> tuple[Differentiator, Alternative]:
    return _both(lambda: draft.differentiator(edit.differentiator, "differentiator"), lambda: draft.alternative(edit.alternative))


def _both(one: Callable[[], A], other: Callable[[], B]) -> tuple[A, B]:
    """What two look-ups find. Both are tried, so that both are reported where both fail."""
    problems: list[Problem | None] = []
    try:
        first = one()
    except Refused as refusal:
        problems.append(refusal.problem)
    try:
        second = other()
    except Refused as refusal:
        problems.append(refusal.problem)
    if told := [problem for problem in problems if problem is not None]:
        raise Invalid(told)
    if problems:
        raise Refused(None)
    return first, second


def _put_region(draft: Draft, edit: edit_types.PutRegion) -> None:
    old = draft.regions.get(edit.key)
    if old is not None and edit.new:
        raise refused("key", "KEY_TAKEN", f"the region {edit.key!r} exists already", "choose another key, or put it instead of adding it")
    nodes: list[NodeId] = []
    problems: list[Problem] = []
    for position, key in enumerate(edit.nodes):
        try:
            nodes.append(draft.node(key, f"nodes[{position}]").id)
        except Refused as refusal:
            problems += [refusal.problem] if refusal.problem else []
    if problems:
        raise Invalid(problems)
    region_id = old.id if old else new_region_id()
    draft.put_region(Region(id=region_id, key=Key(edit.key), title=edit.title, outline=edit.outline, nodes=tuple(nodes)))


def _remove_region(draft: Draft, edit: edit_types.RemoveRegion) -> None:
    old = draft.regions.pop(edit.key, None)
    if old is None:
        raise Refused(unknown("key", "region", edit.key, draft.regions))
    draft.take(old)


def _describe(draft: Draft, edit: edit_types.Describe) -> None:
    values = dict(edit.fields)
    if "alternative" in values:
        values["alternative"] = draft.alternative(str(values["alternative"])).id if values["alternative"] else None
    (root,) = draft.of(ElementKind.NETWORK).values()
    assert isinstance(root, Root)
    draft.put(replace(root, **values))  # type: ignore[arg-type]  # callers name only fields of Root


_APPLY: dict[type[NetworkEdit], Callable[..., None]] = {
    edit_types.PutDifferentiator: _put_differentiator,
    edit_types.PutOutcome: _put_outcome,
    edit_types.Update: _update,
    edit_types.Rename: _rename,
    edit_types.Remove: _remove,
    edit_types.Connect: _connect,
    edit_types.Disconnect: _disconnect,
    edit_types.Tag: _tag,
    edit_types.Untag: _untag,
    edit_types.Compare: _compare,
    edit_types.Uncompare: _uncompare,
    edit_types.PutRegion: _put_region,
    edit_types.RemoveRegion: _remove_region,
    edit_types.Describe: _describe,
}
