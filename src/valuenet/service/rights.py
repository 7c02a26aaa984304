"""Who may do what to what others answer for: the one place that is asked."""

from __future__ import annotations

from valuenet.errors import NotAllowed
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.service.caller import Caller


def check_owner(caller: Caller, owner: Actor, deed: str) -> None:
    """Raise `NotAllowed` unless the caller owns the thing, or is the person at this computer, whose everything here is."""
    if caller.actor.id not in {owner.id, LOCAL_OWNER.id}:
        raise NotAllowed(f"{deed} is for {owner.name}, its owner, to do: ask them, or write one of your own")
