"""Whether an opportunity fits the network that it rests on, the people of the workspace, and the workspace's currency."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.errors import Problem
from valuenet.model.directory import Directory
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_settings import ValueSettings


def misfits(opportunity: Opportunity, network: Network, directory: Directory, settings: ValueSettings) -> tuple[Problem, ...]:
    """Everything in which it does not fit: another network or currency, outcomes, personas or alternatives that are not there."""
    return tuple(_misfits(opportunity, network, directory, settings))


def _misfits(opportunity: Opportunity, network: Network, directory: Directory, settings: ValueSettings) -> Iterator[Problem]:
    if opportunity.network != network.id:
        said = f"rests on another network than {network.key!r}"
        yield Problem(path="network", code="OTHER_NETWORK", message=said, remedy="score it on its own network")
    if opportunity.currency != settings.currency:
        said = f"is {opportunity.currency!r}, and the workspace's is {settings.currency!r}"
        yield Problem(path="price.currency", code="OTHER_CURRENCY", message=said, remedy="convert the amounts, and say at which rate")
    for place, claim in enumerate(opportunity.claims):
        if claim.outcome not in network.outcome_by_id:
            said = f"is about {claim.outcome_key!r}, which is no outcome of the network {network.key!r}"
            yield Problem(path=f"claims[{place}].outcome", code="OTHER_NETWORK", message=said, remedy="claim an outcome of this network")
        for persona in claim.interested:
            if persona not in directory.persona_by_id:
                yield _unknown(f"claims[{place}].interested", "persona", persona)
    for place, person in enumerate(opportunity.stakeholders):
        if person.persona not in directory.persona_by_id:
            yield _unknown(f"stakeholders[{place}].persona", "persona", person.persona)
    for place, option in enumerate(opportunity.alternatives):
        if option.alternative not in directory.alternative_by_id:
            yield _unknown(f"alternatives[{place}].alternative", "alternative", option.alternative)


def _unknown(path: str, what: str, name: str) -> Problem:
    code, said = f"UNKNOWN_{what.upper()}", f"there is no {what} {name!r} in this workspace"
    return Problem(path=path, code=code, message=said, remedy=f"create the {what} first")
