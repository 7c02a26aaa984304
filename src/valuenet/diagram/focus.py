"""The focus of a view: what was asked for, what explains it, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuenet.analysis.chains import best_chains
from valuenet.analysis.loops import loops
from valuenet.analysis.reach import leading_to, led_to_by
from valuenet.diagram.rings import Rings
from valuenet.diagram.view import View
from valuenet.errors import InvalidQuestion, Problem
from valuenet.model.directory import Directory, Persona, unknown
from valuenet.model.ids import NodeId, PersonaId
from valuenet.model.network import Differentiator, Network, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What is lit and what is kept with it, in words.

    `said` tells the view, `most` the view of the most desired of it, `whose` completes "the 12 outcomes …"; `starts` is where
    its chains begin, if not in any differentiator.
    """

    said: str
    lit: frozenset[NodeId]
    kept: frozenset[NodeId]
    only: bool
    people: frozenset[PersonaId] = frozenset()
    most: str = ""
    whose: str = ""
    starts: tuple[NodeId, ...] | None = None


def focus(network: Network, directory: Directory, view: View, rings: Rings) -> Focus:
    """The focus of a view on a network, everything where there is none; `InvalidQuestion` names what is not there."""
    if view.personas:
        return _on_personas(network, directory, view)
    if view.differentiator is not None:
        return _on_differentiator(network, view, view.differentiator)
    if view.around is not None:
        return _around(network, view, view.around)
    if view.loop is not None:
        return _on_loop(network, view, view.loop, rings)
    return Focus(said="whole network", most="what people desire most", lit=frozenset(), kept=frozenset(network.node_by_id), only=False)


def _on_personas(network: Network, directory: Directory, view: View) -> Focus:
    """(kept)-[:LEADS_TO*0..]->(lit)-[:DESIRED_BY]->(persona), along the best chain to each."""
    known = directory.persona_by_key
    if problems := [unknown("personas", "persona", key, known) for key in view.personas if key not in known]:
        raise InvalidQuestion(problems)
    chosen = [known[key] for key in view.personas]
    people = frozenset(persona.id for persona in chosen)
    lit = frozenset(tag.outcome for tag in network.tags if tag.persona in people)
    if not lit and view.beside is None:  # the same personas may desire nothing of what stands beside
        tagged = sorted({persona.key for tag in network.tags if (persona := directory.persona_by_id.get(tag.persona)) is not None})
        remedy = f"choose among {', '.join(tagged)}" if tagged else "say who desires what first"
        raise InvalidQuestion([_problem("personas", "DESIRES_NOTHING", f"{_names(chosen)} desire nothing in {network.key!r}", remedy)])
    wanted = any(network.outcome_by_id[outcome].wanted for outcome in lit)
    verb = {(True, True): "desires", (True, False): "desire", (False, True): "suffers from", (False, False): "suffer from"}
    told = f"{_names(chosen)} {verb[wanted, len(chosen) == 1]}"
    return Focus(
        said=f"what {told}, and the best chain to each",
        lit=frozenset(lit),
        kept=frozenset(lit) | _on_the_way(network, lit),
        only=view.only,
        people=people,
        most=f"what {told} most",
        whose=f"that {told} most",
    )


def _on_differentiator(network: Network, view: View, key: str) -> Focus:
    """(differentiator)-[:LEADS_TO*0..]->(kept)."""
    node = network.node_by_key.get(key)
    if not isinstance(node, Differentiator):
        raise InvalidQuestion([unknown("differentiator", "differentiator", key, [one.key for one in network.differentiators])])
    return Focus(
        said=f"what “{node.title}” brings about",
        lit=frozenset(),
        kept=frozenset({node.id, *led_to_by(network, node.id)}),
        only=view.only,
        most=f"what “{node.title}” brings about that people desire most",
        starts=(node.id,),
    )


def _around(network: Network, view: View, key: str) -> Focus:
    """(kept)-[:LEADS_TO*0..steps]->(node)-[:LEADS_TO*0..steps]->(kept)."""
    node = network.node_by_key.get(key)
    if node is None:
        raise InvalidQuestion([unknown("around", "outcome", key, network.node_by_key)])
    near = {node.id, *led_to_by(network, node.id, most=view.steps), *leading_to(network, node.id, most=view.steps)}
    steps = "one step" if view.steps == 1 else f"{view.steps} steps"
    said = f"{steps} around “{node.title}”"
    return Focus(said=said, most=f"{said}, what people desire most of it", lit=frozenset({node.id}), kept=frozenset(near), only=view.only)


def _on_loop(network: Network, view: View, name: str, rings: Rings) -> Focus:
    """(kept)-[:LEADS_TO*0..]->(lit)-[:LEADS_TO*1..]->(lit), along the best chain to the first outcome of the loop that one reaches."""
    outcomes = _loop_called(network, name, rings)
    chains = best_chains(network)
    first = min((chains[outcome.id] for outcome in outcomes if outcome.id in chains), key=lambda chain: len(chain.steps), default=None)
    lit = frozenset[NodeId](outcome.id for outcome in outcomes)
    way = frozenset(step.node.id for step in first.steps) if first is not None else frozenset[NodeId]()
    vicious = not any(outcome.wanted for outcome in outcomes)
    said = f"the {'vicious circle' if vicious else 'reinforcing loop'} of {len(outcomes)} outcomes, and how it begins"
    return Focus(said=said, most=said, lit=lit, kept=lit | way, only=view.only)


def _loop_called(network: Network, name: str, rings: Rings) -> Sequence[Outcome]:
    """The outcomes of the loop with this mark, number or name."""
    for ring in rings.marked:
        if name.upper() in {ring.mark, str(ring.number)} or name == ring.name:
            return ring.outcomes
    found = next((loop.outcomes for loop in loops(network) if loop.name == name), None)
    if found is None:
        marks = ", ".join(ring.mark for ring in rings.marked)
        remedy = f"choose among {marks}, or give the name that `loops` tells" if marks else "this network has no loops"
        raise InvalidQuestion([_problem("loop", "UNKNOWN_LOOP", f"there is no loop {name[:60]!r} in {network.key!r}", remedy)])
    return found


def _on_the_way(network: Network, outcomes: Iterable[NodeId]) -> frozenset[NodeId]:
    chains = best_chains(network)
    ways = (chains[outcome] for outcome in network.outcome_by_id if outcome in set(outcomes) and outcome in chains)
    return frozenset(step.node.id for chain in ways for step in chain.steps)


def _names(people: Sequence[Persona]) -> str:
    """Names as people list them: "A", "A and B", "A, B and C"."""
    names = [persona.name for persona in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _problem(path: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code=code, message=message, remedy=remedy)
