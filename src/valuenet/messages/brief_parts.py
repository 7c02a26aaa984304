"""What a brief is made of: plain values that every form of it tells, and that a kept one is read back into.

A brief holds texts and keys, no parts of the model: it stays what it was whatever becomes of the networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from valuenet.model.ids import Key, MessageId, OutcomeId
from valuenet.model.vocabulary import Desirability, GapState, Importance, JourneyStage, Level, OutcomeKind, ProofKind, TestResult
from valuenet.value.rates import RateLabel


class Nearness(StrEnum):
    """How near a dialogue was to this account, the nearest first."""

    HERE = "at this account"
    TRADE_AND_REGION = "same trade and region"
    TRADE = "same trade"
    REGION = "same region"
    ELSEWHERE = "elsewhere"


class Wording(StrEnum):
    """Where the words of a brief come from, the best first."""

    APPROVED = "approved message"
    DRAFT = "draft message"
    COMPOSED = "composed from the map"


class CautionKind(StrEnum):
    """Why something is better left unsaid, or said with care; the most pressing first."""

    REFUTED_HERE = "refuted at this account"
    REFUTED = "refuted elsewhere"
    SIDE_EFFECT = "side effect"
    UNREACHED = "does not follow from what we do"
    RIVAL = "comes without us too"
    RETIRED = "retired message"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPart:
    """One part of a rank: so many of at most so many points, and why."""

    name: str
    points: float
    most: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """How much an outcome matters to a persona here, in points, part by part."""

    points: float
    parts: tuple[RankPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How a hypothesis stands over all accounts: results, the estimated rate with its 90 % interval, the label."""

    validated: int = 0
    refuted: int = 0
    inconclusive: int = 0
    mean: float
    low: float
    high: float
    label: RateLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that an outcome is real."""

    kind: ProofKind
    text: str
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What to say and to ask; `moved`: what has changed on the map since a message was written."""

    wording: Wording
    message: MessageId | None = None
    headline: str
    say: str
    questions: tuple[str, ...] = ()
    proof: tuple[Proof, ...] = ()
    objection: str = ""
    answer: str = ""
    stage: JourneyStage | None = None
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an account made of an outcome when it was last asked. A person is named only where the account is that of the meeting."""

    nearness: Nearness
    account: str
    on: date
    result: TestResult
    persona: str
    person: str = ""
    quote: str = ""
    desirability: Desirability | None = None
    worth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One outcome that a persona desires, or a trouble that an alternative leaves them in; without `words` it is only listed.

    `place`: among the points of the page, or among its troubles. `once_credible`: they do not see it coming, and our
    credibility with them is not established. `confirmed`, `refuted`: at how many accounts that are similar to this one.
    """

    place: int
    network: Key
    key: Key
    outcome: OutcomeId
    title: str
    kind: OutcomeKind
    importance: Importance
    why: str = ""
    personally: str = ""
    chain: str = ""
    metric: str = ""
    once_credible: bool = False
    rank: Rank
    tested: Tested
    shared_with: tuple[str, ...] = ()
    words: Words | None = None
    heard: tuple[Heard, ...] = ()
    confirmed: int = 0
    refuted: int = 0

    @property
    def address(self) -> str:
        """What the outcome is called when a result is recorded."""
        return f"{self.network}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something not to say to a persona, or to be ready for, and why."""

    kind: CautionKind
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRecord:
    """What to record after the meeting about the outcome at a place of the page, or, without an address, about the persona."""

    place: int = 0
    address: str = ""
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The brief for one persona: points in the order of their rank, those for later last; `unlisted` more are left out.

    `only`: what nobody else in the room wants. `troubles`: what an alternative leaves them in. `credible`: whether our
    credibility with them is established, nothing where it was never recorded.
    """

    persona: Key
    name: str
    level: Level
    function: str = ""
    measured_on: str = ""
    people: tuple[str, ...] = ()
    credible: bool | None = None
    points: tuple[Point, ...] = ()
    unlisted: int = 0
    only: tuple[str, ...] = ()
    troubles: tuple[Point, ...] = ()
    cautions: tuple[Caution, ...] = ()
    record: tuple[ToRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWish:
    """How one of the personas in the room cares about a shared outcome."""

    persona: str
    importance: Importance
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPoint:
    """An outcome that several in the room care about; `once_credible` where it is that for any of them."""

    network: Key
    key: Key
    title: str
    trouble: bool
    chain: str = ""
    by_all: bool
    once_credible: bool = False
    wishes: tuple[SharedWish, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveReason:
    """An outcome that an executive can be met about."""

    persona: str
    title: str
    importance: Importance
    why: str = ""
    attending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonToMeet:
    """Why somebody who is not in the room should be: what they care about most, and whose wish in the room it follows from."""

    persona: str
    level: Level
    title: str
    why: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSeen:
    """What this account said that it lacks, and what became of it."""

    text: str
    on: date
    persona: str = ""
    importance: Desirability
    state: GapState
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSeen:
    """The account of a meeting."""

    key: Key
    name: str
    trade: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSeen:
    """A network that a brief was made from, at the revision that it had."""

    key: Key
    name: str
    offering: str = ""
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a seller takes into a meeting, and what it was made from: networks, the directory's revision, how many tests."""

    on: date
    account: AccountSeen | None = None
    networks: tuple[NetworkSeen, ...]
    directory: int
    tests: int
    shared: tuple[SharedPoint, ...] = ()
    pages: tuple[Page, ...]
    executives: tuple[ExecutiveReason, ...] = ()
    absent: tuple[ReasonToMeet, ...] = ()
    gaps: tuple[GapSeen, ...] = ()

    @property
    def title(self) -> str:
        """Whom it is for: the account, or the personas where none is named."""
        return self.account.name if self.account is not None else ", ".join(page.name for page in self.pages)
