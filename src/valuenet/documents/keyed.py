"""An opportunity with other names for the things it refers to: keys in place of ids, as documents have it, and ids in place of keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from valuenet.model.account import Account
from valuenet.model.buying import Stakeholder, Unmet
from valuenet.model.call import Call
from valuenet.model.claim import Claim
from valuenet.model.directory import STATUS_QUO, THE_STATUS_QUO, Directory
from valuenet.model.evidence import Evidence
from valuenet.model.ids import AccountId, AlternativeId, ClaimId, NetworkId, OpportunityId, OutcomeId, PersonaId, StakeholderId
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.text import KEY_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What the things are called that an opportunity refers to; what is not listed keeps its name."""

    opportunity: str
    network: str
    account: str
    outcomes: Mapping[str, str] = field(default_factory=dict)
    personas: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, str] = field(default_factory=dict)
    stakeholders: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)

    def person(self, name: StakeholderId) -> StakeholderId:
        """What a person in the decision is called."""
        return StakeholderId(self.stakeholders.get(name, name))

    def anybody(self, name: StakeholderId | None) -> StakeholderId | None:
        """What a person is called, if one is named."""
        return None if name is None else self.person(name)

    def claim(self, name: ClaimId) -> ClaimId:
        """What a claim is called."""
        return ClaimId(self.claims.get(name, name))


def keyed(opportunity: Opportunity, *, account: Account, network: Network, directory: Directory) -> Opportunity:
    """The opportunity as a document has it: with the keys of everything, and keys for its claims."""
    naming = Naming(
        opportunity=opportunity.key,
        network=network.key,
        account=account.key,
        outcomes={claim.outcome: claim.outcome_key for claim in opportunity.claims},
        personas={persona.id: persona.key for persona in directory.personas},
        # The status quo is in every workspace under an id of its own, and in a document under the one that it has by itself.
        alternatives={one.alternative: THE_STATUS_QUO.id if one.key == STATUS_QUO else one.key for one in opportunity.alternatives},
        stakeholders={person.id: person.key for person in opportunity.stakeholders},
        claims=claim_keys(opportunity.claims),
    )
    return named(opportunity, naming)


def claim_keys(claims: Sequence[Claim]) -> dict[str, str]:
    """A key for each claim by its id: its outcome's, with the money line where there are several, numbered where that is not enough."""
    several = {one for one in (claim.outcome_key for claim in claims) if sum(claim.outcome_key == one for claim in claims) > 1}
    taken: dict[str, str] = {}
    for claim in claims:
        wanted = f"{claim.outcome_key}-on-{claim.line}" if claim.outcome_key in several and claim.line else str(claim.outcome_key)
        key, number = wanted[:KEY_LIMIT].strip("-"), 1
        while key in taken:
            number += 1
            key = f"{wanted[: KEY_LIMIT - len(str(number)) - 1].strip('-')}-{number}"
        taken[key] = claim.id
    return {claim: key for key, claim in taken.items()}


def named(opportunity: Opportunity, naming: Naming) -> Opportunity:
    """The opportunity in which everything is called otherwise."""
    return replace(
        opportunity,
        id=OpportunityId(naming.opportunity),
        network=NetworkId(naming.network),
        account=AccountId(naming.account),
        alternatives=tuple(
            replace(option, alternative=AlternativeId(naming.alternatives.get(option.alternative, option.alternative)))
            for option in opportunity.alternatives
        ),
        stakeholders=tuple(_person(person, naming) for person in opportunity.stakeholders),
        claims=tuple(_claim(claim, naming) for claim in opportunity.claims),
        unmet=tuple(_wish(wish, naming) for wish in opportunity.unmet),
        calls=tuple(_call(call, naming) for call in opportunity.calls),
    )


def _person(person: Stakeholder, naming: Naming) -> Stakeholder:
    id_ = StakeholderId(naming.stakeholders.get(person.id, person.id))
    return replace(person, id=id_, persona=PersonaId(naming.personas.get(person.persona, person.persona)))


def _claim(claim: Claim, naming: Naming) -> Claim:
    return replace(
        claim,
        id=naming.claim(claim.id),
        outcome=OutcomeId(naming.outcomes.get(claim.outcome, claim.outcome)),
        owner=naming.anybody(claim.owner),
        interested=tuple(PersonaId(naming.personas.get(one, one)) for one in claim.interested),
        evidence=_evidence(claim.evidence, naming),
        beliefs=tuple(replace(one, stakeholder=naming.person(one.stakeholder)) for one in claim.beliefs),
        overrides=tuple(
            replace(one, by=naming.person(one.by), claim=None if one.claim is None else naming.claim(one.claim)) for one in claim.overrides
        ),
        moves=tuple(replace(move, evidence=_evidence(move.evidence, naming)) for move in claim.moves),
    )


def _evidence(evidence: Evidence, naming: Naming) -> Evidence:
    return replace(evidence, stated_by=naming.anybody(evidence.stated_by))


def _wish(wish: Unmet, naming: Naming) -> Unmet:
    return replace(wish, by=naming.anybody(wish.by))


def _call(call: Call, naming: Naming) -> Call:
    said = tuple(replace(one, claim=naming.claim(one.claim), owner=naming.anybody(one.owner)) for one in call.said)
    return replace(call, stakeholder=naming.person(call.stakeholder), said=said, unmet=tuple(_wish(wish, naming) for wish in call.unmet))
