"""The objection to expect against a draft, and what the network knows to answer it.

(:Outcome {wanted: false})<-[:LEADS_TO*1..]-(:Differentiator)-[:COMPARED_WITH {position: 'behind'}]->(:Alternative)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from valuenet.messages.footing import tag_of
from valuenet.messages.pair import Pair
from valuenet.messages.spoken import begun, ended, fitting
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import DifferentiatorId
from valuenet.model.text import WHY
from valuenet.model.vocabulary import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What the persona may say against it, and an answer where the network has one."""

    text: str
    answer: str = ""


def objection(pair: Pair) -> Objection:
    """The objection that is likeliest: a side effect that the persona suffers from, an alternative that is better at it, a side
    effect for others, an alternative that does the same; else doubt in the weakest arrow of the chain.
    """
    if not pair.ours:
        return Objection(text="It is not like that with us.")
    ways: tuple[Callable[[Pair], Objection | None], ...] = (
        lambda one: _side_effect(one, own=True),
        lambda one: _alternative(one, Position.BEHIND, "is better at that"),
        lambda one: _side_effect(one, own=False),
        lambda one: _alternative(one, Position.EQUAL, "does that as well"),
        _doubt,
    )
    return next((found for way in ways if (found := way(pair)) is not None), Objection(text="How would you bring that about?"))


def _side_effect(pair: Pair, *, own: bool) -> Objection | None:
    """The nearest side effect of the chain's differentiator; `own`: of those that the persona suffers from."""
    if pair.chain is None or not pair.outcome.wanted:
        return None
    effects = pair.ground.side_effects.get(pair.chain.steps[0].node.id, ())
    suffered = [effect for effect in effects if not own or tag_of(pair.ground.network, effect.id, pair.persona_id) is not None]
    return Objection(text=ended(suffered[0].title)) if suffered else None


def _alternative(pair: Pair, position: Position, claim: str) -> Objection | None:
    """What speaks for the first alternative, by key, against which the chain's differentiator stands like this."""
    known = pair.ground.directory.alternative_by_id
    if pair.chain is None:
        return None
    sides = pair.ground.network.comparisons_of.get(DifferentiatorId(pair.chain.steps[0].node.id), ())
    found = [(known[side.alternative], side) for side in sides if side.position is position and side.alternative in known]
    if not found:
        return None
    rival, side = min(found, key=lambda one: one[0].key)
    name = "What we have today" if rival.key == STATUS_QUO else rival.name
    note = pair.ground.voice.inside(side.note)
    text = fitting(WHY.limit, f"{name} {claim}: {note}" if note else f"{name} {claim}", f"{name} {claim}")
    return Objection(text=ended(text))


def _doubt(pair: Pair) -> Objection | None:
    """Doubt in the weakest arrow of the chain; its reason answers, or else its evidence."""
    link = pair.weakest
    if link is None:
        return None
    known = " ".join((link.arrow.why or link.arrow.evidence).split())
    answer = fitting(WHY.limit, begun(ended(known)), "") if known else ""
    return Objection(text=f"I do not see why this should follow: {pair.ground.voice.inside(link.effect)}.", answer=answer)
