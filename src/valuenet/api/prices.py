"""What the costs of operations are made of: how long lists usually are, and what fields compute before they answer.

Measured on a network of 200 outcomes, 300 arrows and 400 tags, with 1 000 tests, 150 messages, 100 gaps and 10 opportunities; 1 is
some five microseconds of a field that tells what is there, and up to forty of one that computes something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LIST = 10
"""How long a list is taken to be of which nothing else is known."""

ITEM = 10
"""What each item of a list costs that is given as an argument: it is looked up, and told about where it is unknown."""

SAID = 0.25
"""What each value costs that the schema says about itself; an object counts as several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a field costs without the fields below it: at all, and for each thing that `first` or `last` asks for."""

    base: int = 1
    each: int = 0


ONE = Price()
STORE = Price(base=100)
"""What a field costs, if nothing else is said, whose resolver is asynchronous: it asks the store."""
CHANGE = Price(base=1_000)
"""What a mutation costs, if nothing else is said."""

SIZES: Mapping[str, float] = {
    "Network.outcomes": 200,
    "Network.arrows": 300,
    "Network.executiveWorthy": 50,
    "Network.positioning": 100,
    "Network.findings": 20,
    "Network.levers": 20,
    "Network.rankedLevers": 20,
    "Targeting.table": 50,
    "Differentiator.reaches": 100,
    "Outcome.reaches": 100,
    "Outcome.reachedFrom": 100,
    "Outcome.desiredBy": 5,
    "Outcome.leadsTo": 5,
    "Outcome.followsFrom": 5,
    "Differentiator.leadsTo": 5,
    "OutcomePosition.through": 3,
    "OutcomePosition.ways": 3,
    "Loop.brokenBy": 5,
    "LoopGroup.brokenBy": 1,
    "Subject.keys": 2,
    "Brief.networks": 2,
    "Brief.pages": 3,
    "Brief.shared": 5,
    "BriefShared.wishes": 3,
    "BriefPage.points": 5,
    "BriefPage.troubles": 3,
    "BriefPage.cautions": 3,
    "BriefPage.record": 3,
    "BriefPoint.because": 3,
    "BriefPoint.heard": 3,
    "BriefWords.proof": 3,
    "BriefPoint.sharedWith": 2,
    "MessageMatrix.rows": 30,
    "Scorecard.claims": 30,
    "Scorecard.personal": 3,
    "Figure.inputs": 4,
}
"""How long lists usually are, where that is known."""

PRICES: Mapping[str, Price] = {
    # A question that asks the store much.
    "Query.outcomes": Price(base=750),
    "Query.accounts": Price(base=200),
    "Query.messages": Price(base=1_000, each=20),
    "Query.messageDrafts": Price(base=4_000),
    "Query.tests": Price(base=200, each=2),
    "Query.knowledge": Price(base=1_000),
    "Query.messageMatrix": Price(base=1_500),
    "Query.campaignThemes": Price(base=1_000),
    "Query.unanticipatedNeeds": Price(base=1_500),
    "Query.gaps": Price(base=100, each=3),
    "Query.gatheringProposals": Price(base=1_000),
    "Query.productQueue": Price(base=1_000),
    "Query.closedLoops": Price(base=2_000),
    "Query.brief": Price(base=8_000),
    "Knowledge.hypotheses": Price(base=120),
    "Knowledge.neverTested": Price(base=120),
    "Knowledge.refutedAndUsed": Price(base=120),
    "Knowledge.stale": Price(base=120),
    "ClosedGaps.cases": Price(base=300),
    "Network.at": Price(base=1_000),
    "Network.compare": Price(base=1_500),
    "Network.changes": Price(base=1_500),
    # A search through the network.
    "Outcome.why": Price(base=5),
    "Outcome.ways": Price(base=100, each=10),
    "Outcome.reaches": Price(base=10),
    "Outcome.reachedFrom": Price(base=10),
    "Differentiator.reaches": Price(base=10),
    "Network.targeting": Price(base=500),
    "Network.executiveWorthy": Price(base=500),
    "Network.findings": Price(base=500),
    "Network.levers": Price(base=500),
    "Network.rankedLevers": Price(base=500),
    "Network.positioning": Price(base=4_000),
    "Network.loops": Price(base=3_000),
    "Network.loopGroups": Price(base=3_000),
    # What an offer is worth: each scorecard is computed anew.
    "Query.opportunities": Price(base=400, each=40),
    "Query.opportunity": Price(base=200),
    "Opportunity.calls": Price(base=400),
    "Opportunity.heard": Price(base=2_000),
    "Opportunity.quality": Price(base=400),
    "Opportunity.scorecard": Price(base=4_000),
    "Query.scorecardsCompared": Price(base=6_000),
    "Query.portfolio": Price(base=8_000),
    "Query.discounts": Price(base=2_000),
    "Query.statedValues": Price(base=3_000),
    "Query.calibration": Price(base=2_000),
    "Query.keptForecasts": Price(base=1_000),
    "Query.priceExceptions": Price(base=400),
    "Query.dialogueQualities": Price(base=4_000),
    # A drawing.
    "Network.diagram": Price(base=2_000),
    "Diagram.svg": Price(base=4_000),
    # A change, with the whole network checked again.
    "Mutation.networkCreate": Price(base=6_000),
    "Mutation.networkEdit": Price(base=6_000),
    "Mutation.networkRestore": Price(base=2_000),
    "Mutation.networkImport": Price(base=5_000),
    "Mutation.gapResolve": Price(base=6_000),
    "Mutation.messageTestsImport": Price(base=6_000),
    "Mutation.briefKeep": Price(base=6_500),
    "Mutation.opportunityOpen": Price(base=2_000),
    "Mutation.opportunityImport": Price(base=4_000),
    "Mutation.opportunitiesImport": Price(base=8_000),
    "Mutation.scorecardFreeze": Price(base=5_000),
    "Mutation.priceExceptionRequest": Price(base=5_000),
    "Mutation.priceExceptionDecide": Price(base=5_000),
    "Mutation.forecastKeep": Price(base=8_000),
    "Mutation.messageTest": Price(base=1_000),
    "Mutation.messageWrite": Price(base=1_000),
    "Mutation.callRecord": Price(base=1_000),
    "Mutation.personaPut": Price(base=500),
    "Mutation.personaDelete": Price(base=500),
    "Mutation.alternativePut": Price(base=500),
    "Mutation.alternativeDelete": Price(base=500),
}
"""What a field costs that does more than tell what is there."""
