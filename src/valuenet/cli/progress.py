"""How far long work has come: one line on stderr that replaces itself, and only where a person looks on."""

from __future__ import annotations

import sys
from time import monotonic

import click

_EVERY = 0.2


class Progress:
    """Counts what is done, and shows it a few times a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._count = 0
        self._began = self._shown = monotonic()
        self._visible = sys.stderr.isatty()

    def statement(self, _name: str, _seconds: float) -> None:
        """Count a statement of a store; its observer."""
        self._count += 1
        now = monotonic()
        if self._visible and now - self._shown >= _EVERY:
            self._shown = now
            click.echo(f"\r{self._count} {self._what}, {now - self._began:.0f} s", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away, before something else is written."""
        if self._visible:
            click.echo("\r\033[K", nl=False, err=True)
