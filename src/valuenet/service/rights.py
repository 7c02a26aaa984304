"""Who may do what: one table, asked before anything is read. Whatever is not in it is denied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from valuenet.errors import NotAllowed
from valuenet.model.access import Action, Role
from valuenet.model.actor import LOCAL_OWNER, Actor
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import refused

P = ParamSpec("P")
R = TypeVar("R")

_VIEWER = frozenset({Action.READ, Action.RECORD})
_EDITOR = _VIEWER | {Action.EDIT, Action.DECIDE, Action.SEE_PERSONAL}

MAY: Mapping[Role, frozenset[Action]] = {
    Role.VIEWER: _VIEWER,
    Role.EDITOR: _EDITOR,
    Role.ADMIN: _EDITOR | {Action.ADMINISTER},
}
"""Sellers and enablement view, marketers edit, an administrator lets people in.

To record what somebody at a customer said is a seller's work, and what follows from it by rule comes with it: a recorded call moves
the claims that were spoken of up the ladder, on the words and the date that are kept with it, and brings people into the decision.
To move a claim without a dialogue, or to size it, is to edit.
"""


def may(caller: Caller, action: Action) -> bool:
    """Whether the caller's role allows a kind of deed."""
    return action in MAY[caller.role]


def needs(
    action: Action, deed: str = ""
) -> Callable[[Callable[Concatenate[Library, Caller, P], R]], Callable[Concatenate[Library, Caller, P], R]]:
    """A use case that only those may call whose role allows the action; it says so in its attribute `action`.

    `deed`: as the trail calls it, where that is not its own name.
    """

    def guarded(use_case: Callable[Concatenate[Library, Caller, P], R]) -> Callable[Concatenate[Library, Caller, P], R]:
        @wraps(use_case)
        def checked(library: Library, caller: Caller, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not may(caller, action):
                refused(library, caller, f"{(deed or use_case.__name__).replace('_', ' ')} takes the right to {action}")
            check(caller, action)
            return use_case(library, caller, *args, **kwargs)

        checked.action = action  # type: ignore[attr-defined]  # what the test of the table asks
        return checked

    return guarded


def way_to(
    use_case: Callable[..., Any],
) -> Callable[[Callable[Concatenate[Library, Caller, P], R]], Callable[Concatenate[Library, Caller, P], R]]:
    """A function that prepares a use case, with the same right: who may not is refused before what they sent is parsed."""
    return needs(use_case.action, use_case.__name__)  # type: ignore[attr-defined]  # `needs` has set it


def check(caller: Caller, action: Action) -> None:
    """Raise `NotAllowed` unless the caller's role allows a kind of deed."""
    if not may(caller, action):
        able = " or ".join(role for role in Role if action in MAY[role])
        who = f"{'a' if caller.role is Role.VIEWER else 'an'} {caller.role}"
        raise NotAllowed(f"{who} may not do this: it takes the role {able}; ask an administrator of the workspace")


def check_owner(caller: Caller, owner: Actor, deed: str) -> None:
    """Raise `NotAllowed` unless the caller owns the thing, or is the person at this computer, whose everything here is."""
    if caller.actor.id not in {owner.id, LOCAL_OWNER.id}:
        raise NotAllowed(f"{deed} is for {owner.name}, its owner, to do: ask them, or write one of your own")
