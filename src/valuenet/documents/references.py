"""What the statements of a document refer to, and which of these keys name something.

The model says what is wrong with an unknown key, and looks for the one that was meant; that takes time for each, so the
statements with the first unknown keys are left for it to judge, and the rest are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from valuenet.documents.document import Document, Stated
from valuenet.model.directory import Directory
from valuenet.model.edits import Compare, Connect, Describe, NetworkEdit, PutRegion, Tag
from valuenet.model.network import Network

Reference = tuple[str, str]
"""What kind of thing a key names, and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The things that a document may refer to. `broken` ones are described in it, but wrongly: that is told where they are described."""

    things: frozenset[Reference]
    broken: frozenset[Reference] = frozenset()


def known(document: Document, network: Network | None, directory: Directory, broken: Iterable[Reference]) -> Known:
    """What there is: in the document itself, in the network whose nodes stay beside its own, and in the directory."""
    nodes = {*network.node_by_key} if network is not None else set()
    nodes |= {stated.value.key for stated in document.differentiators} | {stated.value.key for stated in document.outcomes}
    things = {("node", key) for key in nodes}
    things |= {("persona", key) for key in directory.persona_by_key}
    things |= {("alternative", key) for key in directory.alternative_by_key}
    return Known(things=frozenset(things), broken=frozenset(broken))


def resolvable(statements: Iterable[Stated[NetworkEdit]], known: Known, *, most: int) -> tuple[list[Stated[NetworkEdit]], int]:
    """The statements but those that speak of broken things, with at most so many keys that name nothing; how many more there are."""
    kept: list[Stated[NetworkEdit]] = []
    dangling = 0
    for stated in statements:
        references = list(_references(stated.value))
        if not known.broken.isdisjoint(references):
            continue
        lost = len([reference for reference in references if reference not in known.things])
        dangling += lost
        if not lost or dangling <= most:
            kept.append(stated)
        elif isinstance(stated.value, PutRegion | Describe):
            kept.append(replace(stated, value=_without(stated.value, known)))
    return kept, max(0, dangling - most)


def _references(edit: NetworkEdit) -> Iterator[Reference]:
    match edit:
        case Connect():
            yield "node", edit.cause
            yield "node", edit.effect
        case Tag():
            yield "node", edit.outcome
            yield "persona", edit.persona
        case Compare():
            yield "node", edit.differentiator
            yield "alternative", edit.alternative
        case PutRegion():
            yield from (("node", key) for key in edit.nodes)
        case Describe():
            if edit.fields.get("alternative"):
                yield "alternative", str(edit.fields["alternative"])
        case _:
            return


def _without(edit: PutRegion | Describe, known: Known) -> PutRegion | Describe:
    """The same edit without what it refers to in vain, so that the rest of it is judged all the same."""
    if isinstance(edit, PutRegion):
        return replace(edit, nodes=tuple(key for key in edit.nodes if ("node", key) in known.things))
    return replace(edit, fields={name: value for name, value in edit.fields.items() if name != "alternative"})
