"""What a check says about a network: how bad, where, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from valuenet.model.ids import Key
from valuenet.model.network import Network, Node
from valuenet.model.vocabulary import Severity

_NAMED = 3
"""How many names a message holds before the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule found; `about` holds the keys of the nodes that it is about, in the order of the message."""

    code: str
    severity: Severity
    about: tuple[Key, ...]
    message: str
    why: str
    remedy: str


def ours(network: Network) -> bool:
    """Whether a network is about our offer, not about what an alternative brings about."""
    return network.root.alternative is None


def titled(nodes: Iterable[Node]) -> str:
    """The titles of some nodes as a message names them."""
    return listed([f"“{node.title}”" for node in nodes])


def listed(names: Iterable[str]) -> str:
    """Some names as people list them: "A, B and C", or "A, B, C and 4 more"."""
    all_names = list(names)
    shown = all_names[:_NAMED]
    rest = len(all_names) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last
