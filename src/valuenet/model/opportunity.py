"""An opportunity: a possible sale to one account, with the options before the customer, the people in it, and the claims.

    (:Opportunity)-[:AT]->(:Account)        (:Opportunity)-[:RESTS_ON]->(:Network)
    (:Opportunity)-[:CLAIMS]->(:Claim)      (:Opportunity)-[:DECIDED_BY]->(:Stakeholder)      (:Opportunity)-[:COMPARES]->(:Option)

An `Opportunity` cannot be built broken: `__post_init__` holds every rule about how its parts fit together, each part
the rules about itself. Whether it fits its network and workspace is asked of `value/fit.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine, Option, Stakeholder, Unmet, status_quo
from valuenet.model.call import Call
from valuenet.model.claim import Claim
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import Override
from valuenet.model.ids import AccountId, ClaimId, Key, NetworkId, OpportunityId, StakeholderId
from valuenet.model.numbers import ZERO, decimals, repeated, shares
from valuenet.model.text import KEY, SHORT, TITLE, too_many, unsettled
from valuenet.model.value_vocabulary import ClaimState, OpportunityKind

MOST = {"claims": 500, "stakeholders": 200, "lines": 100, "alternatives": 20, "unmet": 200, "calls": 2_000}
"""How many parts of each kind one opportunity may hold."""

MOST_ON_A_LINE = 40
"""How many claims that stand may be on one money line: which of them are the same money is found out exactly, in seconds at worst."""

LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Opportunity:
    """One possible sale. The status quo is always among its alternatives, at no price. Not slotted: it keeps its own indexes.

    `price` is what is offered now; `list_price` where it is without any discount (None: the price is the list's),
    `floor_price` the least that may be asked, `pocket_price` what remains after everything that is given away. All prices are on
    the same terms. `contribution_margin`: share of our price. `rate`: the customer's own discount rate a year, if they told
    it. `base_rate`: the share of such sales that are won. `won` is known when it is closed.
    """

    id: OpportunityId
    key: Key
    name: str
    network: NetworkId
    account: AccountId
    offering: str = ""
    kind: OpportunityKind = OpportunityKind.NEW
    stage: str = ""
    opened: date
    expected_close: date | None = None
    closed: date | None = None
    won: bool | None = None
    owner: str = ""
    manager: str = ""
    region: str = ""
    basis_of_pay: str = ""
    price: Price
    list_price: Price | None = None
    floor_price: Price | None = None
    pocket_price: Price | None = None
    switching_cost: Decimal = ZERO
    contribution_margin: Decimal | None = None
    rate: Decimal | None = None
    base_rate: Decimal | None = None
    alternatives: tuple[Option, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    lines: tuple[MoneyLine, ...] = ()
    claims: tuple[Claim, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    calls: tuple[Call, ...] = ()
    seed: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "alternatives", _with_the_status_quo(self))
        problems = unsettled(self, key=KEY, name=TITLE, offering=SHORT, stage=SHORT, owner=SHORT, manager=SHORT)
        problems += unsettled(self, region=SHORT, basis_of_pay=SHORT)
        problems += [*decimals(self, "switching_cost", least=ZERO), *shares(self, "contribution_margin", "rate", "base_rate")]
        problems += [*_wrong_dates(self), *_mixed_prices(self), *_repetitions(self)]
        if not 0 <= self.seed <= LARGEST_SEED:
            problems.append(Problem(path="seed", code="OUT_OF_BOUNDS", message=f"is {self.seed}", remedy=f"give 0 to {LARGEST_SEED}"))
        for place, claim in enumerate(self.claims):
            problems += [problem.under(f"claims[{place}]") for problem in _loose(self, claim)]
        problems += _loose_words(self)
        if problems:
            raise InvalidOpportunity(problems)

    @property
    def currency(self) -> str:
        return self.price.currency

    @property
    def at_list(self) -> Price:
        """Our price before any discount."""
        return self.list_price or self.price

    def yearly(self, claim: Claim) -> Range | None:
        """What a claim on one of its lines says, in money a year; None where nobody has sized it."""
        if claim.amount is None or not claim.of_baseline or claim.line is None:
            return claim.amount
        return claim.amount.times(self.line_by_key[claim.line].baseline or ZERO)

    @cached_property
    def claim_by_id(self) -> Mapping[ClaimId, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def line_by_key(self) -> Mapping[str, MoneyLine]:
        return {line.key: line for line in self.lines}

    @cached_property
    def stakeholder_by_id(self) -> Mapping[StakeholderId, Stakeholder]:
        return {stakeholder.id: stakeholder for stakeholder in self.stakeholders}

    @cached_property
    def alternative_by_key(self) -> Mapping[str, Option]:
        return {option.key: option for option in self.alternatives}


def _with_the_status_quo(opportunity: Opportunity) -> tuple[Option, ...]:
    """The alternatives with the status quo among them, on the terms of our price."""
    free = status_quo(opportunity.price)
    if all(option.key != STATUS_QUO for option in opportunity.alternatives):
        return (*opportunity.alternatives, free)
    return tuple(free if option.key == STATUS_QUO and option.free else option for option in opportunity.alternatives)


def _wrong_dates(opportunity: Opportunity) -> Iterator[Problem]:
    if (opportunity.closed is None) != (opportunity.won is None):
        said = "a date of closing and whether it was won go together"
        yield Problem(path="won", code="MISMATCH", message=said, remedy="give both, or neither while it is open")
    for path, day in (("expected_close", opportunity.expected_close), ("closed", opportunity.closed)):
        if day is not None and day < opportunity.opened:
            said = f"{day} is before the opportunity was opened on {opportunity.opened}"
            yield Problem(path=path, code="NOT_IN_ORDER", message=said, remedy="correct one of the dates")


def _mixed_prices(opportunity: Opportunity) -> Iterator[Problem]:
    """Prices on other terms than ours, a floor above the list, a status quo that costs something."""
    ours = opportunity.price.terms
    prices = {"list_price": opportunity.list_price, "floor_price": opportunity.floor_price, "pocket_price": opportunity.pocket_price}
    options = {f"alternatives[{place}].price": option.price for place, option in enumerate(opportunity.alternatives)}
    for path, price in (prices | options).items():
        for name, we, they in zip(("currency", "unit", "years"), ours, price.terms if price else ours, strict=True):
            if we != they:
                said = f"is {they!r}, and ours is {we!r}: prices are compared on the same terms"
                yield Problem(path=f"{path}.{name}", code=f"MIXED_{name.upper()}", message=said, remedy="tell all prices on the same terms")
    floor, top = opportunity.floor_price, opportunity.at_list
    if floor is not None and (floor.one_time > top.one_time or floor.yearly > top.yearly):
        yield Problem(path="floor_price", code="NOT_IN_ORDER", message="is above the list price", remedy="correct one of the two")
    if not all(option.free for option in opportunity.alternatives if option.key == STATUS_QUO):
        said = "leaving things as they are has neither a price nor a switching cost"
        yield Problem(path="alternatives", code="STATUS_QUO_COSTS", message=said, remedy="say what it costs as a claim: what we save them")


def _repetitions(opportunity: Opportunity) -> Iterator[Problem]:
    for path, most in MOST.items():
        parts = getattr(opportunity, path)
        if len(parts) > most:
            yield too_many(path, len(parts), most)
    yield from repeated("alternatives", (option.key for option in opportunity.alternatives))
    yield from repeated("lines", (line.key for line in opportunity.lines))
    yield from repeated("stakeholders", (person.key for person in opportunity.stakeholders))
    yield from repeated("stakeholders", (person.id for person in opportunity.stakeholders))
    yield from repeated("claims", (claim.id for claim in opportunity.claims))
    standing = [claim for claim in opportunity.claims if claim.state is not ClaimState.REFUTED]
    yield from repeated("claims", (f"{claim.outcome_key} on {claim.line or 'no line'}" for claim in standing))
    for line, count in Counter(claim.line for claim in standing if claim.line is not None).items():
        if count > MOST_ON_A_LINE:
            yield too_many(f"lines: {line}", count, MOST_ON_A_LINE)
    measures = {claim.against for claim in opportunity.claims} - {STATUS_QUO}
    if len(measures) > 1:
        said = f"are differences from {' and '.join(sorted(measures))}: they do not add up to a comparison with either"
        yield Problem(
            path="claims", code="TWO_COMPARISONS", message=said, remedy="give them against the status quo, or against one alternative"
        )


def _loose(opportunity: Opportunity, claim: Claim) -> Iterator[Problem]:
    """What a claim names that the opportunity does not have."""
    people, lines, options = opportunity.stakeholder_by_id, opportunity.line_by_key, opportunity.alternative_by_key
    if claim.line is not None and claim.line not in lines:
        yield _unknown("line", "MONEY_LINE", claim.line, "add the money line, or correct the key")
    elif claim.of_baseline and (claim.line is None or lines[claim.line].baseline is None):
        yield Problem(
            path="line", code="NO_BASELINE", message="has no baseline to take a share of", remedy="give the line's baseline, or money"
        )
    named = [("owner", claim.owner), ("evidence.stated_by", claim.evidence.stated_by)]
    named += [(f"beliefs[{place}]", belief.stakeholder) for place, belief in enumerate(claim.beliefs)]
    for path, person in named:
        if person is not None and person not in people:
            yield _unknown(path, "STAKEHOLDER", person, "add the person to the opportunity first")
    for path, key in [("against", claim.against), *((f"theirs[{at}]", their.alternative) for at, their in enumerate(claim.theirs))]:
        if key not in options:
            yield _unknown(path, "ALTERNATIVE", key, "add the alternative with its price")
    for place, override in enumerate(claim.overrides):
        yield from (problem.under(f"overrides[{place}]") for problem in _unfounded(opportunity, claim, override))


def _unfounded(opportunity: Opportunity, claim: Claim, override: Override) -> Iterator[Problem]:
    """What keeps an override from being the word of the owner of the number about two claims on one line."""
    if override.by != claim.owner:
        said = "is not the word of the owner of the number"
        yield Problem(path="by", code="NOT_THE_OWNER", message=said, remedy="ask the owner of the number, and keep their sentence")
    if override.claim is None:
        return
    other = opportunity.claim_by_id.get(override.claim)
    if other is None or other.id == claim.id:
        yield _unknown("claim", "CLAIM", override.claim, "name another claim of this opportunity")
    elif other.line != claim.line:
        yield Problem(path="claim", code="OTHER_LINE", message="is on another line", remedy="money on two lines is different money already")


def _loose_words(opportunity: Opportunity) -> Iterator[Problem]:
    """People and claims that the records of calls and of unmet wishes name, and the opportunity does not have."""
    people = opportunity.stakeholder_by_id
    claims = opportunity.claim_by_id
    for place, wish in enumerate(opportunity.unmet):
        if wish.by is not None and wish.by not in people:
            yield _unknown(f"unmet[{place}].by", "STAKEHOLDER", wish.by, "add the person to the opportunity first")
    for place, call in enumerate(opportunity.calls):
        if call.stakeholder not in people:
            yield _unknown(f"calls[{place}].stakeholder", "STAKEHOLDER", call.stakeholder, "add the person to the opportunity first")
        for said in call.said:
            if said.claim not in claims:
                yield _unknown(f"calls[{place}].said", "CLAIM", said.claim, "keep the claims that were spoken of")


def _unknown(path: str, kind: str, name: str, remedy: str) -> Problem:
    what = kind.lower().replace("_", " ")
    return Problem(path=path, code=f"UNKNOWN_{kind}", message=f"there is no {what} {name!r} in this opportunity", remedy=remedy)
