"""Which opportunities a question is about, as a GraphQL input type."""

from __future__ import annotations

from typing import Annotated

import strawberry

from valuenet.api.describing import argument, input_, said
from valuenet.service.opportunities import OpportunityQuestion


@input_
class OpportunityFilter:
    """Which opportunities; what is left out does not narrow it."""

    network: strawberry.ID | None = said("Only those on this network, by id or key.", default=None)
    account: str | None = said("Only those at this account, by id, key or name.", default=None)
    persona: str | None = said("Only those with this persona, by key.", default=None)
    owner: str | None = said("Only those of this seller, without regard to case.", default=None)
    manager: str | None = said("Only those of this manager's sellers, without regard to case.", default=None)
    region: str | None = said("Only those in this region, without regard to case.", default=None)
    open: bool | None = said("Only those that are open, or only those that are closed.", default=None)
    won: bool | None = said("Only those that were won, or only those that were lost.", default=None)


Which = Annotated[OpportunityFilter | None, argument("Which opportunities; all when left out.")]


def which(where: OpportunityFilter | None) -> OpportunityQuestion:
    """The question that a filter stands for."""
    return OpportunityQuestion(**vars(where)) if where else OpportunityQuestion()
