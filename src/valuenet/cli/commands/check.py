"""valuenet check: what is unfinished or doubtful in networks, files or stored ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click

from valuenet.analysis.finding import Finding
from valuenet.cli.comparisons import file_reading
from valuenet.cli.files import is_file
from valuenet.cli.machine import as_json, print_json
from valuenet.cli.refusals import FAILED, Refusal, told
from valuenet.cli.session import session
from valuenet.cli.table import labelled
from valuenet.cli.words import Word
from valuenet.errors import NotFound
from valuenet.model.vocabulary import Severity
from valuenet.service.reading import Reading

_ORDER = {severity: place for place, severity in enumerate(Severity)}


@click.command("check")
@click.argument("networks", nargs=-1, required=True, metavar="FILE-OR-NETWORK...")
@click.option("--severity", type=Word(Severity), default=Severity.NOTE.value, show_default=True, help="This, and what is worse.")
@as_json
@click.pass_context
def command(ctx: click.Context, networks: tuple[str, ...], severity: Severity, as_json: bool) -> None:
    """What is unfinished or doubtful in a network, and what to do about it?

    A file is checked by itself, without a store: list in it the personas that it tags. Anything else is the key of a
    network in the store. Exit status 1 where an error was found, 0 with warnings and notes alone.

    \b
      valuenet check culture.yaml
      valuenet check value-focused-culture --severity warning
    """
    readings = _readings(ctx.obj, networks)
    found = {name: _serious(reading.findings, severity) for name, reading in readings.items()}
    if as_json:
        records = [{"name": name, "findings": [_record(one) for one in findings]} for name, findings in found.items()]
        print_json({"networks": records})
    else:
        click.echo("\n\n".join(_text(name, findings) for name, findings in found.items()))
    if any(one.severity is Severity.ERROR for findings in found.values() for one in findings):
        ctx.exit(FAILED)


def _readings(store: str | None, names: Iterable[str]) -> dict[str, Reading]:
    """Each network by its name; refused with the problems of all files where one is no network."""
    problems: list[str] = []
    readings: dict[str, Reading] = {}
    for name in names:
        try:
            if is_file(name):
                readings[name] = file_reading(name)
            else:
                with session(store) as opened:
                    readings[name] = opened.reading(name)
        except Refusal as refused:
            problems += refused.lines
        except NotFound as missing:
            problems += told(missing)
    if problems:
        raise Refusal(problems)
    return readings


def _serious(findings: Iterable[Finding], least: Severity) -> list[Finding]:
    return [one for one in findings if _ORDER[one.severity] <= _ORDER[least]]


def _text(name: str, findings: list[Finding]) -> str:
    counts = [(sum(one.severity is severity for one in findings), severity) for severity in Severity]
    said = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count)
    blocks = [f"{name}: {said or 'nothing found'}"]
    for (severity, why, remedy), group in groupby(findings, key=lambda one: (one.severity, one.why, one.remedy)):
        first, *others = (one.message for one in group)
        messages = [(severity.value, first), *(("", message) for message in others)]
        blocks.append(labelled([*messages, ("why", why), ("do", remedy)], indent=0))
    return "\n\n".join(blocks)


def _record(one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity,
        "about": list(one.about),
        "message": one.message,
        "why": one.why,
        "remedy": one.remedy,
    }
