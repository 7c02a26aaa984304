"""Records as people find them who explore the graph: nodes among the outcomes and personas that they speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import neo4j
import pytest

from commits import commit_of, create, introduce, next_step
from networks import CFO, CRO, culture, network
from profiles import profile
from records import account, all_kinds, change, gap, keep, message, step, test_of
from valuenet.errors import DeadlineExceeded
from valuenet.model.changes import difference
from valuenet.model.edits import PutOutcome, Remove
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.model.record import Record
from valuenet.model.vocabulary import ElementKind, TestResult
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.neo4j.records import asked
from valuenet.store.neo4j.store import Neo4jStore
from valuenet.store.protocol import NetworkSave, RecordQuestion, Store
from valuenet.store.statements import catalogue

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

ACME, BOLT, CARGO = account("acme"), account("bolt"), account("cargo", trade="logistics")
AROUND = "MATCH (r:Record)-[said]->(end) WHERE NOT end:Revision RETURN r.id AS id, type(said) AS type, end.id AS end ORDER BY id, type, end"


def found(driver: neo4j.Driver, text: str, **params: Any) -> list[dict[str, Any]]:
    """What a person's own Cypher finds."""
    with driver.session() as session:
        return [record.data() for record in session.run(text, params)]


def around(driver: neo4j.Driver, record: Record) -> set[tuple[str, str]]:
    """The relationships that start from a record, each with the id at its end."""
    return {(row["type"], row["end"]) for row in found(driver, AROUND) if row["id"] == record.id}


def label(labels: list[str]) -> str:
    """The label that says what a node is."""
    (said,) = set(labels) - {"Record", "Node"}
    return said


@pytest.fixture
def net(store: Store) -> Network:
    """The network of the culture, in a store that knows the people."""
    made = culture(introduce(store))
    create(store, made)
    return made


def test_records_hang_between_outcomes_personas_and_accounts(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, *all_kinds(net))

    rows = found(neo4j_driver, "MATCH (a:Record)-[r]->(b) RETURN DISTINCT labels(a) AS a, type(r) AS r, labels(b) AS b")

    said = {(label(row["a"]), row["r"], label(row["b"])) for row in rows}
    assert {row for row in said if row[1] != "HAS_REVISION"} == {
        ("Message", "ABOUT", "Outcome"),
        ("Message", "PUT_TO", "Persona"),
        ("Message", "IN", "Network"),
        ("Message", "BECAUSE_OF", "Test"),
        ("Test", "ABOUT", "Outcome"),
        ("Test", "WITH", "Persona"),
        ("Test", "AT", "Account"),
        ("Test", "OF", "Message"),
        ("Test", "RECORDED_FOR", "CallPlan"),
        ("Test", "IN", "Network"),
        ("ValueGap", "AT", "Account"),
        ("ValueGap", "FELT_BY", "Persona"),
        ("ValueGap", "BECAME", "Outcome"),
        ("ValueGap", "SAME_AS", "ValueGap"),
        ("ValueGap", "CAME_UP_IN", "Test"),
        ("ValueGap", "IN", "Network"),
        ("CallPlan", "AT", "Account"),
        ("CallPlan", "WITH", "Persona"),
        ("CallPlan", "USES", "Network"),
        ("Opportunity", "AT", "Account"),
        ("Opportunity", "RESTS_ON", "Network"),
        ("Opportunity", "INVOLVES", "Persona"),
        ("Opportunity", "DECIDED_BY", "Stakeholder"),
        ("Opportunity", "COMPARES", "Option"),
        ("Opportunity", "CLAIMS", "Claim"),
        ("PriceException", "FOR", "Opportunity"),
        ("PriceException", "AT", "Account"),
        ("PriceException", "IN", "Network"),
        ("FrozenScorecard", "OF", "Opportunity"),
        ("FrozenScorecard", "AT", "Account"),
        ("FrozenScorecard", "IN", "Network"),
        ("KeptForecast", "COUNTS", "Opportunity"),
        ("Remark", "ABOUT", "Outcome"),
        ("Remark", "IN", "Network"),
    }
    made = {"Account", "Message", "Test", "ValueGap", "CallPlan", "Remark"}
    made |= {"Opportunity", "PriceException", "FrozenScorecard", "KeptForecast", "WorkspaceSettings"}
    assert {row[0] for row in said if row[1] == "HAS_REVISION"} == made


