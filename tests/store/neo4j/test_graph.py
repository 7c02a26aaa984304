"""What people find who explore the graph with their own Cypher: real nodes, real relationships, readable properties."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest

from commits import commit_of, create, directory_step, edit, introduce
from networks import CFO, COMPETITOR, culture, network
from records import account, keep, test_of
from valuenet.documents.source import Format
from valuenet.model.bounds import Bounds
from valuenet.model.edits import PutOutcome, Rename
from valuenet.model.ids import LOCAL
from valuenet.service.caller import LOCAL_CALLER
from valuenet.service.claims import OpportunityClosing, opportunity_close
from valuenet.service.imports import Import, network_import, uploaded
from valuenet.service.library import Library
from valuenet.service.opportunity_imports import OpportunitiesImport, opportunities_import, uploaded_opportunity
from valuenet.store.protocol import Store

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

TOP = Path(__file__).parents[3]
QUESTIONS = re.findall(r"```cypher\n(.*?)```", (TOP / "docs/exploring-in-neo4j.md").read_text(), re.DOTALL)


def found(driver: neo4j.Driver, text: str, **params: Any) -> list[dict[str, Any]]:
    """What a person's own Cypher finds."""
    with driver.session() as session:
        return [record.data() for record in session.run(text, params)]


PARAMS = {"workspaceId": LOCAL, "personaKey": "cfo", "trade": "manufacturing"}
"""What the guide says to set before its last question."""


@pytest.fixture
def examples(store: Store) -> Store:
    """A store with every network of `examples/`, a test of price integrity with a chief financial officer, and the example deal, won."""
    library = Library(store, bounds=Bounds())
    for file in sorted((TOP / "examples").glob("*.yaml")):
        document = uploaded(library, file.read_text(), Format.YAML)
        network_import(library, LOCAL_CALLER, Import(document=document, update_personas=True))
    (net,) = store.read_networks(LOCAL, [*store.network_ids(LOCAL, ["value-focused-culture"]).values()]).values()
    acme = account("acme", trade="manufacturing")
    (cfo,) = (each for each in store.directory(LOCAL).personas if each.key == "cfo")
    outcome = next(each for each in net.outcomes if each.key == "price-integrity")
    keep(store, acme, replace(test_of(net, outcome, acme), persona=cfo.id))
    deal = uploaded_opportunity(library, (TOP / "examples/opportunities/alder-foods.yaml").read_text(), Format.YAML)
    opportunities_import(library, LOCAL_CALLER, OpportunitiesImport(documents=(deal,)))
    opportunity_close(library, LOCAL_CALLER, OpportunityClosing(opportunity="alder-foods", expected=1, won=True))
    return store


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_of_the_guide_finds_something_in_the_examples(examples: Store, neo4j_driver: neo4j.Driver, question: str) -> None:
    rows = found(neo4j_driver, question, **PARAMS)

    assert len(QUESTIONS) == 6
    assert rows
    assert all(value is not None for row in rows for name, value in row.items() if name in ("outcome", "chain", "loop"))


def test_the_graph_of_the_examples_is_what_their_snapshots_say(examples: Store) -> None:
    assert not list(examples.verify(LOCAL))


def test_labels_and_types_are_those_of_the_domain(store: Store, neo4j_driver: neo4j.Driver) -> None:
    create(store, culture(introduce(store)), network("theirs", alternative=COMPETITOR.id))

    rows = found(neo4j_driver, "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a) AS a, type(r) AS r, labels(b) AS b")

    assert {("/".join(sorted(row["a"])), row["r"], "/".join(sorted(row["b"]))) for row in rows} == {
        ("Workspace", "HAS", "Network"),
        ("Workspace", "HAS", "Persona"),
        ("Workspace", "HAS", "Alternative"),
        ("Workspace", "HAS_REVISION", "Revision"),
        ("Network", "HAS_REVISION", "Revision"),
        ("Network", "DESCRIBES", "Alternative"),
        ("Network", "CONTAINS", "Differentiator/Node"),
        ("Network", "CONTAINS", "Node/Outcome"),
        ("Network", "CONTAINS", "Region"),
        ("Differentiator/Node", "LEADS_TO", "Node/Outcome"),
        ("Node/Outcome", "LEADS_TO", "Node/Outcome"),
        ("Node/Outcome", "DESIRED_BY", "Persona"),
        ("Differentiator/Node", "COMPARED_WITH", "Alternative"),
        ("Region", "COVERS", "Differentiator/Node"),
        ("Region", "COVERS", "Node/Outcome"),
    }


def test_every_node_of_a_workspace_carries_it(store: Store, neo4j_driver: neo4j.Driver) -> None:
    create(store, culture(introduce(store)))

    assert not found(neo4j_driver, "MATCH (node) WHERE NOT node:Store AND node.workspaceId <> $id RETURN node", id=LOCAL)
    assert not found(neo4j_driver, "MATCH (node) WHERE NOT node:Store AND node.workspaceId IS NULL RETURN labels(node)")


