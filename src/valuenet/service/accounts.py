"""Customer companies: put, listed, and found by what people call them; one that is nearly known is asked about, not created."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from valuenet.errors import Invalid, InvalidQuestion, NotFound, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.ids import Key, new_account_id
from valuenet.model.record import Kept
from valuenet.model.text import KEY, KEY_LIMIT, SHORT, TITLE, folded, normalised, problem, suggested_key
from valuenet.model.vocabulary import ElementKind
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.nearness import Names
from valuenet.service.records import Circumstances, Page, built, check_expected, kept_by_id, page_of, records_of, replayed, save_record
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import RecordQuestion

_LEGAL_FORM = re.compile(
    r"[ ,]+(?:gmbh(?: & co\.? kg)?|ag|kg|se|inc\.?|corp\.?|co\.?|ltd\.?|llc|llp|plc|s\.?a\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPut:
    """An account to create, or the named fields to change of the one that has this key; `to` gives it another key.

    `expected` is the account's revision that the caller saw (0: none), if he wants to be refused when it moved.
    """

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)
    to: str | None = None
    expected: int | None = None


@needs(Action.EDIT)
def account_put(library: Library, caller: Caller, put: AccountPut, repeat: str | None = None) -> Kept[Account]:
    """Create an account, or change it; of two who create the same one at once, the later changes what the earlier made."""
    asked = request(repeat, "account_put", put)

    def change() -> Kept[Account]:
        directory = library.directory(caller.workspace)
        ids = library.store.record_ids(caller.workspace, ElementKind.ACCOUNT, [put.key]) if problem("key", put.key, KEY) is None else {}
        before = kept_by_id(library, caller, ids.values(), Account).get(ids.get(put.key, ""))
        check_expected(before, put.expected, put.key)
        after = built(lambda: _put(put, before.record if before else None))
        return save_record(library, caller, after, before, Circumstances(directory=directory, asked=asked))

    return once(library, caller, asked, change, lambda body: replayed(library, caller, body, Account), again=put.expected is None)


def _put(put: AccountPut, before: Account | None) -> Account:
    """The account after a put, changed or new."""
    values: dict[str, Any] = {**put.fields, "key": Key(put.to or put.key)}
    return replace(before, **values) if before else Account(id=new_account_id(), **{"name": "", **values})


@needs(Action.READ)
def account_list(
    library: Library, caller: Caller, *, after: str = "", first: int = 50, text: str = "", archived: bool = False
) -> Page[Account]:
    """The accounts of the workspace by key; with `text`, those that have it in their name, key, trade or region."""
    if wrong := problem("text", text, SHORT):
        raise InvalidQuestion([wrong])
    wanted = folded(text)

    def passes(account: Account) -> bool:
        return (archived or not account.archived) and wanted in folded(
            "\n".join((account.key, account.name, account.trade, account.region))
        )

    return page_of(library, caller, Account, RecordQuestion(kind=ElementKind.ACCOUNT, after=after), first=first, passes=passes)


@needs(Action.READ)
def account_called(library: Library, caller: Caller, name: str) -> Kept[Account]:
    """The account with this id, key or exact name, whatever its case; `NotFound` names the nearest one."""
    book = AccountBook.opened(library, caller, [name])
    found = book.called(name)
    if isinstance(found, Problem):
        raise InvalidQuestion([found])
    if found is None:
        near = book.near(name)
        raise NotFound("account", name, f"did you mean {' or '.join(near)}?" if near else "list the accounts to see what there is")
    return book.kept[found.id]


class AccountBook:
    """The accounts that some names may mean, and those that are to be made because no account is meant."""

    def __init__(self, known: Iterable[Kept[Account]]) -> None:
        self.kept: dict[str, Kept[Account]] = {one.record.id: one for one in known}
        self.made: list[Account] = []
        self._by_key: dict[str, Account] = {}
        self._by_name: dict[str, list[Account]] = {}
        self._names: Names | None = None
        for one in self.kept.values():
            self._know(one.record)

    @classmethod
    def opened(cls, library: Library, caller: Caller, said: Iterable[str]) -> AccountBook:
        """A book that suffices for these names: all accounts are read only where one of the names is no id, key or plain name."""
        names = [name for name in dict.fromkeys(normalised(text) for text in said) if name]
        keys = dict.fromkeys(suggested_key(name) for name in names)
        ids = library.store.record_ids(caller.workspace, ElementKind.ACCOUNT, list(keys)) if keys else {}
        direct = [name for name in names if name.startswith("acc_")]
        book = cls(kept_by_id(library, caller, [*ids.values(), *direct], Account).values())
        if all(isinstance(book.called(name), Account) for name in names):
            return book
        return cls(records_of(library, caller, Account))

    def called(self, said: str) -> Account | Problem | None:
        """The account with this id, key or name; a problem where several have the name."""
        name = normalised(said)
        if name in self.kept:
            return self.kept[name].record
        if folded(name) in self._by_key:
            return self._by_key[folded(name)]
        found = self._by_name.get(folded(name), [])
        if len(found) < 2:  # more than one is too many
            return found[0] if found else None
        message = f"{said!r} is the name of {len(found)} accounts"
        keys = ", ".join(account.key for account in found)
        return Problem(path="account", code="AMBIGUOUS_ACCOUNT", message=message, remedy=f"name one of them by its key: {keys}")

    def meant(self, said: str, *, new: bool = False) -> Account | Problem:
        """The account with this id, key or name, else one that is made now; a question where one has nearly this name, unless `new`."""
        name = normalised(said)
        wrong = problem("account", name, TITLE)
        if wrong is not None:
            return replace(wrong, remedy=wrong.remedy if name else "name the customer company")
        found = self.called(name)
        if found is not None:
            return found
        if name.startswith("acc_"):
            return Problem(path="account", code="UNKNOWN_ACCOUNT", message=f"there is no account {name!r}", remedy="give its key or name")
        if not new and (near := self.near(name)):
            message = f"{name!r} is no account, but nearly one that is known"
            remedy = f"did you mean {' or '.join(near)}? say newAccount to create another"
            return Problem(path="account", code="NEARLY_KNOWN_ACCOUNT", message=message, remedy=remedy)
        return self._make(name)

    def near(self, said: str) -> Sequence[str]:
        """The accounts whose name is nearly this one, as 'key' (Name)."""
        if self._names is None:
            known = [*(one.record for one in self.kept.values()), *self.made]
            self._names = Names((name, account.key) for account in known for name in {_bare(account.name), account.key})
        return [f"{key!r} ({self._by_key[key].name})" for key in self._names.near_by_words(_bare(said))]

    def _make(self, name: str) -> Account | Problem:
        key, number = suggested_key(name), 1
        while key in self._by_key:
            number += 1
            key = f"{suggested_key(name)[: KEY_LIMIT - len(str(number)) - 1]}-{number}"
        try:
            account = Account(id=new_account_id(), key=Key(key), name=name)
        except Invalid as invalid:
            return replace(invalid.problems[0], path="account")
        self.made.append(account)
        self._know(account)
        if self._names is not None:
            for known in {_bare(name), key}:
                self._names.add(known, key)
        return account

    def _know(self, account: Account) -> None:
        self._by_key[account.key] = account
        self._by_name.setdefault(folded(account.name), []).append(account)


def _bare(name: str) -> str:
    """A name as it is compared: folded, without the legal form at its end."""
    return _LEGAL_FORM.sub("", folded(normalised(name)))