def test_properties_of_records_are_words_and_numbers(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, *all_kinds(net), reason="the call of Tuesday")

    (said,) = found(neo4j_driver, "MATCH (t:Test) RETURN properties(t) AS p")
    (approved,) = found(neo4j_driver, "MATCH (m:Message) RETURN properties(m) AS p")
    (plan,) = found(neo4j_driver, "MATCH (p:CallPlan) RETURN properties(p) AS p")
    (revision,) = found(neo4j_driver, "MATCH (:Account)-[:HAS_REVISION]->(r) RETURN properties(r) AS p")
    gathered = found(neo4j_driver, "MATCH (g:ValueGap {state: 'gathered'}) RETURN g.decidedBy AS by, g.amount AS amount")

    words = {"result": "refuted", "desirability": "high", "on": "2026-03-02", "thoughtOf": False, "credible": True, "person": "Ms Gold"}
    assert said["p"].items() >= (words | {"amount": 123456789012.34568, "unit": "money a year", "revision": 1}).items()
    assert approved["p"].items() >= {"state": "approved", "approvedBy": "Bea", "owner": "Ada", "text": "What to say."}.items()
    assert plan["p"]["comments"] == ["Bea: Ask about the year end"]
    assert revision["p"].items() >= {"reason": "the call of Tuesday", "touched": ["added account acme"]}.items()
    assert gathered == [{"by": "Bea", "amount": None}]
    assert not found(neo4j_driver, "MATCH (n) WHERE n.lock IS NOT NULL OR n.workspaceId IS NULL AND NOT n:Store RETURN n")


