"""valuenet schema: the GraphQL schema in GraphQL's own language."""

from __future__ import annotations

from pathlib import Path

import click

from valuenet.cli.writing import written


@click.command("schema")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(output: Path | None) -> None:
    """Print the GraphQL schema.

    Every type, field and argument has a description: the schema is the manual of the API.

    \b
      valuenet schema | less
      valuenet schema --output valuenet.graphql
    """
    from valuenet.api.schema import sdl

    if output is None:
        click.echo(sdl(), nl=False)
    else:
        written(output, sdl())
