"""Bringing a database to the present version, and telling whether it is there.

Each step can be taken again, and by two processes at once: constraints and indexes that are there already stay, and what
a step writes is written once, together with the version that counts it. A migration that was killed goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic, sleep

from neo4j.exceptions import Neo4jError

from valuenet.errors import DeadlineExceeded, StoreError, StoreNotMigrated, StoreTooNew
from valuenet.model.access import THE_LOCAL_WORKSPACE
from valuenet.model.directory import THE_STATUS_QUO, Directory
from valuenet.model.ids import LOCAL
from valuenet.settings import Neo4jAddress
from valuenet.store.neo4j import graph
from valuenet.store.neo4j.connection import Connection, Work
from valuenet.store.neo4j.directory import packed_directory
from valuenet.store.statements import catalogue

_OLDEST = (5, 23)
"""The first release that knows the form of subquery which all later ones want."""

_PATIENCE = 300.0  # seconds for one statement of a migration: constraints and indexes of a full database take their time
_THERE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"  # another process was faster


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: the schema statements that it runs, and the statements that write what every store has, with their parameters."""

    sentence: str
    schema: tuple[str, ...] = ()
    writes: tuple[tuple[str, Mapping[str, object]], ...] = ()


_FIRST = Directory(workspace=LOCAL, revision=1, alternatives=(THE_STATUS_QUO,))

MIGRATIONS = (
    Migration(
        sentence="constraints and indexes",
        schema=(
            "store_name", "workspace_id", "persona_id", "persona_key", "alternative_id", "alternative_key", "network_id", "network_key",
            "node_id", "node_key", "region_id", "region_key", "revision_number", "revision_position", "answer_key", "answer_at",
            "desired_by_place",
        ),
    ),
    Migration(
        sentence="the local workspace",
        writes=(
            (
                "create_workspace",
                {
                    "workspaceId": LOCAL,
                    "name": "Local",
                    "snapshot": packed_directory(_FIRST),
                    "alternative": graph.entry(LOCAL, THE_STATUS_QUO),
                },
            ),
        ),
    ),
    Migration(
        sentence="constraints and indexes of records",
        schema=("record_id", "record_key", "record_place", "record_outcome", "record_account", "record_network"),
    ),
    Migration(
        sentence="constraints and indexes of the parts of opportunities",
        schema=("claim_id", "stakeholder_id", "option_id", "claim_outcome", "opportunity_won"),
    ),
    Migration(
        sentence="names of workspaces, constraints and indexes of tokens and the trail",
        schema=("workspace_key", "token_id", "token_hash", "token_workspace", "trail_place"),
        writes=(("name_workspace", {"workspaceId": LOCAL, "key": THE_LOCAL_WORKSPACE.key, "name": THE_LOCAL_WORKSPACE.name}),),
    ),
    Migration(sentence="an index of who came in", schema=("trail_visitor",)),
)  # fmt: skip
"""All steps in order. A step that has been released is never changed: add another."""


def migrated(connection: Connection, address: Neo4jAddress, progress: Callable[[str], None] | None) -> int:
    """Take the steps that the database lacks, tell each when it is done, and return how many."""
    _check_server(connection, address)
    version, taken = _version(connection), 0
    _check_not_newer(version, address)
    for number, migration in enumerate(MIGRATIONS, start=1):
        for name in migration.schema:  # also of steps that were taken long ago: what somebody has dropped comes back
            _define(connection, name)
        _await_indexes(connection, migration.schema)
        if number > version and _is_first(connection, number, migration.writes):
            taken += 1
            if progress is not None:
                progress(migration.sentence)
    return taken


def check(connection: Connection, address: Neo4jAddress) -> None:
    """Raise unless the database can be used: its release, its version, its constraints and indexes."""
    _check_server(connection, address)
    version = _version(connection)
    _check_not_newer(version, address)
    if version < len(MIGRATIONS):
        raise StoreNotMigrated(f"{address} is at version {version}, this valuenet needs {len(MIGRATIONS)}: run `valuenet migrate`")
    found = {row["name"]: row for row in connection.read("store_indexes")}
    for name in (name for migration in MIGRATIONS for name in migration.schema):
        constraint = catalogue()[name].text.startswith("CREATE CONSTRAINT")
        kind = "constraint" if constraint else "index"
        if name not in found or found[name]["owned"] != constraint:
            raise StoreError(f"{address} lacks the {kind} {name}: run `valuenet migrate`")
        if (state := found[name]["state"]) != "ONLINE":
            raise StoreError(f"{address}: the {kind} {name} is {state}: wait until it is ONLINE, or drop it and run `valuenet migrate`")


def _define(connection: Connection, name: str) -> None:
    """Create a constraint or an index, unless it is there."""

    async def work(work: Work) -> None:
        await work.run(name)

    try:
        connection.transaction(work, deadline=_PATIENCE)
    except StoreError as error:
        cause = error.__cause__
        if not (isinstance(cause, Neo4jError) and cause.code == _THERE):
            raise


def _await_indexes(connection: Connection, names: tuple[str, ...]) -> None:
    """Wait until new indexes have taken in what the database holds already."""
    until = monotonic() + _PATIENCE
    while waiting := [row["name"] for row in connection.read("store_indexes") if row["name"] in names and row["state"] == "POPULATING"]:
        if monotonic() > until:
            raise DeadlineExceeded(f"the index {waiting[0]} is still being filled: run `valuenet migrate` again later")
        sleep(0.1)


def _is_first(connection: Connection, version: int, writes: tuple[tuple[str, Mapping[str, object]], ...]) -> bool:
    """Write the version and what comes with it, in one transaction; false where another process was faster."""

    async def work(work: Work) -> bool:
        first = bool(await work.run("set_version", version=version))
        for name, params in writes if first else ():
            await work.run(name, **params)
        return first

    return connection.transaction(work, deadline=_PATIENCE)


def _version(connection: Connection) -> int:
    """The number of steps that the database has taken, 0 for one that we have never seen."""
    found = connection.read("store_version")
    return int(found[0]["version"]) if found else 0


def _check_not_newer(version: int, address: Neo4jAddress) -> None:
    if version > len(MIGRATIONS):
        raise StoreTooNew(f"{address} is at version {version}, this valuenet knows {len(MIGRATIONS)}: install a newer valuenet")


def _check_server(connection: Connection, address: Neo4jAddress) -> None:
    (kernel,) = connection.read("server_version")
    numbers = tuple(int(number) for number in re.findall(r"\d+", kernel["version"])[:2])
    if numbers < _OLDEST:
        raise StoreError(f"{address} runs Neo4j {kernel['version']}: update it to 5.26 or newer")
