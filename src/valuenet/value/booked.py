"""What became of every claim of an opportunity: counted, unbuilt or left out, with the money a year and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from valuenet.model.amounts import NOTHING, Range
from valuenet.model.buying import MoneyLine
from valuenet.model.claim import Claim, Theirs
from valuenet.model.directory import STATUS_QUO
from valuenet.model.ids import Key
from valuenet.model.network import LeadsTo
from valuenet.model.value_vocabulary import ClaimState
from valuenet.value.same_money import negative


class Decision(StrEnum):
    """What became of a claim in the business case."""

    COUNTED = "counted"
    UNBUILT = "unbuilt"
    SAME_MONEY = "same money"
    NOT_SIZED = "not sized"
    PERSONAL = "personal"
    REFUTED = "refuted"
    OFF_THE_MAP = "off the map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A claim, in the state that it is in or is assumed to be in, and what became of it, for a reason in one sentence.

    `ours` and `theirs` are money a year for us and for each alternative: 0 where it does not count; of a personal claim for
    the personal subtotal alone, of an unbuilt one for the unbuilt value. `through`: the arrows that make it the same money as
    another one.
    """

    claim: Claim
    state: ClaimState
    title: str
    decision: Decision
    because: str
    ours: Range = NOTHING
    theirs: tuple[Theirs, ...] = ()
    through: tuple[LeadsTo, ...] = ()

    def against(self, alternative: str) -> Range | None:
        """Ours minus theirs, money a year; None where the claim was told as a difference from another alternative."""
        if self.claim.against == alternative:
            return self.ours
        if self.claim.against != STATUS_QUO:
            return None
        return self.ours - next((their.amount for their in self.theirs if their.alternative == alternative), NOTHING)

    def behind(self, alternative: str) -> bool:
        """Whether the alternative is better here: it is told so, or the alternative delivers more than we do."""
        difference = self.against(alternative)
        return negative(self.claim) or (difference is not None and difference.likely < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTotal:
    """What is counted on one money line, a year, and what it would be without the cap at the baseline."""

    line: MoneyLine
    counted: Range
    uncapped: Range

    @property
    def over(self) -> bool:
        """Whether more is claimed on the line than there is on it."""
        return self.line.baseline is not None and self.uncapped.likely > self.line.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What became of every claim, in the order of the opportunity, and the total of each line."""

    booked: tuple[Booked, ...]
    lines: tuple[LineTotal, ...]

    def of(self, decision: Decision) -> tuple[Booked, ...]:
        """The claims of which this became."""
        return tuple(one for one in self.booked if one.decision is decision)

    @property
    def counted(self) -> tuple[Booked, ...]:
        return self.of(Decision.COUNTED)

    @property
    def stated(self) -> tuple[Booked, ...]:
        """The counted claims whose money the customer stated."""
        return tuple(one for one in self.counted if one.state.stated)

    @property
    def told_against(self) -> frozenset[Key]:
        """The alternatives, beside the status quo, from which amounts of the business case are differences: counted, or still to be."""
        apart = (Decision.REFUTED, Decision.PERSONAL, Decision.OFF_THE_MAP)
        sized = (one.claim for one in self.booked if one.claim.amount is not None and one.decision not in apart)
        return frozenset(claim.against for claim in sized) - {STATUS_QUO}

    @property
    def arrows(self) -> tuple[LeadsTo, ...]:
        """The arrows that decided what was left out, each once."""
        return tuple(dict.fromkeys(arrow for one in self.booked for arrow in one.through))
