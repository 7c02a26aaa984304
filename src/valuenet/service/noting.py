"""Writing into the trail: who did what, and who was refused. Never a secret, never what a customer said.

Apart from `trail`, which reads it, because `rights` writes refusals and whoever reads needs rights.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from valuenet.errors import StoreError
from valuenet.model.access import Event, TrailEntry
from valuenet.model.actor import Actor
from valuenet.model.ids import WorkspaceId, new_trail_entry_id
from valuenet.model.text import TITLE_LIMIT
from valuenet.service.caller import Caller
from valuenet.service.library import Library

_log = logging.getLogger(__name__)

NOBODY = Actor(id="act_nobody", name="nobody who is known")
"""Whom the trail names where nobody has signed in."""


def noted(library: Library, caller: Caller, event: Event, subject: str = "", said: str = "") -> None:
    """Add to the trail what the caller does; `subject` names or identifies what it is done to."""
    _add(library, caller.workspace, event, caller.actor, caller.origin, subject, said)


@contextmanager
def if_possible() -> Iterator[None]:
    """Let what is written inside fail: on a full disk, people still sign in, and are still refused. The log tells what was not written."""
    try:
        yield
    except StoreError as error:
        _log.warning("the trail lacks an entry, which could not be written: %s", error)


def refused(library: Library, caller: Caller, said: str) -> None:
    """Add to the trail what the caller may not do: once a minute each, and no more than twenty a minute of a workspace."""
    if library.refusals[caller.workspace].word((caller.actor.id, caller.origin, said), said) is None:
        with if_possible():
            noted(library, caller, Event.REFUSED, said=said)


def exported(library: Library, caller: Caller, subject: str, form: str) -> None:
    """Add to the trail that the caller takes something away in a form, once a minute for each file.

    An export is a file to keep: whatever an address gives that is no page and no picture, which are looked at, and whatever the
    command line writes into a file, or `valuenet export` anywhere.
    """
    file = (caller.workspace, caller.actor.id, caller.origin, subject, form)
    if library.exports.word(file, form) is None:
        with library.exports.told(file):
            noted(library, caller, Event.EXPORTED, subject=subject, said=form)


def turned_away(
    library: Library, origin: str, said: str, *, actor: Actor = NOBODY, workspace: WorkspaceId | None = None, subject: str = ""
) -> None:
    """Add to the trail that somebody was not let in, as seldom as any refusal."""
    if library.refusals[workspace].word((actor.id, origin, said), said) is None:
        with if_possible():
            _add(library, workspace, Event.REFUSED, actor, origin, subject, said)


def _add(  # noqa: PLR0913, PLR0917  # an entry of the trail has as many parts
    library: Library, workspace: WorkspaceId | None, event: Event, actor: Actor, origin: str, subject: str, said: str
) -> None:
    library.store.add_trail(
        TrailEntry(
            id=new_trail_entry_id(),
            at=library.clock(),
            event=event,
            actor=actor,
            origin=origin[:TITLE_LIMIT],
            workspace=workspace,
            subject=subject[:TITLE_LIMIT],
            said=said,
        )
    )
