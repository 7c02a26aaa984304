"""Letting people in from the command line: the first administrator comes from here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terminal import EXAMPLES, Terminal
from valuenet.cli import commands as commands_room
from valuenet.model.access import Role
from valuenet.service.library import Library
from valuenet.service.tokens import signed_in
from valuenet.settings import settings
from valuenet.wiring import open_store


def let_in(terminal: Terminal, secret: str) -> tuple[str, Role] | None:
    """Whom a secret lets in: name and role."""
    store = open_store(settings(terminal.environment).store)
    try:
        caller = signed_in(Library(store), secret, "192.0.2.1")
        return (caller.actor.name, caller.role) if caller else None
    finally:
        store.close()


def test_the_first_administrator_gets_a_token_and_loses_it_again(any_terminal: Terminal) -> None:
    any_terminal.done("migrate")
    result = any_terminal.run("token", "create", "Ann", "--role", "admin", "--expires", "90d")
    secret = result.stdout.strip()
    assert secret.startswith("vnt_")
    assert "shown this once" in result.stderr
    assert let_in(any_terminal, secret) == ("Ann", Role.ADMIN)

    (shown,) = json.loads(any_terminal.done("token", "list", "--json"))["tokens"]
    assert (shown["name"], shown["role"], shown["revoked_at"], "hash" in shown) == ("Ann", "admin", None, False)
    assert any_terminal.done("token", "revoke", shown["id"]) == f"{shown['id']} (Ann) opens nothing any more\n"
    assert let_in(any_terminal, secret) is None
    assert "revoked" in any_terminal.done("token", "list")

    told = json.loads(any_terminal.done("trail", "--json"))["trail"]
    assert [(one["event"], one["by"], one["from"]) for one in told] == [
        ("refused", "Ann", "192.0.2.1"),
        ("token revoked", "local owner", "this computer"),
        ("signed in", "Ann", "192.0.2.1"),
        ("token created", "local owner", "this computer"),
    ]


@pytest.mark.parametrize("said", ["90", "soon", "-1d", "0d", "99y"])
def test_a_time_that_is_none_is_refused(terminal: Terminal, said: str) -> None:
    result = terminal.run("token", "create", "Ann", "--expires", said)
    assert result.exit_code == 2
    assert "vnt_" not in result.output


def test_a_token_may_last_for_ever(terminal: Terminal) -> None:
    assert "until it is revoked" in terminal.run("token", "create", "Ann", "--expires", "never").stderr
    assert "open" in terminal.done("token", "list")


def test_an_unknown_token_is_bad_input(terminal: Terminal) -> None:
    result = terminal.run("token", "revoke", "tok_none")
    assert (result.exit_code, "there is no token 'tok_none'" in result.stderr) == (2, True)


def test_workspaces_are_opened_chosen_and_do_not_see_each_other(terminal: Terminal) -> None:
    terminal.done("import", EXAMPLES / "car-dealer.yaml")
    terminal.done("workspace", "create", "north", "--name", "The north")
    assert terminal.done("workspace", "list").split("\n")[1:3] == ["local  Local", "north  The north"]
    assert "No networks yet" in terminal.run("--workspace", "north", "networks").stderr
    terminal.done("--workspace", "north", "import", EXAMPLES / "car-dealer.yaml")
    there = Terminal(store=terminal.store, directory=terminal.directory, more={"VALUENET_WORKSPACE": "north"})
    assert "car-dealer" in there.done("networks")
    there.done("token", "create", "Nora", "--role", "admin")
    assert "No tokens yet" in terminal.run("token", "list").stderr
    assert "agrees with itself" in there.done("verify")


def test_a_workspace_that_there_is_not_is_bad_input(terminal: Terminal) -> None:
    result = terminal.run("--workspace", "south", "networks")
    assert (result.exit_code, "there is no workspace 'south': " in result.stderr) == (2, True)


TAKEN = {
    ("export", "car-dealer", "-o", "car-dealer.yaml"): "network car-dealer yaml",
    ("export", "car-dealer", "--format", "csv", "-o", "sheets"): "network car-dealer csv",
    ("export", "--opportunity", "alder-foods"): "opportunity alder-foods yaml",
    ("score", "alder-foods", "-o", "alder.html"): "opportunity alder-foods scorecard as html",
    ("score", "alder-foods", "--charts", "charts"): "opportunity alder-foods charts",
    ("brief", "--persona", "cfo", "-o", "cfo.md"): "a brief markdown",
    ("matrix", "car-dealer", "-o", "messages.xlsx"): "network car-dealer matrix as xlsx",
    ("discounts", "--chart", "discounts.svg"): "portfolio chart of discounts",
    ("render", "car-dealer", "-o", "dealer.dot"): "network car-dealer diagram as dot",
}
LOOKED_AT = [("score", "alder-foods"), ("brief", "--persona", "cfo"), ("matrix", "car-dealer"), ("discounts",)]
EMPTY = {"schema"}
"""What it writes holds nothing of a workspace."""


def test_what_is_taken_away_as_a_file_is_told_and_what_is_looked_at_is_not(examples: Terminal) -> None:
    examples.done("import", EXAMPLES / "opportunities" / "alder-foods.yaml")
    for command in (*TAKEN, *LOOKED_AT):
        examples.done(*command)
    told = json.loads(examples.done("trail", "--json"))["trail"]
    assert [f"{one['subject']} {one['said']}" for one in reversed(told)] == list(TAKEN.values())
    assert {one["event"] for one in told} == {"exported"}


def test_every_command_that_writes_a_file_tells_the_trail() -> None:
    commands = {path.stem: path.read_text(encoding="utf-8") for path in Path(commands_room.__path__[0]).glob("*.py")}
    writing = {name for name, text in commands.items() if "import written" in text}
    assert writing - EMPTY == {name for name, text in commands.items() if "exported(opened" in text} == {command[0] for command in TAKEN}


def test_a_person_is_forgotten_when_that_was_confirmed(examples: Terminal) -> None:
    document = examples.done("export", "car-dealer").replace("The dealer who", "Jade Garnet, who")
    assert "Jade Garnet" in document
    (examples.directory / "dealer.yaml").write_text(document, encoding="utf-8")
    examples.done("import", "dealer.yaml")
    looked = examples.done("forget", "--person", "jade garnet", "--dry-run")
    assert looked == "they are in 1 thing and 1 entry of the history\n  network: 1\n"
    assert examples.run("forget", "--person", "Jade Garnet", input="n\n").exit_code == 1
    assert "Jade Garnet" in examples.done("export", "car-dealer")
    assert "forgotten in 1 thing" in examples.done("forget", "--person", "Jade Garnet", "--yes")
    assert "Jade Garnet" not in examples.done("export", "car-dealer") + examples.done("history", "car-dealer", "--json")
    assert examples.done("forget", "--person", "Jade Garnet").startswith("they are nowhere by this name; ")
