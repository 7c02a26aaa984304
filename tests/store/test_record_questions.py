"""Questions about records: every filter, the order of places and its pages, and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from commits import create, introduce
from networks import CFO, CRO, FACILITIES, culture, network
from records import account, gap, keep, message, plan, test_of
from valuenet.model.account import Account
from valuenet.model.call_plan import Attendee, CallPlan
from valuenet.model.edits import PutOutcome
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.model.record import Record
from valuenet.model.value_gap import ValueGap
from valuenet.model.vocabulary import ElementKind
from valuenet.store.filing import filing
from valuenet.store.protocol import RecordQuestion, Store

KINDS = (ElementKind.ACCOUNT, ElementKind.MESSAGE, ElementKind.TEST, ElementKind.VALUE_GAP, ElementKind.CALL_PLAN)


def answer(store: Store, kind: ElementKind = ElementKind.TEST, **question: Any) -> list[Record]:
    """The records that a question finds."""
    return [kept.record for kept in store.records(LOCAL, RecordQuestion(kind=kind, **question))]


@pytest.fixture
def nets(store: Store) -> tuple[Network, Network]:
    """Two networks, in a store that knows the people."""
    known = introduce(store)
    edits = [PutOutcome(key="a", title="A"), PutOutcome(key="b", title="B")]
    found = culture(known), network("other", edits, known)
    create(store, *found)
    return found


def test_accounts_come_by_key(store: Store) -> None:
    shuffled = [account(key) for key in ("b", "a-2", "a", "a10", "c")]
    keep(store, *shuffled)

    assert [filing(record).key for record in answer(store, ElementKind.ACCOUNT)] == ["a", "a-2", "a10", "b", "c"]


def test_what_was_said_on_a_day_comes_by_that_day_and_messages_by_their_making(store: Store, nets: tuple[Network, Network]) -> None:
    first, acme = nets[0], account("acme")
    days = [date(2026, 3, 2), date(2025, 12, 31), date(2026, 1, 9)]
    tests = [test_of(first, first.outcomes[0], acme, on=day) for day in days]
    gaps = [gap(acme, on=day) for day in days]
    plans = [plan(first, on=day) for day in days]
    messages = [message(first, outcome) for outcome in first.outcomes]
    keep(store, acme, *reversed(tests), *gaps, *plans, *reversed(messages))

    order = [1, 2, 0]
    assert answer(store, ElementKind.TEST) == [tests[place] for place in order]
    assert answer(store, ElementKind.TEST, newest=True) == [tests[place] for place in reversed(order)]
    assert answer(store, ElementKind.VALUE_GAP) == [gaps[place] for place in order]
    assert answer(store, ElementKind.CALL_PLAN) == [plans[place] for place in order]
    assert answer(store, ElementKind.MESSAGE) == sorted(messages, key=lambda record: record.id)
    assert answer(store, ElementKind.MESSAGE, outcomes=[messages[2].outcome], newest=True) == [messages[2]]


def test_each_filter_names_things_any_of_which_will_do(store: Store, nets: tuple[Network, Network]) -> None:
    first, second = nets
    acme, bolt = account("acme"), account("bolt")
    one = test_of(first, first.outcomes[0], acme)
    two = test_of(first, first.outcomes[1], bolt, persona=CRO.id)
    three = test_of(second, second.outcomes[0], bolt)
    keep(store, acme, bolt, one, two, three)

    assert answer(store, networks=(first.id,)) == [one, two]
    assert answer(store, networks=(first.id, second.id, "net_nowhere")) == [one, two, three]
    assert answer(store, outcomes=(one.outcome, three.outcome)) == [one, three]
    assert answer(store, personas=(CRO.id,)) == [two]
    assert answer(store, personas=(CRO.id, CFO.id, FACILITIES.id)) == [one, two, three]
    assert answer(store, accounts=(bolt.id,)) == [two, three]
    assert answer(store, accounts=()) == []
    assert answer(store, networks=()) == []
    assert answer(store, accounts=(bolt.id,), personas=(CFO.id,)) == [three]
    assert answer(store, networks=(first.id,), accounts=(bolt.id,), outcomes=(two.outcome, three.outcome)) == [two]
    assert answer(store, ElementKind.MESSAGE, outcomes=(one.outcome,)) == []


def test_a_call_plan_is_found_by_each_of_its_attendees_and_networks_once(store: Store, nets: tuple[Network, Network]) -> None:
    first, second = nets
    acme = account("acme")
    both = plan(first, second, account=acme.id, attendees=(Attendee(persona=CFO.id), Attendee(persona=CRO.id), Attendee(persona=CFO.id)))
    alone = plan(second, attendees=(Attendee(persona=CRO.id),))
    keep(store, acme, both, alone)
    kind = ElementKind.CALL_PLAN

    assert answer(store, kind, personas=(CFO.id, CRO.id)) == [both, alone]
    assert answer(store, kind, personas=(CFO.id,)) == [both]
    assert answer(store, kind, networks=(first.id,)) == [both]
    assert answer(store, kind, networks=(first.id, second.id), newest=True) == [alone, both]
    assert answer(store, kind, networks=(second.id,), personas=(CFO.id,)) == [both]
    assert answer(store, kind, accounts=(acme.id,)) == [both]
    assert answer(store, kind, outcomes=(first.outcomes[0].id,)) == []


@pytest.mark.parametrize("newest", [False, True], ids=["oldest first", "newest first"])
@pytest.mark.parametrize("filters", [{}, {"personas": (CFO.id, CRO.id)}], ids=["all", "filtered"])
def test_pages_go_on_where_the_page_before_ended(
    store: Store, nets: tuple[Network, Network], newest: bool, filters: dict[str, Any]
) -> None:
    first, acme = nets[0], account("acme")
    tests = [test_of(first, first.outcomes[0], acme, on=date(2026, 1, 1 + number % 3)) for number in range(8)]
    keep(store, *tests)

    pages: list[list[Record]] = []
    after = ""
    while page := answer(store, newest=newest, after=after, limit=3, **filters):
        pages.append(page)
        after = filing(page[-1]).place

    assert [len(page) for page in pages] == [3, 3, 2]
    ordered = sorted(tests, key=lambda test: (test.on, test.id), reverse=newest)
    assert [record for page in pages for record in page] == ordered


def expected(records: Sequence[Record], question: RecordQuestion) -> list[Record]:
    """The answer to a question, found by looking at every record."""

    def passes(record: Record) -> bool:
        filed = filing(record)
        found = (
            (question.networks, filed.networks),
            (question.personas, filed.personas),
            (question.outcomes, (filed.outcome,)),
            (question.accounts, (filed.account,)),
        )
        in_page = not question.after or (filed.place < question.after if question.newest else filed.place > question.after)
        return filed.kind is question.kind and in_page and all(wanted is None or set(wanted) & set(has) for wanted, has in found)

    ordered = sorted(filter(passes, records), key=lambda record: filing(record).place, reverse=question.newest)
    return ordered[: question.limit]


def test_any_question_finds_what_a_look_at_every_record_finds(store: Store, nets: tuple[Network, Network]) -> None:
    random = Random(7)
    outcomes = [(net, outcome) for net in nets for outcome in net.outcomes]
    people = [CFO.id, CRO.id]
    accounts: list[Account] = [account(f"a{number}") for number in range(4)]
    records: list[Record] = [*accounts]
    for _ in range(40):
        net, outcome = random.choice(outcomes)
        at, day, who = random.choice(accounts), date(2026, 1, random.randint(1, 9)), random.choice(people)
        attendees = tuple(Attendee(persona=who) for who in random.sample(people, random.randint(0, 2)))
        plans: list[CallPlan] = [plan(*random.sample(nets, random.randint(0, 2)), on=day, attendees=attendees, account=at.id)]
        gaps: list[ValueGap] = [gap(at, on=day, persona=random.choice([None, who]))]
        records += [message(net, outcome, persona=who), test_of(net, outcome, at, persona=who, on=day), *gaps, *plans]
    keep(store, *random.sample(records, len(records)))

    for _ in range(60):
        some: list[Callable[[], Any]] = [
            lambda: tuple(net.id for net in random.sample(nets, random.randint(0, 2))),
            lambda: tuple(outcome.id for _, outcome in random.sample(outcomes, 3)),
            lambda: tuple(random.sample([*people, FACILITIES.id], random.randint(1, 3))),
            lambda: tuple(at.id for at in random.sample(accounts, 2)),
        ]
        names = ("networks", "outcomes", "personas", "accounts")
        filters = {name: choose() for name, choose in zip(names, some, strict=True) if random.random() < 0.35}
        question = RecordQuestion(
            kind=random.choice(KINDS),
            newest=random.random() < 0.5,
            limit=random.choice([None, 1, 5]),
            after=random.choice(["", filing(random.choice(records)).place]),
            **filters,
        )

        assert [kept.record for kept in store.records(LOCAL, question)] == expected(records, question), question


def test_a_question_costs_one_statement_however_much_it_finds(store: Store, nets: tuple[Network, Network], sent: list[str]) -> None:
    first, acme = nets[0], account("acme")
    keep(store, *(test_of(first, first.outcomes[0], acme) for _ in range(30)))
    for filters in ({}, {"networks": (first.id,)}, {"personas": (CFO.id,), "accounts": (acme.id,)}, {"newest": True}):
        sent.clear()

        assert len(answer(store, **filters)) == 30
        assert len(sent) == 1


def test_a_thousand_ids_are_asked_for_in_one_question(store: Store, nets: tuple[Network, Network]) -> None:
    first, acme = nets[0], account("acme")
    said = test_of(first, first.outcomes[0], acme)
    keep(store, said, replace(said, id=type(said.id)("tst_2"), outcome=first.outcomes[1].id))

    assert answer(store, outcomes=(*(f"out_{number}" for number in range(1_000)), said.outcome)) == [said]
    assert list(store.read_records(LOCAL, [*(f"tst_x{number}" for number in range(1_000)), said.id])) == [said.id]
