"""What a brief says about one outcome, as GraphQL types: its rank and why, what to say and to ask, what was heard."""

from __future__ import annotations

from datetime import date

import strawberry

from valuenet.api.describing import output, said
from valuenet.messages import brief_parts as model
from valuenet.messages.brief_parts import Nearness, Wording
from valuenet.model.vocabulary import Desirability, Importance, JourneyStage, OutcomeKind, ProofKind, TestResult
from valuenet.value.rates import RateLabel


@output
class RankPart:
    """One part of a rank."""

    name: str = said("Which part, such as `importance`.")
    points: float = said("Its points.")
    most: float = said("The points that it can have at most.")
    because: str = said("Why it has so many.")


@output
class BriefTested:
    """How a hypothesis stands over all accounts."""

    validated: int = said("How many confirmed it.")
    refuted: int = said("How many refuted it.")
    inconclusive: int = said("How many gave no clear answer.")
    mean: float = said("The estimated rate, 0 to 1, to three places.")
    low: float = said("The lower end of its 90 % interval.")
    high: float = said("The upper end of its 90 % interval.")
    label: RateLabel = said("What that lets one say.")


@output
class BriefProof:
    """What shows that an outcome is real."""

    kind: ProofKind = said("What kind of proof it is.")
    text: str = said("What it says.")
    source: str | None = said("Where it comes from.")
    on: date | None = said("Of which day it is.")


@output
class BriefWords:
    """What to say and to ask."""

    wording: Wording = said("Where the words come from.")
    message: strawberry.ID | None = said("The id of the message; null where the words are composed.")
    headline: str = said("In one line.")
    say: str = said("What to say.")
    questions: list[str] = said("What to ask, to find out whether it holds.")
    proof: list[BriefProof] = said("What shows that it is so.")
    objection: str | None = said("What they may say against it.")
    answer: str | None = said("What to answer to that.")
    stage: JourneyStage | None = said("Where on their journey it fits.")
    moved: list[str] = said("What has changed in the network since the message was written.")


@output
class BriefHeard:
    """What an account made of an outcome when it was last asked."""

    nearness: Nearness = said("How near the account is to this one.")
    account: str = said("The name of the account.")
    on: date = said("When.")
    result: TestResult = said("What came of it.")
    persona: str = said("In which role they spoke.")
    person: str | None = said("Who it was; only at the account of the meeting.")
    quote: str | None = said("In their own words.")
    desirability: Desirability | None = said("How desirable they said that it is.")
    worth: str | None = said("What they said that it is worth.")


@output
class BriefPoint:
    """One outcome that a persona cares about, and everything to know about it before the meeting."""

    place: int = said("Where it stands on the page, from 1.")
    address: str = said("What the outcome is called when a result is recorded: `network/key`.")
    title: str = said("The outcome.")
    kind: OutcomeKind = said("Whether it is a result for the business or for the person.")
    importance: Importance = said("How much they desire it, by the network.")
    why: str | None = said("Why they care.")
    personally: str | None = said("What it means to the person.")
    chain: str | None = said("Why it follows from what we do; null where it does not.")
    metric: str | None = said("What it is measured by.")
    once_credible: bool = said("Whether it is for later: they do not see it coming, and do not believe us yet.")
    points: float = said("How much it matters here, 0 to 100.")
    because: list[RankPart] = said("The parts of its rank; their points add up.")
    tested: BriefTested = said("What tests say about it.")
    shared_with: list[str] = said("Who else in the room cares about it.")
    words: BriefWords | None = said("What to say and to ask; null where it is only listed.")
    heard: list[BriefHeard] = said("What was confirmed or refuted, the nearest accounts first.")
    confirmed: int = said("At how many similar accounts it was confirmed.")
    refuted: int = said("At how many similar accounts it was refuted.")


def point(value: model.Point) -> BriefPoint:
    """A point of a brief as GraphQL shows it."""
    tested = value.tested
    return BriefPoint(
        place=value.place,
        address=value.address,
        title=value.title,
        kind=value.kind,
        importance=value.importance,
        why=value.why or None,
        personally=value.personally or None,
        chain=value.chain or None,
        metric=value.metric or None,
        once_credible=value.once_credible,
        points=value.rank.points,
        because=[RankPart(name=one.name, points=one.points, most=one.most, because=one.because) for one in value.rank.parts],
        tested=BriefTested(
            validated=tested.validated,
            refuted=tested.refuted,
            inconclusive=tested.inconclusive,
            mean=tested.mean,
            low=tested.low,
            high=tested.high,
            label=tested.label,
        ),
        shared_with=list(value.shared_with),
        words=_words(value.words) if value.words else None,
        heard=[_heard(one) for one in value.heard],
        confirmed=value.confirmed,
        refuted=value.refuted,
    )


def _words(value: model.Words) -> BriefWords:
    return BriefWords(
        wording=value.wording,
        message=strawberry.ID(value.message) if value.message else None,
        headline=value.headline,
        say=value.say,
        questions=list(value.questions),
        proof=[BriefProof(kind=one.kind, text=one.text, source=one.source or None, on=one.on) for one in value.proof],
        objection=value.objection or None,
        answer=value.answer or None,
        stage=value.stage,
        moved=list(value.moved),
    )


def _heard(value: model.Heard) -> BriefHeard:
    return BriefHeard(
        nearness=value.nearness,
        account=value.account,
        on=value.on,
        result=value.result,
        persona=value.persona,
        person=value.person or None,
        quote=value.quote or None,
        desirability=value.desirability,
        worth=value.worth or None,
    )
