"""valuenet matrix: the messages of a network, outcome by persona, and how far each has come."""

from __future__ import annotations

from pathlib import Path

import click

from valuenet.cli.machine import as_json, print_json
from valuenet.cli.rates import standing_record
from valuenet.cli.session import session
from valuenet.cli.table import table
from valuenet.cli.writing import written
from valuenet.documents.matrix_sheet import matrix_csv, matrix_workbook, messages_csv
from valuenet.messages.matrix import Cell, Coverage, Matrix, MatrixRow
from valuenet.messages.phrases import counted
from valuenet.service.knowledge import Knowledge, knowledge
from valuenet.service.noting import exported

_CSV, _XLSX = ".csv", ".xlsx"


@click.command("matrix")
@click.argument("network")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it as .csv or .xlsx; a workbook has the words too."
)
@click.option("--words", is_flag=True, help="With a .csv: a row for each message with its words, instead of the matrix.")
@as_json
@click.pass_obj
def command(store: str | None, network: str, output: Path | None, words: bool, as_json: bool) -> None:
    """How far has the message about each outcome to each persona come?

    No message, a draft, approved, tested, and by the tests proven or refuted.

    \b
      valuenet matrix office-space
      valuenet matrix office-space -o messages.xlsx
    """
    ending = output.suffix.lower() if output else ""
    if output and ending not in {_CSV, _XLSX}:
        raise click.UsageError(f"{str(output)!r} has no ending that tells what to write: end it in {_CSV} or {_XLSX}")
    if words and ending != _CSV:
        raise click.UsageError("--words is for a .csv: name one with --output")
    with session(store) as opened:
        known = knowledge(opened.library, opened.caller, network)
        if output is not None:
            exported(opened.library, opened.caller, f"network {known.reading.network.key}", f"matrix as {ending.removeprefix('.')}")
    if output is None:
        _show(known, as_json=as_json)
    elif ending == _XLSX:
        written(output, matrix_workbook(known.matrix, known.reading.network))
    else:
        written(output, messages_csv(known.matrix) if words else matrix_csv(known.matrix))


def _show(known: Knowledge, *, as_json: bool) -> None:
    matrix, key = known.matrix, known.reading.network.key
    counts = {coverage.value: matrix.counts[coverage] for coverage in Coverage if matrix.counts[coverage]}
    if as_json:
        cells = [_record(row, cell) for row in matrix.rows for cell in row.cells if cell]
        print_json({"network": key, "counts": counts, "cells": cells, "orphans": [one.id for one in matrix.orphans]})
    elif not matrix.rows:
        click.echo(f"{key}: nobody desires an outcome of it yet. Tag its outcomes with personas.", err=True)
    else:
        said = ", ".join(f"{count} {coverage}" for coverage, count in counts.items())
        click.echo(f"{key}: {counted(sum(counts.values()), 'pair')} of outcome and persona: {said}\n")
        click.echo(_table(matrix))
        if matrix.orphans:
            click.echo(
                f"\n{counted(len(matrix.orphans), 'message')} of outcomes that were removed: valuenet messages --network {key}", err=True
            )


def _table(matrix: Matrix) -> str:
    """Personas under how far the message to them has come."""
    header = ("OUTCOME", *(coverage.upper() for coverage in Coverage))
    return table(header, [(row.outcome.key, *(_personas(row, coverage) for coverage in Coverage)) for row in matrix.rows])


def _personas(row: MatrixRow, coverage: Coverage) -> str:
    return ", ".join(cell.persona.key for cell in row.cells if cell and cell.coverage is coverage)


def _record(row: MatrixRow, cell: Cell) -> dict[str, object]:
    return {
        "outcome": row.outcome.key,
        "title": row.outcome.title,
        "persona": cell.persona.key,
        "importance": cell.tag.importance if cell.tag else None,
        "coverage": cell.coverage,
        "messages": [message.id for message in cell.messages],
        "tests": standing_record(cell.standing) if cell.standing else None,
    }
