"""A week's meetings from a sheet: all of it in one commit, or everything that is wrong by row and column."""

from __future__ import annotations

import pytest

from commits import now
from conftest import Sent
from selling import ANN, shop
from valuenet.errors import InvalidDocument
from valuenet.service.accounts import account_list
from valuenet.service.dialogue import message_tests
from valuenet.service.dialogue_imports import TestsImport, TestsImported, message_tests_import, uploaded_tests
from valuenet.service.library import Library
from valuenet.store.protocol import Store

HEAD = "outcome,persona,account,date,result"
WEEK = f"""{HEAD}
culture/win-rate,cro,Alder Foods,2026-03-02,validated
More deals are won,cfo,alder foods,2026-03-02,refuted
culture/pride,cro,Birch Logistics,2026-03-04,inconclusive
culture/pride,facilities,Birch Logistics,2026-03-04,validated
"""


def brought(library: Library, text: str, repeat: str | None = None, **how: bool) -> TestsImported:
    dry_run = how.pop("dry_run", False)
    return message_tests_import(library, ANN, TestsImport(sheet=uploaded_tests(library, text), **how), repeat, dry_run=dry_run)


def test_a_week_is_recorded_in_one_commit_with_the_accounts_that_it_makes(store: Store) -> None:
    there = shop(store)
    before = store.state(ANN.workspace).revision
    done = brought(there.library, WEEK)
    assert [one.account.key for one in done.tests] == ["alder-foods", "alder-foods", "birch-logistics", "birch-logistics"]
    assert [one.account_created for one in done.tests] == [True] * 4
    assert [one.proposal is not None for one in done.tests] == [False, False, False, True]
    assert [account.record.name for account in account_list(there.library, ANN).kept] == ["Alder Foods", "Birch Logistics"]
    assert store.state(ANN.workspace).revision == before + 6
    assert [view.kept.record.on.day for view in message_tests(there.library, ANN).tests] == [4, 4, 2, 2]


def test_a_dry_run_says_what_would_be_recorded_and_records_nothing(store: Store) -> None:
    there = shop(store)
    before = store.state(ANN.workspace)
    done = brought(there.library, WEEK, dry_run=True)
    assert done.dry_run
    assert [one.kept.revision for one in done.tests] == [0] * 4
    assert store.state(ANN.workspace) == before


BAD = f"""{HEAD}
culture/win-rate,cro,Alder Foods,2026-03-02,validated
culture/win-rates,cro,Alder Fods,2026-03-02,validated
culture/win-rate,crow,Birch,9.3.26,refuted
,cro,Cedar,2036-03-02,validated
"""


def test_a_row_that_fails_among_rows_that_do_not_is_told_with_all_others_and_nothing_is_imported(store: Store) -> None:
    there = shop(store)
    before = store.state(ANN.workspace)
    with pytest.raises(InvalidDocument) as refused:
        brought(there.library, BAD)
    assert [(problem.line, problem.column, problem.path, problem.code) for problem in refused.value.problems] == [
        (3, 1, "Tests.outcome", "UNKNOWN_OUTCOME"),
        (3, 3, "Tests.account", "NEARLY_KNOWN_ACCOUNT"),
        (4, 2, "Tests.persona", "UNKNOWN_PERSONA"),
        (4, 4, "Tests.date", "NOT_A_DATE"),
        (5, 1, "Tests.outcome", "MISSING"),
        (5, 4, "Tests.date", "IN_THE_FUTURE"),
    ]
    assert store.state(ANN.workspace) == before


def test_the_good_rows_are_imported_without_the_bad_ones_where_that_is_asked(store: Store) -> None:
    there = shop(store)
    done = brought(there.library, BAD, skip_bad=True)
    assert [one.account.key for one in done.tests] == ["alder-foods"]
    assert len(done.problems) == 6
    assert [account.record.key for account in account_list(there.library, ANN).kept] == ["alder-foods"]


@pytest.mark.parametrize("text", ["outcome,persona,result\na,b,validated\n", f'{HEAD}\nculture/win-rate,cro,"Alder,2026-03-02,validated\n'])
def test_a_sheet_that_cannot_be_read_as_a_whole_is_refused_also_then(sqlite_store: Store, text: str) -> None:
    with pytest.raises(InvalidDocument):
        brought(shop(sqlite_store).library, text, skip_bad=True)


def test_accounts_with_nearly_the_same_names_are_made_where_that_is_said(store: Store) -> None:
    there = shop(store)
    text = f"{HEAD}\nculture/win-rate,cro,Alder Foods,,validated\nculture/win-rate,cro,Alder Food,,validated\n"
    with pytest.raises(InvalidDocument, match="did you mean 'alder-foods'"):
        brought(there.library, text)
    assert [one.account.key for one in brought(there.library, text, new_accounts=True).tests] == ["alder-foods", "alder-food"]


def test_the_same_sheet_sent_twice_under_one_key_is_recorded_once_and_answered_the_same(store: Store) -> None:
    there = shop(store)
    there.now[0] = now()
    first = brought(there.library, WEEK, "week-10")
    assert brought(there.library, WEEK, "week-10") == first
    assert len(message_tests(there.library, ANN).tests) == 4


def test_the_same_sheet_sent_twice_without_a_key_is_recorded_and_every_repetition_is_said(store: Store) -> None:
    there = shop(store)
    first = brought(there.library, WEEK)
    assert [one.repeats for one in first.tests] == [None] * 4
    again = brought(there.library, WEEK, dry_run=True)
    assert [one.repeats for one in again.tests] == [one.kept.record.id for one in first.tests]
    doubled = brought(there.library, WEEK + WEEK.partition("\n")[2].partition("\n")[0], dry_run=True)
    assert doubled.tests[4].repeats == first.tests[0].kept.record.id


def test_of_two_rows_about_the_same_on_one_day_the_later_is_the_later(sqlite_store: Store) -> None:
    there = shop(sqlite_store)
    rows = "".join(f"culture/win-rate,cro,Alder,2026-03-02,{'validated' if number % 2 else 'refuted'}\n" for number in range(50))
    done = brought(there.library, f"{HEAD}\n{rows}")
    ids = [one.kept.record.id for one in done.tests]
    assert ids == sorted(ids)


def test_five_hundred_rows_take_no_more_statements_than_five(store: Store, sent: Sent) -> None:
    there = shop(store)

    def rows(count: int, week: int) -> str:
        people = ["cro", "cfo", "facilities"]
        return f"{HEAD}\n" + "".join(
            f"culture/win-rate,{people[number % 3]},Customer {week:02}{number:03},2026-03-02,validated\n" for number in range(count)
        )

    brought(there.library, rows(2, 1), new_accounts=True)
    sent.clear()
    brought(there.library, rows(5, 2), new_accounts=True)
    few = len(sent)
    sent.clear()
    done = brought(there.library, rows(500, 3), new_accounts=True)
    assert len(done.tests) == 500
    assert len(sent) <= few + 6, f"{few} for 5 rows, {len(sent)} for 500: {list(sent)}"
