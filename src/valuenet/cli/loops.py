"""Closed loops, in words and for programs: what of all that was heard at customers changed something."""

from __future__ import annotations

from collections.abc import Iterable

from valuenet.cli.session import Session
from valuenet.cli.table import labelled
from valuenet.messages.closed_loops import Closed, ClosedCase, ClosedLoops, LoopEnd
from valuenet.messages.phrases import NO_BREAK, percent
from valuenet.model.message_test import MessageTest
from valuenet.model.value_gap import ValueGap
from valuenet.service.dialogue import message_test_called

_CHANGED = {LoopEnd.OUTCOME: "became an outcome", LoopEnd.MESSAGE: "changed a message", LoopEnd.PRODUCT_QUEUE: "is in the product queue"}


def loops_text(opened: Session, found: ClosedLoops) -> str:
    """The shares, each with its cases."""
    blocks = [
        _text("value gaps changed something", found.gaps, [(_ends(case), case.source.text) for case in found.gaps.cases]),
        _text("tests changed something", found.tests, [(_ends(case), _test(opened, case.source)) for case in found.tests.cases]),
        _text(
            "gaps that changed something came from outside sales",
            found.outside_sales,
            [(case.source.function, case.source.text) for case in found.outside_sales.cases],
        ),
    ]
    return "\n\n".join(blocks).replace(NO_BREAK, " ")


def loops_record(found: ClosedLoops) -> dict[str, object]:
    """The same for programs."""
    return {"gaps": _record(found.gaps), "tests": _record(found.tests), "outside_sales": _record(found.outside_sales)}


def _text(what: str, closed: Closed[ValueGap] | Closed[MessageTest], cases: Iterable[tuple[str, str]]) -> str:
    share = f": {percent(closed.share)}" if closed.share is not None else ""
    head = f"{len(closed.cases)} of {closed.total} {what}{share}"
    return "\n".join(part for part in (head, labelled(cases)) if part)


def _ends(case: ClosedCase[ValueGap] | ClosedCase[MessageTest]) -> str:
    return ", ".join(_CHANGED[end] for end in dict.fromkeys(closure.end for closure in case.closures))


def _test(opened: Session, test: MessageTest) -> str:
    """A test in one line."""
    subject = message_test_called(opened.library, opened.caller, test.id).subject
    who = subject.persona.key if subject.persona else "somebody"
    account = subject.account.record.name if subject.account else "an account"
    return f"{test.on}, {who} at {account}, {test.result}" + (f": “{test.quote}”" if test.quote else "")


def _record(closed: Closed[ValueGap] | Closed[MessageTest]) -> dict[str, object]:
    cases = [{"id": case.source.id, "changed": [{"kind": one.end, "id": one.id} for one in case.closures]} for case in closed.cases]
    return {"closed": len(closed.cases), "total": closed.total, "share": closed.share, "cases": cases}
