"""A brief that was kept for a meeting, with what a manager says about it; the results of the meeting are recorded against it.

    (:CallPlan)-[:AT]->(:Account)   (:CallPlan)-[:WITH]->(:Persona)   (:CallPlan)-[:USES]->(:Network)

What was in the brief stays as it was when it was kept, whatever is learnt later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from valuenet.model.actor import Actor
from valuenet.model.ids import AccountId, CallPlanId, NetworkId, PersonaId
from valuenet.model.text import EVIDENCE, SHORT, TITLE, Rule, settle

COMMENT = Rule(EVIDENCE.limit, required=True, lines=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody says about a plan."""

    by: Actor
    at: str
    text: str

    def __post_init__(self) -> None:
        settle(self, text=COMMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who will be there: in the role of which persona, and their name where it is known."""

    persona: PersonaId
    person: str = ""

    def __post_init__(self) -> None:
        settle(self, person=SHORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlan:
    """What a seller takes into one meeting: the brief as JSON text, as it was when it was kept."""

    id: CallPlanId
    title: str
    on: date
    owner: Actor
    networks: tuple[NetworkId, ...]
    attendees: tuple[Attendee, ...]
    brief: str
    account: AccountId | None = None
    comments: tuple[Comment, ...] = ()

    def __post_init__(self) -> None:
        settle(self, title=TITLE)
