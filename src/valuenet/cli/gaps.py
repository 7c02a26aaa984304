"""Value gaps, in words and for programs; and which one somebody means."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.cli.dialogues import outcome_address, stated_record, worth_text
from valuenet.cli.refusals import Refusal
from valuenet.cli.session import Session
from valuenet.cli.table import labelled, terminal_width
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.columns import wrapped
from valuenet.model.text import folded
from valuenet.model.vocabulary import GapState
from valuenet.service.gaps import GapView, gap_called, gap_page

_PAGE = 100
_NAMED = 3
"""How many gaps a question names."""


def gap_text(view: GapView) -> str:
    """A gap with who reported it, and what became of it."""
    gap, subject = view.kept.record, view.subject
    account = subject.account.record.name if subject.account else "an account"
    where = f"{subject.persona.key} at {account}" if subject.persona else account
    said = [
        ("lacks it", f"{where}, {gap.on}"),
        ("importance", gap.importance if gap.anticipated else f"{gap.importance}; nobody had anticipated it"),
        ("worth", worth_text(gap.stated)),
        ("scout", f"{gap.scout}, {gap.function}"),
        ("now", view.became or "open: nobody has decided yet"),
        ("id", gap.id),
    ]
    return "\n".join([*wrapped(gap.text, terminal_width()), labelled(said)]).replace(NO_BREAK, " ")


def gap_record(view: GapView) -> dict[str, object]:
    """A gap for programs."""
    gap, subject = view.kept.record, view.subject
    return {
        "id": gap.id,
        "revision": view.kept.revision,
        "text": gap.text,
        "account": subject.account.record.key if subject.account else None,
        "persona": subject.persona.key if subject.persona else None,
        "on": gap.on,
        "scout": gap.scout,
        "function": gap.function,
        "importance": gap.importance,
        "anticipated": gap.anticipated,
        **stated_record(gap.stated),
        "test": gap.test,
        "state": gap.state,
        "became": view.became,
        "outcome": outcome_address(subject) if gap.outcome else None,
        "gathered_into": gap.same_as,
    }


def gap_meant(opened: Session, said: str) -> GapView:
    """The gap with this id, or the one that has these words and no other; where several have them, only open ones are meant."""
    if said.startswith("gap_"):
        return gap_called(opened.library, opened.caller, said)
    wanted = folded(said.strip())
    found = [view for view in _every(opened) if wanted and wanted in folded(view.kept.record.text)]
    if len(found) > 1:
        waiting = [view for view in found if view.kept.record.state is GapState.OPEN]
        found = waiting or found
    if not found:
        raise Refusal([f"Error: there is no value gap with the words {said!r} (valuenet gaps lists what there is)"])
    if len(found) > 1:
        named = ", ".join(f"{view.kept.record.id} “{view.kept.record.text}”" for view in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        raise Refusal([f"Error: {len(found)} value gaps have the words {said!r} (use more of them, or an id: {named}{more})"])
    return found[0]


def _every(opened: Session) -> Iterator[GapView]:
    """All gaps, the newest first, read in pages."""
    after = ""
    while True:
        page = gap_page(opened.library, opened.caller, after=after, first=_PAGE)
        yield from page.gaps
        if not page.more:
            return
        after = page.gaps[-1].place
