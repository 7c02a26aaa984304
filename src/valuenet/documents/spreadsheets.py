"""A network as three sheets of a spreadsheet: Factors (its nodes), Links (its arrows) and Tags (who desires what).

Links and tags name factors by label where that is unmistakable, else by key. Comparisons and regions do not travel in sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from valuenet.documents.sheets import Layout, sheet_text
from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId
from valuenet.model.network import Differentiator, Network, Outcome

FACTORS = Layout(
    name="Factors",
    required=("Label",),
    optional=("Key", "Type", "Kind", "Note", "Anticipated", "Wanted", "Metric", "Unit", "Direction"),
)
LINKS = Layout(name="Links", required=("From", "To"), optional=("Label", "Strength", "Evidence"))
TAGS = Layout(name="Tags", required=("Outcome", "Persona"), optional=("Importance", "Why", "Personally"))


class FactorType(StrEnum):
    """What the Type of a factor may be."""

    DIFFERENTIATOR = "differentiator"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The CSV texts of a network."""

    factors: str
    links: str
    tags: str


def sheets(network: Network, directory: Directory) -> Sheets:
    """A network as sheets, rows by key; reading them gives the same differentiators, outcomes, arrows and tags."""
    names = _names(network)
    factors = [_differentiator(node) for node in network.differentiators] + [_outcome(node) for node in network.outcomes]
    return Sheets(
        factors=sheet_text(FACTORS, factors),
        links=sheet_text(LINKS, _links(network, names)),
        tags=sheet_text(TAGS, _tags(network, directory, names)),
    )


def label_key(label: str) -> str:
    """The form in which labels are compared."""
    return label.casefold()


def _names(network: Network) -> dict[NodeId, str]:
    """What links and tags call each node: its title, unless that could be mistaken for another title or a key."""
    titles = Counter(label_key(node.title) for node in network.nodes)
    taken = network.node_by_key
    return {node.id: node.title if titles[label_key(node.title)] == 1 and node.title not in taken else node.key for node in network.nodes}


def _differentiator(node: Differentiator) -> Mapping[str, str]:
    return {"Label": node.title, "Key": node.key, "Type": FactorType.DIFFERENTIATOR, "Kind": node.kind, "Note": node.note}


def _outcome(node: Outcome) -> Mapping[str, str]:
    row = {
        "Label": node.title,
        "Key": node.key,
        "Type": FactorType.OUTCOME,
        "Kind": node.kind,
        "Note": node.evidence,
        "Anticipated": _yes_or_no(node.anticipated),
        "Wanted": _yes_or_no(node.wanted),
    }
    if node.metric is None:
        return row
    return row | {"Metric": node.metric.name, "Unit": node.metric.unit, "Direction": node.metric.direction}


def _links(network: Network, names: Mapping[NodeId, str]) -> Iterator[Mapping[str, str]]:
    for arrow in network.arrows:
        yield {
            "From": names[arrow.cause],
            "To": names[arrow.effect],
            "Label": arrow.why,
            "Strength": arrow.strength,
            "Evidence": arrow.evidence,
        }


def _tags(network: Network, directory: Directory, names: Mapping[NodeId, str]) -> Iterator[Mapping[str, str]]:
    people = directory.persona_by_id
    for tag in sorted(network.tags, key=lambda tag: (network.outcome_by_id[tag.outcome].key, people[tag.persona].key)):
        yield {
            "Outcome": names[tag.outcome],
            "Persona": people[tag.persona].key,
            "Importance": tag.importance,
            "Why": tag.why,
            "Personally": tag.personally,
        }


def _yes_or_no(truth: bool) -> str:
    return "yes" if truth else "no"
