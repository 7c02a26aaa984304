"""What people change of an opportunity: it is opened from a network, put and closed; claims are sized and moved, calls recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

import strawberry
from strawberry import UNSET

from valuenet import errors
from valuenet.api.call_inputs import CallInput, EvidenceInput, OverrideInput
from valuenet.api.context import Info
from valuenet.api.describing import answer, argument, input_, output, said, union
from valuenet.api.examining import together, value_at
from valuenet.api.failures import InvalidOpportunity, LadderRefused, NotAllowed, NotFound, StaleRevision
from valuenet.api.opportunities import Opportunity
from valuenet.api.opportunity_inputs import OpportunityInput, PriceInput, RangeInput
from valuenet.api.refusals import Reason, Repeat, answered, of_record
from valuenet.model.value_vocabulary import ClaimState
from valuenet.service.caller import Caller
from valuenet.service.claims import (
    ClaimMove,
    ClaimSize,
    MoneyOverride,
    OpportunityClosing,
    call_record,
    claim_move,
    claim_size,
    money_override,
    opportunity_close,
)
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityView
from valuenet.service.opportunity_opening import NewOpportunity, OpportunityOpened, OpportunityPut, opportunity_open, opportunity_put
from valuenet.service.rights import way_to

OpportunityName = Annotated[strawberry.ID, argument("The id or key of the opportunity.")]
ClaimName = Annotated[str, argument("Which claim, by id, by the key of its outcome, or as `outcome on line`.")]
Seen = Annotated[int | None, argument("The revision of the opportunity that you saw, to be refused when it moved.")]
AMOUNT = "In the opportunity's currency a year, or shares of the line's baseline."


@input_
class NewOpportunityInput:
    """An opportunity to be opened."""

    key: str = said("Unique among the opportunities of the workspace.")
    network: strawberry.ID = said("The network that its claims stand on, by id or key.")
    account: str = said("At which customer, by key or name; a new account is created.")
    price: PriceInput = said("What is offered.")
    propose: bool = said("Whether every outcome that a persona desires there is proposed as a claim.", default=True)
    new_account: bool = said("Whether an account with nearly the name of a known one is another.", default=False)
    more: OpportunityInput | None = said("Further fields, and parts; claims are changed by the keys of their outcomes.", default=None)

    def value(self, reason: str) -> NewOpportunity:
        more = self.more or OpportunityInput()
        price, fields, parts = together(lambda: value_at("price", self.price), more.fields, more.parts)
        return NewOpportunity(
            key=self.key,
            network=self.network,
            account=self.account,
            price=price,
            fields=fields,
            parts=parts,
            propose=self.propose,
            new_account=self.new_account,
            reason=reason,
        )


@output
class OpportunitySaved:
    """The opportunity was opened or changed."""

    opportunity: Opportunity = said("The opportunity after the change.")
    account_created: bool = said("Whether nobody knew the account before.")


OpportunityResult = Annotated[
    OpportunitySaved | StaleRevision | LadderRefused | InvalidOpportunity | NotFound | NotAllowed,
    union("OpportunityResult", "The opportunity after a change, or why it was refused."),
]


@output
class OpportunityChanges:
    """What people change about opportunities."""

    @answer(OpportunityResult)
    async def opportunity_open(
        self,
        info: Info,
        new: Annotated[NewOpportunityInput, argument("What to open.")],
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Open an opportunity from a network: what the map says that this customer could desire is proposed as claims."""

        @way_to(opportunity_open)
        def run(library: Library, caller: Caller) -> OpportunityOpened:
            return opportunity_open(library, caller, new.value(reason), idempotency_key)

        return await answered(info, info.context.ask(run), lambda opened: opportunity_saved(opened.view, created=opened.account_created))

    @answer(OpportunityResult)
    async def opportunity_put(
        self,
        info: Info,
        opportunity: OpportunityName,
        put: Annotated[OpportunityInput, argument("What to set.")],
        rename_to: Annotated[str | None, argument("Another key from now on.")] = None,
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Change fields and parts of an opportunity."""

        @way_to(opportunity_put)
        def run(library: Library, caller: Caller) -> OpportunityView:
            fields, parts = together(put.fields, put.parts)
            wanted = OpportunityPut(
                opportunity=opportunity, fields=fields, parts=parts, to=rename_to, expected=expected_revision, reason=reason
            )
            return opportunity_put(library, caller, wanted, idempotency_key)

        return await _changed(info, run)

    @answer(OpportunityResult)
    async def opportunity_close(
        self,
        info: Info,
        opportunity: OpportunityName,
        won: Annotated[bool | None, argument("Whether it was won, which has to be said; null opens it again.")] = UNSET,
        on: Annotated[date | None, argument("When; today when left out.")] = None,
        pocket_price: Annotated[PriceInput | None, argument("What remains of the price after everything that is given away.")] = None,
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Close an opportunity as won or lost, or open it again."""

        @way_to(opportunity_close)
        def run(library: Library, caller: Caller) -> OpportunityView:
            if won is UNSET:  # GraphQL has no argument that has to be given and may be null
                remedy = "say true or false, or null to open it again"
                raise errors.InvalidOpportunity([errors.Problem(path="won", code="MISSING", message="is not said", remedy=remedy)])
            pocket = value_at("pocketPrice", pocket_price)
            closing = OpportunityClosing(
                opportunity=opportunity, expected=expected_revision, reason=reason, won=won, on=on, pocket_price=pocket
            )
            return opportunity_close(library, caller, closing, idempotency_key)

        return await _changed(info, run)

    @answer(OpportunityResult)
    async def claim_size(
        self,
        info: Info,
        opportunity: OpportunityName,
        claim: ClaimName,
        line: Annotated[str, argument("On which money line, by key.")],
        amount: Annotated[RangeInput, argument(AMOUNT)],
        of_baseline: Annotated[bool, argument("Whether the amounts are shares of the line's baseline, from 0 to 1.")] = False,
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Give the seller's own estimate for a claim; refused where the customer has given the number already."""

        @way_to(claim_size)
        def run(library: Library, caller: Caller) -> OpportunityView:
            size = ClaimSize(
                opportunity=opportunity,
                expected=expected_revision,
                reason=reason,
                claim=claim,
                line=line,
                amount=value_at("amount", amount),
                of_baseline=of_baseline,
            )
            return claim_size(library, caller, size, idempotency_key)

        return await _changed(info, run)

    @answer(OpportunityResult)
    async def claim_move(
        self,
        info: Info,
        opportunity: OpportunityName,
        claim: ClaimName,
        to: Annotated[ClaimState, argument("To which state; several rungs at once where the evidence for each is there.")],
        evidence: Annotated[EvidenceInput, argument("What stands behind the move.")],
        amount: Annotated[RangeInput | None, argument(f"What was given or accepted, or measured. {AMOUNT}")] = None,
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Move a claim along the evidence ladder; refused with the reason where its evidence is missing."""

        @way_to(claim_move)
        def run(library: Library, caller: Caller) -> OpportunityView:
            found, money = together(lambda: value_at("evidence", evidence), lambda: value_at("amount", amount))
            move = ClaimMove(
                opportunity=opportunity, expected=expected_revision, reason=reason, claim=claim, to=to, evidence=found, amount=money
            )
            return claim_move(library, caller, move, idempotency_key)

        return await _changed(info, run)

    @answer(OpportunityResult)
    async def call_record(
        self,
        info: Info,
        opportunity: OpportunityName,
        call: Annotated[CallInput, argument("Who said what.")],
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Record one dialogue with one person: claims move, beliefs and unmet wishes are kept; all of it or nothing."""

        def run(library: Library, caller: Caller) -> OpportunityView:
            record = call.record(opportunity, expected_revision, reason, caller.actor.name)
            return call_record(library, caller, record, idempotency_key)

        return await _changed(info, run)

    @answer(OpportunityResult)
    async def money_override(
        self,
        info: Info,
        opportunity: OpportunityName,
        claim: ClaimName,
        override: Annotated[OverrideInput, argument("What the owner of the number says.")],
        expected_revision: Seen = None,
        reason: Reason = "",
        idempotency_key: Repeat = None,
    ) -> object:
        """Keep the word of the owner of a number that its money is the same as, or different from, that of other claims."""

        @way_to(money_override)
        def run(library: Library, caller: Caller) -> OpportunityView:
            word = MoneyOverride(
                opportunity=opportunity, expected=expected_revision, reason=reason, claim=claim, override=value_at("override", override)
            )
            return money_override(library, caller, word, idempotency_key)

        return await _changed(info, run)


def opportunity_saved(view: OpportunityView, *, created: bool = False) -> OpportunitySaved:
    """An opportunity after a change, as GraphQL shows it."""
    return OpportunitySaved(opportunity=Opportunity.of(view), account_created=created)


async def _changed(info: Info, run: Callable[[Library, Caller], OpportunityView]) -> object:
    return await answered(info, info.context.ask(run), opportunity_saved, of_record)
