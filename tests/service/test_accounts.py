"""Accounts are found by what people call them; one that is nearly known is asked about."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import Sent
from selling import STRANGER, shop
from valuenet.errors import InvalidEdit, InvalidQuestion, NotFound, Problem, StaleRevision
from valuenet.model.account import Account
from valuenet.service.accounts import AccountBook, AccountPut, account_called, account_list, account_put
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.history import changes
from valuenet.service.library import Library
from valuenet.store.protocol import Store


def put(library: Library, key: str, name: str, **fields: object) -> Account:
    return account_put(library, LOCAL_CALLER, AccountPut(key=key, fields={"name": name, **fields})).record


def test_an_account_is_made_then_changed_field_by_field(store: Store) -> None:
    library = Library(store)
    put(library, "alder-foods", "Alder Foods", trade="manufacturing")
    kept = account_put(library, LOCAL_CALLER, AccountPut(key="alder-foods", fields={"region": "DACH"}, to="alder"))
    assert (kept.record.key, kept.record.name, kept.record.trade, kept.record.region) == ("alder", "Alder Foods", "manufacturing", "DACH")
    assert kept.revision == 2
    assert account_called(library, LOCAL_CALLER, "alder") == kept
    (last, first) = changes(library, LOCAL_CALLER, kept.record.id)
    assert [field.name for field in last.change.fields] == ["key", "region"]
    assert first.change.before is None


def test_putting_what_is_there_already_makes_no_revision(store: Store) -> None:
    library = Library(store)
    put(library, "alder", "Alder")
    before = store.state(LOCAL_CALLER.workspace)
    assert account_put(library, LOCAL_CALLER, AccountPut(key="alder", fields={"name": "Alder"})).revision == 1
    assert store.state(LOCAL_CALLER.workspace) == before


def test_an_account_that_cannot_be_is_refused_with_everything_that_is_wrong(sqlite_store: Store) -> None:
    with pytest.raises(InvalidEdit) as refused:
        account_put(Library(sqlite_store), LOCAL_CALLER, AccountPut(key="Alder Foods", fields={"name": "", "trade": "x" * 201}))
    assert [problem.path for problem in refused.value.problems] == ["key", "name", "trade"]


def test_who_saw_another_revision_is_refused(store: Store) -> None:
    library = Library(store)
    put(library, "alder", "Alder")
    with pytest.raises(StaleRevision, match="alder is at revision 1, not 0"):
        account_put(library, LOCAL_CALLER, AccountPut(key="alder", fields={"name": "Another"}, expected=0))


def test_of_two_who_make_the_same_account_at_once_the_later_changes_what_the_earlier_made(store: Store) -> None:
    library = Library(store)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda region: put(library, "alder", "Alder", region=region), ["north", "south"]))
    (only,) = account_list(library, LOCAL_CALLER).kept
    assert only.revision == 2


def test_the_same_request_sent_twice_is_answered_the_same_and_applied_once(store: Store) -> None:
    library = Library(store)
    first = account_put(library, LOCAL_CALLER, AccountPut(key="alder", fields={"name": "Alder"}), "key-1")
    put(library, "alder", "Alder AG")
    assert account_put(library, LOCAL_CALLER, AccountPut(key="alder", fields={"name": "Alder"}), "key-1") == first
    assert account_called(library, LOCAL_CALLER, "alder").revision == 2


@pytest.mark.parametrize("name", ["alder-foods", "Alder Foods", "ALDER FOODS ", "alder foods"])
def test_an_account_is_called_by_its_key_or_its_name_whatever_its_case(sqlite_store: Store, name: str) -> None:
    library = Library(sqlite_store)
    known = put(library, "alder-foods", "Alder Foods")
    assert account_called(library, LOCAL_CALLER, name).record == known
    assert account_called(library, LOCAL_CALLER, known.id).record == known


def test_an_unknown_account_is_not_found_and_the_nearest_one_is_named(store: Store) -> None:
    library = Library(store)
    put(library, "alder-foods", "Alder Foods")
    with pytest.raises(NotFound, match=r"did you mean 'alder-foods' \(Alder Foods\)\?"):
        account_called(library, LOCAL_CALLER, "Aldre Foods")


def test_a_name_that_two_accounts_have_is_asked_about(store: Store) -> None:
    library = Library(store)
    put(library, "alder-de", "Alder")
    put(library, "alder-at", "Alder")
    with pytest.raises(InvalidQuestion, match="name one of them by its key: alder-at, alder-de"):
        account_called(library, LOCAL_CALLER, "alder")


@pytest.mark.parametrize("said", ["Alder Fods", "Aldre Foods", "Alder Foods GmbH", "Alder", "alderfoods", "Alder Foods, Inc."])
def test_an_account_spelled_almost_like_a_known_one_is_asked_about_and_not_created(sqlite_store: Store, said: str) -> None:
    library = Library(sqlite_store)
    put(library, "alder-foods", "Alder Foods")
    asked = meant(library, said)
    assert isinstance(asked, Problem)
    assert "did you mean 'alder-foods' (Alder Foods)? say newAccount to create another" in str(asked)
    made = meant(library, said, new=True)
    assert isinstance(made, Account)
    assert (made.name, made.key == "alder-foods") == (said, False)


@pytest.mark.parametrize("said", ["Birch Logistics", "Elder Care Partners", "Foodora", "A", "Alder Steel", "Whole Foods"])
def test_an_account_that_is_like_no_other_is_a_new_one(sqlite_store: Store, said: str) -> None:
    library = Library(sqlite_store)
    put(library, "alder-foods", "Alder Foods")
    made = meant(library, said)
    assert isinstance(made, Account)
    assert made.name == said


def meant(library: Library, said: str, *, new: bool = False) -> Account | Problem:
    """The account that somebody means with a name."""
    return AccountBook.opened(library, LOCAL_CALLER, [said]).meant(said, new=new)


def test_what_one_book_makes_it_knows_afterwards() -> None:
    book = AccountBook(())
    one = book.meant("Alder Foods")
    assert isinstance(one, Account)
    assert book.meant("alder foods") == one
    near = book.meant("Alder Fods")
    assert not isinstance(near, Account)
    assert near.code == "NEARLY_KNOWN_ACCOUNT"
    other = book.meant("Alder / Foods", new=True)
    assert isinstance(other, Account)
    assert other.key == "alder-foods-2"


def test_accounts_are_listed_by_key_page_by_page_and_by_what_they_hold(store: Store) -> None:
    library = Library(store)
    for number in range(7):
        put(library, f"account-{number}", f"Account {number}", trade="Retail" if number % 2 else "Banking", archived=number == 6)
    one = account_list(library, LOCAL_CALLER, first=4)
    assert [kept.record.key for kept in one.kept] == [f"account-{number}" for number in range(4)]
    assert one.more
    two = account_list(library, LOCAL_CALLER, first=4, after="account-3")
    assert [kept.record.key for kept in two.kept] == ["account-4", "account-5"]
    assert not two.more
    assert [kept.record.key for kept in account_list(library, LOCAL_CALLER, text="RETAIL").kept] == ["account-1", "account-3", "account-5"]
    assert len(account_list(library, LOCAL_CALLER, archived=True).kept) == 7


def test_another_workspace_sees_nothing(store: Store) -> None:
    there = shop(store)
    known = there.account("alder", "Alder").record
    for name in ("alder", "Alder", known.id):
        with pytest.raises(NotFound):
            account_called(there.library, STRANGER, name)
    assert account_list(there.library, STRANGER).kept == ()


def test_a_known_account_is_found_by_key_or_name_without_reading_all_of_them(store: Store, sent: Sent) -> None:
    library = Library(store)
    put(library, "alder-foods", "Alder Foods")
    sent.clear()
    account_called(library, LOCAL_CALLER, "alder foods")
    assert len(sent) <= 2, list(sent)
