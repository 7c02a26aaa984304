"""On whose behalf a use case runs: an actor in a workspace. Every use case takes one, first after the library."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.access import Role
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.model.ids import LOCAL, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """An actor, and the one workspace in which this call may see or change what their role allows; `origin`: where they call from."""

    workspace: WorkspaceId
    actor: Actor
    role: Role
    origin: str = ""


LOCAL_CALLER = Caller(workspace=LOCAL, actor=LOCAL_OWNER, role=Role.ADMIN, origin="this computer")
"""The owner of this computer, who need not sign in."""
