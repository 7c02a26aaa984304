"""What people say about a network while they build it, as GraphQL types: comments on nodes and arrows, asked for and changed."""

from __future__ import annotations

from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, output, said, union
from valuenet.api.failures import InvalidEdit, NotAllowed, NotFound
from valuenet.api.history import Actor, actor
from valuenet.api.inputs import ArrowEnds
from valuenet.api.paging import PageInfo, page_info
from valuenet.api.people import Node
from valuenet.api.refusals import Repeat, answered
from valuenet.errors import InvalidEdit as Invalid
from valuenet.errors import InvalidQuestion, Problem
from valuenet.model import remark as model
from valuenet.model.record import Kept
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.reading import Reading
from valuenet.service.records import Page, place_of
from valuenet.service.remarks import Spot, is_there, remark_add, remark_settle

NodeKey = Annotated[str | None, argument("The key of the node that it is about.")]
Arrow = Annotated[ArrowEnds | None, argument("The arrow that it is about.")]


@output
class Remark(Node):
    """What somebody says about a node or an arrow of a network; kept when that is gone."""

    network: strawberry.ID = said("The id of the network.")
    about: list[str] = said("The key of the node, or the two keys of the arrow, as they were then.")
    there: bool = said("Whether the network still has what it is about.")
    text: str = said("What.")
    by: Actor = said("Who.")
    at: str = said("When, in UTC, ISO 8601.")
    settled: bool = said("Whether there is no more to say.")
    settled_by: Actor | None = said("Who settled it.")
    settled_at: str | None = said("When, in UTC, ISO 8601.")

    @classmethod
    def of(cls, kept: Kept[model.Remark], reading: Reading | None) -> Remark:
        value, settled = kept.record, kept.record.settled
        return cls(
            id=strawberry.ID(value.id),
            network=strawberry.ID(value.network),
            about=list(value.about),
            there=reading is not None and is_there(reading.network, value),
            text=value.text,
            by=actor(value.by),
            at=value.at,
            settled=settled is not None,
            settled_by=actor(settled.by) if settled else None,
            settled_at=settled.at if settled else None,
        )


@output
class RemarkConnection:
    """A page of remarks, the oldest first."""

    nodes: list[Remark] = said("The remarks.")
    page_info: PageInfo = said("How to go on.")


@output
class RemarkSaved:
    """The remark was made or changed."""

    remark: Remark = said("The remark after the change.")


RemarkResult = Annotated[
    RemarkSaved | InvalidEdit | NotFound | NotAllowed, union("RemarkResult", "The remark after a change, or why it was refused.")
]


@output
class RemarkChanges:
    """What people say, and settle."""

    @answer(RemarkResult)
    async def comment_add(
        self,
        info: Info,
        network: Annotated[strawberry.ID, argument("The id or key of the network.")],
        text: Annotated[
            str, argument("What to say, at most 2000 characters; everybody in the workspace reads it, so name nobody at a customer.")
        ],
        node: NodeKey = None,
        arrow: Arrow = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Say something about a node or an arrow of a network; it makes no revision of the network."""

        def add(library: Library, caller: Caller) -> RemarkSaved:
            try:
                where = spot(node, arrow)
                if where is None:
                    raise InvalidQuestion(_one_of())
                return _saved(library, caller, remark_add(library, caller, network, where, text, idempotency_key))
            except InvalidQuestion as wrong:
                raise Invalid(wrong.problems) from wrong

        return await answered(info, info.context.ask(add), lambda saved: saved)

    @answer(RemarkResult)
    async def comment_resolve(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("The id of the remark.")],  # the name is the API's
        resolved: Annotated[bool, argument("False opens it again.")] = True,
        idempotency_key: Repeat = None,
    ) -> object:
        """Settle a remark, since there is no more to say; or open it again."""

        def resolve(library: Library, caller: Caller) -> RemarkSaved:
            return _saved(library, caller, remark_settle(library, caller, id, settled=resolved, repeat=idempotency_key))

        return await answered(info, info.context.ask(resolve), lambda saved: saved)


def spot(node: str | None, arrow: ArrowEnds | None) -> Spot | None:
    """The part of a network that is meant: a node, an arrow, or none; `InvalidQuestion` for both at once."""
    if node is not None and arrow is not None:
        raise InvalidQuestion(_one_of())
    return Spot(node=arrow.effect, cause=arrow.cause) if arrow else Spot(node=node) if node is not None else None


def connection(page: Page[model.Remark], reading: Reading) -> RemarkConnection:
    """A page of remarks on a network as GraphQL shows it."""
    last = place_of(page.kept[-1]) if page.kept else None
    return RemarkConnection(nodes=[Remark.of(one, reading) for one in page.kept], page_info=page_info(last, more=page.more))


def remark_in(library: Library, caller: Caller, kept: Kept[model.Remark]) -> Remark:
    """A remark as GraphQL shows it, held against its network as it is now."""
    return Remark.of(kept, library.readings(caller.workspace, [kept.record.network]).get(kept.record.network))


def _saved(library: Library, caller: Caller, kept: Kept[model.Remark]) -> RemarkSaved:
    return RemarkSaved(remark=remark_in(library, caller, kept))


def _one_of() -> list[Problem]:
    return [Problem(path="node", code="ONE_OF", message="is one of two: a node or an arrow", remedy="give a node or an arrow")]
