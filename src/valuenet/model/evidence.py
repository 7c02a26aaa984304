"""The evidence ladder of one claim: what stands behind its state, how it came there, who believes it, what its owner says of its money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from valuenet.errors import InvalidOpportunity, Problem
from valuenet.model.amounts import Range
from valuenet.model.ids import ClaimId, StakeholderId
from valuenet.model.numbers import shares
from valuenet.model.text import EVIDENCE, SHORT, Rule, unsettled
from valuenet.model.value_vocabulary import ClaimState, Confirmation, Verdict

SENTENCE = Rule(500, required=True, lines=True)

OWNER_SAYS = "the owner of the number: "
"""What stands before the owner's words, where they are told as the reason for a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """When, in whose words and from where; `stated_by`: who gave or accepted the money; `confirmed`: how the owner confirmed it."""

    on: date | None = None
    quote: str = ""
    source: str = ""
    stated_by: StakeholderId | None = None
    confirmed: Confirmation | None = None

    def __post_init__(self) -> None:
        if problems := unsettled(self, quote=EVIDENCE, source=SHORT):
            raise InvalidOpportunity(problems)

    @property
    def told(self) -> str:
        """Whose words, from where and when, in one line."""
        return ", ".join(filter(None, (self.quote, self.source, str(self.on or ""))))


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step along the ladder: from where to where, on what evidence, for which amount, recorded by whom."""

    before: ClaimState
    after: ClaimState
    by: str
    evidence: Evidence
    amount: Range | None = None

    def __post_init__(self) -> None:
        if problems := unsettled(self, by=SHORT):
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """How much one person believes that they will get it, from 0 to 1."""

    stakeholder: StakeholderId
    share: Decimal

    def __post_init__(self) -> None:
        if problems := shares(self, "share"):
            raise InvalidOpportunity(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What the owner of a number says of its money: different from, or the same as, that of another claim on the line.

    Without `claim`, different from all of them.
    """

    verdict: Verdict
    claim: ClaimId | None = None
    said: str
    by: StakeholderId
    on: date | None = None

    def __post_init__(self) -> None:
        problems = unsettled(self, said=SENTENCE)
        if self.verdict is Verdict.SAME and self.claim is None:
            problems.append(
                Problem(path="claim", code="MISSING", message="names no claim", remedy="say with which claim it is the same money")
            )
        if problems:
            raise InvalidOpportunity(problems)
