"""What people give when they record a dialogue or move a claim, as GraphQL input types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from valuenet.api.describing import input_, said
from valuenet.api.examining import each_value, together, value_at
from valuenet.api.opportunity_inputs import RangeInput, StakeholderInput, UnmetInput
from valuenet.model.call import Call, Said
from valuenet.model.evidence import Evidence, Override
from valuenet.model.ids import ClaimId, Key, StakeholderId
from valuenet.model.value_vocabulary import ClaimState, Confirmation, Verdict
from valuenet.model.vocabulary import Desirability
from valuenet.service.claims import CallRecord


@input_
class EvidenceInput:
    """What stands behind a move along the ladder."""

    on: date | None = said("When it was said or done; every move needs it. Not in the future.", default=None)
    quote: str = said("In the customer's own words; needed from `ENVISIONED` on. At most 2000 characters.", default="")
    source: str = said("From where, such as a call or a letter; at most 200 characters.", default="")
    stated_by: str | None = said("Who gave or accepted the money, by key; needed from `VALUED` on.", default=None)
    confirmed: Confirmation | None = said("How the owner of the number confirmed it; needed from `VALIDATED` on.", default=None)

    def value(self) -> Evidence:
        by = StakeholderId(self.stated_by) if self.stated_by else None
        return Evidence(on=self.on, quote=self.quote, source=self.source, stated_by=by, confirmed=self.confirmed)


@input_
class SaidInput:
    """What they said about one claim; leave out what they did not speak of."""

    claim: str = said("Which claim, by id, by the key of its outcome, or as `outcome on line`.")
    to: ClaimState | None = said("How far it comes by it; several rungs at once where the evidence for each is there.", default=None)
    quote: str = said("In their own words; at most 2000 characters.", default="")
    amount: RangeInput | None = said("What they gave or accepted; with `REALISED`, what was measured.", default=None)
    line: str | None = said("The money line that they named, by key.", default=None)
    owner: str | None = said("Who owns the number, by key.", default=None)
    confirmed: Confirmation | None = said("How they confirmed the number; only its owner can.", default=None)
    belief: Decimal | None = said("How far they believe that they will get it, from 0 to 1.", default=None)
    desirability: Desirability | None = said("How desirable they said that it is.", default=None)
    thought_of: bool | None = said("Whether they had thought of it before.", default=None)
    question: str = said("The question that made them desire more than before; at most 500 characters.", default="")

    def value(self) -> Said:
        return Said(
            claim=ClaimId(self.claim),
            to=self.to,
            quote=self.quote,
            amount=value_at("amount", self.amount),
            line=Key(self.line) if self.line else None,
            owner=StakeholderId(self.owner) if self.owner else None,
            confirmed=self.confirmed,
            belief=self.belief,
            desirability=self.desirability,
            thought_of=self.thought_of,
            question=self.question,
        )


@input_
class CallInput:
    """One dialogue with one person at the customer."""

    stakeholder: str = said("With whom, by key.")
    on: date = said("When; not in the future.")
    source: str = said("What it was: a call, a meeting, a letter. At most 200 characters.", default="")
    statements: list[SaidInput] = said("What they said, claim by claim.", default_factory=list)
    unmet: list[UnmetInput] = said("What they desire and we do not deliver.", default_factory=list)
    credible: bool = said("Whether our credibility with them is established by it.", default=False)
    people: list[StakeholderInput] = said("People whom it brought into the decision.", default_factory=list)

    def record(self, opportunity: str, expected: int | None, reason: str, by: str) -> CallRecord:
        """The record of the call, or `InvalidOpportunity` with everything that is wrong with it."""
        spoken, unmet, people = together(
            lambda: each_value("said", self.statements),
            lambda: each_value("unmet", self.unmet),
            lambda: each_value("people", self.people),
        )
        call = Call(
            stakeholder=StakeholderId(self.stakeholder),
            on=self.on,
            by=by,
            source=self.source,
            said=spoken,
            unmet=unmet,
            credible=self.credible,
        )
        return CallRecord(opportunity=opportunity, expected=expected, reason=reason, call=call, people=people)


@input_
class OverrideInput:
    """What the owner of a number says of its money."""

    verdict: Verdict = said("The same money as that of another claim, or different.")
    claim: str | None = said("Which other claim; all others on the line when left out.", default=None)
    sentence: str = said("What they said; at most 500 characters.")
    by: str = said("Who said so, by key: the owner of the number.")
    on: date | None = said("When.", default=None)

    def value(self) -> Override:
        other = ClaimId(self.claim) if self.claim else None
        return Override(verdict=self.verdict, claim=other, said=self.sentence, by=StakeholderId(self.by), on=self.on)
