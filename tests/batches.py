"""Random batches of edits for property tests, most of them plausible, some of them not."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import strategies as st

from drawing import AT, compared, directory, network
from valuenet.errors import InvalidEdit
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.changes import Change
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
from valuenet.model.network import Metric, Network
from valuenet.model.vocabulary import DifferentiatorKind, Direction, Importance, OutcomeKind, Outline, Position, Strength

_NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
_DIFFERENCES = st.sampled_from(["tool", "tool", "portal", "portal", "a"])
_PEOPLE = st.sampled_from(["cfo", "cro", "clerk"])
_RIVALS = st.sampled_from(["rival", "status-quo"])
_WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), max_size=12)
_TITLES = _WORDS.map(lambda words: f"x{words}")
_METRICS = st.none() | st.builds(Metric, name=_TITLES, unit=_WORDS, direction=st.sampled_from(Direction))
_FIELDS = st.fixed_dictionaries({}, optional={"title": _TITLES, "anticipated": st.booleans(), "metric": _METRICS, "evidence": _WORDS})

EDITS: st.SearchStrategy[NetworkEdit] = st.one_of(
    st.builds(PutDifferentiator, key=_DIFFERENCES, title=_TITLES, kind=st.sampled_from(DifferentiatorKind), note=_WORDS),
    st.builds(PutOutcome, key=_NAMES, title=_TITLES, kind=st.sampled_from(OutcomeKind), wanted=st.booleans(), metric=_METRICS),
    st.builds(Update, key=_NAMES, fields=_FIELDS),
    st.builds(Rename, key=_NAMES, to=_NAMES),
    st.builds(Remove, key=_NAMES | _DIFFERENCES),
    st.builds(Connect, cause=_NAMES | _DIFFERENCES, effect=_NAMES, strength=st.sampled_from(Strength), why=_WORDS),
    st.builds(Disconnect, cause=_NAMES, effect=_NAMES),
    st.builds(Tag, outcome=_NAMES, persona=_PEOPLE, importance=st.sampled_from(Importance), why=_WORDS, personally=_WORDS),
    st.builds(Untag, outcome=_NAMES, persona=_PEOPLE),
    st.builds(Compare, differentiator=_DIFFERENCES, alternative=_RIVALS, position=st.sampled_from(Position), evidence=_WORDS),
    st.builds(Uncompare, differentiator=_DIFFERENCES, alternative=_RIVALS),
    st.builds(PutRegion, key=_NAMES, title=_TITLES, outline=st.sampled_from(Outline), nodes=st.lists(_NAMES, max_size=3).map(tuple)),
    st.builds(RemoveRegion, key=_NAMES),
    st.builds(Describe, fields=st.fixed_dictionaries({}, optional={"name": _TITLES, "alternative": st.none() | _RIVALS})),
)
"""One edit of a small network; keys are few, so that edits meet."""

BATCHES = st.lists(st.lists(EDITS, min_size=1, max_size=2) | st.lists(EDITS, min_size=3, max_size=6), min_size=4, max_size=20)
"""Several batches, one after the other."""


PEOPLE = directory()
"""Whom and what the batches speak of."""

START = network(
    "[tool] -> a -> b -> a",
    "[portal] => c => d",
    "a: cfo",
    "b: clerk, cfo?",
    "d: cro",
    PutRegion(key="c", title="C", nodes=("a", "tool")),
    *compared(tool="ahead", portal="behind"),
    people=PEOPLE,
)
"""The network that the batches are applied to."""


def history(batches: list[list[NetworkEdit]]) -> list[tuple[Network, tuple[Change, ...]]]:
    """Each accepted state with the changes that led to it, `START` first; batches that are refused leave no trace."""
    states: list[tuple[Network, tuple[Change, ...]]] = [(START, ())]
    for batch in batches:
        with suppress(InvalidEdit):
            after, changes = edited(states[-1][0], batch, PEOPLE, at=f"{AT}#{len(states)}", bounds=Bounds())
            states += [(after, changes)] if changes else []
    return states
