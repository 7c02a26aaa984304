"""Which records a question is about, in the words of whoever asks: a network, an outcome, a persona, an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.model.vocabulary import ElementKind
from valuenet.service.accounts import account_called
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.naming import outcomes_meant
from valuenet.service.networks import network_called
from valuenet.service.questions import Hit, personas_called
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

    def found(id_of: Callable[[Library, Caller, str], str], name: str | None, path: str) -> tuple[str, ...] | None:
        if name is None:
            return None
        try:
            return (id_of(library, caller, name),)
        except NotFound as missing:
            code, message = f"UNKNOWN_{path.upper()}", f"there is no {path} {name!r}"
            problems.append(Problem(path=path, code=code, message=message, remedy=missing.remedy))
        except InvalidQuestion as wrong:
            problems.extend(replace(problem, path=path) for problem in wrong.problems)
        return None

    question = RecordQuestion(
        kind=kind,
        networks=found(network_called, asked.network, "network"),
        outcomes=found(_outcome, asked.outcome, "outcome"),
        personas=found(_persona, asked.persona, "persona"),
        accounts=found(_account, asked.account, "account"),
        newest=newest,
        after=after,
    )
    if problems:
        raise InvalidQuestion(problems)
    return question


def _outcome(library: Library, caller: Caller, name: str) -> str:
    meant = outcomes_meant(library, caller, [name])[name]
    if isinstance(meant, Hit):
        return meant.outcome.id
    if name.startswith("out_"):
        return name
    raise InvalidQuestion([meant])


def _persona(library: Library, caller: Caller, key: str) -> str:
    (persona,) = personas_called(library.directory(caller.workspace), [key])
    return persona.id


def _account(library: Library, caller: Caller, name: str) -> str:
    return account_called(library, caller, name).record.id
