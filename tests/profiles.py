"""How a Neo4j carries out the statements of the catalogue: what tests of their cost look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j

from valuenet.store.statements import catalogue


def operators(plan: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Every operator of a plan: its name, the rows it gave, what it read."""
    yield plan["operatorType"].split("@")[0], plan["args"].get("Rows", 0), plan["args"].get("DbHits", 0)
    for child in plan.get("children", []):
        yield from operators(child)


def profile(driver: neo4j.Driver, name: str, **params: Any) -> list[tuple[str, int, int]]:
    """How the server carries out a statement of the catalogue, of which nothing is kept."""
    with driver.session() as session, session.begin_transaction() as transaction:
        plan = transaction.run(f"PROFILE {catalogue()[name].text}", params).consume().profile
        transaction.rollback()
    assert plan is not None
    return list(operators(plan))
