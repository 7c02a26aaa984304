"""What somebody has spoilt of workspaces, tokens and the trail is found by `verify`, in both stores."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import neo4j
import pytest

from admitting import OTHER, another_workspace, token
from valuenet.errors import StoreCorrupt
from valuenet.model.access import Event, TrailEntry
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.ids import LOCAL, TokenId, TrailEntryId
from valuenet.settings import SqliteAddress, StoreSettings
from valuenet.store.protocol import Store

OURS = TokenId("tok_ours")
NOON = "2026-03-02T12:00:00.000000+00:00"

SPOILT = {
    "a token of a workspace that does not exist": (
        "UPDATE token SET workspace = 'wsp_gone'",
        "MATCH (t:Token)-[r:OPENS]->() SET t.workspaceId = 'wsp_gone' DELETE r",
        "the token opens the workspace wsp_gone, which does not exist",
    ),
    "a secret where its hash should be": (
        "UPDATE token SET hash = 'vnt_sesame'",
        "MATCH (t:Token) SET t.hash = 'vnt_sesame'",
        "the hash of the token is no SHA-256",
    ),
    "a token of a role that there is not": (
        "UPDATE token SET role = 'king'",
        "MATCH (t:Token) SET t.role = 'king'",
        "the token tok_ours cannot be read",
    ),
    "a token that expires some day": (
        "UPDATE token SET expires_at = 'some day'",
        "MATCH (t:Token) SET t.expiresAt = 'some day'",
        "the token was to expire at 'some day', which is no moment",
    ),
    "an entry of an event that there is not": (
        "UPDATE trail_entry SET event = 'sang'",
        "MATCH (e:TrailEntry) SET e.event = 'sang'",
        "the entry of the trail trl_1 cannot be read",
    ),
    "an entry of another moment": (
        "UPDATE trail_entry SET at = '2020-01-01T00:00:00.000000+00:00'",
        "MATCH (e:TrailEntry) SET e.at = '2020-01-01T00:00:00.000000+00:00'",
        "the entry stands at",
    ),
    "an entry of no moment": ("UPDATE trail_entry SET at = 'noon'", "MATCH (e:TrailEntry) SET e.at = 'noon'", "'noon', which is no moment"),
    "an entry in the trail of a workspace that does not exist": (
        "UPDATE trail_entry SET workspace = 'wsp_gone'",
        "MATCH ()-[r:HAS_TRAIL]->(e) SET e.workspaceId = 'wsp_gone' DELETE r",
        "in the trail of the workspace wsp_gone, which does not exist",
    ),
    "a directory that is ahead of its workspace": (
        "UPDATE workspace SET directory_revision = 7 WHERE id = 'wsp_local'",
        "MATCH (w:Workspace {id: 'wsp_local'}) SET w.state = [1, 7]",
        "its directory at 7",
    ),
}


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with a token and an entry of the trail."""
    store.add_token(token("ours", id_=OURS))
    store.add_trail(TrailEntry(id=TrailEntryId("trl_1"), at=NOON, event=Event.REFUSED, actor=LOCAL_OWNER, origin="here", workspace=LOCAL))
    return store


def spoil(settings: StoreSettings, request: pytest.FixtureRequest, sql: str, cypher: str) -> None:
    """Change a store as only somebody can who has it."""
    if isinstance(settings.address, SqliteAddress):
        with closing(sqlite3.connect(settings.address.path, isolation_level=None)) as connection:
            connection.execute("DROP TRIGGER IF EXISTS trail_is_true")
            connection.execute(sql)
        return
    driver: neo4j.Driver = request.getfixturevalue("neo4j_driver")
    with driver.session(database=settings.address.database) as session:
        session.run(cypher).consume()


@pytest.mark.parametrize("what", SPOILT)
def test_what_somebody_has_spoilt_is_found(kept: Store, store_settings: StoreSettings, request: pytest.FixtureRequest, what: str) -> None:
    sql, cypher, message = SPOILT[what]
    assert not list(kept.verify(LOCAL))

    spoil(store_settings, request, sql, cypher)

    told = [discrepancy.message for discrepancy in kept.verify(LOCAL)]
    assert any(message in one for one in told), told
    assert "sesame" not in "".join(told)


def test_what_belongs_to_no_workspace_is_found_from_every_other_one(
    kept: Store, store_settings: StoreSettings, request: pytest.FixtureRequest
) -> None:
    another_workspace(kept)
    kept.add_token(replace(token("theirs"), workspace=OTHER))
    assert not [*kept.verify(LOCAL), *kept.verify(OTHER)]
    gone = SPOILT["an entry in the trail of a workspace that does not exist"]
    spoil(store_settings, request, *gone[:2])
    assert [discrepancy.network for discrepancy in kept.verify(OTHER)][:1] == ["trl_1"]


def test_a_token_that_cannot_be_read_signs_nobody_in(kept: Store, store_settings: StoreSettings, request: pytest.FixtureRequest) -> None:
    spoil(store_settings, request, "UPDATE token SET role = 'king'", "MATCH (t:Token) SET t.role = 'king'")
    with pytest.raises(StoreCorrupt, match="tok_ours cannot be read"):
        kept.token_by_hash(token("ours").hash)


def test_a_graph_in_which_a_token_opens_nothing_or_an_entry_is_in_no_trail_is_told(
    kept: Store, store_settings: StoreSettings, request: pytest.FixtureRequest
) -> None:
    if isinstance(store_settings.address, SqliteAddress):
        return  # there a token has no relationship apart from its workspace
    spoil(store_settings, request, "", "MATCH (:Token)-[r:OPENS]->() DELETE r")
    spoil(store_settings, request, "", "MATCH ()-[r:HAS_TRAIL]->() DELETE r")
    told = [(discrepancy.network, discrepancy.message.split(" ")[0]) for discrepancy in kept.verify(LOCAL)]
    assert told == [(OURS, "OPENS"), ("trl_1", "HAS_TRAIL")]
