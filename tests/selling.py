"""A workspace in which people sell, for tests: the culture network, its personas, a clock that can be set, and short ways to say things."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from commits import introduce
from networks import CULTURE
from valuenet.model.access import Role
from valuenet.model.account import Account
from valuenet.model.actor import Actor
from valuenet.model.bounds import Bounds
from valuenet.model.edits import NetworkEdit
from valuenet.model.ids import NetworkId, WorkspaceId
from valuenet.model.new_test import NewTest
from valuenet.model.record import Kept
from valuenet.model.vocabulary import TestResult
from valuenet.service.accounts import AccountPut, account_put
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.library import Library
from valuenet.service.networks import EditBatch, NewNetwork, Saved, network_create, network_edit
from valuenet.store.protocol import Store

NOON = "2026-03-10T12:00:00.000000+00:00"
"""When it is, unless a test says otherwise."""

ANN = Caller(workspace=LOCAL_CALLER.workspace, actor=Actor(id="act_ann", name="Ann"), role=Role.ADMIN)
BEN = Caller(workspace=LOCAL_CALLER.workspace, actor=Actor(id="act_ben", name="Ben"), role=Role.ADMIN)
STRANGER = Caller(workspace=WorkspaceId("wsp_elsewhere"), actor=Actor(id="act_ann", name="Ann"), role=Role.ADMIN)
"""Two people of one workspace, and one of another."""


@dataclass
class Shop:
    """A library with the culture network in it; `now` is what its clock says."""

    library: Library
    network: NetworkId
    now: list[str] = field(default_factory=list)

    def edit(self, *edits: NetworkEdit, reason: str = "", by: Caller = LOCAL_CALLER) -> Saved:
        """The network after an edit at its present revision."""
        revision = self.library.reading(by.workspace, self.network).network.revision
        return network_edit(self.library, by, EditBatch(network=self.network, expected=revision, edits=edits, reason=reason))

    def account(self, key: str, name: str, **fields: object) -> Kept[Account]:
        """An account."""
        return account_put(self.library, LOCAL_CALLER, AccountPut(key=key, fields={"name": name, **fields}))


def shop(store: Store, bounds: Bounds | None = None) -> Shop:
    """The culture network at revision 1, with its personas."""
    introduce(store)
    now = [NOON]
    library = Library(store, bounds, clock=lambda: now[0])
    made = network_create(library, LOCAL_CALLER, NewNetwork(key="culture", name="Culture", edits=CULTURE))
    return Shop(library=library, network=made.reading.network.id, now=now)


TOLD = NewTest(outcome="culture/win-rate", persona="cro", account="Alder Foods", result=TestResult.VALIDATED, on=date(2026, 3, 9))
"""A test in which nothing is wrong."""


def told(**said: Any) -> NewTest:
    """The same test, told otherwise."""
    return replace(TOLD, **said)
