"""Network files on the command line: which arguments are files, how they are written, and what they hold."""

from __future__ import annotations

import os
from pathlib import Path

import click

from valuenet.cli.refusals import Refusal, told
from valuenet.documents.document import Document
from valuenet.documents.reading import examined
from valuenet.documents.source import Format
from valuenet.errors import InvalidDocument
from valuenet.model.bounds import Bounds

STDIN = "-"
_FORMATS = {".yaml": Format.YAML, ".yml": Format.YAML, ".json": Format.JSON}


def is_file(name: str) -> bool:
    """Whether an argument means a file: keys of networks have neither dots nor slashes."""
    return "." in name or "/" in name or os.sep in name


def format_of(name: str, said: Format | None = None) -> Format:
    """How a file is written: as was said, else as its name ends."""
    found = said or _FORMATS.get(Path(name).suffix.lower())
    if found is None:
        what = "the standard input" if name == STDIN else repr(name)
        raise click.UsageError(f"{what} has no ending that tells how it is written: add --format yaml or --format json")
    return found


def content(name: str) -> bytes:
    """The bytes of a file, or of the standard input."""
    try:
        with click.open_file(name, "rb") as file:
            return bytes(file.read())
    except OSError as error:
        raise Refusal([f"Error: {name} cannot be read: {error.strerror}"]) from error


def document(name: str, bounds: Bounds, said: Format | None = None) -> Document:
    """What a file states, with what is wrong with it; refused with every problem where nothing can be understood."""
    format_ = format_of(name, said)
    try:
        return examined(content(name), format=format_, bounds=bounds)
    except InvalidDocument as invalid:
        raise Refusal(told(invalid, name)) from invalid
