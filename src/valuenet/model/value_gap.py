"""What a customer lacks and would want resolved, as somebody who met them reported it, and what became of it.

    (:ValueGap)-[:AT]->(:Account)        (:ValueGap)-[:FELT_BY]->(:Persona)
    (:ValueGap)-[:BECAME]->(:Outcome)    (:ValueGap)-[:SAME_AS]->(:ValueGap)

The report never changes; the decision about it does. A gap that says the same as another is gathered into that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from valuenet.errors import Invalid, Problem
from valuenet.model.actor import Actor
from valuenet.model.ids import AccountId, GapId, NetworkId, OutcomeId, PersonaId, TestId
from valuenet.model.message_test import StatedNumber
from valuenet.model.text import SHORT, WHY, Rule, settle
from valuenet.model.vocabulary import Desirability, GapState, ScoutFunction

GAP_TEXT = Rule(500, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapDecision:
    """What was decided about a gap, by whom, when, and why."""

    by: Actor
    at: str
    reason: str = ""

    def __post_init__(self) -> None:
        settle(self, reason=WHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGap:
    """One report in one line, with its scout, and the test in which it came up, if it was one.

    `outcome` is what it became, `same_as` the gap that it was gathered into.
    """

    id: GapId
    text: str
    account: AccountId
    on: date
    scout: str
    function: ScoutFunction
    persona: PersonaId | None = None
    importance: Desirability = Desirability.MEDIUM
    anticipated: bool = True
    stated: StatedNumber | None = None
    test: TestId | None = None
    state: GapState = GapState.OPEN
    decision: GapDecision | None = None
    network: NetworkId | None = None
    outcome: OutcomeId | None = None
    same_as: GapId | None = None

    def __post_init__(self) -> None:
        settle(self, text=GAP_TEXT, scout=SHORT)
        wrong = list(self._contradictions())
        if wrong:
            raise Invalid(wrong)

    def _contradictions(self) -> list[Problem]:
        """What the state asks for and the gap does not have."""
        found: list[Problem] = []
        if self.state is not GapState.OPEN and self.decision is None:
            found.append(Problem(path="decision", code="MISSING", message=f"a gap that is {self.state} has one", remedy="say who decided"))
        if (self.state is GapState.RESOLVED) != (self.outcome is not None):
            found.append(Problem(path="outcome", code="MISMATCH", message="goes with the state resolved", remedy="name what it became"))
        if (self.state is GapState.GATHERED) != (self.same_as is not None):
            found.append(
                Problem(path="sameAs", code="MISMATCH", message="goes with the state gathered", remedy="name the gap that says the same")
            )
        if self.state is GapState.DECLINED and not (self.decision and self.decision.reason):
            found.append(Problem(path="reason", code="MISSING", message="declining needs a reason", remedy="tell the scout why"))
        return found
