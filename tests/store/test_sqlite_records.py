"""The rows of records in the embedded store: how questions are answered from them, and how `verify` compares them with the snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from commits import create, introduce
from networks import CFO, CRO, culture
from records import account, all_kinds, change, keep
from valuenet.model.ids import LOCAL
from valuenet.model.vocabulary import ElementKind
from valuenet.store.protocol import RecordQuestion
from valuenet.store.sqlite.records import asked
from valuenet.store.sqlite.store import SqliteStore

WALK = "SEARCH record USING INDEX record_place (workspace=? AND kind=? AND place{}?)"
MENTIONED = "SEARCH mention USING PRIMARY KEY (thing=? AND kind=?)"


@pytest.mark.parametrize(
    ("question", "reads"),
    [
        (RecordQuestion(kind=ElementKind.TEST, after="2026", limit=5), [WALK.format(">")]),
        (RecordQuestion(kind=ElementKind.TEST, after="2026", newest=True), [WALK.format("<")]),
        (RecordQuestion(kind=ElementKind.TEST), [WALK.removesuffix(" AND place{}?)") + ")"]),
        (RecordQuestion(kind=ElementKind.TEST, personas=(CFO.id, CRO.id), after="2026"), [MENTIONED]),
        (RecordQuestion(kind=ElementKind.TEST, personas=(CFO.id,), networks=("net_1",), newest=True), [MENTIONED, MENTIONED]),
    ],
    ids=["a page", "a page from the end", "all", "filtered", "filtered twice"],
)
def test_records_are_found_along_their_places_or_by_what_they_mention(
    raw: sqlite3.Connection, question: RecordQuestion, reads: list[str]
) -> None:
    statement, parameters = asked(LOCAL, question)

    plan: list[str] = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement.text}", parameters)]

    walked = question.personas is None
    found = [line for line in plan if line.startswith(("SEARCH", "SCAN")) and "json_each" not in line]
    assert [line for line in found if "record USING" not in line or walked] == reads
    assert walked == ("USE TEMP B-TREE FOR ORDER BY" not in plan)
    assert not [line for line in plan if line.startswith(("SCAN record", "SCAN mention"))]


SPOILED = {
    "UPDATE record SET key = 'other' WHERE kind = 'account'": "record acc_acme: key is 'other', the snapshot says 'acme'",
    "UPDATE record SET place = 'nowhere' WHERE kind = 'account'": "place is 'nowhere', the snapshot says 'acme'",
    "UPDATE record SET revision = 7 WHERE kind = 'account'": "revision is 7, the snapshot says 2",
    "UPDATE record SET actor_name = 'Somebody' WHERE kind = 'account'": "actor_name is 'Somebody', the snapshot says 'local owner'",
    "UPDATE record SET snapshot = '{}' WHERE kind = 'account'": "a record (account) cannot be read",
    "UPDATE record SET kind = 'test' WHERE kind = 'account'": "a record (test) cannot be read",
    "DELETE FROM revision WHERE number = 2": "the log ends at revision 1, the snapshot is of revision 2",
    "DELETE FROM mention WHERE kind = 'test' AND thing = 'per_cfo'": "mention per_cfo → test → tst_",
    "INSERT INTO mention SELECT 'per_cro', kind, id FROM record WHERE kind = 'account'": "is among the rows and not in the snapshot",
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED.items(), ids=[message.split(",")[0] for message in SPOILED.values()])
def test_whatever_differs_from_the_snapshot_of_a_record_is_found(
    opened: Callable[..., SqliteStore], raw: sqlite3.Connection, spoil: str, message: str
) -> None:
    store = opened()
    net = culture(introduce(store))
    create(store, net)
    saved = all_kinds(net)
    keep(store, *saved)
    change(store, saved[0], account("acme", trade="other"))
    assert not list(store.verify(LOCAL))

    raw.execute(spoil)

    found = list(store.verify(LOCAL))
    assert len({discrepancy.network for discrepancy in found}) == 1
    assert any(message in discrepancy.message for discrepancy in found), [discrepancy.message for discrepancy in found]
