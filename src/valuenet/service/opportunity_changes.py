"""Changing an opportunity: what every change of one goes through, so that it fits its network and loses nothing of its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from valuenet.errors import Invalid, InvalidOpportunity, Problem
from valuenet.model.claim import Claim
from valuenet.model.dialogue import check_number, climbed
from valuenet.model.directory import Directory
from valuenet.model.opportunity import Opportunity
from valuenet.model.personal import NOT_SHOWN
from valuenet.model.record import Kept
from valuenet.service.caller import Caller
from valuenet.service.discretion import candid
from valuenet.service.library import Library
from valuenet.service.networks import check_reason
from valuenet.service.opportunities import OpportunityView, opportunity_kept, opportunity_view, unfit
from valuenet.service.reading import Reading
from valuenet.service.records import Circumstances, check_expected, replayed, save_record
from valuenet.service.repeats import Request, once
from valuenet.service.value_settings import value_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An opportunity that is to be changed: by id or key, as it was seen at the `expected` revision, if that matters; and why."""

    opportunity: str
    expected: int | None = None
    reason: str = ""


Edit = Callable[[Opportunity, Directory, Reading | None], Opportunity]
"""What a change makes of an opportunity, of the people of the workspace and of the network as they are now."""


def change_opportunity(library: Library, caller: Caller, edited: Edited, asked: Request | None, edit: Edit) -> OpportunityView:
    """Commit what an edit makes of an opportunity; `InvalidOpportunity` where it does not fit.

    Of two who edit it at once without saying what they saw, the later edits what the earlier made.
    """
    check_reason(edited.reason)

    def change() -> OpportunityView:
        directory = library.directory(caller.workspace)
        before = opportunity_kept(library, candid(caller), edited.opportunity)
        check_expected(before, edited.expected, before.record.id)
        reading = library.readings(caller.workspace, [before.record.network]).get(before.record.network)
        after = continued(before.record, edit(before.record, directory, reading), by=caller.actor.name)
        check_fit(library, caller, after, before.record, reading)
        circumstances = Circumstances(directory=directory, asked=asked, reason=edited.reason)
        return opportunity_view(library, caller, save_record(library, caller, after, before, circumstances))

    def replay(body: dict[str, object]) -> OpportunityView:
        return opportunity_view(library, caller, replayed(library, caller, body, Opportunity))

    return once(library, caller, asked, change, replay, again=edited.expected is None)


def check_fit(library: Library, caller: Caller, after: Opportunity, before: Opportunity | None, reading: Reading | None) -> None:
    """Raise `InvalidOpportunity` where a change brings something that does not fit; what did not fit before may stay."""
    settings = value_settings(library, caller)
    known = {(wrong.code, wrong.message) for wrong in unfit(before, reading, settings)} if before else set()
    if wrong := [wrong for wrong in unfit(after, reading, settings) if (wrong.code, wrong.message) not in known]:
        raise InvalidOpportunity(wrong)


def continued(before: Opportunity, after: Opportunity, *, by: str) -> Opportunity:
    """The opportunity after a change, with a move for every claim whose state was changed.

    `InvalidOpportunity` where history is lost, or a number that the customer gave is another one and nobody said so.
    """
    problems = [*_lost(before, after), *_not_shown(before, after)]
    claims: list[Claim] = []
    spoken_of = {said.claim for call in after.calls[len(before.calls) :] for said in call.said}
    for place, claim in enumerate(after.claims):
        try:
            claims.append(_climbing(before.claim_by_id.get(claim.id), claim, by, spoken_of=claim.id in spoken_of))
        except Invalid as refused:
            problems += [problem.under(f"claims[{place}]") for problem in refused.problems]
    if problems:
        raise InvalidOpportunity(problems)
    return after if tuple(claims) == after.claims else replace(after, claims=tuple(claims))


def check_open(kept: Kept[Opportunity]) -> None:
    """Raise `InvalidOpportunity` where an opportunity is closed."""
    closed = kept.record.closed
    if closed is not None:
        remedy = "take back the close first, or open another opportunity"
        raise InvalidOpportunity([Problem(path="closed", code="CLOSED", message=f"it was closed on {closed}", remedy=remedy)])


def _climbing(before: Claim | None, after: Claim, by: str, *, spoken_of: bool) -> Claim:
    """A claim with the moves that lead from where it was to where it is said to be now."""
    if before is None or after.moves != before.moves:
        return after
    if after.state is before.state:
        if not spoken_of:
            check_number(before, line=after.line, amount=after.amount, of_baseline=after.of_baseline)
        return after
    moved = climbed(before, after.state, after.evidence, by=by, amount=after.amount)
    return replace(after, promised=after.promised or moved.promised, moves=moved.moves)


def _not_shown(before: Opportunity, after: Opportunity) -> Iterator[Problem]:
    """Where names and words would be overwritten by what stands for them where they are not shown."""
    were = _words(before)
    for path, word in _words(after).items():
        if word == NOT_SHOWN != were.get(path):
            said = "comes from somebody to whom names and words are not shown"
            yield Problem(path=path, code="NOT_SHOWN", message=said, remedy="begin with the opportunity as an editor sees it")


def _words(opportunity: Opportunity) -> Mapping[str, str]:
    """Names of people and what they said, as far as a change may bring others, each with where it stands."""
    words = {f"stakeholders[{place}].name": person.name for place, person in enumerate(opportunity.stakeholders)}
    words |= {f"unmet[{place}].said": wish.said for place, wish in enumerate(opportunity.unmet)}
    for place, claim in enumerate(opportunity.claims):
        words |= {f"claims[{place}].evidence.{name}": getattr(claim.evidence, name) for name in ("quote", "source")}
        words |= {f"claims[{place}].overrides[{at}].said": one.said for at, one in enumerate(claim.overrides)}
    return words


def _lost(before: Opportunity, after: Opportunity) -> Iterator[Problem]:
    """What a change would take out of the history of an opportunity."""
    for path, said in (("network", "rests on another network"), ("account", "is at another account")):
        if getattr(before, path) != getattr(after, path):
            yield Problem(path=path, code="ANOTHER_OPPORTUNITY", message=f"it {said} now", remedy="open another opportunity")
    if after.calls[: len(before.calls)] != before.calls:
        yield Problem(path="calls", code="HISTORY_LOST", message="a recorded call is changed or gone", remedy="record another call")
    kept = after.claim_by_id
    for claim in before.claims:
        there = kept.get(claim.id)
        if claim.moves and (there is None or there.moves[: len(claim.moves)] != claim.moves):
            said = f"what was moved of {claim.outcome_key!r} is changed or gone"
            yield Problem(path="claims", code="HISTORY_LOST", message=said, remedy="refute the claim: its history stays")
