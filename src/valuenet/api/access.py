"""Who is asking and what they may do; and for administrators workspaces, tokens and the trail, as GraphQL types."""

from __future__ import annotations

from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, field, input_, output, said, union
from valuenet.api.failures import InvalidEdit, KeyTaken, NotAllowed, NotFound
from valuenet.api.paging import After, First, PageInfo, page_info, size
from valuenet.api.people import Node
from valuenet.api.refusals import Repeat, answered
from valuenet.model import access as model
from valuenet.model.access import Action, Event, Role
from valuenet.service import tokens, workspaces
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.rights import may
from valuenet.service.tokens import NewToken, TokenCreated
from valuenet.service.trail import trail


@output
class Workspace(Node):
    """One company or team; nothing is ever seen across workspaces."""

    key: str = said("The name on the command line.")
    name: str = said("For people.")


@output
class Viewer:
    """Who is asking, and what they may do: a client offers nothing else."""

    caller: strawberry.Private[Caller]
    name: str = said("Who is asking, as others see it in histories.")
    role: Role = said("What they are in the workspace.")

    @field
    async def workspace(self, info: Info) -> Workspace:
        """The one workspace of which they see anything."""
        return _workspace(await info.context.ask(workspaces.workspace))

    @field
    def can(self, action: Annotated[Action, argument("What they might do.")]) -> bool:
        """Whether their role allows it."""
        return may(self.caller, action)


@output
class AccessToken(Node):
    """What somebody signs in with: it opens one workspace, in one role. Its secret was shown once, and is kept nowhere."""

    name: str = said("Whose it is, as others see it in histories.")
    role: Role = said("What it allows.")
    created_at: str = said("When it was made, in UTC, ISO 8601.")
    created_by: str = said("Who made it.")
    expires_at: str | None = said("From when on it opens nothing; null for never.")
    revoked_at: str | None = said("When it was revoked, since when it opens nothing; null where it was not.")
    used_at: str | None = said("When it was last used, within a minute; null where it never was.")


@output
class TrailEntry(Node):
    """Something that an administrator should know: who did what, when, from where."""

    at: str = said("When, in UTC, ISO 8601.")
    event: Event = said("What happened.")
    by: str = said("Who did it.")
    origin: str | None = said("From which address.")
    subject: str | None = said("What it was done to: an id, a key, or both with its kind.")
    said: str | None = said("More in words; never a secret, and never what a customer said.")


@output
class TrailConnection:
    """A page of the trail, newest first."""

    nodes: list[TrailEntry] = said("The entries.")
    page_info: PageInfo = said("How to go on.")


@input_
class AccessTokenInput:
    """A token that is to be made."""

    name: str = said("Whose it is, at most 200 characters.")
    role: Role = said("What it allows.")
    days: int | None = said("After how many days it expires, at most 3650; null for never.", default=90)


@output
class AccessTokenCreated:
    """The token was made."""

    token: AccessToken = said("The token.")
    secret: str | None = said(
        "What to sign in with, as `Authorization: Bearer …`. It is shown this once: null where the request was repeated under its "
        "`idempotencyKey`. Whoever has lost it revokes the token, and makes another."
    )


@output
class AccessTokenRevoked:
    """The token opens nothing any more, in any process."""

    token: AccessToken = said("The token.")


@output
class WorkspaceCreated:
    """The workspace was opened."""

    workspace: Workspace = said("The workspace, with nothing in it.")


TokenCreateResult = Annotated[
    AccessTokenCreated | InvalidEdit | NotAllowed, union("TokenCreateResult", "The token with its secret, or why it was refused.")
]
TokenRevokeResult = Annotated[
    AccessTokenRevoked | NotFound | NotAllowed, union("TokenRevokeResult", "The token after it was revoked, or why that was refused.")
]
WorkspaceCreateResult = Annotated[
    WorkspaceCreated | InvalidEdit | KeyTaken | NotAllowed, union("WorkspaceCreateResult", "The new workspace, or why it was refused.")
]


@output
class AccessQuestions:
    """What people ask about who may come in."""

    @field
    async def viewer(self, info: Info) -> Viewer:
        """Who is asking."""
        caller = info.context.caller
        return Viewer(caller=caller, name=caller.actor.name, role=caller.role)

    @field
    async def workspaces(self, info: Info) -> list[Workspace] | None:
        """Every workspace by key, for administrators of `local`; for those of another one, that one."""
        return [_workspace(one) for one in await info.context.ask(workspaces.workspaces)]

    @field
    async def tokens(self, info: Info) -> list[AccessToken] | None:
        """The tokens of the workspace in the order of their making, also those that open nothing any more; for administrators."""
        return [_token(one) for one in await info.context.ask(tokens.tokens)]

    @field
    async def trail(self, info: Info, first: First = 20, after: After = None) -> TrailConnection | None:
        """Sign-ins, refusals, tokens, roles, exports and what was removed for good, newest first; for administrators."""
        page = await info.context.ask(trail, after=place(after), first=size(first))
        return TrailConnection(nodes=[_entry(one) for one in page.entries], page_info=page_info(page.end or None, more=page.more))


@output
class AccessChanges:
    """What administrators change about who may come in."""

    @answer(TokenCreateResult)
    async def token_create(
        self, info: Info, token: Annotated[AccessTokenInput, argument("What to make.")], idempotency_key: Repeat = None
    ) -> object:
        """Make a token for this workspace; its secret is in this answer and nowhere else."""
        new = NewToken(name=token.name, role=token.role, days=token.days)
        return await answered(info, info.context.ask(tokens.token_create, new, idempotency_key), _created)

    @answer(TokenRevokeResult)
    async def token_revoke(
        self, info: Info, id: Annotated[strawberry.ID, argument("Which token.")], idempotency_key: Repeat = None
    ) -> object:
        """Let a token open nothing from now on; to repeat it changes nothing."""
        call = info.context.ask(tokens.token_revoke, id, idempotency_key)
        return await answered(info, call, lambda revoked: AccessTokenRevoked(token=_token(revoked)))

    @answer(WorkspaceCreateResult)
    async def workspace_create(
        self,
        info: Info,
        key: Annotated[str, argument("Unique among the workspaces.")],
        name: Annotated[str, argument("For people, at most 200 characters; the key where it is left out.")] = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Open a workspace beside this one; for administrators of `local`."""
        call = info.context.ask(workspaces.workspace_create, key, name, idempotency_key)
        return await answered(info, call, lambda made: WorkspaceCreated(workspace=_workspace(made)))


def _workspace(value: model.Workspace) -> Workspace:
    return Workspace(id=strawberry.ID(value.id), key=value.key, name=value.name)


def _token(value: model.Token) -> AccessToken:
    return AccessToken(
        id=strawberry.ID(value.id),
        name=value.name,
        role=value.role,
        created_at=value.created_at,
        created_by=value.created_by.name,
        expires_at=value.expires_at,
        revoked_at=value.revoked_at,
        used_at=value.used_at,
    )


def _created(created: TokenCreated) -> AccessTokenCreated:
    return AccessTokenCreated(token=_token(created.token), secret=created.secret or None)


def _entry(value: model.TrailEntry) -> TrailEntry:
    return TrailEntry(
        id=strawberry.ID(value.id),
        at=value.at,
        event=value.event,
        by=value.actor.name,
        origin=value.origin or None,
        subject=value.subject or None,
        said=value.said or None,
    )
