"""What the database file holds, as the steps that make it. A step that has been released is never changed: add another.

    node ── differentiator | outcome        one namespace of keys in a network
    (node)-[leads_to]->(outcome)-[desired_by]->(persona)        (differentiator)-[compared_with]->(alternative)
    (record)-[mention]->(outcome | network | persona | account)

A network's parts go with it; what a network names in the directory cannot be removed under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from valuenet.model.directory import THE_STATUS_QUO
from valuenet.model.ids import LOCAL
from valuenet.store.sqlite.admission_tables import STATEMENTS as ADMISSION
from valuenet.store.sqlite.admission_tables import VISITS

APPLICATION_ID = 0x766E6574
"""`vnet`: says in the file's header whose it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: done whole, or not at all."""

    name: str
    statements: tuple[str, ...]


_DIRECTORY = (
    """
    CREATE TABLE workspace (
        id                 TEXT NOT NULL PRIMARY KEY,
        revision           INTEGER NOT NULL,
        directory_revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE persona (
        id          TEXT NOT NULL PRIMARY KEY,
        workspace   TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        key         TEXT NOT NULL,
        name        TEXT NOT NULL,
        level       TEXT NOT NULL,
        function    TEXT NOT NULL,
        measured_on TEXT NOT NULL,
        archived    INTEGER NOT NULL,
        UNIQUE (workspace, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE alternative (
        id        TEXT NOT NULL PRIMARY KEY,
        workspace TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        key       TEXT NOT NULL,
        name      TEXT NOT NULL,
        note      TEXT NOT NULL,
        archived  INTEGER NOT NULL,
        UNIQUE (workspace, key)
    ) STRICT, WITHOUT ROWID
    """,
)

_NETWORKS = (
    """
    CREATE TABLE network (
        id          TEXT NOT NULL PRIMARY KEY,
        workspace   TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        key         TEXT NOT NULL,
        name        TEXT NOT NULL,
        offering    TEXT NOT NULL,
        alternative TEXT REFERENCES alternative (id) ON DELETE RESTRICT,
        archived    INTEGER NOT NULL,
        revision    INTEGER NOT NULL,
        changed_at  TEXT NOT NULL,
        snapshot    BLOB NOT NULL,
        UNIQUE (workspace, key)
    ) STRICT
    """,
    """
    CREATE TABLE node (
        id        TEXT NOT NULL PRIMARY KEY,
        workspace TEXT NOT NULL,
        network   TEXT NOT NULL REFERENCES network (id) ON DELETE CASCADE,
        key       TEXT NOT NULL,
        UNIQUE (network, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE differentiator (
        id    TEXT NOT NULL PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        kind  TEXT NOT NULL,
        note  TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE outcome (
        id               TEXT NOT NULL PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
        title            TEXT NOT NULL,
        kind             TEXT NOT NULL,
        anticipated      INTEGER NOT NULL,
        wanted           INTEGER NOT NULL,
        metric_name      TEXT,
        metric_unit      TEXT,
        metric_direction TEXT,
        evidence         TEXT NOT NULL,
        search           TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE region (
        id        TEXT NOT NULL PRIMARY KEY,
        workspace TEXT NOT NULL,
        network   TEXT NOT NULL REFERENCES network (id) ON DELETE CASCADE,
        key       TEXT NOT NULL,
        title     TEXT NOT NULL,
        outline   TEXT NOT NULL,
        UNIQUE (network, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE region_node (
        region TEXT NOT NULL REFERENCES region (id) ON DELETE CASCADE,
        node   TEXT NOT NULL REFERENCES node (id) ON DELETE CASCADE,
        PRIMARY KEY (region, node)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE leads_to (
        cause    TEXT NOT NULL REFERENCES node (id) ON DELETE CASCADE,
        effect   TEXT NOT NULL REFERENCES outcome (id) ON DELETE CASCADE,
        strength TEXT NOT NULL,
        why      TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (cause, effect),
        CHECK (cause <> effect)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE desired_by (
        outcome     TEXT NOT NULL REFERENCES outcome (id) ON DELETE CASCADE,
        persona     TEXT NOT NULL REFERENCES persona (id) ON DELETE RESTRICT,
        network     TEXT NOT NULL,
        importance  TEXT NOT NULL,
        why         TEXT NOT NULL,
        personally  TEXT NOT NULL,
        kind        TEXT NOT NULL,
        anticipated INTEGER NOT NULL,
        wanted      INTEGER NOT NULL,
        ours        INTEGER NOT NULL,
        archived    INTEGER NOT NULL,
        listed      INTEGER NOT NULL,
        distance    INTEGER NOT NULL,
        place       TEXT NOT NULL,
        PRIMARY KEY (outcome, persona)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE compared_with (
        differentiator TEXT NOT NULL REFERENCES differentiator (id) ON DELETE CASCADE,
        alternative    TEXT NOT NULL REFERENCES alternative (id) ON DELETE RESTRICT,
        position       TEXT NOT NULL,
        note           TEXT NOT NULL,
        evidence       TEXT NOT NULL,
        PRIMARY KEY (differentiator, alternative)
    ) STRICT, WITHOUT ROWID
    """,
)

