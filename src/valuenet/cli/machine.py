"""What commands print for programs: the option `--json`, and JSON in the words of the domain."""

from __future__ import annotations

import click
import orjson

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def print_json(value: object) -> None:
    """Print plain values as JSON, names in the order given."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
