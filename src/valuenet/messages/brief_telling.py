"""What every form of a brief says, in order and in words; the forms only set it in type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from valuenet.analysis.finding import listed
from valuenet.messages.brief_parts import (
    Brief,
    Caution,
    CautionKind,
    GapSeen,
    Heard,
    Nearness,
    Page,
    Point,
    Proof,
    ReasonToMeet,
    SharedPoint,
    ToRecord,
    Wording,
    Words,
)
from valuenet.messages.phrases import counted, day, shortened
from valuenet.messages.spoken import begun, ended
from valuenet.model.call_plan import Comment
from valuenet.model.vocabulary import GapState, Importance, OutcomeKind, TestResult

MOST_QUESTIONS, MOST_PROOF, LONGEST_PROOF, LONGEST_QUOTE = 4, 2, 280, 200
"""How much of each kind a brief says about one outcome; as JSON it says all."""

NOTHING = "The map knows nothing yet that they want: ask what they lack, and report it as a value gap."
"""What is said of a persona without any point."""

_RESULTS = {TestResult.VALIDATED: "confirmed it", TestResult.REFUTED: "refuted it", TestResult.INCONCLUSIVE: "gave no clear answer"}
_WORDINGS = {Wording.APPROVED: "approved", Wording.DRAFT: "draft", Wording.COMPOSED: "from the map"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A label and what stands beside it: one text, or several that are listed; `note` says where it comes from."""

    label: str
    texts: tuple[str, ...]
    note: str = ""


def occasion(brief: Brief) -> str:
    """The day, and what is known of the account."""
    account = brief.account
    return " · ".join(filter(None, (day(brief.on), account.trade if account else "", account.region if account else "")))


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


def role(page: Page) -> str:
    """What kind of persona it is, and who."""
    return " · ".join(filter(None, (", ".join(page.people), page.level, page.function)))


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


def marks(point: Point) -> tuple[str, ...]:
    """What stands beside the title of a point; where that is all that is said of it, how it was taken elsewhere too."""
    personal = "personal" if point.kind is OutcomeKind.PERSONAL else ""
    shared = f"shared with {listed(point.shared_with)}" if point.shared_with else ""
    elsewhere = _taken(point) if point.words is None else ""
    return tuple(filter(None, (point.importance, personal, shared, elsewhere)))


def point_rows(point: Point) -> Iterator[Row]:
    """Everything that is said about one outcome."""
    words = point.words
    if point.why and (words is None or point.once_credible or point.why.casefold() not in words.say.casefold()):
        yield Row(label="They care", texts=(point.why,))
    if point.personally:
        yield Row(label="For them", texts=(point.personally,))
    if words is not None and point.once_credible and words.wording is Wording.COMPOSED:
        yield Row(label="Ask first", texts=(opening_question(words), *words.questions[:1]))
        yield Row(label="It follows", texts=(point.chain,))
    elif words is not None:
        yield from _word_rows(words, point)
    if point.heard:
        yield Row(label="Heard", texts=tuple(_heard(point)))
    yield Row(label="Rank", texts=(rank_sentence(point),))


def opening_question(words: Words) -> str:
    """The question that what is to be said opens with: before they believe us it is all that is said."""
    asked, mark, _ = words.say.partition("?")
    return f"{asked}{mark}"


def rank_sentence(point: Point) -> str:
    """Why a point stands where it stands: the points of each part of its rank, and what speaks for them."""
    parts = (f"{part.points:g}/{part.most:g} {part.because}" for part in point.rank.parts)
    return f"{point.rank.points:g} points = {' + '.join(parts)}"


def caution_label(caution: Caution) -> str:
    return _CAUTIONS[caution.kind]


def caution_sentence(caution: Caution) -> str:
    return f"{ended(caution.title)} {_ended(begun(shortened(caution.because, LONGEST_PROOF)))}"


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
    networks = listed([f"{network.name} (revision {network.revision})" for network in brief.networks]) or "no network"
    return f"Made from {networks}, personas at revision {brief.directory}, and {counted(brief.tests, 'test')} in dialogue."


def _who(page: Page) -> str:
    return f"{', '.join(page.people)} ({page.name})" if page.people else f"the {page.name}"


def _word_rows(words: Words, point: Point) -> Iterator[Row]:
    if words.wording is not Wording.COMPOSED and point.chain:
        yield Row(label="It follows", texts=(point.chain,))
    yield Row(label="Say", texts=(words.say,), note=_WORDINGS[words.wording])
    if words.moved:
        yield Row(label="Careful", texts=(f"since this was written, {'; '.join(words.moved)}",))
    if words.questions:
        yield Row(label="Ask", texts=words.questions[:MOST_QUESTIONS])
    if words.proof:
        written = words.wording is not Wording.COMPOSED
        yield Row(label="Proof", texts=tuple(_proof(proof, sourced=written) for proof in words.proof[: MOST_PROOF if written else 1]))
    if words.objection and (words.answer or point.title.casefold().removesuffix(".") not in words.objection.casefold()):
        answer = f" {ended(words.answer)}" if words.answer else ""
        yield Row(label="If they say", texts=(f"“{words.objection}”{answer}",))


def _ended(text: str) -> str:
    return text if text.endswith("”") else ended(text)


def _proof(proof: Proof, *, sourced: bool) -> str:
    source = ", ".join(filter(None, (proof.source, day(proof.on) if proof.on else ""))) if sourced else ""
    return shortened(proof.text, LONGEST_PROOF) + (f" ({source})" if source else "")


def _heard(point: Point) -> Iterator[str]:
    for one in point.heard:
        yield _dialogue(one)
    if point.confirmed + point.refuted > len([one for one in point.heard if one.nearness is not Nearness.HERE]):
        yield f"Altogether {_taken(point)}."


def _taken(point: Point) -> str:
    """How similar accounts took it, in figures."""
    said = ((point.confirmed, "confirmed it"), (point.refuted, "refuted it"))
    return ", ".join(f"{counted(number, 'account')} {verb}" for number, verb in said if number)


def _dialogue(one: Heard) -> str:
    here = one.nearness is Nearness.HERE
    who = f"{one.person} ({one.persona})" if one.person else one.persona
    where = f"Here, {who}" if here else one.account if one.nearness is Nearness.ELSEWHERE else f"{one.account} ({one.nearness})"
    quote = f" “{shortened(one.quote, LONGEST_QUOTE)}”" if one.quote else ""
    wanted = f"{one.desirability} desirability" if one.desirability is not None else ""
    facts = "; ".join(filter(None, (wanted, f"worth {one.worth}" if one.worth else "")))
    return f"{where}, {day(one.on)}: {_RESULTS[one.result]}.{quote}" + (f" {begun(facts)}." if facts else "")
