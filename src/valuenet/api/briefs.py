"""A brief for a meeting, as GraphQL types: texts and keys as they were when it was made, so that a kept one stays what it was."""

from __future__ import annotations

from datetime import date

import strawberry

from valuenet.api.brief_points import BriefPoint, point
from valuenet.api.describing import field, output, said
from valuenet.messages import brief_parts as model
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.brief_parts import CautionKind
from valuenet.model.vocabulary import Desirability, GapState, Importance, Level


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
        points=[point(one) for one in value.points],
        unlisted=value.unlisted,
        only=list(value.only),
        troubles=[point(one) for one in value.troubles],
        cautions=[BriefCaution(kind=one.kind, title=one.title, because=one.because) for one in value.cautions],
        record=[BriefToRecord(address=one.address or None, facts=list(one.facts)) for one in value.record],
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
