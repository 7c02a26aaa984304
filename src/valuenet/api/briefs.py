"""A brief for a meeting, as GraphQL types: texts and keys as they were when it was made, so that a kept one stays what it was."""

from __future__ import annotations

from datetime import date

import strawberry

from valuenet.api.describing import field, output, said
from valuenet.messages import brief_parts as model
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.brief_parts import CautionKind, Nearness, Wording
from valuenet.model.vocabulary import Desirability, GapState, Importance, JourneyStage, Level, OutcomeKind, ProofKind, TestResult
from valuenet.value.rates import RateLabel


@output
class BriefAccount:
    """The account of a meeting, as it was."""

    key: str = said("Its key.")
    name: str = said("What people call it.")
    trade: str | None = said("What it lives on.")
    region: str | None = said("Where it is.")


@output
class BriefNetwork:
    """A network that a brief was made from."""

    key: str = said("Its key.")
    name: str = said("Its name.")
    offering: str | None = said("What is offered.")
    revision: int = said("The revision that it had.")


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


@output
class BriefCaution:
    """Something not to say, or to be ready for."""

    kind: CautionKind = said("What kind of caution it is.")
    title: str = said("What not to say, or to say with care.")
    because: str = said("Why.")


@output
class BriefToRecord:
    """What to record after the meeting."""

    address: str | None = said("About this outcome, as `network/key`; null where it is about the persona.")
    facts: list[str] = said("What to find out.")


@output
class BriefPage:
    """The brief for one persona."""

    persona: str = said("The key of the persona.")
    name: str = said("What the persona is called.")
    level: Level = said("Where they stand in the organisation.")
    function: str | None = said("What they do there.")
    measured_on: str | None = said("What they are measured on.")
    people: list[str] = said("Who comes in this role, as far as known.")
    credible: bool | None = said("Whether our credibility with them is established; null where that was never recorded.")
    points: list[BriefPoint] = said("What they care about most here, ranked; what is for later comes last.")
    unlisted: int = said("How many more outcomes they care about.")
    only: list[str] = said("What nobody else in the room wants.")
    troubles: list[BriefPoint] = said("What an alternative leaves them in.")
    cautions: list[BriefCaution] = said("What to avoid, or to be ready for.")
    record: list[BriefToRecord] = said("What to record afterwards.")


@output
class BriefWish:
    """How one persona in the room cares about a shared outcome."""

    persona: str = said("Who.")
    importance: Importance = said("How much.")
    why: str | None = said("Why.")


@output
class BriefShared:
    """An outcome that several in the room care about: the conversation for the room."""

    address: str = said("The outcome as `network/key`.")
    title: str = said("What it is.")
    trouble: bool = said("Whether it is a trouble that they share.")
    chain: str | None = said("Why it follows from what we do.")
    by_all: bool = said("Whether everybody in the room cares about it.")
    once_credible: bool = said("Whether it is for later for any of them.")
    wishes: list[BriefWish] = said("Who cares, and why.")


@output
class BriefExecutive:
    """An outcome that deserves an executive."""

    persona: str = said("Which executive.")
    title: str = said("What.")
    importance: Importance = said("How much they desire it.")
    why: str | None = said("Why.")
    attending: bool = said("Whether they come.")


@output
class ReasonToMeet:
    """Why somebody should be in the room who is not."""

    persona: str = said("Who.")
    level: Level = said("Where they stand in the organisation.")
    title: str = said("What they care about most.")
    why: str | None = said("Why.")
    through: str | None = said("Whose wish in the room it follows from.")


@output
class BriefGap:
    """What this account said that it lacks."""

    text: str = said("What.")
    on: date = said("When.")
    persona: str | None = said("Who said so.")
    importance: Desirability = said("How much they would want it resolved.")
    state: GapState = said("How far it has come.")
    became: str | None = said("What became of it.")


@output
class Brief:
    """What a seller takes into one meeting. The same question at the same revisions gives the same brief."""

    value: strawberry.Private[model.Brief]

    @field
    def title(self) -> str:
        """Whom it is for: the account, or the personas."""
        return self.value.title

    @field
    def on(self) -> date:
        """The day of the meeting."""
        return self.value.on

    @field
    def account(self) -> BriefAccount | None:
        """The account; null where none was named."""
        found = self.value.account
        return BriefAccount(key=found.key, name=found.name, trade=found.trade or None, region=found.region or None) if found else None

    @field
    def networks(self) -> list[BriefNetwork]:
        """What it was made from, by key."""
        return [
            BriefNetwork(key=one.key, name=one.name, offering=one.offering or None, revision=one.revision) for one in self.value.networks
        ]

    @field
    def tests(self) -> int:
        """How many tests it has seen."""
        return self.value.tests

    @field
    def shared(self) -> list[BriefShared]:
        """What several in the room care about, the most widely shared first."""
        return [_shared(one) for one in self.value.shared]

    @field
    def pages(self) -> list[BriefPage]:
        """A page for each persona, in the order in which they were named."""
        return [_page(one) for one in self.value.pages]

    @field
    def executives(self) -> list[BriefExecutive]:
        """Which outcomes deserve an executive."""
        return [
            BriefExecutive(persona=one.persona, title=one.title, importance=one.importance, why=one.why or None, attending=one.attending)
            for one in self.value.executives
        ]

    @field
    def absent(self) -> list[ReasonToMeet]:
        """Who is not in the room yet, with a reason to meet them."""
        return [
            ReasonToMeet(persona=one.persona, level=one.level, title=one.title, why=one.why or None, through=one.through or None)
            for one in self.value.absent
        ]

    @field
    def gaps(self) -> list[BriefGap]:
        """What this account said that it lacks, the most important first."""
        return [
            BriefGap(
                text=one.text,
                on=one.on,
                persona=one.persona or None,
                importance=one.importance,
                state=one.state,
                became=one.became or None,
            )
            for one in self.value.gaps
        ]

    @field
    def markdown(self) -> str:
        """The whole brief as Markdown, to send to somebody; `/briefs` shows it as a page to print."""
        return markdown(self.value)


def _page(value: model.Page) -> BriefPage:
    return BriefPage(
        persona=value.persona,
        name=value.name,
        level=value.level,
        function=value.function or None,
        measured_on=value.measured_on or None,
        people=list(value.people),
        credible=value.credible,
        points=[_point(one) for one in value.points],
        unlisted=value.unlisted,
        only=list(value.only),
        troubles=[_point(one) for one in value.troubles],
        cautions=[BriefCaution(kind=one.kind, title=one.title, because=one.because) for one in value.cautions],
        record=[BriefToRecord(address=one.address or None, facts=list(one.facts)) for one in value.record],
    )


def _point(value: model.Point) -> BriefPoint:
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


def _shared(value: model.SharedPoint) -> BriefShared:
    return BriefShared(
        address=f"{value.network}/{value.key}",
        title=value.title,
        trouble=value.trouble,
        chain=value.chain or None,
        by_all=value.by_all,
        once_credible=value.once_credible,
        wishes=[BriefWish(persona=one.persona, importance=one.importance, why=one.why or None) for one in value.wishes],
    )
