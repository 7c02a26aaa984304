"""Whatever has a global id, found again by it: its kind is told by the prefix."""

from __future__ import annotations

from typing import cast

from valuenet.api import people
from valuenet.api.accounts import account
from valuenet.api.call_plans import CallPlan
from valuenet.api.dialogue import MessageTest
from valuenet.api.gaps import ValueGap
from valuenet.api.messages import Message
from valuenet.api.network import Network
from valuenet.api.nodes import Region, node
from valuenet.api.opportunities import Opportunity
from valuenet.api.people import Node
from valuenet.api.price_exceptions import price_exception
from valuenet.api.remarks import remark_in
from valuenet.api.scorecards import FrozenScorecard
from valuenet.errors import NotFound
from valuenet.model.account import Account
from valuenet.model.ids import NetworkId, NodeId
from valuenet.model.remark import Remark
from valuenet.service import questions
from valuenet.service.call_plans import call_plan
from valuenet.service.caller import Caller
from valuenet.service.dialogue import message_test_called
from valuenet.service.exceptions import price_exception_called
from valuenet.service.gaps import gap_called
from valuenet.service.library import Library
from valuenet.service.messages import message_called
from valuenet.service.opportunities import opportunity_called
from valuenet.service.records import kept
from valuenet.service.scorecards import frozen_called


def thing(library: Library, caller: Caller, id_: str) -> Node | None:
    """The thing with this id; nothing where there is none in this workspace."""
    try:
        return _thing(library, caller, id_)
    except NotFound:
        return None


def _thing(library: Library, caller: Caller, id_: str) -> Node | None:
    match id_.partition("_")[0]:
        case "net":
            return Network.of(found) if (found := library.readings(caller.workspace, [NetworkId(id_)]).get(NetworkId(id_))) else None
        case "per" | "alt":
            return _entry(library, caller, id_)
        case "acc":
            return account(kept(library, caller, id_, Account))
        case "msg":
            return Message.of(message_called(library, caller, id_))
        case "tst":
            return MessageTest.of(message_test_called(library, caller, id_))
        case "gap":
            return ValueGap.of(gap_called(library, caller, id_))
        case "opp":
            return Opportunity.of(opportunity_called(library, caller, id_))
        case "exc":
            return price_exception(price_exception_called(library, caller, id_))
        case "scd":
            return FrozenScorecard.of(frozen_called(library, caller, id_))
        case "rmk":
            return remark_in(library, caller, kept(library, caller, id_, Remark))
        case "pln":
            return CallPlan.of(call_plan(library, caller, id_))
        case _:
            reading = questions.homes(library, caller, [id_]).get(id_)
            return _part(Network.of(reading), id_) if reading else None


def _entry(library: Library, caller: Caller, id_: str) -> Node | None:
    """A persona or an alternative."""
    directory = library.directory(caller.workspace)
    persona = next((value for value in directory.personas if value.id == id_), None)
    rival = next((value for value in directory.alternatives if value.id == id_), None)
    return people.persona(persona) if persona else people.alternative(rival) if rival else None


def _part(network: Network, id_: str) -> Node | None:
    """A differentiator, outcome or region of a network."""
    if id_ in network.value.node_by_id:
        return node(network, cast("NodeId", id_))
    return next((Region.of(network, region) for region in network.value.regions if region.id == id_), None)
