"""What every form of a brief says, in order and in words; the forms only set it in type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from valuenet.analysis.finding import listed
from valuenet.messages.brief_parts import (
    Brief,
    Caution,
    CautionKind,
    GapSeen,
    Nearness,
    Page,
    Point,
    ReasonToMeet,
    SharedPoint,
    ToRecord,
)
from valuenet.messages.phrases import counted, day, shortened
from valuenet.messages.point_telling import Row
from valuenet.messages.spoken import begun, ended
from valuenet.model.call_plan import Comment
from valuenet.model.vocabulary import GapState, Importance

LONGEST_REASON = 280
"""How much is told of why something is to be avoided."""

NOTHING = "Nothing on the map can be put to them yet: ask what they lack, and report it as a value gap."
"""What is said of a persona without any point."""

_CAUTIONS = {
    CautionKind.REFUTED_HERE: "Do not bring up",
    CautionKind.REFUTED: "Do not bring up",
    CautionKind.SIDE_EFFECT: "Be ready for",
    CautionKind.UNREACHED: "Do not promise",
    CautionKind.RIVAL: "Not ours alone",
    CautionKind.RETIRED: "No longer say",
}
_GAPS = {
    GapState.OPEN: "nobody has decided about it yet",
    GapState.GATHERED: "others say the same",
    GapState.RESOLVED: "we can resolve it now",
    GapState.QUEUED: "the product people have it",
    GapState.DECLINED: "declined",
}


def occasion(brief: Brief) -> tuple[str, ...]:
    """The day, and what is known of the account."""
    account = brief.account
    return tuple(filter(None, (day(brief.on), account.trade if account else "", account.region if account else "")))


def attending(brief: Brief) -> str:
    """Who comes, in a sentence."""
    return ended(f"You meet {listed([_who(page) for page in brief.pages])}")


def shared_heading(brief: Brief) -> str:
    return "What both care about" if len(brief.pages) == 2 else "What several of them care about"


def shared_rows(point: SharedPoint) -> Iterator[Row]:
    """What each of them sees in a shared outcome."""
    for wish in point.wishes:
        secondary = "" if wish.importance is Importance.PRIMARY else "secondary"
        yield Row(label=wish.persona, texts=(wish.why or "has not said why yet",), note=secondary)


def only_rows(brief: Brief) -> Iterator[Row]:
    """What only one of them wants."""
    for page in brief.pages:
        if page.only:
            yield Row(label=page.name, texts=("; ".join(page.only),))


def shared_note(point: SharedPoint) -> str:
    """Why a shared outcome has to be handled with care, if it has."""
    return "once credible with them" if point.once_credible else "a trouble of theirs" if point.trouble else ""


def role(page: Page) -> tuple[str, ...]:
    """Who it is, and what kind of persona."""
    return tuple(filter(None, (*page.people, page.level, page.function)))


def page_rows(page: Page) -> Iterator[Row]:
    """What is to be known of a persona before any outcome."""
    if page.measured_on:
        yield Row(label="Measured on", texts=(page.measured_on,))
    if page.credible is not None:
        yield Row(label="Credibility", texts=("established with them" if page.credible else "not established with them yet",))


def in_full(page: Page) -> tuple[Point, ...]:
    """The points to talk about now."""
    return tuple(point for point in page.points if point.words is not None and not point.once_credible)


def also(page: Page) -> tuple[Point, ...]:
    """The points that are only named."""
    return tuple(point for point in page.points if point.words is None and not point.once_credible)


def later(page: Page) -> tuple[Point, ...]:
    """The points for the time when they believe us."""
    return tuple(point for point in page.points if point.once_credible)


def unlisted(page: Page) -> str:
    return f"and {counted(page.unlisted, 'more outcome')} on the map" if page.unlisted else ""


def caution_label(caution: Caution) -> str:
    return _CAUTIONS[caution.kind]


def caution_sentence(caution: Caution) -> str:
    return f"{ended(caution.title)} {_ended(begun(shortened(caution.because, LONGEST_REASON)))}"


def record_sentence(one: ToRecord) -> str:
    """What to find out about an outcome, or about the persona."""
    said = " ".join(one.facts)
    return f"{one.address}: {said}" if one.address else begun(said)


def absent_sentence(reason: ReasonToMeet) -> str:
    """Why somebody should be in the room who is not."""
    why = f": {reason.why}" if reason.why else ""
    return ended(f"{reason.title}{why}") + (f" {ended(begun(reason.through))}" if reason.through else "")


def executive_sentences(brief: Brief) -> Iterator[tuple[str, str]]:
    """What an executive comes for, and who it is; what one who comes cares about is on their page."""
    for reason in brief.executives:
        why = f": {reason.why}" if reason.why and not reason.attending else ""
        yield (f"{reason.persona}, who comes" if reason.attending else reason.persona), f"{reason.title}{why}"


def gap_sentence(gap: GapSeen) -> str:
    """What they lack, and what became of it."""
    who = f"{gap.persona}, " if gap.persona else ""
    became = f": {gap.became}" if gap.became else ""
    return f"{ended(gap.text)} {who}{day(gap.on)}, importance {gap.importance}; {_GAPS[gap.state]}{became}."


def comment_sentence(comment: Comment) -> str:
    """What somebody says about the plan."""
    return f"{comment.by.name}, {day(date.fromisoformat(comment.at[:10]))}: {comment.text}"


def closing(brief: Brief) -> tuple[str, ...]:
    """What to mind about the words of other customers, if there are any, and what the brief was made from."""
    told = (one.nearness for page in brief.pages for point in (*page.points, *page.troubles) for one in point.heard)
    discreet = "Names and words of other customers are for your ears: ask before you pass them on."
    others = any(nearness is not Nearness.HERE for nearness in told)
    return (discreet, _made_from(brief)) if others else (_made_from(brief),)


def _made_from(brief: Brief) -> str:
    networks = [f"{network.name} (revision {network.revision})" for network in brief.networks]
    source = listed(networks) if networks else "no network"
    return f"Made from {source}, personas at revision {brief.directory}, and {counted(brief.tests, 'test')} in dialogue."


def _who(page: Page) -> str:
    return f"{', '.join(page.people)} ({page.name})" if page.people else f"the {page.name}"


def _ended(text: str) -> str:
    return text if text.endswith("”") else ended(text)
