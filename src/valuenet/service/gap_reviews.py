"""Value gaps as a whole: which seem to say the same, what the product people are asked for most, and how many loops were closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from valuenet.messages import gaps as pure
from valuenet.messages.closed_loops import ClosedLoops
from valuenet.messages.closed_loops import closed_loops as loops_closed
from valuenet.messages.gathering import gathering
from valuenet.model.access import Action
from valuenet.model.account import Account
from valuenet.model.message import Message
from valuenet.model.message_test import MessageTest
from valuenet.model.record import Kept
from valuenet.model.value_gap import ValueGap
from valuenet.service.caller import Caller
from valuenet.service.gaps import GapView, gap_views
from valuenet.service.library import Library
from valuenet.service.records import kept_by_id, records_of
from valuenet.service.rights import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringProposal:
    """Open gaps that seem to say the same as `into`, and why each of them does; a person decides."""

    into: GapView
    gaps: tuple[GapView, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedView:
    """A gap of the product queue with the accounts, personas and money behind it."""

    gap: GapView
    queued: pure.QueuedGap


@needs(Action.READ)
def gathering_proposals(library: Library, caller: Caller) -> Sequence[GatheringProposal]:
    """Gaps that seem to say the same: those with most gaps first, then the oldest."""
    every = {one.record.id: one for one in records_of(library, caller, ValueGap)}
    found = gathering(one.record for one in every.values())
    views = _views(library, caller, [every[gap.id] for proposal in found for gap in (proposal.into, *proposal.gaps)])
    return [
        GatheringProposal(
            into=views[proposal.into.id],
            gaps=tuple(views[gap.id] for gap in proposal.gaps),
            because=tuple(likeness.sentence for likeness in proposal.because),
        )
        for proposal in found
    ]


@needs(Action.READ)
def product_queue(library: Library, caller: Caller) -> Sequence[QueuedView]:
    """What nothing that we have resolves: at most accounts first, then of most personas, then with most money behind it."""
    every = {one.record.id: one for one in records_of(library, caller, ValueGap)}
    accounts = kept_by_id(library, caller, (one.record.account for one in every.values()), Account)
    found = pure.product_queue((one.record for one in every.values()), {one.record.id: one.record for one in accounts.values()})
    views = _views(library, caller, [every[one.gap.id] for one in found])
    return [QueuedView(gap=views[one.gap.id], queued=one) for one in found]


@needs(Action.READ)
def closed_loops(library: Library, caller: Caller) -> ClosedLoops:
    """How much of what was heard at customers changed an outcome, a message or the product queue, each with its cases."""
    return loops_closed(
        (one.record for one in records_of(library, caller, ValueGap)),
        (one.record for one in records_of(library, caller, MessageTest)),
        (one.record for one in records_of(library, caller, Message)),
    )


def _views(library: Library, caller: Caller, gaps: Sequence[Kept[ValueGap]]) -> dict[str, GapView]:
    return {view.kept.record.id: view for view in gap_views(library, caller, gaps)}
