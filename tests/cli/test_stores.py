"""Which store a command works with, and what it says when that store cannot do its work."""

import json
import sqlite3
from contextlib import closing

import pytest

from terminal import EXAMPLES, Terminal
from valuenet.settings import Neo4jAddress


def test_the_same_questions_have_the_same_answers_in_both_stores(any_terminal: Terminal, terminal: Terminal) -> None:
    files = [EXAMPLES / "value-focused-culture.yaml", EXAMPLES / "mediocrity-merry-go-round.yaml"]
    expected = Terminal(store=f"sqlite:///{terminal.directory}/expected.db", directory=terminal.directory)
    questions = (
        ("outcomes", "--persona", "cfo", "--persona", "cro"),
        ("outcomes", "--persona", "cro", "--unwanted"),
        ("why", "value-focused-culture/price-integrity", "--all", "3"),
        ("check", "value-focused-culture"),
        ("personas", "--json"),
        ("export", "value-focused-culture"),
    )
    any_terminal.done("migrate")
    for place in (any_terminal, expected):
        place.done("import", *files)
    for question in questions:
        assert any_terminal.done(*question) == expected.done(*question)


def test_a_network_lives_through_its_whole_life_in_both_stores(any_terminal: Terminal) -> None:
    any_terminal.done("migrate")
    any_terminal.done("import", EXAMPLES / "car-dealer.yaml")
    changed = any_terminal.done("export", "car-dealer").replace("usually", "rarely")
    any_terminal.done("import", "-", "--format", "yaml", "--reason", "the workshop", input=changed)
    assert "the workshop" in any_terminal.done("history", "car-dealer")
    assert any_terminal.done("diff", "car-dealer@1", "car-dealer").startswith("changed (3)")
    any_terminal.done("restore", "car-dealer", "1")
    assert any_terminal.done("verify") == "the store agrees with itself\n"
    any_terminal.done("delete", "car-dealer", "--yes")
    assert json.loads(any_terminal.done("networks", "--json")) == {"networks": []}


def test_a_store_that_was_not_migrated_asks_for_it(any_terminal: Terminal) -> None:
    if any_terminal.store.startswith("sqlite"):
        (any_terminal.directory / "valuenet.db").touch()
    result = any_terminal.run("networks")
    assert result.exit_code == 1
    assert "valuenet migrate" in result.stderr


def test_migrating_says_each_step_and_can_be_repeated(any_terminal: Terminal) -> None:
    assert "is up to date: " in any_terminal.done("migrate")
    assert any_terminal.done("migrate").endswith(" is up to date: nothing to do\n")


def test_a_file_that_is_not_there_yet_is_made_by_the_first_command(terminal: Terminal) -> None:
    result = terminal.run("networks")
    assert result.exit_code == 0
    assert f"a new store was made: {terminal.store}" in result.stderr
    assert "a new store" not in terminal.run("networks").stderr


def test_an_option_wins_over_the_environment(terminal: Terminal) -> None:
    terminal.done("--store", "sqlite:///other.db", "import", EXAMPLES / "car-dealer.yaml")
    assert (terminal.directory / "other.db").exists()
    assert not (terminal.directory / "store.db").exists()


def test_a_store_of_a_newer_version_is_left_alone(examples: Terminal) -> None:
    with closing(sqlite3.connect(examples.directory / "store.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    for command in (("networks",), ("migrate",), ("import", EXAMPLES / "car-dealer.yaml")):
        result = examples.run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.endswith("use a newer valuenet\n")


def test_a_database_of_another_program_is_left_alone(terminal: Terminal) -> None:
    with closing(sqlite3.connect(terminal.directory / "store.db")) as connection:
        connection.execute("CREATE TABLE mine (thing)")
    result = terminal.run("migrate")
    assert result.exit_code == 1
    assert "is a database of another program: name another file" in result.stderr


def test_an_index_that_says_something_else_is_found_by_verify(examples: Terminal) -> None:
    with closing(sqlite3.connect(examples.directory / "store.db")) as connection:
        connection.execute("UPDATE outcome SET title = 'spoiled' WHERE id = (SELECT id FROM node WHERE key = 'price-integrity')")
        connection.commit()
    result = examples.run("verify")
    assert result.exit_code == 1
    assert "outcome" in result.stdout
    assert "spoiled" in result.stdout
    assert len(json.loads(examples.run("verify", "--json").stdout)["discrepancies"]) == 1


def test_a_neo4j_that_cannot_be_reached_is_told_in_one_line(terminal: Terminal) -> None:
    away = Terminal(store="bolt://neo4j@127.0.0.1:1", password="swordfish", directory=terminal.directory)
    result = away.run("networks")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "bolt://neo4j@127.0.0.1:1 cannot be reached" in result.stderr
    assert "swordfish" not in result.stderr


def test_a_neo4j_without_a_password_asks_for_it(terminal: Terminal) -> None:
    result = Terminal(store="neo4j://neo4j@127.0.0.1", directory=terminal.directory).run("networks")
    assert result.exit_code == 2
    assert result.stderr == "Error: VALUENET_STORE: comes without a password (set VALUENET_STORE_PASSWORD)\n"


@pytest.mark.neo4j
def test_a_wrong_password_is_told_and_not_shown(neo4j_address: Neo4jAddress, terminal: Terminal) -> None:
    result = Terminal(store=str(neo4j_address), password="swordfish", directory=terminal.directory).run("networks")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "refuses the user or the password: set VALUENET_STORE_PASSWORD" in result.stderr
    assert "swordfish" not in result.stderr


def test_a_save_that_fails_says_what_was_saved_before_it(examples: Terminal) -> None:
    """The log takes no second revisions here, as it would on a full disk."""
    first = examples.directory / "first.yaml"
    first.write_text("valuenet: 1\nnetwork: new\nname: New\n")
    with closing(sqlite3.connect(examples.directory / "store.db")) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON revision WHEN NEW.number > 1 BEGIN SELECT RAISE(ABORT, 'full'); END")
        connection.commit()
    changed = examples.directory / "changed.yaml"
    changed.write_text(examples.done("export", "car-dealer").replace("usually", "rarely"))
    result = examples.run("import", first, changed)
    assert result.exit_code == 1
    assert result.stdout.startswith("new: created")
    assert result.stderr.endswith("Saved before that: new.\n")