_HISTORY = (
    """
    CREATE TABLE revision (
        subject    TEXT NOT NULL,
        number     INTEGER NOT NULL,
        workspace  TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        position   INTEGER NOT NULL,
        at         TEXT NOT NULL,
        actor      TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        reason     TEXT NOT NULL,
        changes    BLOB NOT NULL,
        PRIMARY KEY (subject, number),
        UNIQUE (workspace, position)
    ) STRICT
    """,
    """
    CREATE TABLE answer (
        workspace TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        actor     TEXT NOT NULL,
        key       TEXT NOT NULL,
        request   TEXT NOT NULL,
        body      TEXT NOT NULL,
        at        TEXT NOT NULL,
        PRIMARY KEY (workspace, actor, key)
    ) STRICT, WITHOUT ROWID
    """,
)

_INDEXES = (
    # The question across networks is answered from this index alone: its order, and every filter but the text.
    """
    CREATE INDEX desired_by_place ON desired_by
        (persona, listed, place, importance, kind, anticipated, wanted, ours, archived, network)
    """,
    "CREATE INDEX leads_to_effect ON leads_to (effect)",
    "CREATE INDEX region_node_node ON region_node (node)",
    "CREATE INDEX compared_with_alternative ON compared_with (alternative)",
    "CREATE INDEX network_alternative ON network (alternative) WHERE alternative IS NOT NULL",
    "CREATE INDEX answer_at ON answer (at)",
)

_RECORDS = (
    """
    CREATE TABLE record (
        id         TEXT NOT NULL PRIMARY KEY,
        workspace  TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        kind       TEXT NOT NULL,
        key        TEXT,
        place      TEXT NOT NULL,
        revision   INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        actor      TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        snapshot   TEXT NOT NULL
    ) STRICT
    """,
    # What a record speaks of and is asked by; an outcome or network may be gone, so nothing is referred to but the record.
    """
    CREATE TABLE mention (
        thing  TEXT NOT NULL,
        kind   TEXT NOT NULL,
        record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        PRIMARY KEY (thing, kind, record)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX record_key ON record (workspace, kind, key) WHERE key IS NOT NULL",
    "CREATE INDEX record_place ON record (workspace, kind, place)",
    "CREATE INDEX mention_record ON mention (record)",
)

_LOCAL = (
    f"INSERT INTO workspace (id, revision, directory_revision) VALUES ('{LOCAL}', 1, 1)",  # noqa: S608  # the model's own constants
    f"""
    INSERT INTO alternative (id, workspace, key, name, note, archived)
    VALUES ('{THE_STATUS_QUO.id}', '{LOCAL}', '{THE_STATUS_QUO.key}', '{THE_STATUS_QUO.name}', '', 0)
    """,  # noqa: S608  # the model's own constants
)

STEPS = (
    Step("tables of workspaces and networks", _DIRECTORY + _NETWORKS),
    Step("tables of history", _HISTORY),
    Step("indexes", _INDEXES),
    Step("the local workspace", _LOCAL),
    Step("tables of records", _RECORDS),
    Step("names of workspaces, tokens and the trail", ADMISSION),
    Step("an index of who came in", VISITS),
)
"""All steps in order; a database's version is the number of those that it has taken."""

PARTS = frozenset(
    name for step in STEPS for statement in step.statements for name in re.findall(r"CREATE (?:TABLE|INDEX|UNIQUE INDEX) (\w+)", statement)
)
"""The tables and indexes of the present version."""
