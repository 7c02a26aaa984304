"""An opportunity as its file, in one canonical form: keys instead of ids, defaults and empty fields left out, parts in their order.

What was recorded is not in the file: calls and the moves of claims stay with the opportunity. The status quo is not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from valuenet.documents.keyed import keyed
from valuenet.documents.quantities import amounts_text, number_text, share_text
from valuenet.documents.reading import VERSION
from valuenet.documents.source import Format
from valuenet.documents.writing import written
from valuenet.documents.yaml_text import Value, said
from valuenet.model.account import Account
from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine, Option, Stakeholder, Unmet
from valuenet.model.claim import Claim, Timing
from valuenet.model.directory import STATUS_QUO, Directory
from valuenet.model.evidence import Evidence, Override
from valuenet.model.network import Network
from valuenet.model.numbers import ONE
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState, OpportunityKind

_TALL = ("claims",)


def write(opportunity: Opportunity, *, account: Account, network: Network, directory: Directory, format: Format) -> str:
    """The file of an opportunity."""
    return written(tree(opportunity, account=account, network=network, directory=directory), format, tall=_TALL)


def tree(opportunity: Opportunity, *, account: Account, network: Network, directory: Directory) -> dict[str, Value]:
    """What the file of an opportunity says, field by field."""
    one = keyed(opportunity, account=account, network=network, directory=directory)
    ours = one.price
    return said(
        valuenet=VERSION,
        opportunity=one.key,
        name=one.name,
        network=one.network,
        account=said(key=account.key, name=account.name, trade=account.trade, region=account.region),
        offering=one.offering,
        kind="" if one.kind is OpportunityKind.NEW else one.kind.value,
        stage=one.stage,
        opened=str(one.opened),
        expected_close=_day(one.expected_close),
        closed=_day(one.closed),
        won=one.won,
        owner=one.owner,
        manager=one.manager,
        region=one.region,
        basis_of_pay=one.basis_of_pay,
        price=_price(ours) | said(currency=ours.currency, unit=ours.unit, years=ours.years),
        list_price=_price(one.list_price),
        floor_price=_price(one.floor_price),
        pocket_price=_price(one.pocket_price),
        switching_cost=_money(one.switching_cost),
        contribution_margin=_share(one.contribution_margin),
        rate=_share(one.rate),
        base_rate=_share(one.base_rate),
        seed=None if one.seed == 1 else one.seed,
        alternatives={option.key: _option(option) for option in one.alternatives if option.key != STATUS_QUO},
        stakeholders={person.key: _person(person) for person in one.stakeholders},
        lines={line.key: _line(line) for line in one.lines},
        claims={str(claim.id): _claim(claim) for claim in one.claims},
        unmet=[_wish(wish) for wish in one.unmet],
    )


def _price(price: Price | None) -> dict[str, Value]:
    if price is None:
        return {}
    told = said(yearly=_money(price.yearly), one_time=_money(price.one_time))
    return told or {"yearly": 0}


def _option(option: Option) -> Value:
    price = said(yearly=_money(option.price.yearly), one_time=_money(option.price.one_time))
    return said(name=option.name, **price, switching_cost=_money(option.switching_cost))


def _person(person: Stakeholder) -> Value:
    return said(
        name=person.name,
        persona=person.persona,
        influence=None if person.influence == ONE else share_text(person.influence),
        heard_from=_day(person.heard_from),
        credible_since=_day(person.credible_since),
        brought_in=_day(person.brought_in),
    )


def _line(line: MoneyLine) -> Value:
    return said(name=line.name, baseline=None if line.baseline is None else _number(line.baseline))


def _claim(claim: Claim) -> Value:
    return said(
        outcome="" if str(claim.id) == claim.outcome_key else claim.outcome_key,
        line=claim.line,
        amount=_amount(claim.amount, claim),
        against="" if claim.against == STATUS_QUO else claim.against,
        theirs={their.alternative: _range(their.amount, claim) for their in claim.theirs},
        risk_cut=_share(claim.risk_cut),
        timing=_timing(claim.timing),
        other_causes=_share(claim.other_causes or None),
        owner=claim.owner,
        interested=[str(persona) for persona in claim.interested],
        personal=claim.personal or None,
        state="" if claim.state is ClaimState.PROPOSED else claim.state.value,
        evidence=_evidence(claim.evidence),
        promised=_amount(claim.promised, claim),
        desirability=claim.desirability.value if claim.desirability else "",
        thought_of=claim.thought_of,
        believed={belief.stakeholder: share_text(belief.share) for belief in claim.beliefs},
        overrides=[_override(override) for override in claim.overrides],
    )


def _timing(timing: Timing) -> Value:
    month = None if timing.first_month == 1 else timing.first_month
    return said(first_month=month, years=timing.years, ramp=[share_text(share) for share in timing.ramp])


def _evidence(evidence: Evidence) -> Value:
    return said(
        date=_day(evidence.on),
        quote=evidence.quote,
        source=evidence.source,
        stated_by=evidence.stated_by,
        confirmed=evidence.confirmed.value if evidence.confirmed else "",
    )


def _override(override: Override) -> Mapping[str, Value]:
    return said(verdict=override.verdict.value, claim=override.claim, said=override.said, by=override.by, date=_day(override.on))


def _wish(wish: Unmet) -> Mapping[str, Value]:
    return said(said=wish.said, by=wish.by, date=_day(wish.on), desirability=wish.desirability.value if wish.desirability else "")


def _amount(amount: Range | None, claim: Claim) -> Value | None:
    return None if amount is None else _range(amount, claim)


def _range(amount: Range, claim: Claim) -> Value:
    """Low, likely and high; a number where it is certain."""
    if amount.low == amount.high and not claim.of_baseline:
        return _number(amount.likely)
    return amounts_text(amount.low, amount.likely, amount.high, shares=claim.of_baseline)


def _money(amount: Decimal) -> Value | None:
    """An amount that is nothing unless it is told."""
    return _number(amount) if amount else None


def _number(amount: Decimal) -> Value:
    return int(amount) if amount == amount.to_integral_value() else number_text(amount)


def _share(share: Decimal | None) -> Value | None:
    return None if share is None else share_text(share)


def _day(day: date | None) -> str:
    return str(day or "")
