"""A snapshot is the whole network, whatever was packed before it, and a spoilt one is told as such."""

from __future__ import annotations

import zlib
from contextlib import suppress

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks import AT, culture, directory, network
from valuenet.errors import InvalidEdit, StoreCorrupt
from valuenet.model.applying import edited
from valuenet.model.bounds import Bounds
from valuenet.model.edits import Connect, NetworkEdit, PutDifferentiator, PutOutcome, Remove, Rename, Tag
from valuenet.store.snapshot import Packer, unpacked

KEYS = [f"outcome-{number}" for number in range(200)]
LARGE = network("large", [PutDifferentiator(key="different", title="Different"), *(PutOutcome(key=key, title=key) for key in KEYS)])

edits = st.one_of(
    st.builds(PutOutcome, key=st.sampled_from([*KEYS, "a-first-one", "z-last-one"]), title=st.sampled_from(["One", "Another"])),
    st.builds(Connect, cause=st.just("different"), effect=st.sampled_from(KEYS)),
    st.builds(Tag, outcome=st.sampled_from(KEYS), persona=st.just("cfo")),
    st.builds(Rename, key=st.sampled_from(KEYS), to=st.just("quite-another")),
    st.builds(Remove, key=st.sampled_from(KEYS)),
)


@settings(deadline=None, max_examples=30)
@given(st.lists(edits, max_size=8))
def test_a_packer_that_has_packed_before_gives_the_same_bytes_as_a_new_one(steps: list[NetworkEdit]) -> None:
    packer, state = Packer(), LARGE
    packer.packed(state)
    for step in steps:
        with suppress(InvalidEdit):  # an edit that the model refuses is no step
            state, _ = edited(state, [step], directory(), at=AT, bounds=Bounds())
        block = packer.packed(state)
        assert block == Packer().packed(state)
        assert unpacked(block, "large") == state


def test_one_network_is_packed_like_itself_after_another() -> None:
    packer = Packer()
    blocks = [packer.packed(each) for each in (culture(), LARGE, network("empty"))]
    assert [unpacked(block, "any").key for block in blocks] == ["culture", "large", "empty"]


WHOLE = Packer().packed(LARGE)
LAST = zlib.compress(orjson.dumps({"arrows": []}), 1)


@pytest.mark.parametrize("spoilt", [b"", b"no snapshot", WHOLE[:-1], WHOLE + b"more", WHOLE + LAST])
def test_a_snapshot_that_is_not_whole_is_told_as_corrupt(spoilt: bytes) -> None:
    with pytest.raises(StoreCorrupt, match="snapshot of network large cannot be read"):
        unpacked(spoilt, "large")
