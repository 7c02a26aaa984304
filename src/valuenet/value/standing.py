"""Where an opportunity stands: what a booking comes to against the best alternative, what of it is believed, what it says of the price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings
from valuenet.value.booked import Booking, Decision
from valuenet.value.preference import Believed, Preference, believed, preference, value_of
from valuenet.value.present_value import Terms
from valuenet.value.price import Guidance, guidance


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The headline, by what the customer stated; the same with what they only envisioned; and what is still to be built."""

    booking: Booking
    terms: Terms
    stated: Preference
    envisioned: Preference
    unbuilt: Decimal
    believed: Believed
    guidance: Guidance

    @property
    def ahead(self) -> bool:
        """Whether the customer is better off with us."""
        return self.stated.amount > 0


def standing(opportunity: Opportunity, booked: Booking, terms: Terms, settings: ValueSettings) -> Standing:
    """All that sections 4 and 7 of the value model say about one booking."""
    stated = preference(opportunity, booked.stated, terms, told_against=booked.told_against)
    beliefs = believed(opportunity, booked.stated, stated, terms)
    unbuilt = unbuilt_value(booked, stated.option.key, terms)
    return Standing(
        booking=booked,
        terms=terms,
        stated=stated,
        envisioned=preference(opportunity, booked.counted, terms, told_against=booked.told_against),
        unbuilt=unbuilt,
        believed=beliefs,
        guidance=guidance(stated, opportunity, terms, share=settings.required_surplus, unbuilt=unbuilt, prove_it=beliefs.prove_it),
    )


def unbuilt_value(booked: Booking, alternative: str, terms: Terms) -> Decimal:
    """The present value of what is on our map and the customer has not envisioned; what cannot be compared counts nothing."""
    values = (value_of(one, alternative, terms) for one in booked.of(Decision.UNBUILT))
    return sum((value.likely for value in values if value is not None), ZERO)
