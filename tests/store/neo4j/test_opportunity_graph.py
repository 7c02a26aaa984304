"""Opportunities in Neo4j: claims, people and options are nodes that people explore, and the graph is what the snapshot says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import neo4j
import pytest

from commits import commit_of, create, introduce, next_step
from networks import CFO, CRO, culture
from records import account, change, keep
from valuenet.model.changes import difference
from valuenet.model.edits import Remove
from valuenet.model.ids import LOCAL, Key
from valuenet.model.network import Network
from valuenet.store.protocol import NetworkSave, Store
from valuenet.store.statements import catalogue
from worth import BETTER, GOLD, full_opportunity

pytestmark = [pytest.mark.neo4j, pytest.mark.parametrize("store_settings", ["neo4j"], indirect=True)]

ACME = account("acme")
AROUND = """
MATCH (:Opportunity)-[:CLAIMS|DECIDED_BY|COMPARES]->(part)-[said]->(end)
RETURN labels(part)[0] AS part, part.id AS id, type(said) AS said, end.id AS end ORDER BY part, id, said, end
"""


def found(driver: neo4j.Driver, text: str, **params: Any) -> list[dict[str, Any]]:
    """What a person's own Cypher finds."""
    with driver.session() as session:
        return [record.data() for record in session.run(text, params)]


@pytest.fixture
def net(store: Store) -> Network:
    """The network of the culture, in a store that knows the people."""
    made = culture(introduce(store))
    create(store, made)
    return made


def test_claims_are_about_outcomes_owned_by_people_in_the_role_of_personas(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, ACME, full_opportunity(net, ACME))

    rows = [(row["part"], row["id"], row["said"], row["end"]) for row in found(neo4j_driver, AROUND)]

    assert rows == [
        ("Claim", "clm_better", "ABOUT", net.outcomes[0].id),
        ("Claim", "clm_better", "INTERESTS", CFO.id),
        ("Claim", "clm_better", "INTERESTS", CRO.id),
        ("Claim", "clm_better", "OWNED_BY", GOLD),
        ("Claim", "clm_worse", "ABOUT", net.outcomes[1].id),
        ("Option", "status-quo", "IS", "alt_status-quo"),
        ("Stakeholder", "stk_gold", "IN_THE_ROLE_OF", CFO.id),
        ("Stakeholder", "stk_silver", "IN_THE_ROLE_OF", CFO.id),
    ]


def test_what_is_claimed_of_a_baseline_is_money_in_the_graph(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, ACME, full_opportunity(net, ACME))

    (claim,) = found(neo4j_driver, "MATCH (c:Claim {id: $id}) RETURN c.low AS low, c.likely AS likely, c.high AS high", id=BETTER)

    assert claim == {"low": 40_000.0, "likely": 80_000.0, "high": 120_000.0}


def test_the_parts_of_an_opportunity_are_replaced_with_each_revision(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    before = full_opportunity(net, ACME)
    keep(store, ACME, before)
    after = replace(before, claims=before.claims[1:], calls=(), alternatives=())

    change(store, before, after)

    rows = found(neo4j_driver, "MATCH (o:Opportunity)-[r:CLAIMS|COMPARES]->(part) RETURN part.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["clm_worse", "status-quo"]
    assert not found(neo4j_driver, "MATCH (part:Claim|Option|Stakeholder) WHERE NOT EXISTS { (:Opportunity)-->(part) } RETURN part")
    assert not list(store.verify(LOCAL))


def test_two_opportunities_may_hold_claims_and_people_of_the_same_id(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, ACME, full_opportunity(net, ACME), full_opportunity(net, ACME, "acme-again"))

    owners = found(
        neo4j_driver, "MATCH (o:Opportunity)-[:CLAIMS]->(:Claim)-[:OWNED_BY]->(p) RETURN o.id = p.opportunityId AS same ORDER BY o.id"
    )

    assert owners == [{"same": True}, {"same": True}]
    assert not list(store.verify(LOCAL))


def test_a_claim_speaks_again_of_an_outcome_that_comes_back(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    keep(store, ACME, full_opportunity(net, ACME))
    before = found(neo4j_driver, AROUND)
    away = next_step(net, Remove(key=net.outcomes[0].key), known=store.directory(LOCAL))
    store.commit(commit_of(store, away))
    gone = [row for row in before if row not in found(neo4j_driver, AROUND)]

    changes = difference(away.network, replace(net, revision=3), store.directory(LOCAL))
    store.commit(commit_of(store, NetworkSave(expected=2, network=replace(net, revision=3), changes=changes)))

    assert [(row["id"], row["said"]) for row in gone] == [(BETTER, "ABOUT")]
    assert found(neo4j_driver, AROUND) == before
    assert not list(store.verify(LOCAL))


SPOILT = {
    "a changed state": (
        "MATCH (c:Claim {id: 'clm_better'}) SET c.state = 'proposed'",
        "state is 'proposed', the snapshot says 'validated'",
    ),
    "a claim too few": ("MATCH (c:Claim {id: 'clm_better'}) DETACH DELETE c", "Claim clm_better is in the snapshot and not in the graph"),
    "a person too many": (
        "MATCH (o:Opportunity) CREATE (o)-[:DECIDED_BY]->(:Stakeholder {id: 'stk_x', opportunityId: o.id, workspaceId: 'wsp_local'})",
        "Stakeholder stk_x is in the graph and not in the snapshot",
    ),
    "an owner too few": ("MATCH (:Claim)-[r:OWNED_BY]->() DELETE r", "OWNED_BY clm_better → stk_gold is in the snapshot and not"),
    "another price": ("MATCH (o:Option) SET o.yearly = 1.0", "yearly is 1.0"),
    "an interest there twice": (
        "MATCH (c:Claim)-[:INTERESTS]->(p:Persona {key: 'cfo'}) CREATE (c)-[:INTERESTS]->(p)",
        "a relationship is there twice",
    ),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_somebody_has_spoilt_of_a_part_is_found(store: Store, neo4j_driver: neo4j.Driver, net: Network, spoil: str) -> None:
    keep(store, ACME, full_opportunity(net, ACME))
    statement, told = SPOILT[spoil]
    assert not list(store.verify(LOCAL))

    found(neo4j_driver, statement)

    assert told in "\n".join(discrepancy.message for discrepancy in store.verify(LOCAL))


def test_which_outcomes_carried_won_deals_by_persona_is_one_question(store: Store, neo4j_driver: neo4j.Driver, net: Network) -> None:
    won = full_opportunity(net, ACME, name="The first sale")
    again = full_opportunity(net, ACME, "acme-again", name="The second sale")
    lost = full_opportunity(net, ACME, "acme-lost", name="The lost sale", won=False)
    estimated = replace(won.claims[1], owner=GOLD)
    keep(store, ACME, won, replace(again, claims=(again.claims[0], estimated), key=Key("a-second")), lost)

    question = catalogue()["outcomes_of_won_deals"].text
    rows = found(neo4j_driver, question, workspaceId=LOCAL)

    deals = ["The second sale", "The first sale"]
    assert rows == [{"persona": CFO.name, "outcome": net.outcomes[0].title, "network": "Culture", "deals": deals, "likely": 160_000.0}]
    assert not found(neo4j_driver, question, workspaceId="wsp_other")
