"""A workspace in which Alder Foods is about to decide, for tests: the worked example as it is kept, and short ways to go on with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from alder import RIVAL, alder, alder_directory, alder_network, price
from commits import create, introduce
from selling import ANN, NOON
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import AccountId, Key, OpportunityId
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.service.accounts import AccountPut, account_called, account_put
from valuenet.service.caller import Caller
from valuenet.service.claims import OpportunityClosing, opportunity_close
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityView
from valuenet.service.opportunity_opening import NewOpportunity, OpportunityOpened, WholeOpportunity, opportunity_open, opportunity_save
from valuenet.service.opportunity_parts import OptionPut, Parts
from valuenet.service.scorecards import Freezing, scorecard_freeze
from valuenet.store.protocol import Store

OPENED = NewOpportunity(
    key="alder-foods",
    network="invoice-automation",
    account="Alder Foods",
    price=price(120_000, 30_000),
    parts=Parts(options=(OptionPut(key=RIVAL, fields={"price": price(80_000, 20_000)}),)),
)
"""An opportunity in which nothing is wrong, as somebody opens it."""


@dataclass
class Desk:
    """A library with the network of the example in it; `now` is what its clock says."""

    library: Library
    network: Network
    now: list[str] = field(default_factory=list)

    def account(self, name: str, **fields: object) -> AccountId:
        """The account with this name, made if there is none."""
        key = name.lower().replace(" ", "-")
        account_put(self.library, ANN, AccountPut(key=key, fields={"name": name, **fields}))
        return account_called(self.library, ANN, key).record.id

    def whole(self, key: str = "alder-foods", at: str = "Alder Foods", by: Caller = ANN, **changes: Any) -> OpportunityView:
        """The worked example, kept under a key, with any of its fields changed."""
        made = alder(self.network, id=OpportunityId(f"opp_{key}"), key=Key(key), account=self.account(at), **changes)
        return self.saved(made, by=by)

    def saved(self, opportunity: Opportunity, by: Caller = ANN) -> OpportunityView:
        return opportunity_save(self.library, by, WholeOpportunity(opportunity=opportunity)).view

    def closed(self, key: str, *, won: bool, freeze: bool = True, **changes: Any) -> OpportunityView:
        """The worked example, frozen while it was open, and closed."""
        self.whole(key, **changes)
        if freeze:
            scorecard_freeze(self.library, ANN, Freezing(opportunity=key))
        return opportunity_close(self.library, ANN, OpportunityClosing(opportunity=key, won=won))

    def opened(self, by: Caller = ANN, repeat: str | None = None, **changes: Any) -> OpportunityOpened:
        """The opportunity of the example, opened from its network."""
        return opportunity_open(self.library, by, replace(OPENED, **changes), repeat)


def desk(store: Store, *lines: str) -> Desk:
    """The network of the example, with its personas and Competitor B; `lines` draw another one."""
    known = alder_directory()
    rivals = [one for one in known.alternatives if one.key != STATUS_QUO]
    introduce(store, *known.personas, *rivals)
    made = alder_network(*lines)
    create(store, made)
    now = [NOON]
    return Desk(library=Library(store, clock=lambda: now[0]), network=made, now=now)
