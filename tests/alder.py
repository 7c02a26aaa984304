"""Alder Foods and invoice automation: the worked example of the value model, as a network and an opportunity that tests vary.

Amounts are differences from Competitor B, which is taken to be better than the status quo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from drawing import directory as people
from drawing import example, network, outcome_id
from valuenet.model.amounts import Price, Range
from valuenet.model.buying import MoneyLine, Option, Stakeholder
from valuenet.model.claim import Claim
from valuenet.model.directory import STATUS_QUO, Directory
from valuenet.model.evidence import Evidence
from valuenet.model.ids import AccountId, AlternativeId, ClaimId, Key, NetworkId, OpportunityId, OutcomeId, PersonaId, StakeholderId
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import ClaimState, Confirmation

RIVAL = Key("competitor-b")
CALLED = date(2026, 3, 2)

FASTER, OVERTIME, EARLY_PAY = "invoices-processed-faster", "less-overtime", "early-pay-discounts-caught"
PROFIT, AUDIT, CONNECTOR = "higher-profit", "fewer-audit-findings", "weaker-erp-connector"

ARROWS = (f"{FASTER} -> {OVERTIME} -> {PROFIT}", f"{EARLY_PAY} -> {PROFIT}", f"{FASTER} -> {EARLY_PAY}", f"{OVERTIME} -> {FASTER}")
"""The five arrows of the example, one of them closing a loop."""

INFLUENCE = {"ap-manager": "0.30", "treasurer": "0.25", "it-lead": "0.20", "controller": "0.10", "cfo": "0.15"}
HEARD = ("ap-manager", "treasurer", "it-lead")
LINES = {"ap-labour": "AP labour", "supplier-discounts": "Supplier discounts", "audit-cost": "Audit cost", "it-effort": "IT effort"}


def alder_directory() -> Directory:
    """The five personas of the example, the status quo and Competitor B."""
    return people(only=tuple(INFLUENCE), alternatives=(STATUS_QUO, RIVAL))


def alder_network(*lines: str) -> Network:
    """The six outcomes with the five arrows, or with others in their place; only the two differentiators have arrows of their own."""
    drawn = (AUDIT, f"({CONNECTOR})", *(lines or (*ARROWS, f"[auto-matching] -> {FASTER}", f"[supplier-portal] -> {EARLY_PAY}")))
    tags = (f"{FASTER}: ap-manager", f"{OVERTIME}: ap-manager", f"{EARLY_PAY}: treasurer", f"{AUDIT}: controller", f"{PROFIT}: cfo")
    return network(*drawn, *tags, people=alder_directory(), key="invoice-automation")


def amounts(low: int, likely: int, high: int, *, thousands: bool = True) -> Range:
    """A range of thousands a year, or of the amounts themselves."""
    unit = 1000 if thousands else 1
    return Range(low=Decimal(low * unit), likely=Decimal(likely * unit), high=Decimal(high * unit))


def price(yearly: int, one_time: int) -> Price:
    return Price(yearly=Decimal(yearly), one_time=Decimal(one_time), currency="USD")


def stakeholders() -> tuple[Stakeholder, ...]:
    """One person for each persona; three quarters of the influence has been heard from."""
    return tuple(
        Stakeholder(
            id=StakeholderId(f"stk_{key}"),
            key=Key(key),
            name=key.replace("-", " ").capitalize(),
            persona=PersonaId(f"per_{key}"),
            influence=Decimal(share),
            heard_from=CALLED if key in HEARD else None,
        )
        for key, share in INFLUENCE.items()
    )


def claim(of: Network, outcome: str, line: str | None, amount: Range | None, state: ClaimState, owner: str, **more: object) -> Claim:
    """A claim against Competitor B in a state, with the evidence that the state asks for, given by the owner of the number."""
    person = StakeholderId(f"stk_{owner}")
    evidence = Evidence(
        on=CALLED if state is not ClaimState.PROPOSED else None,
        quote="in their own words" if state.gate else "",
        source="call" if state.gate else "",
        stated_by=person if state.stated else None,
        confirmed=Confirmation.WRITING if state.rank >= ClaimState.VALIDATED.rank else None,
    )
    fields: dict[str, object] = {
        "id": ClaimId(f"clm_{outcome}"),
        "outcome": outcome_id(of, outcome) if outcome in of.node_by_key else OutcomeId(f"out_{outcome}"),
        "outcome_key": Key(outcome),
        "line": Key(line) if line else None,
        "amount": amount,
        "against": RIVAL,
        "owner": person,
        "interested": (PersonaId(f"per_{owner}"),),
        "state": state,
        "evidence": evidence,
        "promised": amount if state is ClaimState.REALISED else None,
    }
    return Claim(**{**fields, **more})  # type: ignore[arg-type]  # the names are those of the fields


def claims(of: Network) -> tuple[Claim, ...]:
    """The six rows of the example."""
    return (
        claim(of, OVERTIME, "ap-labour", amounts(30, 50, 80), ClaimState.VALIDATED, "ap-manager"),
        claim(of, EARLY_PAY, "supplier-discounts", amounts(20, 45, 70), ClaimState.VALUED, "treasurer"),
        claim(of, AUDIT, "audit-cost", amounts(10, 30, 80), ClaimState.PROPOSED, "controller"),
        claim(of, PROFIT, "ap-labour", amounts(60, 90, 120), ClaimState.PROPOSED, "cfo"),
        claim(of, CONNECTOR, "it-effort", amounts(-20, -10, -5), ClaimState.VALIDATED, "it-lead"),
        claim(of, FASTER, "ap-labour", amounts(25, 40, 60), ClaimState.ENVISIONED, "ap-manager"),
    )


def alder(of: Network | None = None, **changes: object) -> Opportunity:
    """The opportunity of the example on a network, with any of its fields changed."""
    on = of or alder_network()
    fields: dict[str, object] = {
        "id": OpportunityId("opp_alder"),
        "key": Key("alder-foods"),
        "name": "Alder Foods, invoice automation",
        "network": on.id,
        "account": AccountId("acc_alder"),
        "offering": "Invoice automation",
        "stage": "proposal",
        "opened": date(2026, 1, 12),
        "owner": "Ana",
        "manager": "Mia",
        "region": "East",
        "price": price(120_000, 30_000),
        "switching_cost": Decimal(40_000),
        "contribution_margin": Decimal("0.6"),
        "base_rate": Decimal("0.25"),
        "alternatives": (rival(),),
        "stakeholders": stakeholders(),
        "lines": lines(),
        "claims": claims(on),
    }
    return Opportunity(**{**fields, **changes})  # type: ignore[arg-type]  # the names are those of the fields


def rival() -> Option:
    """Competitor B."""
    alternative = AlternativeId(f"alt_{RIVAL}")
    return Option(alternative=alternative, key=RIVAL, name="Competitor B", price=price(80_000, 20_000), switching_cost=Decimal(25_000))


def lines(**baselines: int) -> tuple[MoneyLine, ...]:
    """The money lines, with the baselines that are told: `lines(ap_labour=400_000)`."""
    told = {key.replace("_", "-"): Decimal(amount) for key, amount in baselines.items()}
    return tuple(MoneyLine(key=Key(key), name=name, baseline=told.get(key)) for key, name in LINES.items())


def at_list(opportunity: Opportunity, yearly: int, *, floor: int | None = None) -> Opportunity:
    """The opportunity with another yearly list price; the one-time payment stays as it is."""
    least = price(floor, 30_000) if floor is not None else None
    return replace(opportunity, list_price=price(yearly, 30_000), floor_price=least)


def with_claims(opportunity: Opportunity, changed: Sequence[Claim]) -> Opportunity:
    """The opportunity with some claims in place of those with the same id, and new ones behind."""
    by_id = {one.id: one for one in (*opportunity.claims, *changed)}
    return replace(opportunity, claims=tuple(by_id.values()))


def on_the_example() -> tuple[Network, Directory, Opportunity]:
    """The same opportunity on the network that comes as an example."""
    of, known = example("invoice-automation")
    found = {persona.key: persona.id for persona in known.personas}
    seated = tuple(replace(person, persona=found[person.key]) for person in stakeholders())
    return of, known, alder(of, network=NetworkId(of.id), stakeholders=seated)
