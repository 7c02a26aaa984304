"""Claims, what one outcome is worth to one customer, as GraphQL types: with their evidence, their history, and who believes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.buying import Stakeholder, stakeholder
from valuenet.api.describing import field, output, said
from valuenet.api.figures import MoneyRange, money_range
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.people import Persona, persona
from valuenet.model import claim as model
from valuenet.model.evidence import Evidence
from valuenet.model.ids import StakeholderId
from valuenet.model.value_vocabulary import ClaimState, Confirmation, Verdict
from valuenet.model.vocabulary import Desirability
from valuenet.service.opportunities import OpportunityView


@output
class ClaimEvidence:
    """What stands behind the state of a claim."""

    on: date | None = said("When it was said or done.")
    quote: str | None = said("In the customer's own words.")
    source: str | None = said("From where.")
    stated_by: Stakeholder | None = said("Who gave or accepted the money.")
    confirmed: Confirmation | None = said("How the owner of the number confirmed it.")


@output
class ClaimMove:
    """One step along the evidence ladder; never changed afterwards."""

    before: ClaimState = said("From where.")
    after: ClaimState = said("To where.")
    by: str = said("Who recorded it.")
    evidence: ClaimEvidence = said("On what evidence.")
    amount: MoneyRange | None = said("What came with it, in the opportunity's currency a year, or shares of the line's baseline.")


@output
class ClaimBelief:
    """How far one person believes that they will get it."""

    by: Stakeholder = said("Who.")
    share: Decimal = said("How far, from 0 to 1.")


@output
class MoneyOverride:
    """What the owner of a number says of its money."""

    verdict: Verdict = said("The same money as that of another claim, or different.")
    claim: strawberry.ID | None = said("The id of the other claim; null: all others on the line.")
    sentence: str = said("What they said.")
    by: Stakeholder = said("Who said so.")
    on: date | None = said("When.")


@output
class AlternativeDelivers:
    """What an alternative delivers of the same outcome."""

    alternative: str = said("The key of the alternative.")
    amount: MoneyRange = said("In the measure of the claim: the opportunity's currency a year, or shares of the line's baseline.")


@output
class Claim:
    """What one outcome is worth to this customer, on one line of their P&L; given that the outcome happens."""

    id: strawberry.ID = said("Opaque.")
    outcome_key: str = said("The key of its outcome, as it was when it was claimed.")
    state: ClaimState = said("Where it stands on the evidence ladder.")
    value: strawberry.Private[model.Claim]
    view: strawberry.Private[OpportunityView]

    @field
    def outcome(self) -> Outcome | None:
        """The outcome; null where it is not on the map any more."""
        reading = self.view.reading
        found = reading.network.outcome_by_id.get(self.value.outcome) if reading else None
        return Outcome.of(Network.of(reading), found) if reading and found else None

    @field
    def line(self) -> str | None:
        """The key of its money line; null before it is sized."""
        return self.value.line

    @field
    def amount(self) -> MoneyRange | None:
        """In the opportunity's currency a year, or shares of the line's baseline from 0 to 1; null before it is sized."""
        return money_range(self.value.amount) if self.value.amount else None

    @field
    def of_baseline(self) -> bool:
        """Whether the amounts are shares of the line's baseline."""
        return self.value.of_baseline

    @field
    def against(self) -> str:
        """The key of the alternative that the amounts are differences from; `status-quo`, unless told otherwise."""
        return self.value.against

    @field
    def theirs(self) -> list[AlternativeDelivers]:
        """What alternatives deliver of it."""
        return [AlternativeDelivers(alternative=one.alternative, amount=money_range(one.amount)) for one in self.value.theirs]

    @field
    def risk_cut(self) -> Decimal | None:
        """A flat cut in place of a range, a share from 0 to 1."""
        return self.value.risk_cut

    @field
    def first_month(self) -> int:
        """From which month after signature the money flows, from 1."""
        return self.value.timing.first_month

    @field
    def years(self) -> int | None:
        """For how many years it flows; null: to the end of the horizon."""
        return self.value.timing.years

    @field
    def ramp(self) -> list[Decimal]:
        """The share of the yearly amount that is reached in each year, from 0 to 1; the last one stays. Empty: all of it from the start."""
        return list(self.value.timing.ramp)

    @field
    def other_causes(self) -> Decimal:
        """The share of the outcome that comes of things beside our network, from 0 to 1."""
        return self.value.other_causes

    @field
    def owner(self) -> Stakeholder | None:
        """Who owns the number."""
        return self._person(self.value.owner)

    @field
    def interested(self) -> list[Persona]:
        """The personas that it interests."""
        known = self.view.reading.directory.persona_by_id if self.view.reading else {}
        return [persona(known[one]) for one in self.value.interested if one in known]

    @field
    def personal(self) -> bool:
        """Whether it is a result for the person; then it is never part of the business case."""
        return self.value.personal

    @field
    def evidence(self) -> ClaimEvidence:
        """What stands behind its state now."""
        return self._evidence(self.value.evidence)

    @field
    def promised(self) -> MoneyRange | None:
        """The estimate that a measurement replaced, in the opportunity's currency a year."""
        return money_range(self.value.promised) if self.value.promised else None

    @field
    def desirability(self) -> Desirability | None:
        """How desirable the customer said that it is; ranks, and is never added up."""
        return self.value.desirability

    @field
    def thought_of(self) -> bool | None:
        """Whether the customer had thought of it before it was raised; null where nobody knows."""
        return self.value.thought_of

    @field
    def beliefs(self) -> list[ClaimBelief]:
        """Who believes it how far."""
        return [ClaimBelief(by=self._shown(one.stakeholder), share=one.share) for one in self.value.beliefs]

    @field
    def overrides(self) -> list[MoneyOverride]:
        """What the owner of the number says of its money."""
        return [
            MoneyOverride(
                verdict=one.verdict,
                claim=strawberry.ID(one.claim) if one.claim else None,
                sentence=one.said,
                by=self._shown(one.by),
                on=one.on,
            )
            for one in self.value.overrides
        ]

    @field
    def moves(self) -> list[ClaimMove]:
        """How it came to where it stands, the first step first."""
        return [
            ClaimMove(
                before=one.before,
                after=one.after,
                by=one.by,
                evidence=self._evidence(one.evidence),
                amount=money_range(one.amount) if one.amount else None,
            )
            for one in self.value.moves
        ]

    def _evidence(self, value: Evidence) -> ClaimEvidence:
        return ClaimEvidence(
            on=value.on,
            quote=value.quote or None,
            source=value.source or None,
            stated_by=self._person(value.stated_by),
            confirmed=value.confirmed,
        )

    def _person(self, id_: StakeholderId | None) -> Stakeholder | None:
        return self._shown(id_) if id_ is not None else None

    def _shown(self, id_: StakeholderId) -> Stakeholder:
        directory = self.view.reading.directory if self.view.reading else None
        return stakeholder(self.view.opportunity.stakeholder_by_id[id_], directory)


def claim(value: model.Claim, view: OpportunityView) -> Claim:
    """A claim of an opportunity as GraphQL shows it."""
    return Claim(id=strawberry.ID(value.id), outcome_key=value.outcome_key, state=value.state, value=value, view=view)
