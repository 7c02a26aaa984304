"""How the parts of an opportunity are nodes: claims, stakeholders and options, made anew with every revision of it.

(:Opportunity)-[:CLAIMS]->(:Claim)-[:ABOUT]->(:Outcome)        (:Claim)-[:OWNED_BY]->(:Stakeholder)
(:Opportunity)-[:DECIDED_BY]->(:Stakeholder)-[:IN_THE_ROLE_OF]->(:Persona)<-[:INTERESTS]-(:Claim)
(:Opportunity)-[:COMPARES]->(:Option)-[:IS]->(:Alternative)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from valuenet.model.amounts import Price, Range
from valuenet.model.buying import Option, Stakeholder
from valuenet.model.claim import Claim
from valuenet.model.ids import WorkspaceId
from valuenet.model.opportunity import Opportunity
from valuenet.model.record import Record
from valuenet.store.neo4j.graph import Properties, said

PUT = ("put_stakeholders", "put_options", "put_claims")
"""The statements that write parts: people before the claims that they own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as a node: its label, the statement that writes it, its properties, and the relationships that start from it."""

    label: str
    put: str
    properties: Properties
    ends: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        return str(self.properties["id"])


def parts(workspace: WorkspaceId, record: Record) -> Iterator[Part]:
    """The parts of a record, in the order in which they are written; only opportunities have any."""
    if not isinstance(record, Opportunity):
        return
    home = {"workspaceId": workspace, "opportunityId": record.id}
    for person in record.stakeholders:
        yield Part("Stakeholder", "put_stakeholders", said(**home, **_person(person)), (("IN_THE_ROLE_OF", person.persona),))
    for option in record.alternatives:
        yield Part("Option", "put_options", said(**home, **_option(option)), (("IS", option.alternative),))
    for claim in record.claims:
        yield Part("Claim", "put_claims", said(**home, **_claim(record, claim)), tuple(_ends(claim)))


def _ends(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "ABOUT", claim.outcome
    if claim.owner is not None:
        yield "OWNED_BY", claim.owner
    yield from (("INTERESTS", persona) for persona in dict.fromkeys(claim.interested))


def _person(person: Stakeholder) -> Properties:
    return {
        "id": person.id,
        "key": person.key,
        "name": person.name,
        "personaId": person.persona,
        "influence": float(person.influence),
        "heardFrom": str(person.heard_from or ""),
        "credibleSince": str(person.credible_since or ""),
        "broughtIn": str(person.brought_in or ""),
    }


def _option(option: Option) -> Properties:
    return {
        "id": option.key,
        "key": option.key,
        "name": option.name,
        "alternativeId": option.alternative,
        "switchingCost": float(option.switching_cost),
        **priced(option.price),
    }


def _claim(opportunity: Opportunity, claim: Claim) -> Properties:
    evidence = claim.evidence
    return {
        "id": claim.id,
        "outcomeId": claim.outcome,
        "outcomeKey": claim.outcome_key,
        "ownerId": claim.owner,
        "personaIds": list(dict.fromkeys(claim.interested)),
        "line": claim.line,
        "against": claim.against,
        "state": claim.state.value,
        "personal": claim.personal,
        "on": str(evidence.on or ""),
        "quote": evidence.quote,
        "source": evidence.source,
        "confirmed": evidence.confirmed.value if evidence.confirmed else None,
        "desirability": claim.desirability.value if claim.desirability else None,
        "thoughtOf": claim.thought_of,
        **_money(opportunity.yearly(claim)),
    }


def _money(amount: Range | None) -> Properties:
    """Money a year that can be added up; to the last digit it stands in the snapshot."""
    return {"low": float(amount.low), "likely": float(amount.likely), "high": float(amount.high)} if amount is not None else {}


def priced(price: Price) -> Properties:
    """A price that can be added up."""
    return {"oneTime": float(price.one_time), "yearly": float(price.yearly), "currency": price.currency}
