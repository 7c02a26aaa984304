"""valuenet export: a network as a file, or as the sheets of a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from valuenet.cli.session import session
from valuenet.cli.writing import written
from valuenet.documents.source import Format
from valuenet.documents.spreadsheets import Sheets
from valuenet.service.imports import network_export, network_sheets

_CSV = "csv"


@click.command("export")
@click.argument("network")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write it here: a file, or for csv a directory.")
@click.option(
    "--format", "said", type=click.Choice([*(word.value for word in Format), _CSV]), help="Default: as the output ends, else yaml."
)
@click.pass_obj
def command(store: str | None, network: str, output: Path | None, said: str | None) -> None:
    """Write a network as a file.

    NETWORK is a key, or key@3 for revision 3. Importing the file again changes nothing. The form is canonical: sorted,
    without comments, the same bytes for the same content, so it lives well under version control.

    \b
      valuenet export value-focused-culture -o culture.yaml
      valuenet export value-focused-culture@1 --format json
      valuenet export value-focused-culture --format csv -o culture/

    csv writes factors.csv, links.csv and tags.csv into the directory, for a spreadsheet. Comparisons and regions do not
    travel in sheets.
    """
    as_sheets = said == _CSV
    if as_sheets and (output is None or output.is_file()):
        raise click.UsageError("csv is three sheets: name a directory with --output")
    ending = output.suffix.lower() if output else ""
    with session(store) as opened:
        reading = opened.reading(network)
        if as_sheets and output is not None:
            _write_sheets(network_sheets(opened.library, opened.caller, reading), output)
            return
        format = Format(said) if said else Format.JSON if ending == ".json" else Format.YAML
        text = network_export(opened.library, opened.caller, reading, format)
    if output is None:
        click.echo(text, nl=False)
    else:
        written(output, text)


def _write_sheets(sheets: Sheets, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in (("factors", sheets.factors), ("links", sheets.links), ("tags", sheets.tags)):
        written(directory / f"{name}.csv", text)
