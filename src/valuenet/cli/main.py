"""The command `valuenet` itself: which commands there are, found and loaded one at a time so that help is fast."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click

from valuenet.cli.refusals import refusal
from valuenet.errors import ValueNetError


class Listed(NamedTuple):
    """Where a command lives, and the sentence that its help begins with."""

    module: str
    sentence: str


SECTIONS: Mapping[str, Mapping[str, Listed]] = {
    "Ask": {
        "outcomes": Listed("outcomes", "Which outcomes do these personas desire, and why does each follow?"),
        "why": Listed("why", "Why does an outcome follow from what we do, and who cares?"),
        "check": Listed("check", "What is unfinished or doubtful in a network, and what to do about it?"),
        "networks": Listed("networks", "Which networks are there?"),
        "personas": Listed("personas", "Which personas are there?"),
        "history": Listed("history", "What happened to a network?"),
        "compare": Listed("compare", "What differs between two revisions of a network?"),
    },
    "Meet": {
        "brief": Listed("brief", "What to bring to a meeting with these people?"),
        "record": Listed("record", "Record what a customer made of an outcome."),
        "gap": Listed("gap", "Report what a customer lacks, or decide what becomes of it."),
        "accounts": Listed("accounts", "Which customers are there? Or put one in."),
    },
    "Learn": {
        "known": Listed("known", "What do customers say about what we bring about?"),
        "matrix": Listed("matrix", "How far has the message about each outcome to each persona come?"),
        "messages": Listed("messages", "Which messages are there, and what could be said?"),
        "message": Listed("message", "Write, show, approve or retire a message."),
        "gaps": Listed("gaps", "What do customers lack, and what became of it?"),
    },
    "What it is worth": {
        "score": Listed("score", "What is it worth to this customer, and what follows for the price?"),
        "opportunities": Listed("opportunities", "Which opportunities are there, and where does a conversation pay most?"),
        "opportunity": Listed("opportunity", "Show what an opportunity is made of, or change that."),
        "open": Listed("opening", "Open an opportunity: what a network says this customer could desire."),
        "call": Listed("call", "Record what a person at the customer said about our claims."),
        "exception": Listed("price_exception", "Ask for a price below list, or decide about one."),
        "close": Listed("close", "Close an opportunity, won or lost."),
        "forecast": Listed("forecast", "What may the open opportunities bring?"),
        "discounts": Listed("discounts", "What was given away, by whom, and what of it did value not justify?"),
        "value-settings": Listed("value_settings", "Which numbers does the value model go by, and why?"),
    },
    "Networks as files": {
        "import": Listed("importing", "Bring networks and opportunities to what files say: created, or changed where they differ."),
        "export": Listed("export", "Write a network or an opportunity as a file."),
        "render": Listed("render", "Draw a network, or a part of it."),
        "diff": Listed("diff", "What differs between two networks, files or revisions?"),
    },
    "Change": {
        "restore": Listed("restore", "Bring back an earlier revision of a network, as its next one."),
        "delete": Listed("delete", "Remove a network for good, its history included."),
    },
    "Run": {
        "serve": Listed("serve", "Answer GraphQL until interrupted."),
        "migrate": Listed("migrate", "Bring the store to the version that this valuenet needs."),
        "verify": Listed("verify", "Compare what the store's indexes say with the networks themselves."),
        "schema": Listed("schema", "Print the GraphQL schema."),
    },
    "Let people in": {
        "token": Listed("token", "Make, list and revoke the tokens that people sign in with."),
        "workspace": Listed("workspace", "Open and list workspaces, which never see each other."),
        "forget": Listed("forget", "Remove a person's name and words from everything, history included."),
        "trail": Listed("trail", "Who signed in, was refused, or took something away?"),
    },
}


_BEFORE = ("--store", "--workspace")
"""The options of the program itself."""


class Commands(click.Group):
    """A group that loads a command when it is called, and tells refusals as messages instead of tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return [name for section in SECTIONS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as click calls it
        for section in SECTIONS.values():
            if cmd_name in section:
                command = import_module(f"valuenet.cli.commands.{section[cmd_name].module}").command
                assert isinstance(command, click.Command)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(len(name) for name in self.list_commands(ctx))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), listed.sentence) for name, listed in section.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ValueNetError as error:
            raise refusal(error) from error
        except click.NoSuchOption as error:
            if error.option_name not in _BEFORE:
                raise
            told = f"{error.message} The option stands before the command: valuenet {error.option_name} … COMMAND."
            raise click.NoSuchOption(error.option_name, told, ctx=error.ctx) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    metavar="ADDRESS",
    help="Where the networks are: sqlite:///file.db, or a Neo4j address. Default: what VALUENET_STORE says, else a file of yours.",
)
@click.option(
    "--workspace",
    metavar="KEY",
    envvar="VALUENET_WORKSPACE",
    help="In which workspace. Default: what VALUENET_WORKSPACE says, else local, which every store has.",
)
@click.version_option(package_name="valuenet", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, store: str | None, workspace: str | None) -> None:  # noqa: ARG001  # a session asks the context for it
    """What each persona cares about, and why it follows from what you do.

    A value network draws what is different about an offer, the outcomes that follow, and who desires them. Marketers
    build it, sellers ask it before a meeting.

    \b
      valuenet import examples/*.yaml
      valuenet outcomes --persona cfo
      valuenet why value-focused-culture/price-integrity
      valuenet brief --persona cfo --persona facilities

    Exit status: 0 when all is well; 1 when the store failed, or `check` or `verify` found errors; 2 for bad input.
    """
    ctx.obj = store


def main() -> None:
    """Run the command line."""
    cli(prog_name="valuenet")
