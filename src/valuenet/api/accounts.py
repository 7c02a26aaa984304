"""Accounts, the customer companies at which messages are tested: as GraphQL types, asked for and put."""

from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import UNSET

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, field, input_, output, said, union
from valuenet.api.failures import InvalidEdit, KeyTaken, NotAllowed, StaleRevision
from valuenet.api.inputs import given
from valuenet.api.paging import After, First, PageInfo, page_info, size
from valuenet.api.people import Node
from valuenet.api.refusals import Repeat, answered, of_account
from valuenet.errors import NotFound
from valuenet.model import account as model
from valuenet.model.record import Kept
from valuenet.service.accounts import AccountPut, account_called, account_list, account_put
from valuenet.service.caller import Caller
from valuenet.service.cursors import place
from valuenet.service.library import Library
from valuenet.service.records import place_of

NewAccount = Annotated[bool, argument("Say true where the account has nearly the name of a known one, and is another.")]


@output
class Account(Node):
    """A customer company. Accounts of the same trade are similar, of the same trade and region more so."""

    key: str = said("The name in sheets and addresses; unique in the workspace.")
    name: str = said("What people call it.")
    trade: str | None = said("What it lives on, such as `manufacturing`.")
    region: str | None = said("Where it is.")
    note: str | None = said("What to know about it.")
    archived: bool = said("Whether it is left out of lists.")
    revision: int = said("Rises by one with every accepted change.")
    changed_at: str = said("When this revision was made, in UTC, ISO 8601.")


@output
class AccountConnection:
    """A page of accounts by key."""

    nodes: list[Account] = said("The accounts.")
    page_info: PageInfo = said("How to go on.")


@input_
class AccountInput:
    """The fields of an account that are to be set; those left out stay."""

    name: str | None = said("What people call it, at most 200 characters; needed for a new account.", default=UNSET)
    trade: str | None = said("What it lives on, at most 200 characters; null clears it.", default=UNSET)
    region: str | None = said("Where it is, at most 200 characters; null clears it.", default=UNSET)
    note: str | None = said("What to know about it, at most 500 characters; null clears it.", default=UNSET)
    archived: bool | None = said("Whether it is left out of lists.", default=UNSET)


@output
class AccountSaved:
    """The account was created or changed."""

    account: Account = said("The account after the change.")


AccountResult = Annotated[
    AccountSaved | StaleRevision | InvalidEdit | KeyTaken | NotAllowed,
    union("AccountResult", "The account after a change, or why it was refused."),
]


@output
class AccountQuestions:
    """What people ask about accounts."""

    @field
    async def accounts(
        self,
        info: Info,
        text: Annotated[str, argument("Only those with this in their name, key, trade or region, without regard to case.")] = "",
        archived: Annotated[bool, argument("Archived ones too.")] = False,
        first: First = 20,
        after: After = None,
    ) -> AccountConnection:
        """The accounts of the workspace, by key."""
        page = await info.context.ask(account_list, after=place(after), first=size(first), text=text, archived=archived)
        last = place_of(page.kept[-1]) if page.kept else None
        return AccountConnection(nodes=[account(one) for one in page.kept], page_info=page_info(last, more=page.more))

    @field
    async def account(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("Its id, its key, or its name, whatever its case.")],  # the name is the API's
    ) -> Account | None:
        """One account; null where there is none."""
        found = await info.context.ask(_called, id)
        return account(found) if found else None


@output
class AccountChanges:
    """What people change about accounts."""

    @answer(AccountResult)
    async def account_put(
        self,
        info: Info,
        key: Annotated[str, argument("Which account; a new one is created where there is none.")],
        account: Annotated[AccountInput, argument("What to set.")],
        rename_to: Annotated[str | None, argument("Another key from now on.")] = None,
        expected_revision: Annotated[int | None, argument("The revision that you saw (0: none), to be refused when it moved.")] = None,
        idempotency_key: Repeat = None,
    ) -> object:
        """Create an account, or change it."""
        fields = {name: value for name, value in given(account).items() if value is not None}
        put = AccountPut(key=key, fields=fields, to=rename_to, expected=expected_revision)
        return await answered(info, info.context.ask(account_put, put, idempotency_key), _saved, of_account)


def account(kept: Kept[model.Account]) -> Account:
    """An account as GraphQL shows it."""
    value = kept.record
    return Account(
        id=strawberry.ID(value.id),
        key=value.key,
        name=value.name,
        trade=value.trade or None,
        region=value.region or None,
        note=value.note or None,
        archived=value.archived,
        revision=kept.revision,
        changed_at=kept.changed_at,
    )


def _saved(kept: Kept[model.Account]) -> AccountSaved:
    return AccountSaved(account=account(kept))


def _called(library: Library, caller: Caller, name: str) -> Kept[model.Account] | None:
    try:
        return account_called(library, caller, name)
    except NotFound:
        return None
