"""Two who change the same at once, as GraphQL types: what a batch would do, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

import strawberry

from valuenet.api import history
from valuenet.api.describing import output, said
from valuenet.api.history import Actor, Change, Subject
from valuenet.api.network import Network
from valuenet.service import rebasing


@output
class Conflict:
    """A change that the batch would make, and one that somebody made meanwhile, which cannot both stand."""

    about: Subject = said("What the batch would change.")
    ours: Change = said("What the batch would do, seen from the revision that it was computed from.")
    theirs: Change = said("What was done meanwhile.")
    by: Actor = said("Who did it.")
    at: str = said("When, in UTC, ISO 8601.")
    reason: str | None = said("Why, where that was said.")
    revision: int = said("The revision that it was part of.")


@output
class Conflicted:
    """The batch touches what others changed since it was computed; nothing was changed now. Look at both sides, and edit anew."""

    message: str = said("What happened, in words.")
    expected: int = said("The revision that the batch was computed from.")
    current: int = said("The revision that the network is at.")
    conflicts: list[Conflict] = said("Every conflict, in the order of the batch's changes.")


def conflicted(value: rebasing.Conflicted) -> Conflicted:
    """A batch that was not done, as GraphQL shows it."""
    names = Network.of(value.reading).names
    return Conflicted(
        message=str(value),
        expected=value.expected,
        current=value.current,
        conflicts=[_conflict(clash, names) for clash in value.clashes],
    )


def _conflict(clash: rebasing.Clash, names: Mapping[str, str]) -> Conflict:
    return Conflict(
        about=history.subject(clash.ours),
        ours=history.change(clash.ours, names),
        theirs=history.change(clash.theirs, names),
        by=Actor(id=strawberry.ID(clash.by.id), name=clash.by.name),
        at=clash.at,
        reason=clash.reason or None,
        revision=clash.revision,
    )
