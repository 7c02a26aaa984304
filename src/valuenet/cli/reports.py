"""What an import changes, as people read it and as programs do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from valuenet.cli.session import Session
from valuenet.documents.comparing import Difference, differences, summary
from valuenet.documents.importing import Plan
from valuenet.model.changes import Change
from valuenet.model.vocabulary import ChangeKind, ElementKind

_SEVERAL = {
    ElementKind.NETWORK: "networks",
    ElementKind.DIFFERENTIATOR: "differentiators",
    ElementKind.OUTCOME: "outcomes",
    ElementKind.REGION: "regions",
    ElementKind.LEADS_TO: "arrows",
    ElementKind.DESIRED_BY: "tags",
    ElementKind.COMPARED_WITH: "comparisons",
    ElementKind.PERSONA: "personas",
    ElementKind.ALTERNATIVE: "alternatives",
}


def planned_text(opened: Session, plan: Plan) -> str:
    """What an import would change, thing by thing, and what it would leave alone."""
    network = plan.network
    state = f"would be revision {network.revision}" if plan.changes else "nothing would change in the network"
    blocks = [f"{network.key}: {state}", *(str(note) for note in plan.notes)]
    if plan.changes or plan.directory_changes:
        blocks.append(summary(_differences(opened, plan, (*plan.directory_changes, *plan.changes))))
    if plan.unapplied:
        kept = summary(_differences(opened, plan, plan.unapplied)).partition("\n")[2]
        blocks.append(f"left as they are (--update-personas changes them)\n{kept}")
    return "\n".join(blocks)


def saved_text(plan: Plan) -> str:
    """What an import has changed, in one line, and a line where it left something alone."""
    network, changes = plan.network, (*plan.directory_changes, *plan.changes)
    if not changes:
        lines = [f"{network.key}: nothing differs, still revision {network.revision}"]
    elif network.revision == 1 and plan.changes:
        lines = [f"{network.key}: {counted(changes)}"]
    else:
        lines = [f"{network.key}: revision {network.revision}, {counted(changes)}"]
    lines += (f"  {note}" for note in plan.notes)
    if plan.unapplied:
        left = ", ".join(change.about[0] for change in plan.unapplied)
        lines.append(f"  left as they are, though the file describes them otherwise: {left} (--update-personas changes them)")
    return "\n".join(lines)


def counted(changes: Iterable[Change]) -> str:
    """How many things of which kind were added, changed and removed; whether the network itself was created."""
    counts = Counter((change.kind, change.element_kind) for change in changes)
    groups = ["created"] if counts.pop((ChangeKind.ADDED, ElementKind.NETWORK), 0) else []
    for kind in ChangeKind:
        things = [_things(counts[kind, element], element) for element in ElementKind if counts[kind, element]]
        if things:
            groups.append(f"{kind} {', '.join(things)}")
    return "; ".join(groups)


def difference_records(opened: Session, plan: Plan) -> list[dict[str, object]]:
    """The same for programs."""
    return records(_differences(opened, plan, (*plan.directory_changes, *plan.changes)))


def records(found: Iterable[Difference]) -> list[dict[str, object]]:
    """Differences as plain values."""
    return [
        {
            "kind": one.kind,
            "element": one.element,
            "key": one.key,
            "title": one.title,
            "fields": [{"name": field.name, "before": field.before, "after": field.after} for field in one.fields],
        }
        for one in found
    ]


def _differences(opened: Session, plan: Plan, changes: Sequence[Change]) -> tuple[Difference, ...]:
    present = opened.library.readings(opened.caller.workspace, [plan.network.id]).get(plan.network.id)
    return differences(changes, before=present.network if present else None, after=plan.network, directory=plan.directory)


def _things(count: int, element: ElementKind) -> str:
    several = _SEVERAL[element]
    return f"1 {several.removesuffix('s')}" if count == 1 else f"{count} {several}"
