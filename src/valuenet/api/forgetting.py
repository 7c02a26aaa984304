"""Forgetting a person at a customer, as a GraphQL mutation."""

from __future__ import annotations

from typing import Annotated

from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, output, said, union
from valuenet.api.failures import InvalidEdit, NotAllowed
from valuenet.api.refusals import answered
from valuenet.service.forget import Forgotten, person_forget

_WHOLE_NAME = (
    "The whole name of a person at a customer as it was recorded, at least 3 letters. It is found by its words, each of them whole, "
    "whatever their case and accents and the blanks, hyphens and full stops between them, also with the family name first."
)


@output
class PlacesOfKind:
    """In how many things of one kind a person is, as they are now."""

    kind: str = said("The kind of thing: `network`, `test`, `opportunity` and so on, `directory`, `answers` to requests, `trail`.")
    count: int = said("How many.")


@output
class PersonForgotten:
    """The person's name and words are gone, or would be with a dry run."""

    present: int = said("In how many things as they are now.")
    history: int = said("In how many entries of the history.")
    places: list[PlacesOfKind] = said("The things as they are now by their kind, in the order of its name.")
    signed: int = said("How many entries of the history and tokens are of a colleague of the same name, which stays there.")


PersonForgetResult = Annotated[
    PersonForgotten | InvalidEdit | NotAllowed, union("PersonForgetResult", "In how many places a person was, or why that was refused.")
]


@output
class ForgettingChanges:
    """What an administrator does when a person at a customer asks to be forgotten."""

    @answer(PersonForgetResult)
    async def person_forget(
        self,
        info: Info,
        name: Annotated[str, argument(_WHOLE_NAME)],
        dry_run: Annotated[bool, argument("Only say in how many places they are.")] = False,
        idempotency_key: Annotated[
            str | None,
            argument(
                "Any text of at most 200 characters without the name; the same request with the same key is applied once, for 7 days. "
                "What is kept of it is a hash."
            ),
        ] = None,
    ) -> object:
        """Remove a person's name and words from everything, history included, for good. What is counted stays."""
        call = info.context.ask(person_forget, name, dry_run=dry_run, repeat=idempotency_key)
        return await answered(info, call, _forgotten)


def _forgotten(value: Forgotten) -> PersonForgotten:
    places = [PlacesOfKind(kind=kind, count=count) for kind, count in value.kinds.items()]
    return PersonForgotten(present=value.present, history=value.history, places=places, signed=value.signed)
