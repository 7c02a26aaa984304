"""Several workspaces on one service: opened by those who run it, and each sees itself alone."""

from __future__ import annotations

import pytest

from admitting import ADMIN, EDITOR, STRANGER, another_workspace
from commits import introduce
from networks import CULTURE
from valuenet.errors import InvalidEdit, KeyTaken, NotAllowed, NotFound
from valuenet.model.access import THE_LOCAL_WORKSPACE, Event, Role
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.directory import EntryPut, alternative_put, persona_put
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create
from valuenet.service.opportunity_opening import NewOpportunity, OpportunityPut, opportunity_open, opportunity_put
from valuenet.service.trail import trail
from valuenet.service.workspaces import workspace, workspace_called, workspace_create, workspaces
from valuenet.store.protocol import Store
from worth import price


def test_a_workspace_is_opened_named_and_told_of(store: Store) -> None:
    library = Library(store)
    made = workspace_create(library, LOCAL_CALLER, "north", "The north")
    assert (made.key, made.name) == ("north", "The north")
    assert list(workspaces(library, LOCAL_CALLER)) == [THE_LOCAL_WORKSPACE, made]
    assert workspace_called(library, "north") == made
    assert [(entry.event, entry.subject) for entry in trail(library, ADMIN).entries] == [(Event.WORKSPACE_CREATED, "north")]
    assert [alternative.key for alternative in library.directory(made.id).alternatives] == ["status-quo"]


def test_a_network_is_built_in_a_new_workspace_under_a_key_that_is_taken_elsewhere(store: Store) -> None:
    library = Library(store)
    introduce(store)
    network_create(library, LOCAL_CALLER, NewNetwork(key="culture", name="Culture", edits=CULTURE))
    made = workspace_create(library, LOCAL_CALLER, "north")
    there = Caller(workspace=made.id, actor=LOCAL_CALLER.actor, role=Role.ADMIN)
    for persona in library.directory(LOCAL_CALLER.workspace).personas:
        persona_put(library, there, EntryPut(key=persona.key, fields={"name": persona.name, "level": persona.level}))
    for rival in library.directory(LOCAL_CALLER.workspace).alternatives:
        alternative_put(library, there, EntryPut(key=rival.key, fields={"name": rival.name}))
    network_create(library, there, NewNetwork(key="culture", name="Culture", edits=CULTURE))
    assert not [*store.verify(made.id), *store.verify(LOCAL_CALLER.workspace)]


def test_those_of_another_workspace_see_their_own_alone(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    made = another_workspace(sqlite_store)
    assert list(workspaces(library, STRANGER)) == [made]
    assert workspace(library, STRANGER) == made
    with pytest.raises(NotAllowed, match="an administrator of the workspace local"):
        workspace_create(library, STRANGER, "third")
    with pytest.raises(NotAllowed, match="takes the role admin"):
        workspace_create(library, EDITOR, "third")


def test_a_key_that_cannot_be_or_is_taken_is_refused(sqlite_store: Store) -> None:
    library = Library(sqlite_store)
    with pytest.raises(InvalidEdit, match="not a key"):
        workspace_create(library, LOCAL_CALLER, "The North")
    with pytest.raises(KeyTaken):
        workspace_create(library, LOCAL_CALLER, "local")
    with pytest.raises(NotFound, match="no workspace 'south'"):
        workspace_called(library, "south")


def test_an_opportunity_measures_against_the_status_quo_of_its_own_workspace(store: Store) -> None:
    library = Library(store)
    made = workspace_create(library, LOCAL_CALLER, "north")
    there = Caller(workspace=made.id, actor=LOCAL_CALLER.actor, role=Role.ADMIN)
    network_create(library, there, NewNetwork(key="bare", name="Bare"))
    new = NewOpportunity(key="sale", network="bare", account="Alder Foods", new_account=True, price=price())
    opened = opportunity_open(library, there, new).view.kept.record
    (home,) = library.directory(made.id).alternatives
    assert [option.alternative for option in opened.alternatives] == [home.id]
    put = opportunity_put(library, there, OpportunityPut(opportunity="sale", fields={"stage": "Proposal"})).kept.record
    assert [option.alternative for option in put.alternatives] == [home.id]
    assert not list(store.verify(made.id))
