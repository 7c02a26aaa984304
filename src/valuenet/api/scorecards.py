"""The scorecard of an opportunity as a GraphQL type: every figure with its formula, inputs and source; and scorecards that were frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import strawberry

from valuenet.api.business_case import (
    BelievedValue,
    BusinessCase,
    InvestmentCase,
    PersonaValue,
    Preference,
    Uncertainty,
    believed_value,
    business_case,
    persona_value,
    preference,
    uncertainty,
)
from valuenet.api.describing import field, output, said
from valuenet.api.figures import Figure, figure, like
from valuenet.api.history import Actor, actor
from valuenet.api.people import Node
from valuenet.api.price_guidance import (
    DecisionFlip,
    Delivery,
    NextQuestion,
    PriceGuidance,
    WinLikelihood,
    delivery,
    win_likelihood,
)
from valuenet.api.rates import StatedMoney, Tally, stated_money, tally
from valuenet.api.scored import ArrowKeys, Overlap, ScoredClaim, ScoredLine, arrow_keys, overlap, scored_claim, scored_lines
from valuenet.charts.picture import told
from valuenet.model.frozen_scorecard import FrozenScorecard as FrozenRecord
from valuenet.model.ids import ClaimId
from valuenet.model.record import Kept
from valuenet.model.vocabulary import TestResult
from valuenet.service import pictures
from valuenet.service.heard import Heard
from valuenet.service.scorecards import scorecard_read
from valuenet.value import scorecard as model


@output
class ClaimHeard:
    """What tests of messages say of the outcome of one claim."""

    claim: strawberry.ID = said("The id of the claim.")
    tally: Tally = said("How the tests came out over all accounts and personas.")
    here: list[TestResult] = said("The last result of each persona that was asked at this account.")
    stated: StatedMoney | None = said("What customers said that it is worth, in the workspace's currency a year.")


@output
class Scorecard:
    """What one opportunity is worth to its customer. The same data, seed and revisions give the same figures.

    Money is in `currency`; present values are at signature, over `years` at `rate`.
    """

    key: str = said("The key of the opportunity.")
    name: str = said("The name of the opportunity.")
    stage: str | None = said("The stage of the opportunity then.")
    network_revision: int = said("The revision of the network that it was computed from.")
    settings_revision: int = said("The revision of the workspace's settings that it was computed from; 0: the defaults.")
    currency: str = said("Of what all money is.")
    years: int = said("The horizon, in years.")
    rate: Decimal = said("The discount rate a year, from 0 to 1.")
    terms: str = said("Whose rate and whose horizon these are.")
    seed: int = said("What the draws started from.")
    value: strawberry.Private[model.Scorecard]
    tests: strawberry.Private[Mapping[ClaimId, Heard]]

    @classmethod
    def of(cls, value: model.Scorecard, tests: Mapping[ClaimId, Heard] | None = None) -> Scorecard:
        return like(cls, value, stage=value.stage or None, value=value, tests=tests or {})

    @field
    def overlap(self) -> Overlap:
        """What the customer desires against what we deliver: look at this first."""
        return overlap(self.value.overlap)

    @field
    def preference(self) -> Preference:
        """The headline: how much the customer should prefer us, by what the customer stated; a present value in `currency`."""
        return preference(self.value.stated)

    @field
    def lines(self) -> list[ScoredLine]:
        """What is counted on each line of the customer's P&L, in `currency` a year, with every claim on it and why it counts or not."""
        return scored_lines(self.value.lines, self.value.claims)

    @field
    def claims(self) -> list[ScoredClaim]:
        """Every business claim, counted, unbuilt or left out, with the reason; in the order of the opportunity."""
        return [scored_claim(one) for one in self.value.claims]

    @field
    def decided_by(self) -> list[ArrowKeys]:
        """The arrows that decided what was left out."""
        return arrow_keys(self.value.decided_by)

    @field
    def stated(self) -> BusinessCase:
        """The business case by what the customer stated: the only one on which a price may rest."""
        return business_case(self.value.stated)

    @field
    def envisioned(self) -> BusinessCase:
        """The same with the seller's own numbers for what the customer envisioned."""
        return business_case(self.value.envisioned)

    @field
    def stated_share(self) -> Figure:
        """Which share of the counted value the customer stated."""
        return figure(self.value.stated_share)

    @field
    def unbuilt(self) -> Figure:
        """What the customer has not envisioned yet, a present value in `currency`: the seller's work list."""
        return figure(self.value.unbuilt)

    @field
    def personal(self) -> list[ScoredClaim]:
        """Results for persons, never part of the business case; none for those who may not see what is personal."""
        return [scored_claim(one) for one in self.value.personal]

    @field
    def personal_subtotal(self) -> Figure:
        """What those persons stated, a present value in `currency`, never added to the business case; 0 where it is not to be seen."""
        return figure(self.value.personal_subtotal)

    @field
    def personas(self) -> list[PersonaValue]:
        """Whose the counted value is, by key of the persona."""
        return [persona_value(one) for one in self.value.personas]

    @field
    def belief(self) -> BelievedValue:
        """What of the value is believed."""
        return believed_value(self.value.belief)

    @field
    def uncertainty(self) -> Uncertainty:
        """How sure anyone may be of the preference."""
        return uncertainty(self.value.uncertainty)

    @field
    def investment(self) -> InvestmentCase:
        """NPV, ROI and payback against the status quo."""
        return like(InvestmentCase, self.value.investment)

    @field
    def pricing(self) -> PriceGuidance:
        """What the value says of the price."""
        return like(PriceGuidance, self.value.pricing)

    @field
    def delivery(self) -> Delivery:
        """Which differentiator brings how much of it."""
        return delivery(self.value.delivery)

    @field
    def winning(self) -> WinLikelihood:
        """How likely a win is."""
        return win_likelihood(self.value.winning)

    @field
    def flips(self) -> list[DecisionFlip]:
        """What would change the decision, the largest change first."""
        return [like(DecisionFlip, one) for one in self.value.flips]

    @field
    def questions(self) -> list[NextQuestion]:
        """The three next things to find out."""
        return [like(NextQuestion, one) for one in self.value.questions]

    @field
    def cautions(self) -> list[str]:
        """What to know before trusting it: what is assumed, capped or missing."""
        return list(self.value.cautions)

    @field
    def heard(self) -> list[ClaimHeard]:
        """What tests of messages say of the claims' outcomes, those that were tested; empty for a scorecard that was frozen."""
        return [claim_heard(one.claim, self.tests[one.claim]) for one in self.value.claims if one.claim in self.tests]

    @field
    def told(self) -> list[str]:
        """The pictures in words: the value waterfall, the range of the preference, the tornado of claims."""
        made = (pictures.waterfall, pictures.preference_range, pictures.tornado)
        return [told(make(self.value)) for make in made]


