"""Random maps as plain arrows: a few differentiators, outcomes that lead to each other in every way, loops included."""

from __future__ import annotations

from hypothesis import strategies as st

DIFFERENTIATORS = ("D1", "D2", "D3")
OUTCOMES = ("a", "b", "c", "d", "e")

Arrows = list[tuple[str, str, float]]

_PAIRS = [(cause, effect) for cause in (*DIFFERENTIATORS, *OUTCOMES) for effect in OUTCOMES if cause != effect]


def maps(most: int = 12) -> st.SearchStrategy[Arrows]:
    """Up to that many arrows, no two with the same ends."""
    arrow = st.tuples(st.sampled_from(_PAIRS), st.sampled_from([0.15, 0.4, 0.7, 0.9, 1.0]))
    return st.lists(arrow, max_size=most, unique_by=lambda drawn: drawn[0]).map(
        lambda arrows: [(*ends, strength) for ends, strength in arrows]
    )
