"""Random walks of edits: after any of them the store holds what the model says, and the log gives back every step."""

from __future__ import annotations

from random import Random

import pytest

from commits import create, edit, introduce
from networks import culture, network
from valuenet.errors import InvalidEdit
from valuenet.model.changes import undone
from valuenet.model.directory import Directory
from valuenet.model.edits import (
    Compare,
    Connect,
    Describe,
    Disconnect,
    NetworkEdit,
    PutDifferentiator,
    PutOutcome,
    PutRegion,
    Remove,
    RemoveRegion,
    Rename,
    Tag,
    Uncompare,
    Untag,
    Update,
)
from valuenet.model.ids import LOCAL
from valuenet.model.network import Network
from valuenet.model.vocabulary import Importance, Position
from valuenet.store.protocol import Store

STEPS = 40


def keys(present: Network) -> list[str]:
    """The keys of the network's nodes, and some that may be free."""
    return sorted({*present.node_by_key, *(f"k{number}" for number in range(8))})


def random_edit(random: Random, present: Network, known: Directory) -> NetworkEdit:
    """Any edit; many of them are refused, as a person's would be."""
    names = keys(present)
    key, other = random.choice(names), random.choice(names)
    persona, rival = random.choice(known.personas).key, random.choice(known.alternatives).key
    choices: list[NetworkEdit] = [
        PutDifferentiator(key=key, title=f"Title {random.random()}"),
        PutOutcome(key=key, title=f"Title {random.random()}", wanted=random.random() < 0.8),
        PutOutcome(key=f"k{random.randrange(8)}", title="Title"),
        Update(key=key, fields={"title": f"Updated {random.random()}"}),
        Rename(key=key, to=f"k{random.randrange(8)}"),
        Remove(key=key),
        Connect(cause=key, effect=other, why=str(random.random())),
        Connect(cause="coaching", effect=other),
        Disconnect(cause=key, effect=other),
        Tag(outcome=key, persona=persona, importance=random.choice(list(Importance))),
        Tag(outcome=other, persona=persona, why=str(random.random())),
        Untag(outcome=key, persona=persona),
        Compare(differentiator=key, alternative=rival, position=random.choice(list(Position))),
        Uncompare(differentiator=key, alternative=rival),
        PutRegion(key=f"r{random.randrange(3)}", title="Region", nodes=tuple(random.sample(keys(present), 2))),
        RemoveRegion(key=f"r{random.randrange(3)}"),
        Describe(fields={"archived": random.random() < 0.5}),
        Describe(fields={"alternative": random.choice([rival, None])}),
    ]
    return random.choice(choices)


def swap(present: Network, random: Random) -> tuple[NetworkEdit, ...]:
    """Two nodes exchange their keys."""
    one, other = random.sample(keys(present), 2)
    return Rename(key=one, to="held"), Rename(key=other, to=one), Rename(key="held", to=other)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_store_follows_the_model_wherever_edits_lead(store: Store, seed: int) -> None:
    random = Random(seed)
    known = introduce(store)
    states = [culture(known)]
    create(store, states[0], network("bystander"))

    while len(states) < STEPS:
        present = states[-1]
        batch = swap(present, random) if random.random() < 0.1 else tuple(random_edit(random, present, known) for _ in range(2))
        try:
            after = edit(store, present, *batch)
        except InvalidEdit:
            continue
        if after is present:
            continue
        states.append(after)
        assert store.read_networks(LOCAL, [after.id])[after.id] == after

    assert not list(store.verify(LOCAL))
    assert_the_log_gives_back(store, states)


def assert_the_log_gives_back(store: Store, states: list[Network]) -> None:
    """Undoing the log, revision by revision, leads through all the states again."""
    state = states[-1]
    log = {logged.number: logged for logged in store.revisions(LOCAL, state.id, limit=1_000)}
    for earlier in reversed(states[:-1]):
        while state.revision > earlier.revision:
            state = undone(state, reversed(log[state.revision].changes), revision=state.revision - 1, changed_at=log[state.revision - 1].at)
        assert state.root == earlier.root
        assert (state.differentiators, state.outcomes, state.regions) == (earlier.differentiators, earlier.outcomes, earlier.regions)
        assert (state.arrows, state.tags, state.comparisons) == (earlier.arrows, earlier.tags, earlier.comparisons)
