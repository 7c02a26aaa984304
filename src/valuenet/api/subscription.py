"""What people listen to: changes of a network, as they are made, by whomever and in whichever process."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from functools import partial
from inspect import getdoc
from typing import Annotated

import strawberry

from valuenet.api import history
from valuenet.api.context import Info
from valuenet.api.describing import argument, output, said
from valuenet.api.history import Actor, Change
from valuenet.api.network import Network
from valuenet.service.watching import news, watched
from valuenet.store.protocol import Revision


@output
class NetworkChanged:
    """A revision that was made of a network: who, what, when and why."""

    revision: int = said("The revision that was made. Give the last one that you saw as `since` to go on after a lost connection.")
    by: Actor = said("Who made it.")
    at: str = said("When, in UTC, ISO 8601.")
    reason: str | None = said("Why, where that was said.")
    changes: list[Change] = said("What changed.")
    network: Network = said("The network as it is now: at this revision, or at a later one that is told next.")


def network_changed_by(logged: Revision, network: Network) -> NetworkChanged:
    """A revision of the log as subscribers see it."""
    names = network.names
    return NetworkChanged(
        revision=logged.number,
        by=Actor(id=strawberry.ID(logged.actor.id), name=logged.actor.name),
        at=logged.at,
        reason=logged.reason or None,
        changes=[history.change(change, names) for change in logged.changes],
        network=network,
    )


async def _network_changed(
    info: Info,
    network: Annotated[strawberry.ID, argument("The id or key of the network.")],
    since: Annotated[int | None, argument("The last revision that you saw (0: none); from now on when left out.")] = None,
) -> AsyncGenerator[NetworkChanged, None]:
    """Every revision of a network after the one that you saw last, each once and in order, within two seconds of its
    making, whichever process made it. Ends when the network is deleted for good."""
    context = info.context
    readers = context.watchtower.readers
    found, last = await readers.do(partial(context.ask, watched, network, since))
    with context.watchtower.bell(context.caller.workspace, found) as bell:
        while True:
            bell.clear()
            told = await readers.do(partial(context.ask, news, found, last))
            if told is None:
                return
            shown = Network.of(told.reading)
            for logged in told.revisions:
                last = logged.number
                yield network_changed_by(logged, shown)
            if not told.revisions:
                await bell.wait()


@output
class Subscription:
    """What people listen to."""

    network_changed: AsyncGenerator[NetworkChanged, None] = strawberry.subscription(
        resolver=_network_changed, description=getdoc(_network_changed)
    )
