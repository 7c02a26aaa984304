"""The closed vocabularies of what an offer is worth: the evidence ladder, kinds of sale, and what makes money the same money."""

from __future__ import annotations

from enum import StrEnum


class ClaimState(StrEnum):
    """How good the evidence for a claim is: the rungs of the ladder from the lowest, then what the customer denied."""

    PROPOSED = "proposed"
    TESTED = "tested"
    ENVISIONED = "envisioned"
    VALUED = "valued"
    VALIDATED = "validated"
    REALISED = "realised"
    REFUTED = "refuted"

    @property
    def gate(self) -> int:
        """1 where the customer has envisioned the result, so that its money counts; 0 below, and where they said no."""
        return int(self.rank >= ClaimState.ENVISIONED.rank)

    @property
    def stated(self) -> bool:
        """Whether a named person at the customer gave or accepted the money."""
        return self.rank >= ClaimState.VALUED.rank

    @property
    def unbuilt(self) -> bool:
        """Whether the claim is work for the seller: on our map, and not envisioned yet."""
        return self in (ClaimState.PROPOSED, ClaimState.TESTED)

    @property
    def rank(self) -> int:
        """The place on the ladder, from 0; -1 for what was refuted."""
        return LADDER.index(self) if self in LADDER else -1


LADDER = tuple(state for state in ClaimState if state is not ClaimState.REFUTED)
"""The rungs, lowest first. A claim moves up rung by rung, or from any of them to refuted."""


class Confirmation(StrEnum):
    """How the owner of a number confirmed it."""

    WRITING = "in writing"
    TRIAL = "by a trial"


class Verdict(StrEnum):
    """What the owner of a number says of the money of two claims on one line."""

    SAME = "same money"
    DIFFERENT = "different money"


class OpportunityKind(StrEnum):
    """What kind of sale an opportunity is."""

    NEW = "new"
    EXPANSION = "expansion"
    RENEWAL = "renewal"
    RESCUE = "rescue"
