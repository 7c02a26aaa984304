"""Every Cypher statement stands in a file of its own, with a header that tells the truth."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from valuenet.errors import StoreError
from valuenet.model.ids import LOCAL
from valuenet.store.neo4j.migrations import MIGRATIONS
from valuenet.store.statements import Statement, catalogue, parsed

TOP = Path(__file__).parents[2]
FILES = sorted((TOP / "cypher").rglob("*.cypher"))
CATALOGUE = catalogue()
SCHEMA = sorted(statement.name for statement in CATALOGUE.values() if statement.mode == "schema")
WRITING = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP)\b")
KEYS = {"id", "workspaceId", "name"}  # of what a constraint says no two things share


def without_comments(statement: Statement) -> str:
    return re.sub(r"//[^\n]*", "", statement.text)


def test_every_file_is_in_the_catalogue_under_its_name() -> None:
    assert sorted(file.stem for file in FILES) == sorted(CATALOGUE)
    assert len(FILES) > 50


def test_a_file_without_a_header_is_named() -> None:
    with pytest.raises(StoreError, match=r"odd\.cypher has no header"):
        parsed("odd.cypher", "MATCH (n) RETURN n")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_stands_in_the_folder_of_its_mode(file: Path) -> None:
    assert file.parent.name == CATALOGUE[file.stem].mode


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_header_names_exactly_the_parameters(name: str) -> None:
    statement = CATALOGUE[name]

    assert sorted(statement.params) == sorted(set(re.findall(r"\$(\w+)", statement.text)))


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_header_names_exactly_what_is_returned(name: str) -> None:
    statement = CATALOGUE[name]
    last = re.search(r"^RETURN (?:DISTINCT )?(.*?)^ORDER BY", statement.text, re.MULTILINE | re.DOTALL)
    columns = last[1] if last else ""
    while (flat := re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", columns)) != columns:
        columns = flat

    assert statement.returns == tuple(column.split(" AS ")[-1].strip() for column in columns.split(",") if column.strip())


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_only_statements_that_say_so_write(name: str) -> None:
    statement = CATALOGUE[name]

    assert bool(WRITING.search(without_comments(statement))) == (statement.mode != "read")


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_chain_is_bounded(name: str) -> None:
    assert not re.search(r"\*\s*(\.\.\s*)?\]|\*\s*\d+\s*\.\.\s*\]|[)\]][+*]|\{\d+,\}", without_comments(CATALOGUE[name]))


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_order_of_rows_is_stated(name: str) -> None:
    statement = CATALOGUE[name]

    if statement.returns:
        assert "ORDER BY" in re.split(r"^RETURN\b", statement.text, flags=re.MULTILINE)[-1]


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_merge_names_a_key_only(name: str) -> None:
    for merged in re.findall(r"\bMERGE \(\w+:\w+ \{([^}]*)\}\)", without_comments(CATALOGUE[name])):
        assert {pair.split(":")[0].strip() for pair in merged.split(",")} <= KEYS


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_statement_is_used_or_shown_to_people(name: str) -> None:
    sources = [file.read_text() for file in (TOP / "src/valuenet/store/neo4j").glob("*.py")]
    guide = (TOP / "docs/exploring-in-neo4j.md").read_text()

    assert any(f'"{name}"' in source for source in sources) or f"`cypher/read/{name}.cypher`" in guide


def test_the_guide_shows_the_question_with_parameters_as_it_is_in_the_catalogue() -> None:
    guide = (TOP / "docs/exploring-in-neo4j.md").read_text()

    assert f"```cypher\n{CATALOGUE['outcomes_validated'].text}\n```" in guide
    assert f":param {{workspaceId: '{LOCAL}', personaKey: 'cfo', trade: 'manufacturing'}}" in guide


def test_the_statements_are_found_where_the_package_is_installed_without_its_checkout(tmp_path: Path) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    placed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]["cypher"]
    shutil.copytree(TOP / "src/valuenet", tmp_path / "valuenet", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "cypher", tmp_path / placed)

    code = "from valuenet.store.statements import catalogue; import valuenet; print(len(catalogue()), valuenet.__file__)"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    assert said.split() == [str(len(CATALOGUE)), str(tmp_path / "valuenet" / "__init__.py")]


def test_a_migration_creates_every_schema_statement() -> None:
    assert sorted(name for migration in MIGRATIONS for name in migration.schema) == SCHEMA


@pytest.mark.parametrize("name", SCHEMA)
def test_a_schema_statement_makes_what_its_file_is_called(name: str) -> None:
    assert f" {name} IF NOT EXISTS FOR " in CATALOGUE[name].text
