"""Opening an opportunity from a network: what the map says this customer could desire, proposed as claims that nobody has sized.

(:Outcome)-[:DESIRED_BY]->(:Persona)
"""

from __future__ import annotations

from valuenet.model.claim import Claim
from valuenet.model.ids import new_claim_id
from valuenet.model.network import Network
from valuenet.model.vocabulary import OutcomeKind


def proposed_claims(network: Network) -> tuple[Claim, ...]:
    """A claim in state proposed for every wanted outcome that a persona desires, by key of the outcome; interested: those personas."""
    return tuple(
        Claim(
            id=new_claim_id(),
            outcome=outcome.id,
            outcome_key=outcome.key,
            interested=tuple(tag.persona for tag in network.tags_of[outcome.id]),
            personal=outcome.kind is OutcomeKind.PERSONAL,
        )
        for outcome in network.outcomes
        if outcome.wanted and outcome.id in network.tags_of
    )
