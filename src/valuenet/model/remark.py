"""What somebody says about a part of a network while it is built: about a node, or an arrow; settled when there is no more to say.

    (:Remark)-[:ABOUT]->(node)        of an arrow, the node that it leads to

It keeps the keys as they were when it was made, so that it can be read when what it is about is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.model.actor import Actor
from valuenet.model.ids import NetworkId, NodeId, RemarkId
from valuenet.model.text import EVIDENCE, Rule, settle

REMARK = Rule(EVIDENCE.limit, required=True, lines=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Who settled a remark, and when."""

    by: Actor
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """`node` is what it is about or, where there is a `cause`, what the arrow from there leads to; `about` its key or both keys then."""

    id: RemarkId
    network: NetworkId
    node: NodeId
    cause: NodeId | None = None
    about: tuple[str, ...]
    text: str
    by: Actor
    at: str
    settled: Settlement | None = None

    def __post_init__(self) -> None:
        settle(self, text=REMARK)
