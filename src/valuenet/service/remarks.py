"""Talking about a network while it is built: remarks on its nodes and arrows, settled when there is no more to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from valuenet.errors import InvalidQuestion, Problem
from valuenet.model.access import Action
from valuenet.model.directory import unknown
from valuenet.model.ids import NodeId, new_remark_id
from valuenet.model.network import Network, Node
from valuenet.model.record import Kept
from valuenet.model.remark import Remark, Settlement
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.records import Circumstances, Page, built, kept, page_of, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A part of a network, by keys: a node or, with a `cause`, the arrow that leads from there to it."""

    node: str
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkQuestion:
    """Which remarks on a network: on one part of it, or on all; open ones, settled ones, or both."""

    spot: Spot | None = None
    open: bool | None = None


@needs(Action.RECORD)
def remark_add(library: Library, caller: Caller, network: str, spot: Spot, text: str, repeat: str | None = None) -> Kept[Remark]:
    """Say something about a part of a network."""
    asked = request(repeat, "remark_add", network, spot, text)
    remark_id = new_remark_id()

    def change() -> Kept[Remark]:
        reading = library.reading(caller.workspace, network_called(library, caller, network))
        node, cause = _found(reading.network, spot)
        remark = built(
            lambda: Remark(
                id=remark_id,
                network=reading.network.id,
                node=node.id,
                cause=cause.id if cause else None,
                about=(cause.key, node.key) if cause else (node.key,),
                text=text,
                by=caller.actor,
                at=library.clock(),
            )
        )
        return save_record(library, caller, remark, None, Circumstances(directory=reading.directory, asked=asked))

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, Remark))


@needs(Action.RECORD)
def remark_settle(library: Library, caller: Caller, remark: str, *, settled: bool = True, repeat: str | None = None) -> Kept[Remark]:
    """Settle a remark, or open it again; one that is so already stays as it is."""
    asked = request(repeat, "remark_settle", remark, settled)

    def change() -> Kept[Remark]:
        directory = library.directory(caller.workspace)
        before = kept(library, caller, remark, Remark)
        after = before.record
        if settled != (after.settled is not None):
            after = replace(after, settled=Settlement(by=caller.actor, at=library.clock()) if settled else None)
        return save_record(library, caller, after, before, Circumstances(directory=directory, asked=asked))

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, Remark), again=True)


@needs(Action.READ)
def remarks(library: Library, caller: Caller, reading: Reading, asked: RemarkQuestion, *, after: str = "", first: int = 20) -> Page[Remark]:
    """The remarks on a network that answer a question, the oldest first."""
    node, cause = _found(reading.network, asked.spot) if asked.spot else (None, None)
    things = (node.id,) if node else None
    question = RecordQuestion(kind=ElementKind.REMARK, networks=(reading.network.id,), outcomes=things, after=after)

    def passes(remark: Remark) -> bool:
        there = node is None or remark.cause == (cause.id if cause else None)
        return there and (asked.open is None or asked.open == (remark.settled is None))

    return page_of(library, caller, Remark, question, first=first, passes=passes)


@needs(Action.READ)
def open_remarks(library: Library, caller: Caller, reading: Reading) -> int:
    """How many remarks on a network are not settled."""
    asked = RecordQuestion(kind=ElementKind.REMARK, networks=(reading.network.id,))
    found: Sequence[Kept[Remark]] = records_of(library, caller, Remark, asked)
    return sum(one.record.settled is None for one in found)


def is_there(network: Network, remark: Remark) -> bool:
    """Whether a network still has what a remark is about."""
    if remark.cause is None:
        return remark.node in network.node_by_id
    return any(arrow.cause == remark.cause and arrow.effect == remark.node for arrow in network.arrows)


def _found(network: Network, spot: Spot) -> tuple[Node, Node | None]:
    """The node at a spot, and the one from which the arrow comes, if an arrow is meant; `InvalidQuestion` where it is not there."""
    known = network.node_by_key
    named = [("node", spot.node), *([("cause", spot.cause)] if spot.cause is not None else [])]
    if problems := [unknown(path, "node", key, known) for path, key in named if key not in known]:
        raise InvalidQuestion(problems)
    node, cause = known[spot.node], known[spot.cause] if spot.cause is not None else None
    pairs: set[tuple[NodeId, NodeId]] = {(arrow.cause, arrow.effect) for arrow in network.arrows} if cause else set()
    if cause and (cause.id, node.id) not in pairs:
        message = f"no arrow leads from {spot.cause!r} to {spot.node!r}"
        raise InvalidQuestion([Problem(path="cause", code="NOT_THERE", message=message, remedy="name an arrow that is there, or a node")])
    return node, cause
