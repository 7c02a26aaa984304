"""What a person can do to a network, one value each; a batch of them is applied all or nothing by `draft.edited`.

Edits refer to things by key, also to those that earlier edits of the batch have made. `put` creates or replaces; with
`new` it refuses an existing key. What an edit holds is not yet checked: applying it does that, and reports all problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from valuenet.model.network import Metric
from valuenet.model.vocabulary import DifferentiatorKind, Importance, OutcomeKind, Outline, Position, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class PutDifferentiator:
    """Create or replace (:Differentiator {key})."""

    key: str
    title: str
    kind: DifferentiatorKind = DifferentiatorKind.FITNESS_FOR_USE
    note: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOutcome:
    """Create or replace (:Outcome {key}); its arrows and tags stay."""

    key: str
    title: str
    kind: OutcomeKind = OutcomeKind.BUSINESS
    anticipated: bool = True
    wanted: bool = True
    metric: Metric | None = None
    evidence: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Change only the named fields of the node with this key."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Give a node another key; everything that hangs on it stays."""

    key: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove a node together with its arrows, tags, comparisons and places in regions."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """Create or replace (cause)-[:LEADS_TO]->(effect)."""

    cause: str
    effect: str
    strength: Strength = Strength.USUALLY
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnect:
    """Remove (cause)-[:LEADS_TO]->(effect)."""

    cause: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Create or replace (outcome)-[:DESIRED_BY]->(persona)."""

    outcome: str
    persona: str
    importance: Importance = Importance.PRIMARY
    why: str = ""
    personally: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untag:
    """Remove (outcome)-[:DESIRED_BY]->(persona)."""

    outcome: str
    persona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """Create or replace (differentiator)-[:COMPARED_WITH]->(alternative)."""

    differentiator: str
    alternative: str
    position: Position
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncompare:
    """Remove (differentiator)-[:COMPARED_WITH]->(alternative)."""

    differentiator: str
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRegion:
    """Create or replace (:Region {key}) and what it covers."""

    key: str
    title: str
    outline: Outline = Outline.GREY
    nodes: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRegion:
    """Remove a region; the nodes in it stay."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Describe:
    """Change only the named fields of the network itself: key, name, offering, alternative (by key, or nothing), archived."""

    fields: Mapping[str, object] = field(default_factory=dict)


NetworkEdit = (
    PutDifferentiator
    | PutOutcome
    | Update
    | Rename
    | Remove
    | Connect
    | Disconnect
    | Tag
    | Untag
    | Compare
    | Uncompare
    | PutRegion
    | RemoveRegion
    | Describe
)
