"""What a persona cares about most here: points for importance, evidence, money and reach, and a reason for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import isfinite

from valuenet.errors import InvalidSetting, Problem
from valuenet.messages.brief_parts import Rank, RankPart
from valuenet.messages.evidence import Hypothesis, stated
from valuenet.messages.meeting import Meeting, Wish
from valuenet.messages.phrases import counted, day, money, percent, share_of
from valuenet.messages.stated_money import Stated
from valuenet.model.ids import OutcomeId, PersonaId
from valuenet.model.vocabulary import Importance, TestResult
from valuenet.value.rates import Rate

MONEY = "money"
"""The part of a rank that comes of what customers said that an outcome is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRule:
    """Policy, not truth: how many points each part of a rank is worth, and which share of the first a secondary wish gets."""

    importance: float = 40
    evidence: float = 30
    money: float = 20
    reach: float = 10
    secondary: float = 0.4

    def __post_init__(self) -> None:
        points = (self.importance, self.evidence, self.money, self.reach)
        problems = []
        if not all(isfinite(one) and one >= 0 for one in points) or not sum(points):
            remedy = "give points of 0 or more, and one above 0"
            problems.append(Problem(path="points", code="IMPOSSIBLE_SETTING", message=f"are {points}", remedy=remedy))
        if not 0 <= self.secondary <= 1:
            message = f"is {self.secondary:g}"
            problems.append(Problem(path="secondary", code="IMPOSSIBLE_SETTING", message=message, remedy="give a share from 0 to 1"))
        if problems:
            raise InvalidSetting(problems)


DEFAULT_RANK = RankRule()
"""The rule where nobody has set another; not calibrated."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The ranks of wishes in one meeting. Not slotted: it keeps what it compares them with."""

    meeting: Meeting
    rule: RankRule = DEFAULT_RANK

    def rank(self, wish: Wish) -> Rank:
        """importance + evidence + money + reach, each a share of its points.

        Importance: 1 if primary. Evidence: the estimated rate, 1 once they confirmed it themselves. Money: the median that
        accounts stated for the outcome, over the highest median in this meeting. Reach: half for nearness (1 / arrows from
        what we do), half for how many other wishes of the persona follow, over the most that follow from any of them.
        """
        parts = tuple(self._parts(wish))
        return Rank(points=round(sum(part.points for part in parts), 1), parts=parts)

    @cached_property
    def stated(self) -> dict[OutcomeId, Stated]:
        """The money that customers stated for each outcome, whoever said it: in tests and in opportunities, one median."""
        units, elsewhere = self.meeting.units_about, self.meeting.money_about
        outcomes = dict.fromkeys((*units, *elsewhere))
        found = {outcome: stated(units.get(outcome, ()), elsewhere.get(outcome, ())) for outcome in outcomes}
        return {outcome: amount for outcome, amount in found.items() if amount is not None}

    @cached_property
    def _highest(self) -> Decimal:
        return max((amount.median for amount in self.stated.values()), default=Decimal(0))

    @cached_property
    def _wishes_ahead(self) -> dict[Hypothesis, int]:
        """How many other things that the persona is tagged with follow from each; only those that are put to people count."""
        found = {}
        for persona, wishes in self.meeting.wishes.items():
            put = {wish.outcome.id for wish in wishes if wish.put}
            for outcome in put:
                found[outcome, persona] = len((self.meeting.effects[outcome] & put) - {outcome})
        return found

    @cached_property
    def _most_ahead(self) -> dict[PersonaId, int]:
        most: dict[PersonaId, int] = {}
        for (_, persona), ahead in self._wishes_ahead.items():
            most[persona] = max(most.get(persona, 0), ahead)
        return most

    def _parts(self, wish: Wish) -> Iterator[RankPart]:
        primary = wish.tag.importance is Importance.PRIMARY
        said = f"a {wish.tag.importance} {'trouble' if wish.trouble else 'wish'} of theirs"
        yield _part("importance", self.rule.importance, 1 if primary else self.rule.secondary, said)
        yield _part("evidence", self.rule.evidence, *self._evidence(wish))
        yield _part(MONEY, self.rule.money, *self._money(wish))
        yield _part("reach", self.rule.reach, *self._reach(wish))

    def _evidence(self, wish: Wish) -> tuple[float, str]:
        here = self.meeting.units_here.get(wish.hypothesis)
        rate = self.meeting.evidence.rate_of(*wish.hypothesis)
        if here is not None and here.result is TestResult.VALIDATED:
            return 1, f"they confirmed it themselves on {day(here.last.on)}"
        return rate.mean, self._evidence_told(wish, rate)

    def _evidence_told(self, wish: Wish, rate: Rate) -> str:
        standing = self.meeting.evidence.standings.get(wish.hypothesis)
        expected = f"we expect {percent(rate.mean)}"
        if standing is not None and standing.tally.n:
            expected = f"{expected} ({rate.low * 100:.0f} to {percent(rate.high)})"
            confirmed = f"confirmed at {share_of(standing.tally.validated, standing.tally.n, 'account')}"
            return f"{confirmed}: {expected}, {rate.label}"
        others = [unit.result for unit in self.meeting.units_about.get(wish.outcome.id, ())]
        yes, n = others.count(TestResult.VALIDATED), len(others) - others.count(TestResult.INCONCLUSIVE)
        asked = "no clear answer yet" if standing is not None else "never tested with them"
        return f"{asked}; {yes} of {n} others confirmed it: {expected}" if n else f"{asked}: an open question"

    def _money(self, wish: Wish) -> tuple[float, str]:
        amount = self.stated.get(wish.outcome.id)
        if amount is None or amount.median <= 0:
            return 0, "nobody has put a number on it yet" if amount is None else "customers put no worth on it"
        if amount.accounts == 1:
            said = f"one account puts it at {money(amount.median)} a year"
        else:
            spread = f"between {money(amount.low)} and {money(amount.high)}"
            said = f"{amount.accounts} accounts put it {spread} a year, the median is {money(amount.median)}"
        return float(amount.median / self._highest), said

    def _reach(self, wish: Wish) -> tuple[float, str]:
        chain = self.meeting.chains.get(wish.outcome.id)
        if chain is None:
            return 0, "nothing on the map leads to it yet"
        arrows, ahead = len(chain.arrows), self._wishes_ahead[wish.hypothesis]
        most = self._most_ahead[wish.tag.persona]
        start = "what they have now" if wish.trouble else "what we do"
        said = f"{counted(arrows, 'step')} from {start}"
        more = "more trouble" if wish.trouble else "more wish"
        leads = f", and leads to {counted(ahead, more, f'{more}s' if wish.trouble else f'{more}es')} of theirs" if ahead else ""
        return (1 / arrows + (ahead / most if most else 0)) / 2, said + leads


def _part(name: str, most: float, share: float, because: str) -> RankPart:
    return RankPart(name=name, points=round(most * share, 1), most=most, because=because)
