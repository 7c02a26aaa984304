"""The rules of the house, read from the syntax trees of the source: who may import whom, what lives where, how long things are."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "valuenet"

ROOMS = (
    {"errors"},
    {"model"},
    {"entrance"},
    {"settings"},
    {"analysis"},
    {"value"},
    {"messages"},
    {"documents", "diagram"},
    {"charts"},
    {"store"},
    {"service"},
    {"api"},
    {"web"},
    {"wiring"},
    {"cli"},
)
"""A room may import from the rooms before it, never from one beside or behind it."""

HOMES: Mapping[str, set[str]] = {
    "networkx": {"analysis"},
    "ruamel": {"documents"},
    "neo4j": {"store.neo4j"},
    "sqlite3": {"store.sqlite"},
    "strawberry": {"api", "web.graphql"},
    "graphql": {"api", "web"},
    "starlette": {"web"},
    "uvicorn": {"web", "wiring", "cli"},
    "click": {"cli"},
    "msgspec": {"model", "store"},
    "xlsxwriter": {"documents"},
    "orjson": {"documents", "store", "web", "cli"},
    "platformdirs": {"settings"},
    "numpy": {"value"},
    "scipy": {"value"},
    "graphviz": {"diagram"},
    "subprocess": {"diagram.render"},
    "pypdf": {"diagram.pages"},
    "matplotlib": {"charts"},
    "jwt": {"web.issuer", "web.access_tokens"},
    "urllib.request": {"web.issuer"},
}
"""What lives somewhere, and nowhere else."""

LATE = ("wiring", "cli")
"""Where imports may stand inside a function, so that a command starts fast."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "data", "misc", "tools", "base"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One imported module: where, and whether inside a function or for type checkers alone."""

    target: str
    line: int
    late: bool
    for_types: bool


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the source by its dotted name below `valuenet`; the package itself is the empty name."""
    named = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What a module imports; of `from valuenet.room import name` the module `room.name` where that is one."""
    return tuple(_imports(tree(module), late=False, for_types=False))


def _imports(node: ast.AST, *, late: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inside = late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = for_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
        for target in _targets(child):
            yield Import(target=target, line=getattr(child, "lineno", 0), late=late, for_types=for_types)
        yield from _imports(child, late=inside, for_types=typing)


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"relative import in line {node.lineno}"
        assert node.module is not None
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole.removeprefix("valuenet.") in modules() else node.module


def ours(target: str) -> str | None:
    """The name of one of our modules, or nothing for a foreign one."""
    name, _, rest = target.partition(".")
    return rest if name == "valuenet" else None


def room(module: str) -> str:
    return module.partition(".")[0]


def height(module: str) -> int:
    """How far in front a module's room stands; the package itself stands before all."""
    return next(place for place, rooms in enumerate(ROOMS) if room(module) in rooms) if module else -1


def within(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


MODULES = sorted(modules())


def test_the_reading_of_imports_tells_late_ones_and_those_for_type_checkers() -> None:
    text = """
import click
if TYPE_CHECKING:
    import neo4j
def late():
    from valuenet.model import ids, text as words
    from valuenet.errors import Invalid
"""
    found = [(one.target, one.late, one.for_types) for one in _imports(ast.parse(text), late=False, for_types=False)]
    assert found == [
        ("click", False, False),
        ("neo4j", False, True),
        ("valuenet.model.ids", True, False),
        ("valuenet.model.text", True, False),
        ("valuenet.errors", True, False),
    ]


def test_every_module_stands_in_a_room_of_the_house() -> None:
    known = set(chain.from_iterable(ROOMS))
    assert {room(module) for module in MODULES if module} <= known
    assert {"errors", "model", "analysis", "store", "service"} <= {room(module) for module in MODULES}, "the house is there"


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_from_the_rooms_before_it(module: str) -> None:
    wrong = [
        f"line {one.line}: {one.target}"
        for one in imports(module)
        if (target := ours(one.target)) is not None and room(target) != room(module) and height(target) >= height(module)
    ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {
        module: {target for one in imports(module) if not one.late and not one.for_types and (target := ours(one.target)) in modules()}
        for module in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' ← '.join(error.args[1])}")


@pytest.mark.parametrize("library", sorted(HOMES))
def test_what_lives_somewhere_lives_nowhere_else(library: str) -> None:
    strays = {
        f"{module}, line {one.line}"
        for module in MODULES
        for one in imports(module)
        if f"{one.target}.".startswith(f"{library}.") and not within(module, HOMES[library])
    }
    assert strays == set()


def test_the_two_stores_know_nothing_of_each_other_and_only_the_wiring_chooses() -> None:
    for module in MODULES:
        for one in imports(module):
            target = ours(one.target) or ""
            for home in ("store.sqlite", "store.neo4j"):
                if within(target, {home}):
                    assert within(module, {home, "wiring"}), f"{module}, line {one.line}, imports {target}"


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) not in LATE])
def test_imports_stand_at_the_top_of_a_module(module: str) -> None:
    assert [f"line {one.line}: {one.target}" for one in imports(module) if one.late] == []


def test_what_the_stores_and_the_persona_query_use_does_not_load_networkx() -> None:
    for start in ("analysis.reach", "analysis.chains", "analysis.desires"):
        reached, waiting = set(), [start]
        while waiting:
            module = waiting.pop()
            reached.add(module)
            for one in imports(module):
                assert not one.target.startswith("networkx"), f"{module} is imported by {start}"
                target = ours(one.target)
                if target is not None and target not in reached and not one.for_types:
                    waiting.append(target)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_a_noun_that_says_what_it_is_for(module: str) -> None:
    assert not set(module.split(".")) & FORBIDDEN_NAMES
    said = ast.get_docstring(tree(module))
    assert said, "it opens with what it is for"
    assert said.partition("\n")[0][-1] in ".:,;", "in a sentence"


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_are_short(module: str) -> None:
    lines = len(modules()[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE
    long = [
        f"{node.name}, {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in {"model", "analysis"}])
def test_public_functions_and_classes_of_the_pure_rooms_state_their_contract(module: str) -> None:
    silent = [
        node.name
        for node in tree(module).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert [name for name in silent if not name.startswith("new_")] == [], "`new_…_id` says it all"
