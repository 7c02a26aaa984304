"""The closed vocabularies of the domain. The values are the words that documents, stores and people use."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Level(StrEnum):
    """Where a persona stands in the customer's organisation."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    PRACTITIONER = "practitioner"


class DifferentiatorKind(StrEnum):
    """In which way an offer is different."""

    FITNESS_FOR_USE = "fitness for use"
    IMAGE = "image"
    SERVICE_BETWEEN_SALES = "service between sales"
    AVAILABILITY_AND_CONVENIENCE = "availability and convenience"
    LOWER_CUSTOMER_COST = "lower customer cost"
    MAKES_CUSTOMER_MORE_COMPETITIVE = "makes the customer more competitive"
    LOWEST_PRICE = "lowest price"


class Position(StrEnum):
    """How a differentiator stands against an alternative, best first."""

    UNIQUE = "unique"
    AHEAD = "ahead"
    EQUAL = "equal"
    BEHIND = "behind"


class OutcomeKind(StrEnum):
    """Whom an outcome is for: the customer's business, or the person."""

    BUSINESS = "business"
    PERSONAL = "personal"


class Direction(StrEnum):
    """Which way a metric moves when the outcome comes about."""

    UP = "up"
    DOWN = "down"


class Strength(StrEnum):
    """How often a cause brings about its effect, in words, strongest first."""

    ALMOST_ALWAYS = "almost always"
    USUALLY = "usually"
    SOMETIMES = "sometimes"
    RARELY = "rarely"

    @property
    def share(self) -> Fraction:
        """The share of cases that the word stands for; exact, so that chains compare without rounding."""
        return _SHARES[self]


_SHARES = {
    Strength.ALMOST_ALWAYS: Fraction(9, 10),
    Strength.USUALLY: Fraction(7, 10),
    Strength.SOMETIMES: Fraction(4, 10),
    Strength.RARELY: Fraction(15, 100),
}


class Importance(StrEnum):
    """How much a persona desires an outcome."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Outline(StrEnum):
    """The colour in which a region is outlined."""

    BLUE = "blue"
    GREEN = "green"
    RED = "red"
    PURPLE = "purple"
    ORANGE = "orange"
    GREY = "grey"


class Severity(StrEnum):
    """How much a finding matters, most first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class JourneyStage(StrEnum):
    """Where a customer is on the way to and with the offer, in the order of the journey."""

    NOTICING = "noticing the problem"
    EXPLORING = "exploring what could be done"
    DECIDING = "deciding between options"
    STARTING = "starting to use it"
    USING = "using it"
    RENEWING = "renewing or extending"


class MessageState(StrEnum):
    """How far a message has come."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class ProofKind(StrEnum):
    """What kind of proof a proof point is."""

    STATISTIC = "statistic"
    STORY = "story"
    REFERENCE = "reference"
    DOCUMENT = "document"


class TestResult(StrEnum):
    """What a dialogue said about a hypothesis."""

    __test__ = False  # the word is the domain's; test runners look for classes of this name

    VALIDATED = "validated"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"


class Desirability(StrEnum):
    """How desirable something is in the customer's eyes, most first. Ranks: never added up."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ScoutFunction(StrEnum):
    """What somebody who meets customers does for a living."""

    SALES = "sales"
    IMPLEMENTATION = "implementation"
    SUPPORT = "support"
    SERVICE = "service"
    MARKETING = "marketing"
    PRODUCT = "product"
    MANAGEMENT = "management"
    OTHER = "other"


class GapState(StrEnum):
    """What became of a value gap."""

    OPEN = "open"
    GATHERED = "gathered"
    RESOLVED = "resolved"
    QUEUED = "queued"
    DECLINED = "declined"


class ElementKind(StrEnum):
    """The kinds of thing that a change is about."""

    # An edit looks up every part of its network by kind and ids; the hash of `Enum` is Python code and ten times slower.
    __hash__ = str.__hash__

    NETWORK = "network"
    DIFFERENTIATOR = "differentiator"
    OUTCOME = "outcome"
    REGION = "region"
    LEADS_TO = "leads to"
    DESIRED_BY = "desired by"
    COMPARED_WITH = "compared with"
    PERSONA = "persona"
    ALTERNATIVE = "alternative"
    ACCOUNT = "account"
    MESSAGE = "message"
    TEST = "test"
    VALUE_GAP = "value gap"
    CALL_PLAN = "call plan"
    OPPORTUNITY = "opportunity"
    PRICE_EXCEPTION = "price exception"
    FROZEN_SCORECARD = "frozen scorecard"
    KEPT_FORECAST = "kept forecast"
    VALUE_SETTINGS = "value settings"
    REMARK = "remark"


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
