"""Deciding about value gaps: gather, resolve, queue, decline. The report stays as it was; the last decision counts.

(:ValueGap)-[:BECAME]->(:Outcome)        (:ValueGap)-[:SAME_AS]->(:ValueGap)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from valuenet.errors import Invalid, InvalidEdit, Problem, StaleRevision
from valuenet.model.access import Action
from valuenet.model.applying import edited
from valuenet.model.directory import unknown
from valuenet.model.edits import NetworkEdit, PutOutcome
from valuenet.model.network import Network, Outcome
from valuenet.model.record import Kept
from valuenet.model.text import WHY_LIMIT
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import GapState
from valuenet.service.caller import Caller
from valuenet.service.days import day
from valuenet.service.gaps import GapView, gap_called, gap_replayed
from valuenet.service.library import Library
from valuenet.service.naming import outcomes_meant
from valuenet.service.networks import Saved, check_reason, check_size, network_called, replayed
from valuenet.service.reading import Reading
from valuenet.service.records import Batch, check_expected, kept, kept_by_id, records_of, save_records, saving
from valuenet.service.repeats import Request, once, request
from valuenet.service.rights import needs
from valuenet.store.protocol import NetworkSave


@dataclass(frozen=True, slots=True, kw_only=True)
class GapVerdict:
    """A gap to be queued or declined, and why; `expected`, the revision that the caller saw, is needed where it was decided before."""

    gap: str
    reason: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGathering:
    """Gaps (ids) that say the same as another one, into which they are gathered."""

    gaps: tuple[str, ...]
    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapResolution:
    """The outcome that resolves a gap: one that there is (network/key, id or title), or one that `edits` of a `network` make.

    Edits need `expected_network`, the network's revision that they were computed from; where they put a single outcome it
    need not be named. `expected` is the gap's revision, needed where it was decided before.
    """

    gap: str
    outcome: str = ""
    network: str | None = None
    edits: tuple[NetworkEdit, ...] = ()
    expected_network: int | None = None
    expected: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapResolved:
    """A gap with what it became, and the network that was edited for it, if one was."""

    gap: GapView
    saved: Saved | None = None


@needs(Action.EDIT)
def gap_queue(library: Library, caller: Caller, verdict: GapVerdict, repeat: str | None = None) -> GapView:
    """Send a gap that our offer does not resolve to the product people."""
    return _decided(library, caller, verdict, GapState.QUEUED, request(repeat, "gap_queue", verdict))


@needs(Action.EDIT)
def gap_decline(library: Library, caller: Caller, verdict: GapVerdict, repeat: str | None = None) -> GapView:
    """Decline a gap, with the reason that its scout will read."""
    return _decided(library, caller, verdict, GapState.DECLINED, request(repeat, "gap_decline", verdict))


@needs(Action.EDIT)
def gap_gather(library: Library, caller: Caller, gathering: GapGathering, repeat: str | None = None) -> GapView:
    """Gather gaps that say the same into one of them, in one commit; what was gathered into these goes along. The one that stays."""
    asked = request(repeat, "gap_gather", gathering)
    check_reason(gathering.reason)

    def change() -> GapView:
        directory = library.directory(caller.workspace)
        found = kept_by_id(library, caller, [*gathering.gaps, gathering.into], ValueGap)
        if problems := _obstacles(gathering, found):
            raise InvalidEdit(problems)
        into = found[gathering.into].record.id
        moving = [found[gap] for gap in dict.fromkeys(gathering.gaps)]
        moved = {one.record.id for one in moving}
        moving += [one for one in records_of(library, caller, ValueGap) if one.record.same_as in moved]
        decision = GapDecision(by=caller.actor, at=library.clock(), reason=gathering.reason)
        steps = [
            saving(replace(one.record, state=GapState.GATHERED, same_as=into, outcome=None, network=None, decision=decision), one)
            for one in moving
        ]
        # The one that stays is saved as it is: whoever gathers it elsewhere at the same time comes too late for one of the two.
        steps.append(saving(found[into].record, found[into]))
        answer = {"record": into, "revision": found[into].revision + 1}
        batch = Batch(directory=directory, records=tuple(steps), reason=gathering.reason, asked=asked, answer=answer)
        save_records(library, caller, batch)
        return gap_called(library, caller, into)

    return once(library, caller, asked, change, lambda body: gap_replayed(library, caller, body), again=True)


@needs(Action.EDIT)
def gap_resolve(library: Library, caller: Caller, resolution: GapResolution, repeat: str | None = None) -> GapResolved:
    """Say which outcome resolves a gap, and make it where it is new: the network's edit and the gap's decision are one commit."""
    asked = request(repeat, "gap_resolve", resolution)
    check_reason(resolution.reason)
    check_size(library, resolution.edits)

    def change() -> GapResolved:
        before = _open(library, caller, resolution.gap, resolution.expected)
        directory = library.directory(caller.workspace)
        network, outcome, step = _resolving(library, caller, resolution)
        decision = GapDecision(by=caller.actor, at=library.clock(), reason=resolution.reason)
        after = replace(before.record, state=GapState.RESOLVED, network=network.id, outcome=outcome.id, same_as=None, decision=decision)
        reason = resolution.reason or (f"resolves the value gap: {before.record.text}"[:WHY_LIMIT] if step else "")
        edit = {"network": network.id, "revision": network.revision, "changed": True} if step else None
        answer = {"record": after.id, "revision": before.revision + 1, "edit": edit}
        batch = Batch(directory=directory, records=(saving(after, before),), network=step, reason=reason, asked=asked, answer=answer)
        save_records(library, caller, batch)
        saved = Saved(reading=library.reading(caller.workspace, network.id), changes=step.changes) if step else None
        return GapResolved(gap=gap_called(library, caller, after.id), saved=saved)

    def replay(body: dict[str, object]) -> GapResolved:
        edit = body["edit"]
        saved = replayed(library, caller, edit) if isinstance(edit, dict) else None
        return GapResolved(gap=gap_replayed(library, caller, body), saved=saved)

    return once(library, caller, asked, change, replay)


def _decided(library: Library, caller: Caller, verdict: GapVerdict, state: GapState, asked: Request | None) -> GapView:
    """Commit a decision that names nothing else."""

    def change() -> GapView:
        directory = library.directory(caller.workspace)
        before = _open(library, caller, verdict.gap, verdict.expected)
        try:
            decision = GapDecision(by=caller.actor, at=library.clock(), reason=verdict.reason)
            after = replace(before.record, state=state, decision=decision, outcome=None, network=None, same_as=None)
        except Invalid as invalid:
            raise InvalidEdit(invalid.problems) from None
        answer = {"record": after.id, "revision": before.revision + 1}
        batch = Batch(directory=directory, records=(saving(after, before),), reason=verdict.reason, asked=asked, answer=answer)
        save_records(library, caller, batch)
        return gap_called(library, caller, after.id)

    return once(library, caller, asked, change, lambda body: gap_replayed(library, caller, body))


def _open(library: Library, caller: Caller, gap_id: str, expected: int | None) -> Kept[ValueGap]:
    """The gap, if it is still to be decided, or if the caller knows what was decided."""
    found = kept(library, caller, gap_id, ValueGap)
    check_expected(found, expected, found.record.id)
    if expected is None and found.record.state is not GapState.OPEN:
        raise InvalidEdit([_decided_before("gap", found.record, "read it, and give its revision as expectedRevision to decide anew")])
    return found


def _decided_before(path: str, gap: ValueGap, remedy: str) -> Problem:
    circumstances = f" on {day(gap.decision.at)} by {gap.decision.by.name}" if gap.decision else ""
    return Problem(path=path, code="DECIDED", message=f"was {gap.state}{circumstances}", remedy=remedy)


def _obstacles(gathering: GapGathering, found: Mapping[str, Kept[ValueGap]]) -> list[Problem]:
    """Why these gaps cannot be gathered, all of it."""
    named = [*((f"gaps[{place}]", gap) for place, gap in enumerate(gathering.gaps)), ("into", gathering.into)]
    remedy = "give its id as a list shows it"
    problems = [
        Problem(path=path, code="UNKNOWN_GAP", message=f"there is no value gap {gap!r}", remedy=remedy)
        for path, gap in named
        if gap not in found
    ]
    for path, gap in named[:-1]:
        if gap == gathering.into:
            problems.append(Problem(path=path, code="SAME_GAP", message="is the one that they are gathered into", remedy="leave it out"))
        elif gap in found and found[gap].record.state is not GapState.OPEN:
            problems.append(_decided_before(path, found[gap].record, "leave it out, or gather the open ones into it"))
    into = found.get(gathering.into)
    if into is not None and into.record.same_as:
        message = "was itself gathered into another gap"
        problems.append(Problem(path="into", code="GATHERED", message=message, remedy=f"gather them into {into.record.same_as}"))
    if not gathering.gaps:
        problems.append(Problem(path="gaps", code="MISSING", message="is empty", remedy="name the gaps that say the same"))
    return problems


def _resolving(library: Library, caller: Caller, resolution: GapResolution) -> tuple[Network, Outcome, NetworkSave | None]:
    """The outcome that resolves a gap, its network, and the step of the network that makes it where it is new."""
    if not resolution.edits:
        meant = outcomes_meant(library, caller, [resolution.outcome])[resolution.outcome]
        if isinstance(meant, Problem):
            raise InvalidEdit([meant])
        return meant.reading.network, meant.outcome, None
    before, key = _edited_network(library, caller, resolution)
    after, changes = edited(before.network, resolution.edits, before.directory, at=library.clock(), bounds=library.bounds)
    outcome = after.node_by_key.get(key)
    if not isinstance(outcome, Outcome):
        raise InvalidEdit([unknown("outcome", "outcome", key, [outcome.key for outcome in after.outcomes])])
    return after, outcome, NetworkSave(expected=before.network.revision, network=after, changes=changes) if changes else None


def _edited_network(library: Library, caller: Caller, resolution: GapResolution) -> tuple[Reading, str]:
    """The network that is to be edited, as the caller saw it, and the key of the outcome that the gap becomes there."""
    named, _, key = resolution.outcome.rpartition("/")
    made = [edit.key for edit in resolution.edits if isinstance(edit, PutOutcome)]
    network = resolution.network or named
    problems: list[Problem] = []
    if not network:
        problems.append(Problem(path="network", code="MISSING", message="is needed with edits", remedy="name the network that they change"))
    if resolution.expected_network is None:
        remedy = "give the network's revision that the edits were computed from"
        problems.append(Problem(path="expectedNetworkRevision", code="MISSING", message="is needed with edits", remedy=remedy))
    if not key and len(made) != 1:
        message = f"is not named, and the edits put {len(made)} outcomes"
        problems.append(Problem(path="outcome", code="MISSING", message=message, remedy="name the outcome that resolves the gap"))
    if problems:
        raise InvalidEdit(problems)
    reading = library.reading(caller.workspace, network_called(library, caller, network))
    if resolution.expected_network is not None and reading.network.revision != resolution.expected_network:
        raise StaleRevision(reading.network.key, resolution.expected_network, reading.network.revision)
    return reading, key or made[0]
