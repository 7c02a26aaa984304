"""valuenet personas: the personas of the workspace."""

from __future__ import annotations

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.model.directory import Persona


@click.command("personas")
@as_json
@click.pass_obj
def command(store: str | None, as_json: bool) -> None:
    """Which personas are there?

    The KEY is what `outcomes --persona` takes, and what files and edits call the persona.

    \b
      valuenet personas
    """
    with session(store) as opened:
        found = opened.library.directory(opened.caller.workspace).personas
        if as_json:
            print_json({"personas": [_record(persona) for persona in found]})
        elif found:
            click.echo(table(("KEY", "NAME", "LEVEL", "FUNCTION", "MEASURED ON"), [_row(persona) for persona in found]))
        else:
            click.echo("No personas yet: they come with the networks that you import.", err=True)


def _row(persona: Persona) -> tuple[str, ...]:
    name = persona.name + (" (archived)" if persona.archived else "")
    return persona.key, name, persona.level, persona.function, persona.measured_on


def _record(persona: Persona) -> dict[str, object]:
    return {
        "key": persona.key,
        "name": persona.name,
        "level": persona.level,
        "function": persona.function,
        "measured_on": persona.measured_on,
        "archived": persona.archived,
    }
