"""Records of what an offer is worth for tests: an opportunity with every field filled, and all that is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from networks import AT, CFO, CRO
from valuenet.model.account import Account
from valuenet.model.actor import Actor
from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine, Option, Stakeholder, Unmet
from valuenet.model.call import Call, Said
from valuenet.model.claim import Claim, Theirs, Timing
from valuenet.model.evidence import Belief, Evidence, Override
from valuenet.model.frozen_scorecard import Features, FrozenScorecard
from valuenet.model.ids import (
    AlternativeId,
    ClaimId,
    FrozenScorecardId,
    KeptForecastId,
    Key,
    OpportunityId,
    PriceExceptionId,
    SettingsId,
    StakeholderId,
)
from valuenet.model.kept_forecast import ForecastDeal, KeptForecast
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.price_exception import Guidance, PriceDecision, PriceException
from valuenet.model.record import Record
from valuenet.model.value_settings import Calibration, ValueSettings
from valuenet.model.value_vocabulary import ClaimState, Confirmation, OpportunityKind, Verdict
from valuenet.model.vocabulary import Desirability
from valuenet.model.workspace_settings import WorkspaceSettings

ANA = Actor(id="act_ana", name="Ana")
MONDAY = date(2026, 3, 2)
GOLD = StakeholderId("stk_gold")
BETTER, WORSE = ClaimId("clm_better"), ClaimId("clm_worse")


def price(yearly: int = 120_000, one_time: int = 30_000) -> Price:
    return Price(one_time=Decimal(one_time), yearly=Decimal(yearly), currency="USD", unit="plant", years=4)


def amount(low: int, likely: int, high: int) -> Range:
    return Range(low=Decimal(low), likely=Decimal(likely), high=Decimal(high))


def opportunity(network: Network, at: Account, key: str = "acme-culture", **fields: Any) -> Opportunity:
    """An open opportunity without claims."""
    said: dict[str, Any] = {"name": "A sale", "opened": MONDAY, "price": price()}
    return Opportunity(id=OpportunityId(f"opp_{key}"), key=Key(key), network=network.id, account=at.id, **(said | fields))


def full_opportunity(network: Network, at: Account, key: str = "acme-culture", **fields: Any) -> Opportunity:
    """One with every field filled: two claims about the first two outcomes, two people, a rival."""
    rival = Option(
        alternative=AlternativeId("alt_rival"), key=Key("rival"), name="A rival", price=price(80_000), switching_cost=Decimal("0.10")
    )
    said: dict[str, Any] = {
        "offering": "Coaching",
        "kind": OpportunityKind.RESCUE,
        "stage": "proposal",
        "expected_close": date(2026, 9, 30),
        "closed": date(2026, 6, 30),
        "won": True,
        "owner": "Ana",
        "manager": "Mia",
        "region": "East",
        "basis_of_pay": "use",
        "list_price": price(140_000),
        "floor_price": price(90_000),
        "pocket_price": price(110_000),
        "switching_cost": Decimal("40000.125"),
        "contribution_margin": Decimal("0.6"),
        "rate": Decimal("0.08"),
        "base_rate": Decimal("0.3"),
        "alternatives": (rival,),
        "stakeholders": _people(),
        "lines": (MoneyLine(key=Key("labour"), name="Labour", baseline=Decimal(400_000)), MoneyLine(key=Key("travel"), name="Travel")),
        "claims": _claims(network),
        "unmet": (Unmet(said="A way out\nof the contract", by=GOLD, on=MONDAY, desirability=Desirability.LOW),),
        "calls": (_call(),),
        "seed": 7,
    }
    return opportunity(network, at, key, **(said | fields))


def _people() -> tuple[Stakeholder, ...]:
    gold = Stakeholder(
        id=GOLD, key=Key("gold"), name="Ms Gold", persona=CFO.id, influence=Decimal("0.75"),
        heard_from=MONDAY, credible_since=MONDAY, brought_in=MONDAY,
    )  # fmt: skip
    return gold, Stakeholder(id=StakeholderId("stk_silver"), key=Key("silver"), name="Mr Silver", persona=CFO.id)


def _claims(network: Network) -> tuple[Claim, ...]:
    first, second = network.outcomes[:2]
    evidence = Evidence(on=MONDAY, quote="“It costs us a third”", source="call", stated_by=GOLD, confirmed=Confirmation.TRIAL)
    better = Claim(
        id=BETTER,
        outcome=first.id,
        outcome_key=first.key,
        line=Key("labour"),
        amount=Range(low=Decimal("0.1"), likely=Decimal("0.2"), high=Decimal("0.3")),
        of_baseline=True,
        theirs=(Theirs(alternative=Key("rival"), amount=Range(low=Decimal(0), likely=Decimal("0.05"), high=Decimal("0.1"))),),
        timing=Timing(first_month=3, years=2, ramp=(Decimal("0.5"), Decimal(1))),
        other_causes=Decimal("0.2"),
        owner=GOLD,
        interested=(CRO.id, CFO.id),
        state=ClaimState.VALIDATED,
        evidence=evidence,
        desirability=Desirability.HIGH,
        thought_of=False,
        beliefs=(Belief(stakeholder=GOLD, share=Decimal("0.4")),),
        overrides=(Override(verdict=Verdict.DIFFERENT, said="It is not\nthe same people", by=GOLD, on=MONDAY),),
    )
    worse = Claim(id=WORSE, outcome=second.id, outcome_key=second.key, line=Key("travel"), amount=amount(-20_000, -10_000, -5_000))
    return better, worse


def _call() -> Call:
    said = Said(
        claim=BETTER, to=ClaimState.VALIDATED, quote="Yes", belief=Decimal("0.4"), confirmed=Confirmation.TRIAL, question="What else?"
    )
    return Call(stakeholder=GOLD, on=MONDAY, by="Ana", source="call", said=(said,), unmet=(Unmet(said="More"),), credible=True)


def guidance(**fields: Any) -> Guidance:
    """What a scorecard said of a price."""
    said: dict[str, Any] = {
        "at": AT,
        "verdict": "justified up to the gap",
        "because": "it is",
        "gap": Decimal("55400.33"),
        "stated_share": Decimal("0.9"),
        "network_revision": 1,
        "settings_revision": 0,
        "scorecard": '{"key": "Größe"}',
    }
    return Guidance(**(said | fields))


def exception(of: Opportunity, **fields: Any) -> PriceException:
    """A decided exception."""
    decision = PriceDecision(by=ANA, at=AT, granted=Decimal("1000.5"), reason="They\nproved it", guidance=guidance(gap=Decimal(1)))
    said: dict[str, Any] = {
        "on": MONDAY, "by": ANA, "asked": Decimal(2000), "reason": "They ask for it", "guidance": guidance(), "decision": decision,
    }  # fmt: skip
    return PriceException(
        id=PriceExceptionId(f"exc_{of.key}"), opportunity=of.id, network=of.network, account=of.account, **(said | fields)
    )


def frozen(of: Opportunity, **fields: Any) -> FrozenScorecard:
    """A scorecard that was frozen at the proposal."""
    features = Features(
        price=Decimal("410000.01"), preference=Decimal(-5), economic_value=Decimal(1), unbuilt=Decimal(0),
        stated_share=None, heard=Decimal("0.75"), relative=Decimal("0.1"), chance=Decimal("0.619"), label="prior, not calibrated",
    )  # fmt: skip
    said: dict[str, Any] = {
        "stage": "proposal", "on": MONDAY, "by": ANA, "opportunity_revision": 3, "network_revision": 2,
        "settings_revision": 1, "features": features, "scorecard": "{}",
    }  # fmt: skip
    return FrozenScorecard(
        id=FrozenScorecardId(f"scd_{of.key}"), opportunity=of.id, network=of.network, account=of.account, **(said | fields)
    )


def forecast(*of: Opportunity) -> KeptForecast:
    """What was forecast of some opportunities."""
    deals = tuple(ForecastDeal(opportunity=one.id, amount=Decimal("510000.5"), chance=Decimal("0.4"), label="prior") for one in of)
    figures = ("mean", "sd", "p10", "p50", "p90", "stressed_p10", "stressed_p50", "stressed_p90")
    money = {name: Decimal(place) + Decimal("0.01") for place, name in enumerate(figures)}
    return KeptForecast(
        id=KeptForecastId("fct_spring"), on=MONDAY, by=ANA, title="Spring", currency="USD", deals=deals, settings_revision=0, **money
    )


def settings(**fields: Any) -> WorkspaceSettings:
    """Settings that a workspace chose."""
    said: dict[str, Any] = {"revision": 1, "discount_rate": Decimal("0.12"), "calibrations": (Calibration(name="win_slope", said="60"),)}
    return WorkspaceSettings(id=SettingsId("set_1"), settings=ValueSettings(**(said | fields)))


def all_worth(network: Network, at: Account) -> tuple[Record, ...]:
    """A record of every kind that comes of asking what an offer is worth, which speak of each other."""
    whole = full_opportunity(network, at)
    bare = replace(opportunity(network, at, "acme-again"), expected_close=date(2026, 4, 1))
    asked = replace(exception(bare), decision=None)
    return whole, bare, exception(whole), asked, frozen(whole), forecast(whole, bare), settings()
