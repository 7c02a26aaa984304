"""Making a large network small enough to be followed: the outcomes that people desire most, and which narrower views there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from valuenet.model.directory import Directory
from valuenet.model.ids import NodeId, PersonaId
from valuenet.model.network import DesiredBy, Network, Outcome
from valuenet.model.vocabulary import Importance

_OFFERED = 3
"""How many examples of each narrower view are named."""


def most_desired(network: Network, pool: Iterable[Outcome], count: int, people: Collection[PersonaId] = ()) -> list[Outcome]:
    """The outcomes of a pool with most tags (primary counts twice), those of `people` before others; then most arrows, then keys."""

    def rank(outcome: Outcome) -> tuple[int, int, int, str]:
        tags = network.tags_of.get(outcome.id, ())
        arrows = len(network.arrows_from.get(outcome.id, ())) + len(network.arrows_to.get(outcome.id, ()))
        return -_weight(tag for tag in tags if tag.persona in people), -_weight(tags), -arrows, outcome.key

    return sorted(pool, key=rank)[:count]


def narrower(network: Network, directory: Directory, shown: int) -> str:
    """Why not everything is drawn, and what to ask for instead, with examples that exist."""
    tagged: Counter[PersonaId] = Counter(tag.persona for tag in network.tags)
    personas = sorted((-count, persona.key) for one, count in tagged.items() if (persona := directory.persona_by_id.get(one)) is not None)
    reach: Counter[NodeId] = Counter(arrow.cause for arrow in network.arrows)
    sources = sorted((-reach[node.id], node.key) for node in network.differentiators)
    offers = [
        *_offer("a persona", (key for _, key in personas)),
        *_offer("a differentiator", (key for _, key in sources)),
        *_offer("an outcome and the steps around it", (outcome.key for outcome in most_desired(network, network.outcomes, 1))),
        "`whole` for everything",
    ]
    return (
        f"{shown} of {len(network.outcomes)} outcomes are drawn, since all in one picture cannot be followed; ask for {', '.join(offers)}"
    )


def _offer(what: str, keys: Iterable[str]) -> list[str]:
    named = list(keys)[:_OFFERED]
    return [f"{what} ({', '.join(named)})"] if named else []


def _weight(tags: Iterable[DesiredBy]) -> int:
    return sum(2 if tag.importance is Importance.PRIMARY else 1 for tag in tags)
