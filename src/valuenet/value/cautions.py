"""What a reader of a scorecard must be told before they trust it: what is assumed, capped, missing or not explained by the map."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.finding import listed
from valuenet.analysis.reach import distances
from valuenet.model.directory import STATUS_QUO
from valuenet.model.network import Network
from valuenet.model.opportunity import Opportunity
from valuenet.value.booked import Decision
from valuenet.value.booking import overclaimed
from valuenet.value.same_money import negative
from valuenet.value.standing import Standing


def cautions(opportunity: Opportunity, network: Network, here: Standing) -> Iterator[str]:
    """One sentence each, what weighs most first."""
    counted = here.booking.counted
    if here.stated.assumed:
        yield here.stated.assumed
    if not any(one.behind(here.stated.option.key) for one in counted):
        yield "no claim says where the alternative is better: the comparison is not complete"
    for problem in overclaimed(here.booking):
        yield f"{problem.message}: only the baseline is counted"
    reached = distances(network)
    unexplained = [f"“{one.title}”" for one in counted if one.claim.outcome not in reached and not negative(one.claim)]
    if unexplained:
        yield f"nothing of ours leads to {listed(unexplained)} on the map: draw the arrow, or ask whether we deliver it"
    gone = [one.title for one in here.booking.of(Decision.OFF_THE_MAP)]
    if gone:
        yield f"{listed(gone)} is claimed and not on the map any more: nothing is counted for it"
    for option in opportunity.alternatives:
        silent = [
            f"“{one.title}”"
            for one in counted
            if one.claim.against == STATUS_QUO != option.key and all(their.alternative != option.key for their in one.claim.theirs)
        ]
        if silent:
            yield f"what {option.name} delivers of {listed(silent)} was not told, and is taken to be nothing"
