"""What a command works with: the store that is asked for, opened and checked, and the networks in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import click

from valuenet.service.caller import LOCAL_CALLER, Caller
from valuenet.service.history import at_revision
from valuenet.service.library import Library
from valuenet.service.networks import network_called
from valuenet.service.reading import Reading
from valuenet.service.workspaces import workspace_called
from valuenet.settings import Settings, SqliteAddress, settings
from valuenet.store.protocol import Observer, Store
from valuenet.wiring import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open store, and on whose behalf a command asks it."""

    settings: Settings
    library: Library
    caller: Caller = LOCAL_CALLER

    @property
    def store(self) -> Store:
        return self.library.store

    def reading(self, name: str) -> Reading:
        """The network with this key or id, or, as `key@3`, one of its earlier revisions."""
        key, separator, revision = name.partition("@")
        network = network_called(self.library, self.caller, key)
        if not separator:
            return self.library.reading(self.caller.workspace, network)
        if not revision.isdecimal():
            raise click.BadParameter(f"{name!r} names no revision: write {key}@3 for revision 3")
        return at_revision(self.library, self.caller, network, int(revision))


@contextmanager
def session(store: str | None, observer: Observer | None = None) -> Iterator[Session]:
    """The store at an address (none: what the environment says), in the present version; a file that is not there yet is made."""
    configured = settings(os.environ, store=store)
    address = configured.store.address
    opened = open_store(configured.store, observer)
    try:
        if isinstance(address, SqliteAddress) and not address.path.exists():
            opened.migrate()
            click.echo(f"a new store was made: {address}", err=True)
        else:
            opened.check()
        library = Library(opened, configured.bounds)
        yield Session(settings=configured, library=library, caller=_caller(library))
    finally:
        opened.close()


def _caller(library: Library) -> Caller:
    """The person at this computer, who has the store itself and so may do everything, in the workspace that `--workspace` names."""
    context = click.get_current_context(silent=True)
    name = context.find_root().params.get("workspace") if context else None
    return replace(LOCAL_CALLER, workspace=workspace_called(library, name).id) if name else LOCAL_CALLER
