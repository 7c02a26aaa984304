"""The rows of the embedded store: how questions are answered from them, and how `verify` compares them with the snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

import pytest

from commits import create, edit, introduce
from networks import CFO, CRO, culture
from valuenet.model.edits import Remove
from valuenet.model.ids import LOCAL
from valuenet.model.vocabulary import Importance
from valuenet.store.protocol import DesiredQuestion
from valuenet.store.sqlite.desired import asked
from valuenet.store.sqlite.store import SqliteStore


@pytest.mark.parametrize(
    "question",
    [
        DesiredQuestion(personas=(CFO.id, CRO.id)),
        DesiredQuestion(personas=(CFO.id, CRO.id), wanted=None, ours=None),
        DesiredQuestion(personas=(CFO.id,), importance=Importance.PRIMARY, anticipated=False, after="00001 a out_1"),
    ],
    ids=["default", "everything", "filtered"],
)
def test_the_question_across_networks_is_answered_from_its_index_in_order(raw: sqlite3.Connection, question: DesiredQuestion) -> None:
    statement, parameters = asked(LOCAL, question, question.personas)

    plan: Sequence[str] = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement.text}", parameters)]

    reads = [line for line in plan if "desired_by" in line]
    streams = len(question.personas) * (2 if question.wanted is None else 1)
    assert reads == ["SEARCH desired_by USING COVERING INDEX desired_by_place (persona=? AND listed=? AND place>?)"] * streams
    assert not [line for line in plan if line.startswith("SCAN desired_by")]


SPOILED = {
    "UPDATE outcome SET title = 'Other' WHERE title = 'More deals are won'": "outcome win-rate: title is 'Other', the snapshot says",
    "UPDATE outcome SET search = '' WHERE title = 'More deals are won'": "outcome win-rate: search",
    "DELETE FROM node WHERE key = 'pride'": "node pride is in the snapshot and not among the rows",
    "UPDATE node SET key = 'joy' WHERE key = 'pride'": "node pride: key is 'joy'",
    "DELETE FROM leads_to WHERE why <> ''": "leads_to coaching → better-questions is in the snapshot and not among the rows",
    "UPDATE leads_to SET strength = 'rarely' WHERE why <> ''": "strength is 'rarely', the snapshot says 'almost always'",
    "UPDATE desired_by SET place = '00009 x y' WHERE importance = 'secondary'": "place is '00009 x y'",
    "UPDATE desired_by SET listed = 0 WHERE listed = 1": "listed is 0",
    "INSERT INTO desired_by SELECT outcome, 'per_facilities', network, importance, why, personally, kind, anticipated, wanted, ours,"
    " archived, listed, distance, place FROM desired_by LIMIT 1": "among the rows and not in the snapshot",
    "UPDATE compared_with SET position = 'behind'": "position is 'behind'",
    "DELETE FROM compared_with": "compared_with coaching → ",
    "UPDATE region SET title = 'Other'": "region selling: title",
    "DELETE FROM region_node": "region_node selling → win-rate",
    "UPDATE network SET name = 'Other'": "name is 'Other', the snapshot says 'Culture'",
    "UPDATE network SET revision = 7": "revision is 7, the snapshot says 2",
    "UPDATE network SET snapshot = x'00'": "the snapshot of network",
    "DELETE FROM revision WHERE number = 2": "the log ends at revision 1, the snapshot is of revision 2",
    "UPDATE differentiator SET kind = 'image'": "differentiator coaching: kind",
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED.items(), ids=[message.split(",")[0] for message in SPOILED.values()])
def test_whatever_differs_from_the_snapshot_is_found(
    opened: Callable[..., SqliteStore], raw: sqlite3.Connection, spoil: str, message: str
) -> None:
    store = opened()
    saved = culture(introduce(store))
    create(store, saved)
    edit(store, saved, Remove(key="islands"))
    assert not list(store.verify(LOCAL))

    raw.execute(spoil)

    found = list(store.verify(LOCAL))
    assert {discrepancy.network for discrepancy in found} == {saved.id}
    assert any(message in discrepancy.message for discrepancy in found), [discrepancy.message for discrepancy in found]
