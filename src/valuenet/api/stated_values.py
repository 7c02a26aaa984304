"""What customers say an outcome is worth, over all accounts, as GraphQL types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.network import Network
from valuenet.api.nodes import Outcome
from valuenet.api.rates import StatedMoney, stated_money
from valuenet.service import stated_values as service
from valuenet.service.stated_values import StatedQuestion, stated_values


@output
class StatedRecord:
    """The last number of one account, and the record that has it."""

    record: strawberry.ID = said("The id of the opportunity, or of the test.")
    account: strawberry.ID = said("The id of the account.")
    on: date = said("When it was stated.")
    amount: Decimal = said("In the workspace's currency a year.")
    validated: bool = said("Whether its owner confirmed it.")


@output
class StatedValue:
    """What customers say that one outcome is worth, each account once, at its last number."""

    outcome: Outcome = said("The outcome.")
    stated: StatedMoney = said("At how many accounts, median and range, in the workspace's currency a year.")
    validated: Decimal = said("The share of these accounts whose number its owner confirmed, from 0 to 1.")
    records: list[StatedRecord] = said("The records behind it, by account.")


@output
class StatedValueQuestions:
    """What people ask about the worth of outcomes."""

    @field
    async def stated_values(
        self,
        info: Info,
        networks: Annotated[list[strawberry.ID], argument("Of the outcomes of these networks, by id or key.")],
        persona: Annotated[str | None, argument("Only what people in this role stated, by key.")] = None,
        trade: Annotated[str | None, argument("Only what accounts of this trade stated, without regard to case.")] = None,
        region: Annotated[str | None, argument("Only what accounts of this region stated, without regard to case.")] = None,
    ) -> list[StatedValue]:
        """The outcomes for which customers stated a value, in opportunities and in tests, by network and key."""
        question = StatedQuestion(networks=tuple(networks), persona=persona, trade=trade, region=region)
        return [_stated(one) for one in await info.context.ask(stated_values, question)]


def _stated(value: service.StatedValue) -> StatedValue:
    money = stated_money(value.stated)
    assert money is not None, "an outcome for which nobody stated anything is not among them"
    return StatedValue(
        outcome=Outcome.of(Network.of(value.reading), value.outcome),
        stated=money,
        validated=value.validated,
        records=[
            StatedRecord(
                record=strawberry.ID(one.id), account=strawberry.ID(one.account), on=one.on, amount=one.amount, validated=one.validated
            )
            for one in value.told
        ],
    )
