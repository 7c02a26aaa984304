"""Value gaps: reported in one line by whoever meets customers, listed, and each with what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from valuenet.errors import Invalid, InvalidEdit, Problem
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.directory import Directory
from valuenet.model.ids import AccountId, GapId, new_gap_id
from valuenet.model.message_test import MONEY_A_YEAR, MessageTest, StatedNumber
from valuenet.model.record import Kept
from valuenet.model.text import folded
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import Desirability, ElementKind, GapState, ScoutFunction
from valuenet.service.accounts import AccountBook
from valuenet.service.caller import Caller
from valuenet.service.days import day, not_yet, today
from valuenet.service.filters import Filter, record_question
from valuenet.service.library import Library
from valuenet.service.naming import persona_meant
from valuenet.service.records import Batch, kept, kept_by_id, page_of, place_of, replayed, save_records, saving
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs
from valuenet.service.subjects import Subject, subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGap:
    """What a customer lacks, as somebody reports it: account by key or name, persona by key, both taken from the test if it names one.

    The day is today unless it is given, the scout is whoever reports; `new_account` says that an account with nearly
    the name of a known one is another.
    """

    text: str
    account: str = ""
    function: ScoutFunction
    persona: str = ""
    importance: Desirability = Desirability.MEDIUM
    anticipated: bool = True
    stated: Decimal | None = None
    unit: str = MONEY_A_YEAR
    on: date | None = None
    scout: str = ""
    test: str | None = None
    new_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GapQuestion:
    """Which gaps? What is not given does not narrow it; `network` is that of the outcome that a gap became, `scout` a name."""

    network: str | None = None
    persona: str | None = None
    account: str | None = None
    state: GapState | None = None
    function: ScoutFunction | None = None
    scout: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A gap with what it speaks of; `into` is the one that it was gathered into, with what that one speaks of."""

    kept: Kept[ValueGap]
    subject: Subject
    into: GapView | None = None

    @property
    def became(self) -> str | None:
        """What became of it, in words for its scout: "became outcome “…” on 2026-11-03 by Ann"; nothing while it is open."""
        gap = self.kept.record
        if gap.decision is None:
            return None
        circumstances = f"on {day(gap.decision.at)} by {gap.decision.by.name}"
        reason = f": {gap.decision.reason}" if gap.decision.reason else ""
        match gap.state:
            case GapState.RESOLVED:
                return f"became {self._outcome} {circumstances}{reason}"
            case GapState.QUEUED:
                return f"went to the product queue {circumstances}{reason}"
            case GapState.DECLINED:
                return f"was declined {circumstances}{reason}"
            case GapState.GATHERED if self.into is not None:
                since = f", which {self.into.became}" if self.into.became else ""
                return f"was gathered into “{self.into.kept.record.text}” {circumstances}{since}"
            case _:
                return None

    @property
    def place(self) -> str:
        """Where the page after this gap goes on."""
        return place_of(self.kept)

    @property
    def _outcome(self) -> str:
        reading, outcome = self.subject.reading, self.subject.outcome
        return f"outcome “{outcome.title}” ({reading.network.key}/{outcome.key})" if reading and outcome else "an outcome (removed since)"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReported:
    """A gap as it was reported; `account_created`: nobody knew the account before."""

    gap: GapView
    account_created: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPage:
    """A page of gaps, the newest first, and whether anything comes after it."""

    gaps: tuple[GapView, ...]
    more: bool


@needs(Action.RECORD)
def gap_report(library: Library, caller: Caller, new: NewGap, repeat: str | None = None) -> GapReported:
    """Report a gap, and with it the account where it is a new one; `InvalidEdit` has everything that is wrong with it."""
    asked = request(repeat, "gap_report", new)
    gap_id = new_gap_id()

    def change() -> GapReported:
        directory = library.directory(caller.workspace)
        test = kept_by_id(library, caller, [new.test], MessageTest).get(new.test) if new.test else None
        book = AccountBook.opened(library, caller, [new.account or (test.record.account if test else "")])
        account, gap = _understood(library, caller, new, directory, test, book)
        made = account.id not in book.kept
        records = (*([saving(account)] if made else []), saving(replace(gap, id=gap_id)))
        answer = {"record": gap_id, "revision": 1, "made": made}
        save_records(library, caller, Batch(directory=directory, records=records, asked=asked, answer=answer))
        return GapReported(gap=gap_called(library, caller, gap_id), account_created=made)

    def replay(body: dict[str, object]) -> GapReported:
        return GapReported(gap=gap_replayed(library, caller, body), account_created=bool(body["made"]))

    return once(library, caller, asked, change, replay, again=True)


