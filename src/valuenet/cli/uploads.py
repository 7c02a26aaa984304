"""What `valuenet import` is given: files, or the sheets of one network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import click

from valuenet.cli.files import content, document
from valuenet.cli.refusals import Refusal, told
from valuenet.cli.session import Session
from valuenet.documents import sheet_reading
from valuenet.documents.document import Document
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A document and where it comes from; `sheets` says which file each of its sheets was."""

    source: str
    document: Document
    sheets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFiles:
    """The CSV files of one network, and what they do not say about it."""

    factors: str | None
    links: str | None
    tags: str | None
    network: str | None
    name: str | None

    @property
    def given(self) -> bool:
        return any((self.factors, self.links, self.tags, self.network, self.name))


def uploads(opened: Session, files: Sequence[str], said: Format | None, sheets: SheetFiles) -> Sequence[Upload]:
    """The documents that the arguments name, each with its problems; a usage error where the arguments do not fit together."""
    if files and sheets.given:
        raise click.UsageError("give files, or the sheets of one network, not both")
    if sheets.given:
        return [_from_sheets(opened, sheets)]
    if not files:
        raise click.UsageError("name a file, such as examples/car-dealer.yaml, or --factors and --links")
    return [Upload(source=name, document=document(name, opened.library.bounds, said)) for name in files]


def _from_sheets(opened: Session, sheets: SheetFiles) -> Upload:
    if not (sheets.factors and sheets.links and sheets.network):
        raise click.UsageError("sheets need --factors, --links and --network together")
    paths = {"Factors": sheets.factors, "Links": sheets.links, "Tags": sheets.tags or ""}
    try:
        read = sheet_reading.examined(
            content(sheets.factors),
            content(sheets.links),
            content(sheets.tags) if sheets.tags else "",
            key=sheets.network,
            name=sheets.name or _name(opened, sheets.network),
            bounds=opened.library.bounds,
        )
    except InvalidDocument as invalid:
        raise Refusal(told(invalid, sheets.factors, paths)) from invalid
    return Upload(source=sheets.factors, document=read, sheets=paths)


def _name(opened: Session, key: str) -> str:
    """The name that the network has, else its key as words."""
    known = opened.store.network_ids(opened.caller.workspace, [key])
    return opened.reading(key).network.name if key in known else key.replace("-", " ").capitalize()
