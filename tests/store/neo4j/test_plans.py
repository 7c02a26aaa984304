"""The questions across networks cost what their page costs, however much the database holds."""

from __future__ import annotations

from typing import Any, cast

import neo4j
import pytest

from commits import create, introduce
from networks import CFO, CRO, network
from profiles import operators, profile
from valuenet.model.edits import Connect, PutOutcome, Tag
from valuenet.model.ids import LOCAL
from valuenet.store.neo4j.reading import asked
from valuenet.store.protocol import DesiredQuestion, Store
from valuenet.store.statements import catalogue

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

PAGE = 10


def fill(store: Store, count: int, start: int) -> None:
    """Networks of twenty outcomes, each desired by two personas."""
    known = store.directory(LOCAL)
    edits: list[Any] = [PutOutcome(key=f"o{number}", title=f"Outcome {number}") for number in range(20)]
    edits += [Connect(cause=f"o{number}", effect=f"o{number + 1}") for number in range(19)]
    edits += [Tag(outcome=f"o{number}", persona=key) for number in range(20) for key in ("cfo", "cro")]
    create(store, *(network(f"n{number}", edits, known) for number in range(start, start + count)))


QUESTIONS = {
    "one persona": DesiredQuestion(personas=(CFO.id,), limit=PAGE),
    "two personas": DesiredQuestion(personas=(CFO.id, CRO.id), limit=PAGE),
    "unwanted and theirs too": DesiredQuestion(personas=(CFO.id, CRO.id), wanted=None, ours=None, limit=PAGE),
    "the second page": DesiredQuestion(personas=(CFO.id,), after="99999 o1", limit=PAGE),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_personas_desire_is_read_from_the_index_only_as_far_as_the_page(store: Store, neo4j_driver: neo4j.Driver, name: str) -> None:
    introduce(store)
    question = QUESTIONS[name]
    hits = []
    for count, start in ((3, 0), (27, 3)):
        fill(store, count, start)
        plan = profile(neo4j_driver, "outcomes_desired", **asked(LOCAL, question))
        hits.append(sum(read for _, _, read in plan))

        assert "DirectedRelationshipIndexSeekByRange" in {operator for operator, _, _ in plan}
        assert not [operator for operator, _, _ in plan if "Scan" in operator]
        assert max(rows for _, rows, _ in plan) <= PAGE * len(question.personas)
        assert len(store.outcomes_desired(LOCAL, question)) == PAGE
    assert hits[1] <= hits[0] + 5


def test_lists_and_logs_are_read_from_their_indexes_only_as_far_as_the_page(store: Store, neo4j_driver: neo4j.Driver) -> None:
    introduce(store)
    for number in range(6):
        fill(store, 5, number * 5)
    pages = (
        ("network_list", {"after": "", "archived": False}),
        ("revisions_since", {"position": 0}),
        ("revisions_of", {"subject": LOCAL, "before": 10}),
    )
    for name, params in pages:
        plan = profile(neo4j_driver, name, workspaceId=LOCAL, limit=2, **params)

        assert not [operator for operator, _, _ in plan if "Scan" in operator or operator in ("Sort", "Top")], name
        assert max(rows for _, rows, _ in plan) <= 3, name


def test_every_statement_is_understood_and_none_reads_everything(store: Store, neo4j_driver: neo4j.Driver) -> None:
    kinds = {"read": ("r", "s"), "schema": ("s",), "write": ("w", "rw")}
    with neo4j_driver.session() as session:
        for name, statement in catalogue().items():
            summary = session.run(f"EXPLAIN {statement.text}", dict.fromkeys(statement.params)).consume()

            assert summary.query_type in kinds[statement.mode], name
            if summary.plan is not None and name != "strays":  # which has no other way to find what nothing leads to
                plan = operators(cast("dict[str, Any]", summary.plan))
                assert not [operator for operator, _, _ in plan if "Scan" in operator], name
