"""Which records a question is about, in the words of whoever asks: a network, an outcome, a persona, an account."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.model.directory import unknown
from valuenet.model.vocabulary import ElementKind
from valuenet.service.accounts import account_called
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.naming import outcomes_meant
from valuenet.service.networks import network_called
from valuenet.service.questions import Hit
from valuenet.store.protocol import RecordQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is not given does not narrow the question. The outcome may be one that was removed, if it is named by its id."""

    network: str | None = None
    outcome: str | None = None
    persona: str | None = None
    account: str | None = None


def record_question(
    library: Library, caller: Caller, kind: ElementKind, asked: Filter, *, newest: bool = False, after: str = ""
) -> RecordQuestion:
    """The question as the store understands it, or `InvalidQuestion` with every name that means nothing."""
    problems: list[Problem] = []
    network = outcome = persona = account = None
    if asked.network is not None:
        try:
            network = (str(network_called(library, caller, asked.network)),)
        except NotFound as missing:
            problems.append(_problem("network", missing))
    if asked.outcome is not None:
        meant = outcomes_meant(library, caller, [asked.outcome])[asked.outcome]
        if isinstance(meant, Hit):
            outcome = (str(meant.outcome.id),)
        elif asked.outcome.startswith("out_"):
            outcome = (asked.outcome,)
        else:
            problems.append(meant)
    if asked.persona is not None:
        people = library.directory(caller.workspace).persona_by_key
        if asked.persona in people:
            persona = (str(people[asked.persona].id),)
        else:
            problems.append(unknown("persona", "persona", asked.persona, people))
    if asked.account is not None:
        try:
            account = (str(account_called(library, caller, asked.account).record.id),)
        except NotFound as missing:
            problems.append(_problem("account", missing))
        except InvalidQuestion as several:
            problems += several.problems
    if problems:
        raise InvalidQuestion(problems)
    return RecordQuestion(kind=kind, networks=network, outcomes=outcome, personas=persona, accounts=account, newest=newest, after=after)


def _problem(path: str, missing: NotFound) -> Problem:
    return Problem(path=path, code=f"UNKNOWN_{path.upper()}", message=f"there is no {path} {missing.name!r}", remedy=missing.remedy)
