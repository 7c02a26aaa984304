"""The working copy of a network while a batch of edits is applied (`applying.py` does that, and throws the copy away)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from valuenet.errors import Problem
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Element, Identity, identity, part
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
        self.network = network
        self.directory = directory
        self.parts: dict[ElementKind, dict[Identity, Element]] = {}
        self.nodes: dict[str, Node] = dict(network.node_by_key)
        self.regions: dict[str, Region] = {region.key: region for region in network.regions}
        self.failed: set[str] = set()

    def of(self, kind: ElementKind) -> dict[Identity, Element]:
        """The things of one kind by identity, free to be changed; `parts` holds the kinds that were asked for."""
        if kind not in self.parts:
            self.parts[kind] = {identity(element): element for element in part(self.network, kind)}
        return self.parts[kind]

    def put(self, element: Element) -> None:
        key = identity(element)
        self.of(key[0])[key] = element
        if isinstance(element, Differentiator | Outcome):
            self.nodes[element.key] = element

    def take(self, element: Element) -> None:
        key = identity(element)
        del self.of(key[0])[key]

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
        touched = self.parts.get(ElementKind.DESIRED_BY)
        tagged = Counter(tag.outcome for tag in self.network.tags) if touched is None else Counter(outcome for _, outcome, _ in touched)
        limits = (
            ("differentiators", self._count(ElementKind.DIFFERENTIATOR), bounds.differentiators),
            ("outcomes", self._count(ElementKind.OUTCOME), bounds.outcomes),
            ("regions", self._count(ElementKind.REGION), bounds.regions),
            ("arrows", self._count(ElementKind.LEADS_TO), bounds.arrows),
            ("personas of one outcome", max(tagged.values(), default=0), bounds.personas_per_outcome),
        )
        for what, figure, bound in limits:
            if figure > bound:
                message = f"the network would have {figure} {what}, the bound is {bound}"
                yield Problem(path="network", code="TOO_MANY", message=message, remedy="split it into several networks")

    def put_region(self, region: Region) -> None:
        self.put(region)
        self.regions[region.key] = region

    def drop(self, key: Identity, path: str, message: str) -> None:
        if self.of(key[0]).pop(key, None) is None:
            raise refused(path, "NOT_THERE", message, "leave this edit out")

    def _count(self, kind: ElementKind) -> int:
        return len(self.parts.get(kind, part(self.network, kind)))


def refused(path: str, code: str, message: str, remedy: str) -> Refused:
    """The refusal of one edit, for one reason."""
    return Refused(Problem(path=path, code=code, message=message, remedy=remedy))
