"""What was given away: the discounts of won opportunities by seller, manager, customer, region, type and basis of pay, beside the mix.

(:PriceException)-[:FOR]->(:Opportunity {won: true})-[:AT]->(:Account)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.numbers import ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import Guidance, PriceException
from valuenet.model.record import Kept
from valuenet.model.value_settings import ValueSettings
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.opportunities import OpportunityQuestion, opportunities
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs
from valuenet.service.value_settings import value_settings
from valuenet.value.discounts import Deal, Group, Spend, grouped, spend
from valuenet.value.present_value import price_value, terms
from valuenet.value.price import Verdict


class Grouping(StrEnum):
    """By what discounts are told apart."""

    SELLER = "seller"
    MANAGER = "manager"
    CUSTOMER = "customer"
    REGION = "region"
    TYPE = "type"
    BASIS_OF_PAY = "basis of pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discounts:
    """The discounts of some won opportunities, all together and by one grouping, each group beside its mix of another.

    Present values in the workspace's currency. `deals`: the opportunities behind each group, by its name; `left_out`: won
    ones of which neither the list price nor what remains is told, or in another currency.
    """

    by: Grouping
    beside: Grouping
    total: Spend
    groups: tuple[Group, ...]
    deals: Mapping[str, tuple[Kept[Opportunity], ...]]
    left_out: tuple[Kept[Opportunity], ...]
    settings: ValueSettings


@needs(Action.READ)
def discounts(
    library: Library,
    caller: Caller,
    by: Grouping = Grouping.SELLER,
    *,
    beside: Grouping = Grouping.TYPE,
    question: OpportunityQuestion | None = None,
) -> Discounts:
    """What was given away on the won opportunities that answer a question, in a fixed number of store calls.

    What the evidence justified is the guidance of the last price exception that was decided; where there is none, it is not known.
    """
    settings = value_settings(library, caller)
    won = opportunities(library, caller, replace(question or OpportunityQuestion(), open=False, won=True))
    priced = [one for one in won if _known(one.record) and one.record.currency == settings.currency]
    accounts = kept_by_id(library, caller, (one.record.account for one in priced), Account)
    told = _guidance(one.record for one in records_of(library, caller, PriceException))
    deals = [(one, deal(one.record, accounts.get(one.record.account), told.get(one.record.id), settings)) for one in priced]
    behind: dict[str, list[Kept[Opportunity]]] = {}
    for one, made in deals:
        behind.setdefault(made.groups[by], []).append(one)
    counted = [made for _, made in deals]
    there = {one.record.id for one in priced}
    return Discounts(
        by=by,
        beside=beside,
        total=spend(counted),
        groups=grouped(counted, by, beside=beside, fewest=settings.ranking_minimum),
        deals={name: tuple(some) for name, some in behind.items()},
        left_out=tuple(one for one in won if one.record.id not in there),
        settings=settings,
    )


def deal(opportunity: Opportunity, account: Kept[Account] | None, told: Guidance | None, settings: ValueSettings) -> Deal:
    """A won opportunity as discounts look at it: list, and what remains of the price after everything that was given away."""
    span = terms(opportunity, settings)
    top = price_value(opportunity.at_list, span)
    margin = opportunity.contribution_margin
    return Deal(
        list_price=top,
        net=price_value(opportunity.pocket_price or opportunity.price, span),
        justified=top - justified_discount(told) if told is not None else None,
        margin=margin * top if margin is not None else None,
        groups={
            Grouping.SELLER: opportunity.owner,
            Grouping.MANAGER: opportunity.manager,
            Grouping.CUSTOMER: account.record.name if account else opportunity.account,
            Grouping.REGION: opportunity.region,
            Grouping.TYPE: opportunity.kind.value,
            Grouping.BASIS_OF_PAY: opportunity.basis_of_pay,
        },
    )


def justified_discount(told: Guidance) -> Decimal:
    """How much below list the evidence justified at that moment: the gap where a discount was the advice, else nothing."""
    return told.gap if told.verdict == Verdict.JUSTIFIED else ZERO


def _known(opportunity: Opportunity) -> bool:
    """Whether it is told what was given away; where only what remains is told, the price is the list's."""
    return opportunity.list_price is not None or opportunity.pocket_price is not None


def _guidance(exceptions: Iterable[PriceException]) -> Mapping[str, Guidance]:
    """The guidance of the last decision about each opportunity."""
    decided = [(one.opportunity, one.decision) for one in exceptions if one.decision is not None]
    return {opportunity: decision.guidance for opportunity, decision in sorted(decided, key=lambda pair: pair[1].at)}
