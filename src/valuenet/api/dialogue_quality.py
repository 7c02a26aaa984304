"""How good the dialogue with customers is, as GraphQL types: counts, each with the records that it was counted from."""

from __future__ import annotations

import strawberry

from valuenet.api.describing import output, said
from valuenet.service import dialogue_quality as service
from valuenet.service.dialogue_quality import Sign


@output
class QualityTrace:
    """One record that counts."""

    opportunity: strawberry.ID = said("The id of the opportunity that it stands in.")
    key: str = said("The key of that opportunity.")
    record: strawberry.ID = said("The id of the claim or person; of the opportunity where it is about neither.")
    words: str = said("What it says.")


@output
class QualityCount:
    """One sign of a good dialogue."""

    sign: Sign = said("Which sign.")
    n: int = said("How often.")
    traces: list[QualityTrace] = said("The records behind the count, in the order in which they were recorded.")


@output
class DialogueQuality:
    """How good the dialogue of one opportunity, or of all of one seller, is."""

    seller: str | None = said("Whose dialogues; null where nobody is named.")
    opportunities: list[strawberry.ID] = said("The ids of the opportunities that were looked at.")
    counts: list[QualityCount] = said("Every sign, also those that were not seen yet.")


def dialogue_quality(value: service.DialogueQuality) -> DialogueQuality:
    """The quality of dialogues as GraphQL shows it."""
    counts = [QualityCount(sign=one.sign, n=one.n, traces=[_trace(trace) for trace in one.traces]) for one in value.counts]
    return DialogueQuality(seller=value.seller or None, opportunities=[strawberry.ID(one) for one in value.opportunities], counts=counts)


def _trace(value: service.Trace) -> QualityTrace:
    return QualityTrace(opportunity=strawberry.ID(value.opportunity), key=value.key, record=strawberry.ID(value.record), words=value.said)
