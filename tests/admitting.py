"""A second workspace and the people of two, for tests of who may do what."""

from __future__ import annotations

import hashlib

from valuenet.model.access import Role, Token, Workspace
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.model.directory import STATUS_QUO, Alternative
from valuenet.model.ids import LOCAL, AlternativeId, Key, TokenId, WorkspaceId, new_token_id
from valuenet.service.caller import Caller
from valuenet.store.protocol import Store

OTHER = WorkspaceId("wsp_other")
THEIR_STATUS_QUO = Alternative(id=AlternativeId("alt_their-status-quo"), key=STATUS_QUO, name="What they do today")
VIEWER = Caller(workspace=LOCAL, actor=Actor(id="act_vi", name="Vi"), role=Role.VIEWER, origin="192.0.2.1")
EDITOR = Caller(workspace=LOCAL, actor=Actor(id="act_ed", name="Ed"), role=Role.EDITOR, origin="192.0.2.2")
ADMIN = Caller(workspace=LOCAL, actor=Actor(id="act_al", name="Al"), role=Role.ADMIN, origin="192.0.2.3")
STRANGER = Caller(workspace=OTHER, actor=Actor(id="act_ot", name="Ot"), role=Role.ADMIN, origin="192.0.2.4")
"""The administrator of another workspace."""


def another_workspace(store: Store) -> Workspace:
    """A second workspace beside the one that every store has."""
    workspace = Workspace(id=OTHER, key=Key("other"), name="Other")
    store.create_workspace(workspace, THEIR_STATUS_QUO)
    return workspace


def token(name: str, *, workspace: WorkspaceId = LOCAL, role: Role = Role.EDITOR, id_: TokenId | None = None) -> Token:
    """A token whose secret is its name."""
    return Token(
        id=id_ or new_token_id(),
        workspace=workspace,
        name=name,
        role=role,
        hash=hashlib.sha256(name.encode()).hexdigest(),
        created_at="2026-03-02T08:00:00.000000+00:00",
        created_by=LOCAL_OWNER,
    )
