"""The working copy of a network while a batch of edits is applied (`applying.py` does that, and throws the copy away)."""

from __future__ import annotations

from collections.abc import Iterable

from valuenet.errors import Problem
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Element, Identity, elements, identity
from valuenet.model.directory import Alternative, Directory, Persona, unknown
from valuenet.model.network import Differentiator, Network, Node, Outcome, Region
from valuenet.model.vocabulary import ElementKind


class Refused(Exception):
    """One edit cannot be applied; carries its problem, if it is not only the echo of another. Never leaves the model."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__(problem)
        self.problem = problem


class Draft:
    """The working copy of a network while a batch is applied."""

    def __init__(self, network: Network, directory: Directory) -> None:
        self.state: dict[Identity, Element] = elements(network)
        self.directory = directory
        self.nodes: dict[str, Node] = dict(network.node_by_key)
        self.regions: dict[str, Region] = {region.key: region for region in network.regions}
        self.failed: set[str] = set()

    def put(self, element: Element) -> None:
        self.state[identity(element)] = element
        if isinstance(element, Differentiator | Outcome):
            self.nodes[element.key] = element

    def node(self, key: str, path: str) -> Node:
        """The node with this key. A key whose creation failed earlier in the batch is not reported a second time."""
        found = self.nodes.get(key)
        if found is None:
            raise Refused(None if key in self.failed else unknown(path, "node", key, self.nodes))
        return found

    def outcome(self, key: str, path: str) -> Outcome:
        found = self.node(key, path)
        if isinstance(found, Outcome):
            return found
        if key in self.failed:
            raise Refused(None)
        message = f"{key!r} is a differentiator: nothing leads to one, and only outcomes are desired"
        raise refused(path, "NOT_AN_OUTCOME", message, "name an outcome")

    def differentiator(self, key: str, path: str) -> Differentiator:
        found = self.node(key, path)
        if isinstance(found, Differentiator):
            return found
        if key in self.failed:
            raise Refused(None)
        raise refused(path, "NOT_A_DIFFERENTIATOR", f"{key!r} is an outcome", "name a differentiator")

    def persona(self, key: str) -> Persona:
        found = self.directory.persona_by_key.get(key)
        if found is None:
            raise Refused(unknown("persona", "persona", key, self.directory.persona_by_key))
        return found

    def alternative(self, key: str, path: str = "alternative") -> Alternative:
        found = self.directory.alternative_by_key.get(key)
        if found is None:
            raise Refused(unknown(path, "alternative", key, self.directory.alternative_by_key))
        return found

    def excesses(self, bounds: Bounds) -> Iterable[Problem]:
        """Every count that is above its bound."""
        counts: dict[ElementKind, int] = {}
        tags: dict[str, int] = {}
        for kind, one, _ in self.state:
            counts[kind] = counts.get(kind, 0) + 1
            if kind is ElementKind.DESIRED_BY:
                tags[one] = tags.get(one, 0) + 1
        limits = (
            ("differentiators", counts.get(ElementKind.DIFFERENTIATOR, 0), bounds.differentiators),
            ("outcomes", counts.get(ElementKind.OUTCOME, 0), bounds.outcomes),
            ("regions", counts.get(ElementKind.REGION, 0), bounds.regions),
            ("arrows", counts.get(ElementKind.LEADS_TO, 0), bounds.arrows),
            ("personas of one outcome", max(tags.values(), default=0), bounds.personas_per_outcome),
        )
        for what, figure, bound in limits:
            if figure > bound:
                message = f"the network would have {figure} {what}, the bound is {bound}"
                yield Problem(path="network", code="TOO_MANY", message=message, remedy="split it into several networks")

    def put_region(self, region: Region) -> None:
        self.put(region)
        self.regions[region.key] = region

    def drop(self, key: Identity, path: str, message: str) -> None:
        if self.state.pop(key, None) is None:
            raise refused(path, "NOT_THERE", message, "leave this edit out")


def refused(path: str, code: str, message: str, remedy: str) -> Refused:
    """The refusal of one edit, for one reason."""
    return Refused(Problem(path=path, code=code, message=message, remedy=remedy))
