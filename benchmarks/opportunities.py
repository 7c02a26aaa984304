"""Opportunities that are measured: any number of them on one network, the same for the same seed.

Each has ten claims on four money lines, in every state up to validated, five stakeholders and one rival.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine, Option, Stakeholder
from valuenet.model.claim import Claim, Theirs
from valuenet.model.evidence import Evidence
from valuenet.model.ids import AccountId, AlternativeId, ClaimId, Key, OpportunityId, PersonaId, StakeholderId
from valuenet.model.network import Network, Outcome
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState, Confirmation

CLAIMS, LINES, STAKEHOLDERS = 10, 4, 5
RIVAL = Key("rival")

_CALLED = date(2026, 3, 2)
_STATES = (ClaimState.PROPOSED, ClaimState.ENVISIONED, ClaimState.VALUED, ClaimState.VALIDATED)


def opportunities(network: Network, count: int, seed: int = 1) -> Iterator[Opportunity]:
    """Opportunities on a network, one at a time."""
    chosen = Random(seed)
    return (_opportunity(network, number, chosen) for number in range(count))


def _opportunity(network: Network, number: int, chosen: Random) -> Opportunity:
    claimed = chosen.sample(network.outcomes, min(CLAIMS, len(network.outcomes)))
    theirs = Option(
        alternative=AlternativeId("alt_rival"), key=RIVAL, name="Rival", price=_price(chosen, 60_000), switching_cost=Decimal(20_000)
    )
    return Opportunity(
        id=OpportunityId(f"opp_{number:06d}"),
        key=Key(f"opportunity-{number:06d}"),
        name=f"Opportunity {number}",
        network=network.id,
        account=AccountId(f"acc_{number:06d}"),
        opened=date(2026, 1, 12),
        price=_price(chosen, 100_000),
        switching_cost=Decimal(40_000),
        alternatives=(theirs,),
        stakeholders=tuple(_stakeholder(place) for place in range(STAKEHOLDERS)),
        lines=tuple(MoneyLine(key=Key(f"line-{place}"), name=f"Line {place}") for place in range(LINES)),
        claims=tuple(_claim(outcome, place, chosen) for place, outcome in enumerate(claimed)),
    )


def _price(chosen: Random, about: int) -> Price:
    return Price(yearly=Decimal(chosen.randint(about, 2 * about)), one_time=Decimal(20_000), currency="USD")


def _stakeholder(place: int) -> Stakeholder:
    return Stakeholder(
        id=StakeholderId(f"stk_{place}"),
        key=Key(f"person-{place}"),
        name=f"Person {place}",
        persona=PersonaId(f"per_{place}"),
        influence=Decimal("0.2"),
        heard_from=_CALLED if place % 2 else None,
    )


def _claim(outcome: Outcome, place: int, chosen: Random) -> Claim:
    state, person = _STATES[place % len(_STATES)], StakeholderId(f"stk_{place % STAKEHOLDERS}")
    return Claim(
        id=ClaimId(f"clm_{place}"),
        outcome=outcome.id,
        outcome_key=outcome.key,
        line=Key(f"line-{place % LINES}"),
        amount=_range(chosen, 60_000),
        theirs=(Theirs(alternative=RIVAL, amount=_range(chosen, 20_000)),),
        owner=person,
        state=state,
        evidence=Evidence(
            on=_CALLED,
            quote="in their own words" if state.gate else "",
            source="call",
            stated_by=person if state.stated else None,
            confirmed=Confirmation.WRITING if state is ClaimState.VALIDATED else None,
        ),
    )


def _range(chosen: Random, most: int) -> Range:
    low, likely, high = (Decimal(amount) for amount in sorted(chosen.randint(1_000, most) for _ in range(3)))
    return Range(low=low, likely=likely, high=high)