@needs(Action.READ)
def gap_called(library: Library, caller: Caller, gap_id: str) -> GapView:
    """The gap with this id, or `NotFound`."""
    return gap_views(library, caller, [kept(library, caller, gap_id, ValueGap)])[0]


def gap_replayed(library: Library, caller: Caller, body: Mapping[str, object]) -> GapView:
    """What was answered before: the gap at that revision."""
    return gap_views(library, caller, [replayed(library, caller, body, ValueGap)])[0]


@needs(Action.READ)
def gap_page(library: Library, caller: Caller, question: GapQuestion | None = None, *, after: str = "", first: int = 20) -> GapPage:
    """The gaps that answer a question, the newest first."""
    asked = question or GapQuestion()
    about = Filter(network=asked.network, persona=asked.persona, account=asked.account)
    wanted = record_question(library, caller, ElementKind.VALUE_GAP, about, newest=True, after=after)
    scout = folded(asked.scout) if asked.scout else None

    def passes(gap: ValueGap) -> bool:
        pairs = ((asked.state, gap.state), (asked.function, gap.function), (scout, folded(gap.scout)))
        return all(wish is None or wish == fact for wish, fact in pairs)

    narrowed = (asked.state, asked.function, scout) != (None, None, None)
    page = page_of(library, caller, ValueGap, wanted, first=first, passes=passes if narrowed else None)
    return GapPage(gaps=tuple(gap_views(library, caller, page.kept)), more=page.more)


def gap_views(library: Library, caller: Caller, gaps: Sequence[Kept[ValueGap]]) -> Sequence[GapView]:
    """Gaps with what they speak of and what became of them, in their order."""
    there = {one.record.id: one for one in gaps}
    lacking = [one.record.same_as for one in gaps if one.record.same_as and one.record.same_as not in there]
    into = {one.record.id: one for one in kept_by_id(library, caller, lacking, ValueGap).values()}
    known = [*gaps, *into.values()]
    views = {
        one.record.id: GapView(kept=one, subject=subject)
        for one, subject in zip(known, subjects(library, caller, [one.record for one in known]), strict=True)
    }
    return [replace(views[one.record.id], into=views.get(one.record.same_as) if one.record.same_as else None) for one in gaps]


def _understood(
    library: Library, caller: Caller, new: NewGap, directory: Directory, test: Kept[MessageTest] | None, book: AccountBook
) -> tuple[Account, ValueGap]:
    """The gap that somebody means and the account that it was met at, or `InvalidEdit` with everything that is wrong."""
    problems: list[Problem] = []
    if new.test and test is None:
        remedy = "give its id as a list of tests shows it, or leave it out"
        problems.append(Problem(path="test", code="UNKNOWN_TEST", message=f"there is no test {new.test!r}", remedy=remedy))
    account = book.meant(new.account or (test.record.account if test else ""), new=new.new_account)
    said = new.persona or (test.record.persona if test else "")
    persona = persona_meant(directory, said) if said else None
    on = new.on or (test.record.on if test else today(library))
    problems += [found for found in (account, persona, not_yet(library, "on", on)) if isinstance(found, Problem)]
    try:
        stated = StatedNumber(amount=new.stated, unit=new.unit) if new.stated is not None else None
    except Invalid as invalid:
        stated = None
        problems += [replace(wrong, path=wrong.path.replace("amount", "stated")) for wrong in invalid.problems]
    try:
        gap = ValueGap(
            id=GapId(""),
            text=new.text,
            account=AccountId("") if isinstance(account, Problem) else account.id,
            on=on,
            scout=new.scout or caller.actor.name,
            function=new.function,
            persona=persona.id if persona is not None and not isinstance(persona, Problem) else None,
            importance=new.importance,
            anticipated=new.anticipated,
            stated=stated,
            test=test.record.id if test else None,
        )
    except Invalid as invalid:
        raise InvalidEdit([*problems, *invalid.problems]) from None
    if problems or isinstance(account, Problem):
        raise InvalidEdit(problems)
    return account, gap
