"""One table says who may do what; every use case that can be reached from outside asks it before it reads anything."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import cast

import pytest

from admitting import ADMIN, EDITOR, VIEWER
from conftest import Sent
from valuenet.errors import NotAllowed
from valuenet.model.access import Action, Event, Role, TrailEntry
from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.library import Library
from valuenet.service.networks import NewNetwork, network_create, network_list
from valuenet.service.rights import MAY, may
from valuenet.store.protocol import Store

SOURCE = Path(__file__).parents[2] / "src" / "valuenet"
BEFORE_ANYBODY_IS_KNOWN = {"noted", "refused", "exported"}
"""They write into the trail what was done or refused, whoever it was."""


def reached(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a module takes from modules of the service: imported one by one, or by way of the module."""
    whole: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("valuenet.service"):
            continue
        for alias in node.names:
            if node.module == "valuenet.service":
                whole[alias.asname or alias.name] = f"valuenet.service.{alias.name}"
            else:
                yield str(node.module), alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in whole:
            yield whole[node.value.id], node.attr


def use_cases(module: ModuleType) -> Iterator[FunctionType]:
    """The functions of a module that take the library and the caller first."""
    for _, found in inspect.getmembers(module, inspect.isfunction):
        if found.__module__ == module.__name__ and list(inspect.signature(found).parameters)[:2] == ["library", "caller"]:
            yield found


REACHED = sorted(
    {name for room in ("api", "web", "cli") for path in (SOURCE / room).rglob("*.py") for name in reached(ast.parse(path.read_text()))}
)
MODULES = [importlib.import_module(f"valuenet.service.{path.stem}") for path in sorted((SOURCE / "service").glob("*.py"))]
USE_CASES = {(module.__name__, found.__name__): found for module in MODULES for found in use_cases(module)}
OPEN = [name for name in REACHED if name in USE_CASES and name[1] not in BEFORE_ANYBODY_IS_KNOWN]


def test_the_syntax_trees_tell_what_is_reached_by_name_and_by_module() -> None:
    text = "from valuenet.service import networks as n\nfrom valuenet.service.gaps import gap_page\nn.network_edit(1)"
    assert set(reached(ast.parse(text))) == {("valuenet.service.gaps", "gap_page"), ("valuenet.service.networks", "network_edit")}


@pytest.mark.parametrize("name", OPEN, ids=lambda name: name[1])
def test_a_use_case_that_can_be_reached_from_outside_says_what_it_needs(name: tuple[str, str]) -> None:
    assert isinstance(getattr(USE_CASES[name], "action", None), Action)


def test_most_use_cases_are_found() -> None:
    assert len(OPEN) > 50


class TrailAlone:
    """A store that can be told of refusals, and asked nothing."""

    def __init__(self) -> None:
        self.told: list[TrailEntry] = []

    def add_trail(self, entry: TrailEntry) -> None:
        self.told.append(entry)


GUARDED = sorted(name for name, found in USE_CASES.items() if hasattr(found, "action"))


@pytest.mark.parametrize("name", GUARDED, ids=lambda name: name[1])
def test_who_may_not_is_refused_before_anything_is_read_and_the_trail_is_told(name: tuple[str, str]) -> None:
    use_case = USE_CASES[name]
    arguments = {one.name: None for one in list(inspect.signature(use_case).parameters.values())[2:] if one.default is one.empty}
    for caller in (VIEWER, EDITOR):
        if not may(caller, getattr(use_case, "action")):  # noqa: B009  # which functions have only after `needs`
            store = TrailAlone()
            with pytest.raises(NotAllowed, match=f"^{'an' if caller is EDITOR else 'a'} {caller.role} may not do this"):
                use_case(Library(cast("Store", store)), caller, **arguments)
            assert [entry.actor for entry in store.told] == [caller.actor]


def test_each_role_may_do_all_that_the_one_before_it_may() -> None:
    assert MAY[Role.VIEWER] < MAY[Role.EDITOR] < MAY[Role.ADMIN] == set(Action)


@pytest.mark.parametrize(("caller", "able"), [(VIEWER, False), (EDITOR, True), (ADMIN, True), (LOCAL_CALLER, True)])
def test_viewers_read_and_editors_build(store: Store, sent: Sent, caller: Caller, able: bool) -> None:
    library = Library(store)
    if able:
        network_create(library, caller, NewNetwork(key="culture", name="Culture"))
    else:
        sent.clear()
        with pytest.raises(NotAllowed, match="a viewer may not do this: it takes the role editor or admin"):
            network_create(library, caller, NewNetwork(key="culture", name="Culture"))
        assert [name.replace("_", " ") for name in sent if "trail" in name] == ["add trail"]
        (entry,) = store.trail(caller.workspace)
        assert (entry.event, entry.actor, entry.origin) == (Event.REFUSED, caller.actor, caller.origin)
    assert len(network_list(library, caller)) == able
