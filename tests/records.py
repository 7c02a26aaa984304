"""Small records of every kind for tests, and how they are saved straight into a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from commits import commit_of
from networks import AT, CFO, CRO
from valuenet.model.account import Account
from valuenet.model.actor import Actor
from valuenet.model.call_plan import Attendee, CallPlan, Comment
from valuenet.model.changes import Change
from valuenet.model.ids import AccountId, CallPlanId, GapId, Key, MessageId, RemarkId, TestId
from valuenet.model.message import Approval, ChainStep, Footing, Message, ProofPoint
from valuenet.model.message_test import MessageTest, StatedNumber
from valuenet.model.network import Network, Node, Outcome
from valuenet.model.record import Record
from valuenet.model.remark import Remark, Settlement
from valuenet.model.value_gap import GapDecision, ValueGap
from valuenet.model.vocabulary import (
    Desirability,
    GapState,
    JourneyStage,
    MessageState,
    ProofKind,
    ScoutFunction,
    Strength,
    TestResult,
)
from valuenet.store.protocol import RecordSave, Store
from worth import all_worth

ADA = Actor(id="act_ada", name="Ada")
BEA = Actor(id="act_bea", name="Bea")
A_DAY = date(2026, 3, 2)
"""When things are said in tests that do not care."""

_NUMBER = count(1)


def _new(prefix: str) -> str:
    """An id that sorts after those before it; ids that are minted in one millisecond do not."""
    return f"{prefix}_{next(_NUMBER):032x}"


def account(key: str, *, trade: str = "manufacturing", region: str = "", **fields: Any) -> Account:
    """An account whose id and name are made of its key."""
    return Account(id=AccountId(f"acc_{key}"), key=Key(key), name=key.title(), trade=trade, region=region, **fields)


def message(network: Network, outcome: Outcome, **fields: Any) -> Message:
    """A draft about an outcome to the CFO."""
    said: dict[str, Any] = {
        "persona": CFO.id,
        "headline": "A headline",
        "say": "What to say.",
        "owner": ADA,
        "footing": Footing(revision=1),
    }
    return Message(id=MessageId(_new("msg")), network=network.id, outcome=outcome.id, **(said | fields))


def test_of(network: Network, outcome: Outcome, at: Account, **fields: Any) -> MessageTest:
    """A validated test of an outcome with the CFO of an account."""
    said: dict[str, Any] = {"persona": CFO.id, "on": A_DAY, "result": TestResult.VALIDATED}
    return MessageTest(id=TestId(_new("tst")), network=network.id, outcome=outcome.id, account=at.id, **(said | fields))


test_of.__test__ = False  # type: ignore[attr-defined]  # makes a test of a message, is none itself


def gap(at: Account, **fields: Any) -> ValueGap:
    """An open gap that somebody from support reported."""
    said: dict[str, Any] = {"text": f"They lack number {next(_NUMBER)}", "on": A_DAY, "scout": "Bea", "function": ScoutFunction.SUPPORT}
    return ValueGap(id=GapId(_new("gap")), account=at.id, **(said | fields))


def plan(*networks: Network, **fields: Any) -> CallPlan:
    """A plan for a meeting with the CFO."""
    said: dict[str, Any] = {"title": "First call", "on": A_DAY, "owner": ADA, "brief": "{}", "attendees": (Attendee(persona=CFO.id),)}
    return CallPlan(id=CallPlanId(_new("pln")), networks=tuple(network.id for network in networks), **(said | fields))


def remark(network: Network, node: Node, cause: Node | None = None, **fields: Any) -> Remark:
    """What somebody says about a node, or about the arrow from its cause."""
    about = (cause.key, node.key) if cause else (node.key,)
    said: dict[str, Any] = {"text": "Is it so?", "by": ADA, "at": AT, "cause": cause.id if cause else None}
    return Remark(id=RemarkId(_new("rmk")), network=network.id, node=node.id, about=about, **(said | fields))


def all_kinds(network: Network, *, key: str = "acme") -> tuple[Record, ...]:
    """A record of every kind with every field filled, which speak of each other and of the first outcome of a network."""
    outcome, other = network.outcomes[:2]
    customer = account(key, region="Bavaria", note="the largest\nof its kind", archived=True)
    hypothesis = message(
        network,
        outcome,
        persona=CRO.id,
        questions=("What would change?", "Who would notice?"),
        proof=(ProofPoint(kind=ProofKind.STORY, text="It was so", source="A customer", on=date(2025, 12, 31)),),
        objection="Too dear",
        answer="Compared with what?",
        stage=JourneyStage.DECIDING,
        footing=Footing(
            revision=3, chain=(ChainStep(node=other.id, title=other.title, strength=Strength.RARELY, why="said so"),), why="money"
        ),
        state=MessageState.APPROVED,
        approval=Approval(by=BEA, at=AT),
    )
    meeting = plan(
        network,
        account=customer.id,
        attendees=(Attendee(persona=CFO.id, person="Ms Gold"), Attendee(persona=CRO.id), Attendee(persona=CFO.id, person="Mr Silver")),
        brief='{"lines": ["Größe"]}',
        comments=(Comment(by=BEA, at=AT, text="Ask about the year end"),),
    )
    said = test_of(
        network,
        outcome,
        customer,
        message=hypothesis.id,
        plan=meeting.id,
        person="Ms Gold",
        quote="“We would not have thought of that”",
        result=TestResult.REFUTED,
        desirability=Desirability.HIGH,
        stated=StatedNumber(amount=Decimal("123456789012.345678901")),
        thought_of=False,
        need="A way out\nof the contract",
        credible=True,
    )
    first = gap(customer, persona=CFO.id, stated=StatedNumber(amount=Decimal("-0.10"), unit="days"), test=said.id)
    decided = GapDecision(by=BEA, at=AT, reason="it is the same")
    second = gap(customer, anticipated=False, importance=Desirability.LOW, state=GapState.GATHERED, same_as=first.id, decision=decided)
    resolved = gap(customer, state=GapState.RESOLVED, decision=decided, network=network.id, outcome=outcome.id)
    spoken = remark(network, other, cause=outcome, settled=Settlement(by=BEA, at=AT))
    return customer, replace(hypothesis, because=(said.id,)), meeting, said, first, second, resolved, spoken, *all_worth(network, customer)


def step(record: Record, before: Record | None = None, *, expected: int | None = None) -> RecordSave:
    """The step that makes a record, or changes it; `expected` is 1 for a change unless another revision is named."""
    about = (str(getattr(record, "key", record.id)),)
    revision = (1 if before else 0) if expected is None else expected
    return RecordSave(expected=revision, record=record, change=Change(about=about, before=before, after=record))


def keep(store: Store, *records: Record, reason: str = "") -> None:
    """Save new records, in one commit."""
    store.commit(replace(commit_of(store, reason=reason), records=tuple(step(record) for record in records)))


def change(store: Store, before: Record, after: Record, *, expected: int = 1) -> None:
    """Save the next state of a record."""
    store.commit(replace(commit_of(store), records=(step(after, before, expected=expected),)))