@output
class FrozenScorecard(Node):
    """A scorecard as it was at one stage; never edited afterwards."""

    stage: str | None = said("At which stage.")
    on: date = said("On which day.")
    by: Actor = said("Who froze it.")
    opportunity_revision: int = said("The revision of the opportunity that it was computed from.")
    network_revision: int = said("The revision of the network that it was computed from.")
    settings_revision: int = said("The revision of the workspace's settings that it was computed from; 0: the defaults.")
    value: strawberry.Private[FrozenRecord]

    @classmethod
    def of(cls, kept: Kept[FrozenRecord]) -> FrozenScorecard:
        value = kept.record
        return like(cls, value, id=strawberry.ID(value.id), stage=value.stage or None, by=actor(value.by), value=value)

    @field
    def scorecard(self) -> Scorecard | None:
        """The whole scorecard as it was; null for those who may not see what is personal, since customers' words are in it."""
        return Scorecard.of(scorecard_read(self.value.scorecard)) if self.value.scorecard is not None else None


def claim_heard(claim: ClaimId, value: Heard) -> ClaimHeard:
    """What tests say of a claim's outcome as GraphQL shows it."""
    return ClaimHeard(
        claim=strawberry.ID(claim),
        tally=tally(value.tally),
        here=[unit.result for unit in value.here],
        stated=stated_money(value.stated),
    )