def test_a_change_of_a_record_replaces_its_relationships(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    before = message(net, net.outcomes[0])
    keep(store, before)

    after = replace(before, outcome=net.outcomes[1].id, persona=CRO.id)
    change(store, before, after)

    assert around(neo4j_driver, after) == {("ABOUT", after.outcome), ("PUT_TO", CRO.id), ("IN", net.id)}


def test_a_removed_outcome_takes_the_relationships_of_its_records_along_and_brings_them_back(
    store: Store, neo4j_driver: neo4j.Driver, net: Network
) -> None:
    saved = all_kinds(net)
    keep(store, *saved)
    before = found(neo4j_driver, AROUND)
    away = next_step(net, Remove(key=net.outcomes[0].key), known=store.directory(LOCAL))
    store.commit(commit_of(store, away))
    assert [row for row in before if row not in found(neo4j_driver, AROUND)] == [row for row in before if row["end"] == net.outcomes[0].id]

    back = replace(net, revision=3)
    changes = difference(away.network, back, store.directory(LOCAL))
    store.commit(commit_of(store, NetworkSave(expected=2, network=back, changes=changes)))

    assert found(neo4j_driver, AROUND) == before
    assert not list(store.verify(LOCAL))


def test_a_record_waits_for_a_change_of_the_network_that_it_speaks_of(
    store: Store, neo4j_address: Neo4jAddress, neo4j_driver: neo4j.Driver, net: Network
) -> None:
    recording = replace(commit_of(store), records=(step(test_of(net, net.outcomes[0], ACME)),))
    impatient = Neo4jStore(StoreSettings(address=neo4j_address, deadline=1.0), neo4j_address)
    try:
        with neo4j_driver.session(database=neo4j_address.database) as session, session.begin_transaction() as other:
            other.run("MATCH (network:Network {id: $id}) SET network.held = true", id=net.id).consume()
            with pytest.raises(DeadlineExceeded):
                impatient.commit(recording)
            other.rollback()
        impatient.commit(recording)
    finally:
        impatient.close()


SPOILT = {
    "a changed result": ("MATCH (t:Test) SET t.result = 'validated'", "result is 'validated', the snapshot says 'refuted'"),
    "a property too many": ("MATCH (a:Account) SET a.extra = 1", "Account acc_acme: extra is 1"),
    "a key": ("MATCH (a:Account) SET a.key = 'other'", "key is 'other', the snapshot says 'acme'"),
    "another place": ("MATCH (t:Test) SET t.place = 'nowhere'", "place is 'nowhere'"),
    "a relationship too few": ("MATCH (:Test)-[r:ABOUT]->() DELETE r", "is in the snapshot and not in the graph"),
    "a relationship too many": ("MATCH (t:Test), (p:Persona {key: 'cro'}) CREATE (t)-[:WITH]->(p)", "→ per_cro is in the graph and not"),
    "a relationship there twice": ("MATCH (t:Test)-[:AT]->(a) CREATE (t)-[:AT]->(a)", "a relationship is there twice"),
    "another label": ("MATCH (t:Test) REMOVE t:Test SET t:Message", "is in the graph and not in the snapshot"),
    "another revision": ("MATCH (t:Test) SET t.revision = 7", "revision is 7, the snapshot says 1"),
    "a log without its end": ("MATCH (:Test)-[:HAS_REVISION]->(r) DETACH DELETE r", "the log ends at revision None"),
    "a broken snapshot": ("MATCH (t:Test) SET t.snapshot = '{'", "a record (test) cannot be read"),
    "no snapshot at all": ("MATCH (t:Test) REMOVE t.snapshot", "a record (test) cannot be read"),
    "no kind": ("MATCH (t:Test) REMOVE t.kind", "cannot be read"),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_somebody_has_spoilt_of_a_record_is_found(store: Store, neo4j_driver: neo4j.Driver, net: Network, spoil: str) -> None:
    keep(store, *all_kinds(net))
    statement, told = SPOILT[spoil]
    assert not list(store.verify(LOCAL))

    found(neo4j_driver, statement)

    discrepancies = list(store.verify(LOCAL))
    assert told in "\n".join(discrepancy.message for discrepancy in discrepancies)
    assert len({discrepancy.network for discrepancy in discrepancies}) == 1


def test_what_was_validated_is_told_by_outcome_each_account_at_its_last_result(
    store: Store, neo4j_driver: neo4j.Driver, net: Network
) -> None:
    win, pride, islands = (net.node_by_key[key] for key in ("win-rate", "pride", "islands"))
    early, late, refuted = date(2026, 1, 5), date(2026, 2, 5), TestResult.REFUTED

    def tested(node: Any, at: Any, on: date, **fields: Any) -> Record:
        return test_of(net, node, at, on=on, **fields)

    keep(
        store, ACME, BOLT, CARGO,
        tested(win, BOLT, early), tested(win, ACME, late), tested(win, ACME, early, result=refuted),
        tested(pride, BOLT, early), tested(pride, ACME, early), tested(pride, ACME, late, result=refuted),
        tested(islands, ACME, late, persona=CRO.id), tested(islands, CARGO, late), tested(islands, BOLT, late, result=refuted),
    )  # fmt: skip

    question = catalogue()["outcomes_validated"].text
    rows = found(neo4j_driver, question, workspaceId=LOCAL, personaKey="cfo", trade="manufacturing")

    assert rows == [
        {"outcome": "More deals are won", "network": "Culture", "accounts": ["Acme", "Bolt"], "last": "2026-02-05"},
        {"outcome": "Sellers are proud of their work", "network": "Culture", "accounts": ["Bolt"], "last": "2026-01-05"},
    ]
    assert not found(neo4j_driver, question, workspaceId="wsp_other", personaKey="cfo", trade="manufacturing")


QUESTIONS = {
    "the first": RecordQuestion(kind=ElementKind.TEST, limit=5),
    "the last": RecordQuestion(kind=ElementKind.TEST, limit=5, newest=True),
    "of an outcome": RecordQuestion(kind=ElementKind.TEST, outcomes=("out_none",)),
    "of an account": RecordQuestion(kind=ElementKind.TEST, accounts=("acc_none",), networks=("net_none",)),
    "of a network": RecordQuestion(kind=ElementKind.TEST, networks=("net_none",)),
    "with a persona": RecordQuestion(kind=ElementKind.TEST, personas=(CRO.id,)),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_records_are_read_from_an_index_only_as_far_as_the_answer(
    store: Store, neo4j_driver: neo4j.Driver, net: Network, name: str
) -> None:
    hits = []
    for _ in range(2):
        keep(store, *(test_of(net, net.outcomes[0], ACME) for _ in range(60)))
        statement, params = asked(LOCAL, QUESTIONS[name])
        plan = profile(neo4j_driver, statement, **params)
        hits.append(sum(read for _, _, read in plan))

        assert not [operator for operator, _, _ in plan if "Scan" in operator]
        assert max(rows for _, rows, _ in plan) <= 6
    assert hits[1] <= hits[0] + 5


def test_new_outcomes_cost_one_look_each_for_records_and_one_for_claims_of_them(
    store: Store, neo4j_driver: neo4j.Driver, net: Network
) -> None:
    keep(store, *(gap(ACME, persona=CFO.id) for _ in range(50)), *(test_of(net, net.outcomes[0], ACME) for _ in range(50)))
    made = network("new", [PutOutcome(key=f"o{number}", title="Title") for number in range(20)])
    create(store, network("held"))
    home = store.network_ids(LOCAL, ["held"])["held"]
    rows = [{"id": outcome.id, "networkId": home, "key": outcome.key} for outcome in made.outcomes]

    plan = profile(neo4j_driver, "add_outcomes", rows=rows)

    looks = [read for operator, _, read in plan if operator == "NodeIndexSeek"]
    assert looks == [20, 20]