def test_properties_are_words(store: Store, neo4j_driver: neo4j.Driver) -> None:
    saved = culture(introduce(store))
    create(store, saved)
    edit(store, saved, Rename(key="pride", to="joy"), reason="said in the workshop")

    (tag,) = found(neo4j_driver, "MATCH (:Outcome {key: 'win-rate'})-[t:DESIRED_BY]->(:Persona {key: 'cro'}) RETURN properties(t) AS said")
    (outcome,) = found(neo4j_driver, "MATCH (o:Outcome {key: 'win-rate'}) RETURN properties(o) AS said")
    (revision,) = found(neo4j_driver, "MATCH (r:Revision {number: 2})<-[:HAS_REVISION]-(:Network) RETURN properties(r) AS said")

    assert tag["said"].items() >= {"importance": "primary", "why": "it is the number in the board pack", "distance": 2}.items()
    assert tag["said"]["place"] == f"per_cro wanted ours 00002 win-rate {saved.node_by_key['win-rate'].id}"
    assert outcome["said"].items() >= {"metric": "win rate", "metricUnit": "%", "metricDirection": "up", "kind": "business"}.items()
    assert revision["said"].items() >= {"by": "local owner", "reason": "said in the workshop", "touched": ["changed outcome joy"]}.items()


def test_nothing_is_left_of_the_locks(store: Store, neo4j_driver: neo4j.Driver) -> None:
    saved = culture(introduce(store))
    create(store, saved)
    edit(store, saved, PutOutcome(key="new", title="New"))
    list(store.verify(LOCAL))

    assert not found(neo4j_driver, "MATCH (node) WHERE node.lock IS NOT NULL RETURN labels(node)")


SPOILT = {
    "a changed title": ("MATCH (o:Outcome {key: 'pride'}) SET o.title = 'Shame'", "Outcome pride: title is 'Shame'"),
    "a property too many": ("MATCH (o:Outcome {key: 'pride'}) SET o.extra = 1", "Outcome pride: extra is 1"),
    "a removed outcome": ("MATCH (o:Outcome {key: 'pride'}) DETACH DELETE o", "Outcome pride is in the snapshot and not in the graph"),
    "a removed arrow": (
        "MATCH (:Outcome {key: 'pride'})-[r:LEADS_TO]->() DELETE r",
        "LEADS_TO pride → better-questions is in the snapshot",
    ),
    "an added arrow": (
        "MATCH (a:Outcome {key: 'pride'}), (b:Outcome {key: 'islands'}) CREATE (a)-[:LEADS_TO]->(b)",
        "LEADS_TO pride → islands",
    ),
    "an arrow there twice": (
        "MATCH (a:Outcome {key: 'pride'})-[r:LEADS_TO]->(b) CREATE (a)-[c:LEADS_TO]->(b) SET c = r",
        "a relationship is there twice",
    ),
    "a moved tag": ("MATCH (:Outcome {key: 'pride'})-[t:DESIRED_BY]->() SET t.place = 'elsewhere'", "place is 'elsewhere'"),
    "a region that covers less": ("MATCH (:Region)-[c:COVERS]->(:Outcome {key: 'win-rate'}) DELETE c", "COVERS selling → win-rate"),
    "a revision of the root": ("MATCH (n:Network) SET n.revision = 7", "revision is 7, the snapshot says 1"),
    "a log without its end": ("MATCH (:Network)-[:HAS_REVISION]->(r) DETACH DELETE r", "the log ends at revision None"),
    "a broken snapshot": ("MATCH (n:Network) SET n.snapshot = null", "cannot be read"),
    "a renamed persona": ("MATCH (p:Persona {key: 'cfo'}) SET p.name = 'Boss'", "name is 'Boss'"),
    "a lost outcome": ("MATCH (:Network)-[c:CONTAINS]->(:Outcome {key: 'pride'}) DELETE c", "is in no network"),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_somebody_has_spoilt_is_found(store: Store, neo4j_driver: neo4j.Driver, spoil: str) -> None:
    create(store, culture(introduce(store)))
    statement, message = SPOILT[spoil]
    assert not list(store.verify(LOCAL))

    found(neo4j_driver, statement)

    assert message in "\n".join(discrepancy.message for discrepancy in store.verify(LOCAL))


def test_a_persona_that_is_added_and_removed_again_leaves_nothing(store: Store, neo4j_driver: neo4j.Driver) -> None:
    before = store.directory(LOCAL)
    known = introduce(store, CFO)
    store.commit(commit_of(store, directory_save=directory_step(known, without=(CFO.id,))))

    assert store.directory(LOCAL).personas == before.personas
    assert not found(neo4j_driver, "MATCH (persona:Persona) RETURN persona")
