"""What every form of a brief says about one outcome, in rows of a label and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from valuenet.analysis.finding import listed
from valuenet.messages.brief_parts import Heard, Nearness, Point, Proof, Wording, Words
from valuenet.messages.phrases import counted, day, shortened
from valuenet.messages.spoken import begun, ended
from valuenet.model.vocabulary import OutcomeKind, TestResult

MOST_QUESTIONS, MOST_PROOF, LONGEST_PROOF, LONGEST_QUOTE = 4, 2, 280, 200
"""How much of each kind a brief says about one outcome; as JSON it says all."""

_RESULTS = {TestResult.VALIDATED: "confirmed it", TestResult.REFUTED: "refuted it", TestResult.INCONCLUSIVE: "gave no clear answer"}
_WORDINGS = {Wording.APPROVED: "approved", Wording.DRAFT: "draft", Wording.COMPOSED: "from the map"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A label and what stands beside it: one text, or several that are listed; `note` says where it comes from."""

    label: str
    texts: tuple[str, ...]
    note: str = ""


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
        yield from _follows(point)
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


def _word_rows(words: Words, point: Point) -> Iterator[Row]:
    if words.wording is not Wording.COMPOSED:
        yield from _follows(point)
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


def _follows(point: Point) -> Iterator[Row]:
    if point.chain:
        yield Row(label="It follows", texts=(point.chain,))


def _proof(proof: Proof, *, sourced: bool) -> str:
    source = ", ".join(filter(None, (proof.source, day(proof.on) if proof.on else ""))) if sourced else ""
    return shortened(proof.text, LONGEST_PROOF) + (f" ({source})" if source else "")


def _heard(point: Point) -> Iterator[str]:
    for one in point.heard:
        yield _dialogue(one)
    if point.confirmed + point.refuted > len([one for one in point.heard if one.nearness is not Nearness.HERE]):
        yield f"Altogether {_taken(point)}."


def _dialogue(one: Heard) -> str:
    here = one.nearness is Nearness.HERE
    who = f"{one.person} ({one.persona})" if one.person else one.persona
    where = f"Here, {who}" if here else one.account if one.nearness is Nearness.ELSEWHERE else f"{one.account} ({one.nearness})"
    quote = f" “{shortened(one.quote, LONGEST_QUOTE)}”" if one.quote else ""
    wanted = f"{one.desirability} desirability" if one.desirability is not None else ""
    facts = "; ".join(filter(None, (wanted, f"worth {one.worth}" if one.worth else "")))
    return f"{where}, {day(one.on)}: {_RESULTS[one.result]}.{quote}" + (f" {begun(facts)}." if facts else "")


def _taken(point: Point) -> str:
    """How similar accounts took it, in figures."""
    said = ((point.confirmed, "confirmed it"), (point.refuted, "refuted it"))
    return ", ".join(f"{counted(number, 'account')} {verb}" for number, verb in said if number)
