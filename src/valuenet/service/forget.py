"""Forgetting a person at a customer, for good: what an administrator does when that person asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from valuenet.errors import InvalidEdit, Problem
from valuenet.messages.brief_parts import Brief
from valuenet.model.access import Action, Event
from valuenet.model.forgetting import Forgetting
from valuenet.model.spelling import words
from valuenet.model.text import TITLE, normalised, problem
from valuenet.model.traces import PersonName, Traces
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import noted
from valuenet.service.repeats import Request, keep_answer, once, request
from valuenet.service.rights import needs
from valuenet.store.past import Redoing
from valuenet.value.scorecard import Scorecard

SHORTEST = 3
"""Letters that a name of one word has at least: with fewer, it would be found in every other text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Where a person was: in how many things of each kind as they are now, by the name of the kind, and entries of the history.

    `signed`: how many entries of the history and tokens are of a colleague of the same name, whose name stays.
    """

    kinds: Mapping[str, int]
    history: int
    signed: int

    @property
    def present(self) -> int:
        """In how many things as they are now."""
        return sum(self.kinds.values())

    @property
    def places(self) -> int:
        """In how many places at all."""
        return self.present + self.history


@needs(Action.ADMINISTER)
def person_forget(library: Library, caller: Caller, name: str, *, dry_run: bool = False, repeat: str | None = None) -> Forgotten:
    """Remove a person's name and words from everything, history included, and leave what is counted; with `dry_run` only say where.

    The name is found by its words, each of them whole, whatever their case and accents, and whatever blanks, hyphens or full stops
    stand between them, in keys too; also with the family name first, with a comma or without: `Garnet, Jade`. Other forms, such as
    `J. Garnet`, are names of their own. What they said goes where it is known to be theirs, and sentences of at least 12 letters
    wherever they stand. Names of colleagues, who recorded it, stay. The trail tells that it was done, and not to whom. To repeat it
    is safe, also after it was interrupted; what is kept for a request that comes again are the counts.
    """
    named = normalised(name)
    asked = None if dry_run else request(repeat, "person_forget", named)
    if wrong := _wrong(named) or _wrong_key(named, asked):
        raise InvalidEdit([wrong])

    def change() -> Forgotten:
        redoing, signed = _understood(library, caller, named)
        places = (library.store.places_to_rewrite if dry_run else library.store.rewrite)(redoing)
        kinds = Counter(one.kind for one in places if not one.history)
        found = Forgotten(kinds=dict(sorted(kinds.items())), history=sum(one.history for one in places), signed=signed)
        if not dry_run:
            library.forget_all(caller.workspace)
            noted(library, caller, Event.FORGOTTEN, subject="a person", said=f"{found.places} places")
            keep_answer(library, caller, asked, {"kinds": found.kinds, "history": found.history, "signed": found.signed})
        return found

    # Where something of theirs was recorded meanwhile, there may be words that are not known yet: it is done again.
    return once(library, caller, asked, change, _replayed)


def _replayed(body: Mapping[str, object]) -> Forgotten:
    """What was answered before."""
    kinds, history, signed = body["kinds"], body["history"], body["signed"]
    assert isinstance(kinds, dict)
    assert isinstance(history, int)
    assert isinstance(signed, int), "answers are written by `person_forget`"
    return Forgotten(kinds=kinds, history=history, signed=signed)


def _wrong_key(name: str, asked: Request | None) -> Problem | None:
    """What is wrong with the key of the request itself: it would be kept with the name in it."""
    if asked is None or not PersonName(name).stands_in(asked.key):
        return None
    return Problem(path="idempotencyKey", code="HOLDS_NAME", message="holds the name that is to be forgotten", remedy="give another key")


def _wrong(name: str) -> Problem | None:
    """What is wrong with a name, or nothing."""
    wrong = problem("person", name, TITLE)
    said = words(name)
    short = len(said) < 2 and sum(map(len, said)) < SHORTEST
    if wrong is None and (short or not any(map(str.isalpha, name))):
        wrong = Problem(path="person", code="TOO_SHORT", message=f"is {name!r}", remedy="give the whole name, as it was recorded")
    return wrong


def _understood(library: Library, caller: Caller, name: str) -> tuple[Redoing, int]:
    """How they are forgotten, by what is known of them now; and in how many places somebody of the same name has signed.

    The log holds everything that there ever was, present things too.
    """
    traces, since = Traces(name), library.store.state(caller.workspace).revision
    signed = sum(traces.name.is_whole(token.name) for token in library.store.tokens(caller.workspace))
    for logged in library.store.log_holding(caller.workspace, traces.name.stands_in):
        signed += traces.name.is_whole(logged.actor.name)
        for change in logged.changes:
            traces.add_all(one for one in (change.before, change.after) if one is not None)
    forgetting = Forgetting(traces, colleague=signed > 0, vocabulary=_vocabulary(Brief) | _vocabulary(Scorecard))
    at = library.clock()
    return Redoing(workspace=caller.workspace, rewriting=forgetting, since=since, by=caller.actor, at=at), signed


@cache
def _vocabulary(type_: Any) -> frozenset[str]:
    """All words of closed vocabularies in a kind of document: it cannot be read without them."""
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return frozenset(type_)
    parts = get_type_hints(type_).values() if is_dataclass(type_) else get_args(type_)
    return frozenset().union(*(_vocabulary(part) for part in parts if part is not Ellipsis))
