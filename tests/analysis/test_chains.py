"""Chains: why an outcome follows from a differentiator."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import complete, grown, keys, network, outcome_id, ring
from valuenet.analysis.chains import COUNTED, Chain, all_chains, best_chain, best_chains
from valuenet.analysis.reach import distances
from valuenet.model.edits import PutOutcome
from valuenet.model.network import Differentiator, Network


def path(chain: Chain | None) -> list[str]:
    """The keys along a chain."""
    assert chain is not None
    return keys(step.node for step in chain.steps)


def goodness(chain: Chain) -> tuple[Fraction, int, list[str]]:
    """What the best chain has least of."""
    return -chain.strength, len(chain.arrows), path(chain)


def every_chain(net: Network, outcome: str) -> Iterator[list[str]]:
    """All simple paths from differentiators, found in the plainest way there is."""
    paths = [[key] for key in keys(net.differentiators)]
    while paths:
        walked = paths.pop()
        if walked[-1] == outcome:
            yield walked
            continue
        ends = [net.node_by_id[arrow.effect].key for arrow in net.arrows_from.get(net.node_by_key[walked[-1]].id, ())]
        paths += [[*walked, end] for end in ends if end not in walked]


small_networks = st.tuples(st.integers(3, 9), st.integers(0, 100)).map(
    lambda size: grown(size[0], min(3 * size[0], size[0] * (size[0] - 1)), seed=size[1])
)


def test_the_best_chain_has_the_greatest_product_of_strengths() -> None:
    net = network("[tool] => a => b => goal", "[tool] ~> goal")
    assert path(best_chain(net, outcome_id(net, "goal"))) == ["tool", "a", "b", "goal"]


def test_of_equally_strong_chains_the_first_by_its_keys_is_best() -> None:
    net = network("[tool] -> b ~> goal", "[tool] ~> a -> goal")
    assert path(best_chain(net, outcome_id(net, "goal"))) == ["tool", "a", "goal"]


def test_products_are_compared_exactly() -> None:
    """In floating-point arithmetic .9 · .7 · .7 and .7 · .7 · .9 differ in their last digit."""
    net = network("[tool] => b -> c -> goal", "[tool] -> a -> d => goal")
    chain = best_chain(net, outcome_id(net, "goal"))
    assert path(chain) == ["tool", "a", "d", "goal"]
    assert chain is not None
    assert chain.strength == Fraction(441, 1000)


def test_a_chain_reads_as_a_sentence_of_titles_as_they_are_written() -> None:
    net = network(
        "[tool] -> fast -> cheap", PutOutcome(key="cheap", title="SAP costs less."), PutOutcome(key="fast", title="Faster, and calmer")
    )
    chain = best_chain(net, outcome_id(net, "cheap"))
    assert chain is not None
    assert chain.sentence == "Tool, so that Faster, and calmer, so that SAP costs less"


def test_the_first_step_of_a_chain_is_a_differentiator_and_each_other_has_the_arrow_that_leads_to_it() -> None:
    net = grown(80, 160)
    for outcome, chain in best_chains(net).items():
        assert isinstance(chain.steps[0].node, Differentiator)
        assert chain.steps[0].arrow is None
        assert chain.steps[-1].node.id == outcome
        for before, step in zip(chain.steps, chain.steps[1:], strict=False):
            assert step.arrow is not None
            assert (step.arrow.cause, step.arrow.effect) == (before.node.id, step.node.id)


def test_an_outcome_that_no_differentiator_reaches_has_no_chain() -> None:
    net = network("[tool] -> a", "b -> c")
    assert best_chain(net, outcome_id(net, "c")) is None
    nothing = all_chains(net, outcome_id(net, "c"), limit=5)
    assert (nothing.chains, nothing.total, nothing.cut) == ((), 0, False)


def test_the_chains_from_some_nodes_alone_can_be_asked_for() -> None:
    net = network("[one] => goal", "[two] ~> goal")
    two = net.node_by_key["two"].id
    assert path(best_chains(net, [two])[outcome_id(net, "goal")]) == ["two", "goal"]


def test_best_chains_are_listed_by_the_key_of_the_outcome() -> None:
    net = grown(80, 160)
    assert list(best_chains(net)) == list(distances(net))


@given(small_networks)
@settings(deadline=None, max_examples=60)
def test_all_chains_are_found_best_first_and_counted_exactly(net: Network) -> None:
    best = best_chains(net)
    for outcome in net.outcomes:
        found = all_chains(net, outcome.id, limit=10_000)
        expected = sorted(every_chain(net, outcome.key))
        assert sorted(path(chain) for chain in found.chains) == expected
        assert [goodness(chain) for chain in found.chains] == sorted(goodness(chain) for chain in found.chains)
        assert (found.total, found.cut) == (len(expected), False)
        assert list(found.chains[:1]) == [best[outcome.id]] if expected else outcome.id not in best


@given(small_networks, st.integers(1, 5))
@settings(deadline=None, max_examples=30)
def test_a_limit_cuts_the_worst_chains_and_says_so(net: Network, limit: int) -> None:
    for outcome in net.outcomes:
        everything, some = all_chains(net, outcome.id, limit=10_000), all_chains(net, outcome.id, limit=limit)
        assert some.chains == everything.chains[:limit]
        assert some.cut is (len(everything.chains) > limit)
        assert some.total == everything.total


@pytest.mark.parametrize("limit", [1, 10, 100])
def test_chains_of_a_complete_network_are_not_enumerated(limit: int) -> None:
    net = network(*complete(30))
    found = all_chains(net, outcome_id(net, "o29"), limit=limit)
    assert len(found.chains) == limit
    assert (found.total, found.cut) == (None, True), f"more than {COUNTED} arrows would have to be walked"
    assert [path(chain) for chain in found.chains[:2]] == [["tool", "o00", "o29"], ["tool", "o00", "o01", "o29"]][:limit]


def test_a_very_long_chain_is_exact_and_whole() -> None:
    net = network("[tool] -> o00", *ring(400))
    chain = best_chain(net, outcome_id(net, "o399"))
    assert chain is not None
    assert chain.strength == Fraction(7, 10) ** 400


def test_questions_that_stores_ask_do_not_load_networkx() -> None:
    script = (
        "import sys; import valuenet.analysis.chains, valuenet.analysis.desires, valuenet.analysis.reach; print('networkx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.strip() == "False"
