"""Many at once: no change is lost, none is half seen, none is done twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from commits import commit_of, create, edit, introduce, next_step
from networks import culture, network
from valuenet.errors import AnswerExists, StaleRevision
from valuenet.model.edits import Connect, PutOutcome, Tag
from valuenet.model.ids import LOCAL
from valuenet.store.answers import Answer
from valuenet.store.protocol import Store

EDITORS = 8


def test_no_edit_is_lost_when_many_edit_one_network(store: Store, open_again: Callable[[], Store]) -> None:
    introduce(store)
    saved = network("one")
    create(store, saved)
    stores = (store, open_again())

    def editing(editor: int) -> Counter[str]:
        results: Counter[str] = Counter()
        mine = stores[editor % 2]
        for attempt in range(6):
            present = mine.read_networks(LOCAL, [saved.id])[saved.id]
            try:
                edit(mine, present, PutOutcome(key=f"o-{editor}-{attempt}", title=f"By {editor}"))
                results["accepted"] += 1
            except StaleRevision:
                results["stale"] += 1
        return results

    with ThreadPoolExecutor(EDITORS) as pool:
        total = sum(pool.map(editing, range(EDITORS)), Counter())

    after = store.read_networks(LOCAL, [saved.id])[saved.id]
    assert total["accepted"] + total["stale"] == EDITORS * 6
    assert after.revision - 1 == total["accepted"] == len(after.outcomes)
    assert [logged.number for logged in store.revisions(LOCAL, saved.id, limit=100)] == list(range(after.revision, 0, -1))
    assert not list(store.verify(LOCAL))


def test_edits_of_different_networks_do_not_disturb_each_other(store: Store) -> None:
    introduce(store)
    networks = [network(f"n{number}") for number in range(EDITORS)]
    create(store, *networks)
    before = store.state(LOCAL).revision

    def editing(number: int) -> None:
        present = networks[number]
        for attempt in range(4):
            present = edit(store, present, PutOutcome(key=f"o{attempt}", title="Title"))

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(editing, range(EDITORS)))

    assert set(store.current_revisions(LOCAL, [saved.id for saved in networks]).values()) == {5}
    assert store.state(LOCAL).revision - before == EDITORS * 4
    positions = [logged.position for logged in store.revisions_since(LOCAL, before)]
    assert positions == list(range(before + 1, before + 1 + EDITORS * 4))


def test_a_network_that_is_read_while_it_is_edited_is_always_one_of_its_revisions(store: Store, open_again: Callable[[], Store]) -> None:
    known = introduce(store)
    first = culture(known)
    create(store, first)
    other, done = open_again(), Event()

    def reading() -> list[object]:
        seen: list[object] = []
        while not done.is_set():
            seen += other.read_networks(LOCAL, [first.id]).values()
        return seen

    states = [first]
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(reading) for _ in range(2)]
        for number in range(12):
            new = f"new-{number}"
            edits = (
                PutOutcome(key=new, title="New"),
                Connect(cause="coaching", effect=new),
                Tag(outcome=new, persona="cfo"),
                Tag(outcome="pride", persona="cfo") if number % 2 else Tag(outcome="islands", persona="cfo"),
            )
            states.append(edit(store, states[-1], *edits))
        done.set()
        seen = [network for reader in readers for network in reader.result()]

    assert seen
    assert all(network in states for network in seen)


def test_one_request_sent_many_times_at_once_is_applied_once(store: Store) -> None:
    saved = network("one")
    create(store, saved)
    step = next_step(saved, PutOutcome(key="pride", title="Pride"), known=store.directory(LOCAL))
    commit = replace(commit_of(store, step), answer=Answer(key="once", request="4f2a", body="{}"))

    def sending(_: int) -> str:
        try:
            store.commit(commit)
        except AnswerExists:
            return "answered before"
        return "applied"

    with ThreadPoolExecutor(EDITORS) as pool:
        results = Counter(pool.map(sending, range(EDITORS)))

    assert results == {"applied": 1, "answered before": EDITORS - 1}
    assert store.current_revisions(LOCAL, [saved.id]) == {saved.id: 2}
