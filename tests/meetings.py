"""Meetings to make briefs for: networks drawn in lines, who attends, at which account, and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogues import account, said
from drawing import directory, network, outcome_id
from valuenet.messages.brief import brief
from valuenet.messages.brief_parts import Brief
from valuenet.messages.footing import footing
from valuenet.messages.meeting import Meeting
from valuenet.model.account import Account
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.call_plan import Attendee
from valuenet.model.directory import Directory
from valuenet.model.edits import Connect, NetworkEdit, PutDifferentiator, PutOutcome, Tag
from valuenet.model.ids import GapId, MessageId, PersonaId, TestId
from valuenet.model.message import Approval, Message, ProofPoint
from valuenet.model.message_test import MessageTest
from valuenet.model.network import Metric, Network
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import Direction, Importance, MessageState, ProofKind, ScoutFunction, Strength

ALDER = account("alder", trade="Food", region="North")
BIRCH = account("birch", trade="food", region="north")
CEDAR = account("cedar", trade="Food", region="South")
DOGWOOD = account("dogwood", trade="Steel", region="North")
ELM = account("elm", trade="Steel", region="South")
ACCOUNTS = (ALDER, BIRCH, CEDAR, DOGWOOD, ELM)
"""Alder, and accounts ever less like it: both alike, the trade, the region, nothing."""

DAY = date(2026, 4, 1)


def meeting(
    *networks: Network,
    who: Sequence[str] = ("cfo",),
    at: Account | None = ALDER,
    tests: Sequence[MessageTest] = (),
    messages: Sequence[Message] = (),
    gaps: Sequence[ValueGap] = (),
    people: Directory | None = None,
) -> Meeting:
    """A meeting on the day of these tests; `who` are keys of personas, with a name after a colon."""
    parts = [one.partition(":") for one in who]
    return Meeting(
        on=DAY,
        attendees=tuple(Attendee(persona=PersonaId(f"per_{key}"), person=person) for key, _, person in parts),
        networks=networks,
        directory=people or directory(),
        account=at,
        accounts=ACCOUNTS,
        tests=tuple(tests),
        messages=tuple(messages),
        gaps=tuple(gaps),
    )


def briefed(*networks: Network, **more: object) -> Brief:
    """The brief for such a meeting."""
    return brief(meeting(*networks, **more))  # type: ignore[arg-type]  # the same arguments


def message(  # one for each thing that tests of briefs speak of
    net: Network,
    outcome: str,
    persona: str = "cfo",
    *,
    id: str = "msg_1",
    state: MessageState = MessageState.APPROVED,
    headline: str = "A headline",
    say: str = "Some words.",
    because: Sequence[str] = (),
    at: str = "2026-03-01T00:00:00.000000+00:00",
    proof: Sequence[ProofPoint] = (),
) -> Message:
    """A message about an outcome of a network, written on what the network says now."""
    about, who = outcome_id(net, outcome), PersonaId(f"per_{persona}")
    return Message(
        id=MessageId(id),
        network=net.id,
        outcome=about,
        persona=who,
        headline=headline,
        say=say,
        proof=tuple(proof),
        owner=LOCAL_OWNER,
        footing=footing(net, about, who),
        because=tuple(TestId(one) for one in because),
        state=state,
        approval=Approval(by=LOCAL_OWNER, at=at) if state is MessageState.APPROVED else None,
    )


MONTH_END: tuple[NetworkEdit, ...] = (
    PutDifferentiator(key="matching", title="Matching of invoice and order"),
    PutOutcome(
        key="faster",
        title="Invoices are approved a week sooner",
        metric=Metric(name="time to approval", unit="days", direction=Direction.DOWN),
    ),
    PutOutcome(key="calm", title="The audit is calm", anticipated=False),
    PutOutcome(key="profit", title="Higher operating profit"),
    PutOutcome(key="checks", title="IT has to check every update", wanted=False),
    Connect(cause="matching", effect="faster", evidence="Eleven customers: 11 days before, 4 days after."),
    Connect(cause="faster", effect="calm"),
    Connect(cause="faster", effect="profit", strength=Strength.SOMETIMES),
    Connect(cause="matching", effect="checks"),
    Tag(outcome="faster", persona="clerk", why="the pile on the 25th stops the month-end", personally="home at six"),
    Tag(outcome="faster", persona="cfo", importance=Importance.SECONDARY, why="figures come sooner"),
    Tag(outcome="calm", persona="cfo", why="the committee talks about the business"),
    Tag(outcome="profit", persona="cfo", why="a saving without a new customer"),
    Tag(outcome="checks", persona="clerk", why="somebody has to do it"),
    Tag(outcome="profit", persona="manager", why="the bonus hangs on it"),
)


def month_end() -> Brief:
    """A brief that has something of everything that a form has to tell: for a CFO and a clerk at Alder."""
    net = network(*MONTH_END, key="month-end")
    faster, profit = outcome_id(net, "faster"), outcome_id(net, "profit")
    tests = (
        said("clerk", "birch", about=faster, on="2026-03-02", quote="At last *somebody* says it.", desirability="high", money=48_000),
        said("clerk", "cedar", "refuted", about=faster, on="2026-02-02"),
        said("cfo", "alder", "refuted", about=profit, on="2026-03-09", quote="Show me the close.", person="Ms Keller"),
    )
    proof = ProofPoint(kind=ProofKind.STATISTIC, text="85 instead of 210 hours.", source="Report <A>", on=date(2025, 11, 3))
    words = message(net, "faster", "clerk", say="Most of it waits for a question.\nWhose is it?", proof=[proof])
    asked = replace(words, questions=("How many hours was it?",), objection="We tried that.", answer="Bring ten that failed")
    begun = message(net, "faster", id="msg_2", state=MessageState.DRAFT, say="Your figures would be there sooner.")
    calm = message(net, "calm", id="msg_3", state=MessageState.DRAFT, say="Would a calm audit help? It follows from approvals in time.")
    lack = ValueGap(
        id=GapId("gap_1"),
        text="Orders come on paper",
        account=ALDER.id,
        on=date(2026, 3, 3),
        scout="Kim",
        function=ScoutFunction.SERVICE,
        persona=PersonaId("per_clerk"),
    )
    return brief(meeting(net, who=["cfo:Ms Keller", "clerk"], tests=tests, messages=[asked, begun, calm], gaps=[lack]))
