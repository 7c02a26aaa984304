"""What was given away on won opportunities, as GraphQL types: by group, always with n and beside the mix."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from urllib.parse import urlencode

import strawberry

from valuenet.api.context import Info
from valuenet.api.describing import argument, field, output, said
from valuenet.api.figures import like
from valuenet.api.opportunity_filter import Which, which
from valuenet.service import discounting
from valuenet.service.discounting import Grouping, discounts
from valuenet.value import discounts as model


@output
class DiscountSpend:
    """What some won opportunities gave away: list less net pocket price, present values in the workspace's currency."""

    n: int = said("How many opportunities.")
    list_price: Decimal = said("Their prices at list, together, in the workspace's currency.")
    discount: Decimal = said("What was given away, in the workspace's currency.")
    rate: Decimal | None = said("What was given away for each unit of list price, a share; null where the list price is 0.")
    assessed: int = said("Of how many it is known what the evidence justified: a price exception was decided.")
    not_justified: Decimal = said("What was given beyond what the evidence justified, in the workspace's currency; of the assessed ones.")
    unjustified_share: Decimal | None = said("The same as a share of the discounts of the assessed ones, from 0 to 1.")
    of_margin: Decimal | None = said("Discount for each unit of contribution margin, a share; of those whose margin is known.")


@output
class MixPart:
    """What a group is made of."""

    name: str | None = said("Of which kind; null where that was not told.")
    share: Decimal = said("Which share of the group's list price, from 0 to 1.")


@output
class DiscountGroup:
    """What one seller, region … gave away."""

    name: str | None = said("Whose; null where that was not told.")
    spend: DiscountSpend = said("What was given away.")
    rank: int | None = said("The place by rate, the highest first; null where there are too few opportunities to rank.")
    mix: list[MixPart] = said("What the group sells, the largest part first: who sells other things has other rates.")
    opportunities: list[strawberry.ID] = said("The ids of the opportunities behind it.")


@output
class Discounts:
    """What was given away, all together and by group."""

    by: Grouping = said("By what the groups are told apart.")
    beside: Grouping = said("Of what the mix tells.")
    total: DiscountSpend = said("All together.")
    groups: list[DiscountGroup] = said("The largest list price first.")
    left_out: list[strawberry.ID] = said("Ids of won opportunities of which nobody told what was given away, or in another currency.")
    fewest: int = said("From how many opportunities on a group is ranked.")
    url: str = said("Where the chart is.")


@output
class DiscountQuestions:
    """What people ask about discounts."""

    @field
    async def discounts(
        self,
        info: Info,
        by: Annotated[Grouping, argument("By what the groups are told apart.")] = Grouping.SELLER,
        beside: Annotated[Grouping, argument("Of what the mix tells.")] = Grouping.TYPE,
        where: Which = None,
    ) -> Discounts:
        """What was given away on won opportunities, and how much of it the evidence of value did not justify."""
        return _discounts(await info.context.ask(discounts, by, beside=beside, question=which(where)))


def _discounts(value: discounting.Discounts) -> Discounts:
    return like(
        Discounts,
        value,
        total=like(DiscountSpend, value.total),
        groups=[_group(one, value) for one in value.groups],
        left_out=[strawberry.ID(one.record.id) for one in value.left_out],
        fewest=value.settings.ranking_minimum,
        url=f"/portfolio/discounts.svg?{urlencode({'by': value.by.value})}",
    )


def _group(group: model.Group, value: discounting.Discounts) -> DiscountGroup:
    return DiscountGroup(
        name=group.name or None,
        spend=like(DiscountSpend, group.spend),
        rank=group.rank,
        mix=[MixPart(name=name or None, share=share) for name, share in group.mix],
        opportunities=[strawberry.ID(one.record.id) for one in value.deals.get(group.name, ())],
    )
