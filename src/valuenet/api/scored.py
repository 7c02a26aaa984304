"""What a scorecard says of its claims, as GraphQL types: the overlap with what the customer desires, every claim, every money line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import strawberry

from valuenet.api.describing import output, said
from valuenet.api.figures import Figure, MoneyRange, like
from valuenet.model.ids import Key
from valuenet.model.value_vocabulary import ClaimState
from valuenet.model.vocabulary import Desirability
from valuenet.value import overlap as overlaps
from valuenet.value import scored as model
from valuenet.value.booked import Decision


@output
class OverlapResult:
    """One result in the overlap of what the customer desires and what we deliver."""

    title: str = said("The result.")
    because: str = said("Why it stands in this list.")
    outcome: str | None = said("The key of the outcome; null where it is not on our map.")
    claim: strawberry.ID | None = said("The id of the claim; null where there is none.")


@output
class NaturalAlly:
    """A persona that desires outcomes reached here and has no stakeholder in the decision yet."""

    key: str = said("The key of the persona.")
    name: str = said("What the persona is called.")
    desires: list[str] = said("The titles of the outcomes that it desires.")


@output
class Overlap:
    """What this customer desires against what we deliver: three lists, the natural allies, and one sentence for each."""

    counted: list[OverlapResult] = said("What the customer desires and we deliver.")
    counted_sentence: str = said("The same in one sentence, with its money a year.")
    unmet: list[OverlapResult] = said("What the customer desires and we do not deliver, or deliver less of: for the product people.")
    unmet_sentence: str = said("The same in one sentence.")
    unbuilt: list[OverlapResult] = said("What we could deliver and the customer has not envisioned: the seller's work.")
    unbuilt_sentence: str = said("The same in one sentence, with its money a year.")
    allies: list[NaturalAlly] = said("Personas to bring in, by key.")
    allies_sentence: str = said("The same in one sentence.")


@output
class ArrowKeys:
    """An arrow of the network by the keys of its ends."""

    cause: str = said("The key of the cause.")
    effect: str = said("The key of the effect.")


@output
class ScoredClaim:
    """One claim: what became of it, because of what, and what it is worth."""

    claim: strawberry.ID = said("The id of the claim.")
    outcome: str = said("The key of its outcome.")
    title: str = said("The title of its outcome.")
    line: str | None = said("The key of its money line.")
    state: ClaimState = said("Where it stands on the evidence ladder.")
    decision: Decision = said("What became of it in the business case.")
    because: str = said("Why, in one sentence.")
    desirability: Desirability | None = said("How desirable the customer said that it is; ranks, and is never added up.")
    told: MoneyRange | None = said(
        "What was told, in the opportunity's currency a year (or shares of the line's baseline, from 0 to 1); null before it is sized."
    )
    yearly: MoneyRange = said("Ours less that of the best alternative, in the opportunity's currency a year; 0 where it does not count.")
    value: Figure = said("The same as a present value, in the opportunity's currency.")
    likelihood: Figure = said("How likely our differentiators bring it about, a probability from 0 to 1; never multiplied into money.")
    through: list[ArrowKeys] = said("The arrows that make it the same money as another claim.")


@output
class ScoredLine:
    """What is counted on one line of the customer's P&L."""

    line: str = said("The key of the line.")
    name: str = said("The name of the line.")
    counted: Figure = said("What is counted on it, in the opportunity's currency a year; at most its baseline.")
    over_baseline: bool = said("Whether more is claimed on it than there is: it is capped.")
    claims: list[ScoredClaim] = said("The claims on it, each with what became of it and why.")


def overlap(value: overlaps.Overlap) -> Overlap:
    """An overlap as GraphQL shows it."""
    return like(
        Overlap,
        value,
        counted=_results(value.counted),
        unmet=_results(value.unmet),
        unbuilt=_results(value.unbuilt),
        allies=[like(NaturalAlly, ally) for ally in value.allies],
    )


def scored_claim(value: model.ScoredClaim) -> ScoredClaim:
    """A claim of a scorecard as GraphQL shows it."""
    return like(ScoredClaim, value, through=arrow_keys(value.through))


def scored_lines(lines: Iterable[model.ScoredLine], claims: Sequence[model.ScoredClaim]) -> list[ScoredLine]:
    """The lines of a scorecard with the claims on each, as GraphQL shows them."""
    return [like(ScoredLine, one, claims=[scored_claim(claim) for claim in claims if claim.line == one.line]) for one in lines]


def arrow_keys(arrows: Iterable[tuple[Key, Key]]) -> list[ArrowKeys]:
    """Arrows by the keys of their ends, as GraphQL shows them."""
    return [ArrowKeys(cause=cause, effect=effect) for cause, effect in arrows]


def _results(wanted: Iterable[overlaps.Wanted]) -> list[OverlapResult]:
    return [like(OverlapResult, one) for one in wanted]
