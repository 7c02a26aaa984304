"""What to avoid in front of a persona, or to be ready for: refuted hypotheses, side effects, what we cannot promise, retired words."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.analysis.finding import ours
from valuenet.messages.brief_parts import Caution, CautionKind
from valuenet.messages.meeting import Meeting, Wish
from valuenet.messages.phrases import day, share_of
from valuenet.model.ids import PersonaId
from valuenet.model.vocabulary import MessageState, TestResult
from valuenet.value.rates import RateLabel

_ORDER = {kind: place for place, kind in enumerate(CautionKind)}


def cautions(meeting: Meeting, persona: PersonaId) -> tuple[Caution, ...]:
    """The most pressing kind first, then by title."""
    found = [caution for wish in meeting.wishes.get(persona, ()) for caution in _about(meeting, wish)]
    return tuple(sorted(found, key=lambda caution: (_ORDER[caution.kind], caution.title, caution.because)))


def avoided(meeting: Meeting, wish: Wish) -> CautionKind | None:
    """Why a wish is no point of a brief: refuted here by this persona, refuted elsewhere and not confirmed here, or out of our reach."""
    here = meeting.units_here.get(wish.hypothesis)
    if here is not None and here.result is TestResult.REFUTED:
        return CautionKind.REFUTED_HERE
    standing = meeting.evidence.standings.get(wish.hypothesis)
    confirmed = here is not None and here.result is TestResult.VALIDATED
    if standing is not None and standing.rate.label is RateLabel.REFUTED and not confirmed:
        return CautionKind.REFUTED
    if not wish.trouble and wish.outcome.id not in meeting.chains:
        return CautionKind.UNREACHED
    return None


def _about(meeting: Meeting, wish: Wish) -> Iterator[Caution]:
    if not wish.put:
        yield _not_put(meeting, wish)
        return
    match avoided(meeting, wish):
        case CautionKind.REFUTED_HERE:
            yield Caution(kind=CautionKind.REFUTED_HERE, title=wish.outcome.title, because=_refuted_here(meeting, wish))
        case CautionKind.REFUTED:
            tally = meeting.evidence.standings[wish.hypothesis].tally
            said = f"refuted at {share_of(tally.refuted, tally.n, 'account')}"
            yield Caution(kind=CautionKind.REFUTED, title=wish.outcome.title, because=said)
        case CautionKind.UNREACHED:
            said = "nothing that we do leads to it yet: do not promise it"
            yield Caution(kind=CautionKind.UNREACHED, title=wish.outcome.title, because=said)
    for message in meeting.messages_about.get(wish.hypothesis, ()):
        if message.state is MessageState.RETIRED:
            said = f"retired; it was about “{wish.outcome.title}”" if message.headline != wish.outcome.title else "these words were retired"
            yield Caution(kind=CautionKind.RETIRED, title=message.headline, because=said)


def _not_put(meeting: Meeting, wish: Wish) -> Caution:
    """A side effect of what we do, or what an alternative does for them as well."""
    if ours(wish.network):
        chain = meeting.chains.get(wish.outcome.id)
        parts = (wish.tag.why, f"it comes about like this: {chain.sentence}" if chain is not None else "")
        because = "; ".join(filter(None, parts)) or "they suffer from it"
        return Caution(kind=CautionKind.SIDE_EFFECT, title=wish.outcome.title, because=because)
    return Caution(kind=CautionKind.RIVAL, title=wish.outcome.title, because=f"{meeting.alternative_name(wish.network)} brings it as well")


def _refuted_here(meeting: Meeting, wish: Wish) -> str:
    last = meeting.units_here[wish.hypothesis].last
    quote = f": “{last.quote}”" if last.quote else ""
    who = f" by {last.person}" if last.person else ""
    said = f"refuted here{who} on {day(last.on)}{quote}"
    answers = (
        message.headline
        for message in meeting.messages_about.get(wish.hypothesis, ())
        if message.state is MessageState.APPROVED and last.id in message.because
    )
    answer = next(answers, "")
    return f"{said}; rewritten since then: “{answer}”" if answer else said
