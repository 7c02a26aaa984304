"""What records speak of, as far as it is still there: network, outcome, persona, account; for many records in a fixed number of reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.directory import Persona
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Outcome
from valuenet.model.record import Kept
from valuenet.model.value_gap import ValueGap
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.reading import Reading
from valuenet.service.records import kept_by_id
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one record speaks of; nothing where it speaks of none, or where that is gone."""

    reading: Reading | None = None
    outcome: Outcome | None = None
    persona: Persona | None = None
    account: Kept[Account] | None = None


@needs(Action.READ)
def subjects(library: Library, caller: Caller, records: Sequence[Message | MessageTest | ValueGap]) -> Sequence[Subject]:
    """What each of these records speaks of, in their order."""
    if not records:
        return ()
    directory = library.directory(caller.workspace)
    wanted = dict.fromkeys(record.network for record in records if record.network)
    readings = library.readings(caller.workspace, wanted) if wanted else {}
    named = dict.fromkeys(record.account for record in records if isinstance(record, MessageTest | ValueGap))
    accounts = kept_by_id(library, caller, named, Account)
    found: list[Subject] = []
    for record in records:
        reading = readings.get(record.network) if record.network else None
        found.append(
            Subject(
                reading=reading,
                outcome=reading.network.outcome_by_id.get(record.outcome) if reading and record.outcome else None,
                persona=directory.persona_by_id.get(record.persona) if record.persona else None,
                account=accounts.get(record.account) if not isinstance(record, Message) else None,
            )
        )
    return found
