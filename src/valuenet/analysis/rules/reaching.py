"""Rules about what differentiators reach: (:Differentiator)-[:LEADS_TO*1..]->(:Outcome)."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.finding import Finding, ours, titled
from valuenet.analysis.loops import circular
from valuenet.analysis.reach import distances
from valuenet.model.directory import Directory
from valuenet.model.network import Network, Outcome
from valuenet.model.vocabulary import Severity


def outcome_not_reached(network: Network, _: Directory) -> Iterator[Finding]:
    """(:Differentiator)-[:LEADS_TO*1..]->(outcome) does not exist. A loop that nothing leads to is one finding of its own."""
    reached = distances(network)
    circling = {outcome.id for group in _without_entry(network) for outcome in group}
    for outcome in network.outcomes:
        if outcome.id not in reached and outcome.id not in circling:
            causes = [network.node_by_id[arrow.cause] for arrow in network.arrows_to.get(outcome.id, ())]
            found = f"what leads there, {titled(causes)}, is not reached either" if causes else "nothing leads there"
            yield Finding(
                code="OUTCOME_NOT_REACHED",
                severity=Severity.WARNING,
                about=(outcome.key,),
                message=f"no differentiator reaches “{outcome.title}”: {found}",
                why="nobody can say why it would follow from the offer",
                remedy="connect what brings it about, or report it as a value gap and remove it here",
            )


def loop_without_entry(network: Network, _: Directory) -> Iterator[Finding]:
    """(a)-[:LEADS_TO*2..]->(a) to which nothing outside leads."""
    for group in _without_entry(network):
        vicious = ours(network) and not any(outcome.wanted for outcome in group)
        yield Finding(
            code="LOOP_WITHOUT_ENTRY",
            severity=Severity.ERROR,
            about=tuple(outcome.key for outcome in group),
            message=f"{titled(group)} explain each other, and nothing else leads to them",
            why="a loop reinforces what something has started; here nothing starts it",
            remedy=(
                "move it to a network about the alternative that brings it about"
                if vicious
                else "connect the differentiator or the outcome that sets it going"
            ),
        )


def differentiator_leads_nowhere(network: Network, _: Directory) -> Iterator[Finding]:
    """(differentiator)-[:LEADS_TO]->() does not exist."""
    for differentiator in network.differentiators:
        if differentiator.id not in network.arrows_from:
            yield Finding(
                code="DIFFERENTIATOR_LEADS_NOWHERE",
                severity=Severity.WARNING,
                about=(differentiator.key,),
                message=f"“{differentiator.title}” leads nowhere",
                why="a capability that is not translated into outcomes has no value in the customer's mind",
                remedy="connect the outcomes that customers get from it",
            )


def unwanted_outcome(network: Network, _: Directory) -> Iterator[Finding]:
    """(:Differentiator)-[:LEADS_TO*1..]->(outcome {wanted: false}) in a network of our offer."""
    reached = distances(network) if ours(network) else {}
    for outcome in network.outcomes:
        if outcome.id in reached and not outcome.wanted:
            yield Finding(
                code="UNWANTED_OUTCOME",
                severity=Severity.NOTE,
                about=(outcome.key,),
                message=f"our own offer brings about “{outcome.title}”, which nobody wants",
                why="the customer, or a rival, will find it; it counts against the offer",
                remedy="decide what prevents it, and what a seller says when asked",
            )


def vicious_circle(network: Network, _: Directory) -> Iterator[Finding]:
    """(a {wanted: false})-[:LEADS_TO*2..]->(a) through unwanted outcomes, reached by our own offer."""
    if not ours(network):
        return
    reached = distances(network)
    for group in circular(network, {outcome.id for outcome in network.outcomes if not outcome.wanted}):
        if group[0].id in reached:
            yield Finding(
                code="VICIOUS_CIRCLE",
                severity=Severity.WARNING,
                about=tuple(outcome.key for outcome in group),
                message=f"our own offer sets a vicious circle going: {titled(group)}",
                why="each turn makes it worse for the customer, and nothing in the network ends it",
                remedy="find the arrow that can be broken, and what the offer must do to break it",
            )


def _without_entry(network: Network) -> Iterator[tuple[Outcome, ...]]:
    for group in circular(network):
        inside = {outcome.id for outcome in group}
        if all(arrow.cause in inside for outcome in group for arrow in network.arrows_to[outcome.id]):
            yield group
