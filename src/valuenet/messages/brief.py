"""The brief for a meeting: what each persona cares about most here, why it follows from what we do, what to say, ask and avoid.

    (:Differentiator)-[:LEADS_TO*1..]->(:Outcome)-[:DESIRED_BY]->(:Persona)<-[:WITH]-(:Test)-[:AT]->(:Account)

The same meeting with the same knowledge gives the same brief. It is short on purpose: what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain as joined

from valuenet.messages.brief_parts import AccountSeen, Brief, GapSeen, NetworkSeen, Page, Point, Tested, ToRecord
from valuenet.messages.cautions import cautions
from valuenet.messages.heard import hearing
from valuenet.messages.meeting import Meeting, Wish
from valuenet.messages.phrases import counted
from valuenet.messages.ranking import DEFAULT_RANK, Ranking, RankRule
from valuenet.messages.room import MOST_SHARED, Ranked, Room
from valuenet.messages.wording import words
from valuenet.model.directory import Persona
from valuenet.model.network import Metric
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import Desirability, Direction, GapState

IN_FULL, LISTED, LATER, TROUBLES, MOST_CAUTIONS, MOST_ONLY, MOST_GAPS = 3, 4, 2, 2, 6, 2, 5
"""How much of each kind fits on one page: points with words, points by title, points for later, troubles, and so on."""

_IMPORTANCE = {word: place for place, word in enumerate(Desirability)}


def brief(meeting: Meeting, rule: RankRule = DEFAULT_RANK) -> Brief:
    """What to take into a meeting; personas in the order in which they were named, everything else ordered by what matters most."""
    room = Room(meeting=meeting, ranking=Ranking(meeting=meeting, rule=rule))
    account = meeting.account
    return Brief(
        on=meeting.on,
        account=AccountSeen(key=account.key, name=account.name, trade=account.trade, region=account.region) if account else None,
        networks=tuple(NetworkSeen(key=one.key, name=one.name, offering=one.root.offering, revision=one.revision) for one in meeting.maps),
        directory=meeting.directory.revision,
        tests=len(meeting.evidence.tests),
        shared=room.all_shared[:MOST_SHARED],
        pages=tuple(_page(room, persona) for persona in meeting.personas),
        executives=room.executives,
        absent=room.absent,
        gaps=_gaps(meeting),
    )


def _page(room: Room, persona: Persona) -> Page:
    meeting, ranked = room.meeting, room.ranked[persona.id]
    wishes, troubles = ([one for one in ranked if one.wish.trouble is trouble] for trouble in (False, True))
    now, later = ([one for one in wishes if one.once_credible is late] for late in (False, True))
    shown = [*now[: IN_FULL + LISTED], *later[:LATER]]
    points = tuple(_point(room, one, place, in_full=_in_full(place, one, now)) for place, one in enumerate(shown, 1))
    lived = tuple(_point(room, one, place, in_full=True) for place, one in enumerate(troubles[:TROUBLES], 1))
    only = [one.wish.outcome.title for one in wishes if len(room.wanting[one.wish.outcome.id]) == 1]
    return Page(
        persona=persona.key,
        name=persona.name,
        level=persona.level,
        function=persona.function,
        measured_on=persona.measured_on,
        people=tuple(one.person for one in meeting.attendees if one.persona == persona.id and one.person),
        credible=room.credible[persona.id],
        points=points,
        unlisted=len(wishes) - len(shown),
        only=tuple(only[:MOST_ONLY]) if len(meeting.personas) > 1 else (),
        troubles=lived,
        cautions=cautions(meeting, persona.id)[:MOST_CAUTIONS],
        record=tuple(_to_record(room, persona, [*points, *lived])),
    )


def _in_full(place: int, one: Ranked, now: Sequence[Ranked]) -> bool:
    return place <= IN_FULL or (one.once_credible and place == min(len(now), IN_FULL + LISTED) + 1)


def _point(room: Room, one: Ranked, place: int, *, in_full: bool) -> Point:
    meeting, wish = room.meeting, one.wish
    chain, told = meeting.chains.get(wish.outcome.id), hearing(meeting, wish)
    return Point(
        place=place,
        network=wish.network.key,
        key=wish.outcome.key,
        outcome=wish.outcome.id,
        title=wish.outcome.title,
        kind=wish.outcome.kind,
        importance=wish.tag.importance,
        why=wish.tag.why,
        personally=wish.tag.personally,
        chain=chain.sentence if chain is not None else "",
        metric=_measured(wish.outcome.metric),
        once_credible=one.once_credible,
        rank=one.rank,
        tested=_tested(meeting, wish),
        shared_with=room.others_wanting(wish),
        words=words(meeting, wish) if in_full else None,
        heard=told.told,
        confirmed=told.confirmed,
        refuted=told.refuted,
    )


def _measured(metric: Metric | None) -> str:
    if metric is None:
        return ""
    way = "rises" if metric.direction is Direction.UP else "falls"
    return f"{metric.name} {way}" + (f" ({metric.unit})" if metric.unit else "")


def _tested(meeting: Meeting, wish: Wish) -> Tested:
    rate = meeting.evidence.rate_of(*wish.hypothesis)
    standing = meeting.evidence.standings.get(wish.hypothesis)
    return Tested(
        validated=standing.tally.validated if standing is not None else 0,
        refuted=standing.tally.refuted if standing is not None else 0,
        inconclusive=standing.tally.inconclusive if standing is not None else 0,
        mean=round(rate.mean, 3),
        low=round(rate.low, 3),
        high=round(rate.high, 3),
        label=rate.label,
    )


def _to_record(room: Room, persona: Persona, points: Sequence[Point]) -> Iterator[ToRecord]:
    """What is not known well enough about what the page speaks of in full, then whether we are credible."""
    fewest = room.meeting.rule.fewest
    for point in points:
        if point.words is None:
            continue
        tested = point.tested.validated + point.tested.refuted
        facts = [f"held? ({counted(tested, 'account')} so far)" if tested else "held?"]
        if point.once_credible:
            facts.append("thought of before?")
        if point.outcome not in room.ranking.stated:
            facts.append("worth a year?")
        if tested < fewest or len(facts) > 1:
            yield ToRecord(place=point.place, address=point.address, facts=tuple(facts))
    if not room.credible[persona.id]:
        yield ToRecord(facts=(f"are we credible with the {persona.name} by now?",))


def _gaps(meeting: Meeting) -> tuple[GapSeen, ...]:
    """What this account lacks, the most important first, then the newest; what was gathered into another gap is told as that one."""
    if meeting.account is None:
        return ()
    by_id = {gap.id: gap for gap in meeting.gaps}
    here = sorted((gap for gap in meeting.gaps if gap.account == meeting.account.id), key=lambda gap: gap.id)
    here.sort(key=lambda gap: (_IMPORTANCE[gap.importance], -gap.on.toordinal()))
    return tuple(_gap(meeting, gap, by_id.get(gap.same_as, gap) if gap.same_as else gap) for gap in here[:MOST_GAPS])


def _gap(meeting: Meeting, gap: ValueGap, decided: ValueGap) -> GapSeen:
    titles = {outcome.id: outcome.title for outcome in joined.from_iterable(network.outcomes for network in meeting.networks)}
    became = titles.get(decided.outcome, "") if decided.outcome is not None else ""
    reason = decided.decision.reason if decided.decision is not None and decided.state is GapState.DECLINED else ""
    return GapSeen(
        text=gap.text,
        on=gap.on,
        persona=meeting.persona_name(gap.persona) if gap.persona is not None else "",
        importance=gap.importance,
        state=decided.state,
        became=became or reason,
    )
