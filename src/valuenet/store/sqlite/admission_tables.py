"""The tables of those who come in: names of workspaces, tokens, and the trail.

(token)-[workspace]->(workspace)        (trail_entry)-[workspace]->(workspace), or none that is known
"""

from __future__ import annotations

from valuenet.model.access import THE_LOCAL_WORKSPACE

VISITS = ("CREATE INDEX trail_visitor ON trail_entry (workspace, actor, event, place)",)

TRAIL_IS_TRUE = "CREATE TRIGGER trail_is_true BEFORE UPDATE ON trail_entry BEGIN SELECT raise(ABORT, 'the trail is only added to'); END"

STATEMENTS = (
    "ALTER TABLE workspace ADD COLUMN key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE workspace ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    f"""
    UPDATE workspace SET key = '{THE_LOCAL_WORKSPACE.key}', name = '{THE_LOCAL_WORKSPACE.name}' WHERE id = '{THE_LOCAL_WORKSPACE.id}'
    """,  # noqa: S608  # the model's own constants
    "CREATE UNIQUE INDEX workspace_key ON workspace (key)",
    """
    CREATE TABLE token (
        id              TEXT NOT NULL PRIMARY KEY,
        workspace       TEXT NOT NULL REFERENCES workspace (id) ON DELETE RESTRICT,
        name            TEXT NOT NULL,
        role            TEXT NOT NULL,
        hash            TEXT NOT NULL UNIQUE,
        created_at      TEXT NOT NULL,
        created_by      TEXT NOT NULL,
        created_by_name TEXT NOT NULL,
        expires_at      TEXT,
        revoked_at      TEXT,
        used_at         TEXT
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX token_workspace ON token (workspace, id)",
    # No workspace is an empty text here, so that one index serves all.
    """
    CREATE TABLE trail_entry (
        workspace  TEXT NOT NULL,
        place      TEXT NOT NULL,
        id         TEXT NOT NULL,
        at         TEXT NOT NULL,
        event      TEXT NOT NULL,
        actor      TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        origin     TEXT NOT NULL,
        subject    TEXT NOT NULL,
        said       TEXT NOT NULL,
        PRIMARY KEY (workspace, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TRIGGER trail_is_kept BEFORE DELETE ON trail_entry BEGIN SELECT raise(ABORT, 'the trail is only added to'); END",
    TRAIL_IS_TRUE,
)
