"""Help that teaches, and does so at once."""

import subprocess
import sys

import click
import pytest

from terminal import Terminal
from valuenet.cli.main import SECTIONS, cli

COMMANDS = {name: listed.sentence for section in SECTIONS.values() for name, listed in section.items()}
HEAVY = {"networkx", "neo4j", "strawberry", "graphql", "starlette", "uvicorn", "ruamel.yaml", "sqlite3", "orjson"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_begins_with_the_sentence_that_the_list_shows(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help is not None
    assert command.help.split("\n")[0] == COMMANDS[name]
    assert command.name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example_of_it(terminal: Terminal, name: str) -> None:
    text = terminal.done(name, "--help").partition("Options:")[0]
    usage, _, body = text.partition("\n")
    assert usage.startswith(f"Usage: valuenet {name}")
    assert any(line.strip().startswith("valuenet ") and name in line for line in body.split("\n"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_fits_into_80_columns(terminal: Terminal, name: str) -> None:
    assert [line for line in terminal.done(name, "--help").split("\n") if len(line) > 80] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_the_list_names_every_command_in_its_section(terminal: Terminal) -> None:
    lines = terminal.done("--help").split("\n")
    assert all(f"{title}:" in lines for title in SECTIONS)
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in COMMANDS)


def test_help_loads_no_heavy_library() -> None:
    code = f"import sys; from valuenet.cli.main import cli; cli(['--help'], standalone_mode=False); print({HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("set()")


def test_an_unknown_command_is_bad_input(terminal: Terminal) -> None:
    result = terminal.run("outcome")
    assert result.exit_code == 2
    assert "No such command 'outcome'" in result.stderr


def test_the_version_is_that_of_the_package(terminal: Terminal) -> None:
    assert terminal.done("--version").startswith("valuenet 0.")
