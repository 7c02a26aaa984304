"""What the counted value is to the people in the decision: what each role owns the numbers of, and what it is interested in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.amounts import NOTHING
from valuenet.model.directory import Directory
from valuenet.model.ids import Key, PersonaId
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.value.booked import Booked
from valuenet.value.figure import Figure, figure
from valuenet.value.preference import value_of
from valuenet.value.present_value import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaValue:
    """The value that one persona owns, each claim once, and the value that it is interested in, which overlaps and is never added up.

    Without a persona: claims that nobody owns.
    """

    persona: PersonaId | None
    key: Key | None
    name: str
    owned: Figure
    interested: Figure


def persona_values(
    opportunity: Opportunity, counted: Sequence[Booked], directory: Directory, alternative: str, terms: Terms
) -> tuple[PersonaValue, ...]:
    """Present values by persona, by key, nobody's last; the owned ones add up to the whole dV."""
    owned: dict[PersonaId | None, Decimal] = {}
    interested: dict[PersonaId | None, Decimal] = {}
    for one in counted:
        amount = (value_of(one, alternative, terms) or NOTHING).likely
        owner = opportunity.stakeholder_by_id[one.claim.owner].persona if one.claim.owner is not None else None
        owned[owner] = owned.get(owner, ZERO) + amount
        for role in dict.fromkeys(one.claim.interested):
            interested[role] = interested.get(role, ZERO) + amount
    found = []
    for whose in {**owned, **interested}:
        persona = directory.persona_by_id.get(whose) if whose is not None else None
        found.append(
            PersonaValue(
                persona=whose,
                key=persona.key if persona is not None else None,
                name=persona.name if persona is not None else whose or "nobody owns the number",
                owned=figure(owned.get(whose, ZERO), opportunity.currency, "Σ PV of the claims whose number they own", "owners"),
                interested=figure(interested.get(whose, ZERO), opportunity.currency, "Σ PV of the claims that interest them", "claims"),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.persona is None, one.key or "", one.persona or "")))
