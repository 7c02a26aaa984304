"""Accounts and messages as lists beside others show them: as much as tells which one is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import strawberry

from valuenet.api.describing import output, said
from valuenet.model.account import Account
from valuenet.model.ids import AccountId
from valuenet.model.message import Message
from valuenet.model.vocabulary import MessageState


@output
class AccountName:
    """An account as lists beside others show it."""

    id: strawberry.ID = said("Its id; `account(id:)` tells the whole.")
    key: str = said("Its key.")
    name: str = said("What people call it.")


@output
class MessageName:
    """A message as lists beside others show it."""

    id: strawberry.ID = said("Its id; `message(id:)` tells the whole.")
    headline: str = said("The message in one line.")
    state: MessageState = said("Whether somebody answers for its words.")


def account_name(value: Account) -> AccountName:
    """An account as GraphQL mentions it."""
    return AccountName(id=strawberry.ID(value.id), key=value.key, name=value.name)


def account_names(known: Mapping[AccountId, Account], ids: Iterable[AccountId]) -> list[AccountName]:
    """Accounts as GraphQL mentions them, by key."""
    return [account_name(value) for value in sorted((known[one] for one in ids if one in known), key=lambda value: value.key)]


def message_name(value: Message) -> MessageName:
    """A message as GraphQL mentions it."""
    return MessageName(id=strawberry.ID(value.id), headline=value.headline, state=value.state)
