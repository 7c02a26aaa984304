"""What a message rests on in its network, and what of that has changed since its words were written.

    (:Differentiator)-[:LEADS_TO*1..]->(:Outcome)-[:DESIRED_BY]->(:Persona)

A message rests on the chain that explained its outcome then. As long as that chain stands as it was, another one that
has become better since does not take its ground away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from valuenet.analysis.chains import Chain, best_chain, best_chains
from valuenet.model.changes import Identity
from valuenet.model.ids import NodeId, OutcomeId, PersonaId
from valuenet.model.message import ChainStep, Footing, Message
from valuenet.model.network import DesiredBy, LeadsTo, Network, Outcome
from valuenet.model.vocabulary import ElementKind


class MovedKind(StrEnum):
    """What of the ground of a message has changed, the gravest first."""

    ORPHANED = "orphaned"
    UNTAGGED = "untagged"
    CHAIN_CHANGED = "chain changed"
    WHY_CHANGED = "why changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The ground of a message is not what it was: the gravest kind of change, all changes in words, and the things that changed."""

    kind: MovedKind
    sentences: tuple[str, ...]
    touched: tuple[Identity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    """One change under a message."""

    kind: MovedKind
    sentence: str
    touched: Identity


def footing(network: Network, outcome: OutcomeId, persona: PersonaId, *, chains: Mapping[OutcomeId, Chain] | None = None) -> Footing:
    """What a message about this outcome to this persona would rest on now; give `chains`, the best ones, where many are asked about."""
    chain = (best_chains(network) if chains is None else chains).get(outcome)
    tag = tag_of(network, outcome, persona)
    return Footing(
        revision=network.revision,
        chain=chain_steps(chain) if chain is not None else (),
        importance=tag.importance if tag is not None else None,
        why=tag.why if tag is not None else "",
    )


def chain_steps(chain: Chain) -> tuple[ChainStep, ...]:
    """A chain as a message keeps it."""
    return tuple(
        ChainStep(node=step.node.id, title=step.node.title)
        if step.arrow is None
        else ChainStep(node=step.node.id, title=step.node.title, strength=step.arrow.strength, why=step.arrow.why)
        for step in chain.steps
    )


def tag_of(network: Network, outcome: OutcomeId, persona: PersonaId) -> DesiredBy | None:
    """(outcome)-[:DESIRED_BY]->(persona), if the network has it."""
    return next((tag for tag in network.tags_of.get(outcome, ()) if tag.persona == persona), None)


def arrow_of(network: Network, cause: NodeId, effect: NodeId) -> LeadsTo | None:
    """(cause)-[:LEADS_TO]->(effect), if the network has it."""
    return next((arrow for arrow in network.arrows_from.get(cause, ()) if arrow.effect == effect), None)


def moved(message: Message, network: Network | None) -> Moved | None:
    """What has changed under a message, or nothing; without a network, because it was deleted, the message is orphaned.

    Sentences come in the order of the chain, those about the persona last.
    """
    shifts = list(_shifts(message, network))
    if not shifts:
        return None
    found = {shift.kind for shift in shifts}
    return Moved(
        kind=next(kind for kind in MovedKind if kind in found),
        sentences=tuple(shift.sentence for shift in shifts),
        touched=tuple(dict.fromkeys(shift.touched for shift in shifts)),
    )


def _shifts(message: Message, network: Network | None) -> Iterator[_Shift]:
    if network is None:
        yield _Shift(kind=MovedKind.ORPHANED, sentence="the network was deleted", touched=(ElementKind.NETWORK, "", ""))
        return
    outcome = network.outcome_by_id.get(message.outcome)
    if outcome is None:
        last = message.footing.chain[-1].title if message.footing.chain else message.headline
        sentence = f"the outcome “{last}” was removed from the network"
        yield _Shift(kind=MovedKind.ORPHANED, sentence=sentence, touched=(ElementKind.OUTCOME, message.outcome, ""))
        return
    if message.footing.chain:
        yield from _chain_shifts(message.footing.chain, network, outcome)
    else:
        yield from _new_chain(network, outcome)
    yield from _tag_shifts(message, network)


def _chain_shifts(then: tuple[ChainStep, ...], network: Network, outcome: Outcome) -> Iterator[_Shift]:
    """What is not as it was, nodes before arrows; where the chain is broken, what explains the outcome now."""
    for step in then:
        now, kind = network.node_by_id.get(step.node), ElementKind.DIFFERENTIATOR if step is then[0] else ElementKind.OUTCOME
        if now is None:
            yield _chain_shift(f"“{step.title}” was removed from the network", (kind, step.node, ""))
        elif now.title != step.title:
            yield _chain_shift(f"“{step.title}” is called “{now.title}” now", (kind, step.node, ""))
    links = [(cause, effect, arrow_of(network, cause.node, effect.node)) for cause, effect in pairwise(then)]
    for cause, effect, arrow in links:
        yield from _arrow_shifts(cause, effect, arrow, network)
    if any(arrow is None for _, _, arrow in links):
        chain = best_chain(network, outcome.id)
        said = f"what explains it now: {chain.sentence}" if chain is not None else f"no differentiator leads to “{outcome.title}” any more"
        yield _chain_shift(said, (ElementKind.OUTCOME, outcome.id, ""))


def _arrow_shifts(cause: ChainStep, effect: ChainStep, arrow: LeadsTo | None, network: Network) -> Iterator[_Shift]:
    link, identity = f"“{cause.title}” leads to “{effect.title}”", (ElementKind.LEADS_TO, cause.node, effect.node)
    if arrow is None:
        if {cause.node, effect.node} <= network.node_by_id.keys():
            yield _chain_shift(f"“{cause.title}” does not lead to “{effect.title}” any more", identity)
        return
    if arrow.strength is not effect.strength:
        yield _chain_shift(f"{link} {arrow.strength} now, not {effect.strength} as before", identity)
    if arrow.why != effect.why:
        said = f"for another reason now: {arrow.why}" if arrow.why else "without a reason now"
        yield _chain_shift(f"{link} {said}", identity)


def _new_chain(network: Network, outcome: Outcome) -> Iterator[_Shift]:
    """Where nothing explained the outcome, and something does now."""
    chain = best_chain(network, outcome.id) if outcome.id in network.arrows_to else None
    if chain is not None:
        last = chain.arrows[-1]
        said = f"nothing explained it when this was written, and now there is: {chain.sentence}"
        yield _chain_shift(said, (ElementKind.LEADS_TO, last.cause, last.effect))


def _tag_shifts(message: Message, network: Network) -> Iterator[_Shift]:
    then, now = message.footing, tag_of(network, message.outcome, message.persona)
    identity = (ElementKind.DESIRED_BY, message.outcome, message.persona)
    if now is None:
        if then.importance is not None:
            yield _Shift(kind=MovedKind.UNTAGGED, sentence="the outcome is not tagged with the persona any more", touched=identity)
        return
    if then.importance is None:
        yield _why_shift(f"the outcome is tagged with the persona now, as {now.importance}", identity)
    elif now.importance is not then.importance:
        yield _why_shift(f"it is {now.importance} to the persona now, not {then.importance} as before", identity)
    if now.why != then.why:
        said = f"why the persona cares is put in other words now: {now.why}" if now.why else "why the persona cares is not said any more"
        yield _why_shift(said, identity)


def _chain_shift(sentence: str, touched: Identity) -> _Shift:
    return _Shift(kind=MovedKind.CHAIN_CHANGED, sentence=sentence, touched=touched)


def _why_shift(sentence: str, touched: Identity) -> _Shift:
    return _Shift(kind=MovedKind.WHY_CHANGED, sentence=sentence, touched=touched)
