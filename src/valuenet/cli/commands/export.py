"""valuenet export: a network or an opportunity as a file, or a network as the sheets of a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from valuenet.cli.session import session
from valuenet.cli.writing import written
from valuenet.documents.source import Format
from valuenet.documents.spreadsheets import Sheets
from valuenet.service.imports import network_export, network_sheets
from valuenet.service.noting import exported
from valuenet.service.opportunities import opportunity_called
from valuenet.service.opportunity_imports import opportunity_export

_CSV = "csv"


@click.command("export")
@click.argument("network", metavar="NETWORK-OR-OPPORTUNITY")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write it here: a file, or for csv a directory.")
@click.option(
    "--format", "said", type=click.Choice([*(word.value for word in Format), _CSV]), help="Default: as the output ends, else yaml."
)
@click.option("--opportunity", is_flag=True, help="What is named is an opportunity.")
@click.pass_obj
def command(store: str | None, network: str, output: Path | None, said: str | None, opportunity: bool) -> None:
    """Write a network or an opportunity as a file.

    NETWORK is a key, or key@3 for revision 3. Importing the file again changes nothing. The form is canonical: sorted,
    without comments, the same bytes for the same content, so it lives well under version control.

    \b
      valuenet export value-focused-culture -o culture.yaml
      valuenet export value-focused-culture@1 --format json
      valuenet export value-focused-culture --format csv -o culture/
      valuenet export --opportunity alder-foods -o alder.yaml

    csv writes factors.csv, links.csv and tags.csv into the directory, for a spreadsheet. Comparisons and regions do not
    travel in sheets.
    """
    as_sheets = said == _CSV
    if as_sheets and (output is None or output.is_file()):
        raise click.UsageError("csv is three sheets: name a directory with --output")
    if as_sheets and opportunity:
        raise click.UsageError("an opportunity is one file: csv is for networks")
    form = Format(said) if said and not as_sheets else Format.JSON if output and output.suffix.lower() == ".json" else Format.YAML
    with session(store) as opened:
        if opportunity:
            view = opportunity_called(opened.library, opened.caller, network)
            text = opportunity_export(view, form)
            exported(opened.library, opened.caller, f"opportunity {view.opportunity.key}", form.value)
            _write(text, output)
            return
        reading = opened.reading(network)
        exported(opened.library, opened.caller, f"network {reading.network.key}", _CSV if as_sheets else form.value)
        if as_sheets and output is not None:
            _write_sheets(network_sheets(reading), output)
            return
        text = network_export(reading, form)
    _write(text, output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        written(output, text)


def _write_sheets(sheets: Sheets, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in (("factors", sheets.factors), ("links", sheets.links), ("tags", sheets.tags)):
        written(directory / f"{name}.csv", text)
